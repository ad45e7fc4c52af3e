"""Fitting the page model: scoring sees what training saw, and no step learns from the fold it is measured on."""

from __future__ import annotations

import random

import numpy as np
import pytest

from spinscore.pages.model import NAMES, PageModel, chosen, probabilities, scores
from spinscore.training.pages.gold import ARTICLE, BOILERPLATE, GoldPage
from spinscore.training.pages.stages import FOLDS, NAME_BITS, WORD_BITS, Course, Lesson, fold_of, lesson

SUBJECTS = "the mayor|a young teacher|the bus driver|our neighbour|the small museum|a local farmer".split("|")
VERBS = "opened|painted|closed|visited|described|repaired|sold|measured".split("|")
OBJECTS = "the old bridge|a long report|the new library|a garden wall|three boats|the market hall".split("|")


def sentence(rng: random.Random) -> str:
    return f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.choice(OBJECTS)} before noon, as planned.".capitalize()


def page(number: int) -> GoldPage:
    rng = random.Random(number)
    links = [f"Story {rng.choice(OBJECTS)}" for _ in range(6)]
    prose = [" ".join(sentence(rng) for _ in range(3)) for _ in range(5)]
    comments = [sentence(rng) for _ in range(3)]
    html = (
        "<!doctype html><html><body><nav class='main-menu'>"
        + "".join(f"<a href='/{i}'>{text}</a><br>" for i, text in enumerate(links))
        + f"</nav><div class='entry-{number} body'><h1>Report {number}</h1>"
        + "".join(f"<p>{text}</p>" for text in prose)
        + "</div><div id='comments'>"
        + "".join(f"<p>{text}</p>" for text in comments)
        + "</div></body></html>"
    )
    lines = [(text, BOILERPLATE) for text in [*links, f"Report {number}"]]
    lines += [(text, ARTICLE) for text in prose] + [(text, BOILERPLATE) for text in comments]
    texts, labels = zip(*lines, strict=True)
    return GoldPage(f"x/{number}", "aed", f"site{number}.com", "en", html, texts, labels)


@pytest.fixture(scope="module")
def course() -> Course:
    found = [lesson(page(number), seed=7) for number in range(40)]
    return Course([x for x in found if x], seed=7)


@pytest.fixture(scope="module")
def model(course: Course) -> PageModel:
    return course.fit()


def test_blocks_are_labelled_and_weigh_by_their_words(course: Course) -> None:
    x: Lesson = course.lessons[0]
    labels = dict(zip(x.read.page.texts, x.target.tolist(), strict=True))
    assert sum(label == 1 for label in labels.values()) == 5
    assert labels["Report 0"] == 0
    prose, short = x.weight[x.target == 1].min(), x.weight[x.target == 0].min()
    assert prose > 5 * short


def test_scoring_adds_up_what_the_matrix_of_training_holds(course: Course, model: PageModel) -> None:
    """int8 weights times the values of the sparse matrix are the scores, block by block."""
    matrix = course.matrix
    words = matrix.words @ model.words.weights[0].astype(np.float64) * float(model.words.scales[0])
    near, far = matrix.names[:, : 1 << NAME_BITS], matrix.names[:, 1 << NAME_BITS :]
    assert matrix.words.shape[1] == 1 << WORD_BITS
    found = [scores(x.read, model.words, model.names) for x in course.lessons]
    assert np.concatenate([f.text for f in found]) == pytest.approx(words, abs=1e-4)
    for name, values, step in (("near", near, 2.0), ("far", far, 1 / 0.3)):
        row = ("near", "far").index(name)
        expected = step * (values @ model.names.weights[row].astype(np.float64)) * float(model.names.scales[row])
        assert np.concatenate([getattr(f, name) for f in found]) == pytest.approx(expected, abs=1e-4)
        assert np.ptp(expected) > 0.1


def test_no_step_sees_the_fold_that_is_left_out(course: Course) -> None:
    """A page is judged the same by the model of its fold whatever its labels say."""
    fold = course.lessons[0].fold
    x = course.lessons[0]
    before = course.fit(frozenset({fold})).logits(x.read)
    turned = [
        lesson(
            GoldPage(
                y.gold.id, "aed", y.gold.site, "en", y.gold.html, y.gold.lines,
                tuple(BOILERPLATE if label == ARTICLE else ARTICLE for label in y.gold.labels)
                if y.fold == fold else y.gold.labels,
            ),
            seed=7,
        )
        for y in course.lessons
    ]  # fmt: skip
    after = Course([y for y in turned if y], seed=7).fit(frozenset({fold})).logits(x.read)
    assert np.array_equal(before, after)


def test_fitting_again_gives_the_same_model(course: Course, model: PageModel) -> None:
    again = Course(course.lessons, seed=7).fit()
    assert all(
        np.array_equal(a, b)
        for a, b in zip(again.forest.arrays().values(), model.forest.arrays().values(), strict=True)
    )
    assert np.array_equal(again.words.weights, model.words.weights)


def test_the_model_learns_its_lessons(course: Course) -> None:
    logits = course.out_of_fold()
    right = [
        np.mean(chosen(probabilities(z), x.read, course.fit(frozenset({0})).settings) == (x.target == 1))
        for x, z in list(zip(course.lessons, logits, strict=True))[:3]
    ]
    assert min(right) > 0.9


def test_folds_are_spread_and_kept_by_site() -> None:
    folds = {fold_of(f"site{number}.com", 7) for number in range(60)}
    assert folds == set(range(FOLDS))
    assert fold_of("example.com", 7) == fold_of("example.com", 7)
    assert NAMES["text"] < NAMES["near"] < NAMES["far"]
