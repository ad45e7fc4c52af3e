"""Fitting the line model: the stages learn what there is, noise counts less, points keep their promises."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from spinscore.document import Document
from spinscore.lines.features import NAMES, NONE, REMOVABLE
from spinscore.lines.outline import outline_of
from spinscore.lines.wording import wording_of
from spinscore.training.lines import choose, fit, learn, measure
from spinscore.training.lines.table import make_table, trusted, wording_targets
from spinscore.training.lines.texts import ARTICLE, BOILERPLATE, Reading, Text

PROSE = "The river rose in the night and the road to {name} was closed until the water fell again on {day}."
NAMES_OF_TOWNS = "Ely Rye Bude Wick Barton Hull Deal Looe Ware Eye".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
REMAINS = ("Most read", "Sign up for our newsletter", "Share on Facebook", "All rights reserved")


def text(number: int, part: str = "residual") -> Text:
    lines = [PROSE.format(name=NAMES_OF_TOWNS[(number + n) % 10], day=DAYS[(number * 3 + n) % 7]) for n in range(4)]
    clean = part in ("edited", "human")
    rest = [] if clean else [REMAINS[number % 4], REMAINS[(number + 1) % 4]]
    labels = (ARTICLE,) * 4 + (BOILERPLATE,) * len(rest)
    site = f"site{number}.example"
    doc = Document("\n\n".join([*lines, *rest]))
    return Text(f"t{number}", part, "aed", site, number % 5, "x", doc, labels, (1.0,) * len(labels), labels, "en")


def table(count: int = 60) -> Any:
    texts = [text(n, ("residual", "leftover", "edited")[n % 3]) for n in range(count)]
    return make_table(texts, lambda doc: [""] * len(doc.block_list))


def test_rows_of_the_matrix_score_as_blocks_do() -> None:
    wordings = [wording_of(outline_of(text(n).doc)) for n in range(12)]
    bits = 12
    target = np.array([0, 0, 0, 0, 1, 1] * 12)
    data = learn.sparse(wordings, bits)
    model = learn.fit_wording(data, target, np.ones(72), bits, 3, epochs=4)
    weights = (model.weights * model.scales[:, None]).T
    expected = learn._matrix(data, bits) @ weights + model.bias
    found = np.concatenate([wording.scores(model) for wording in wordings])
    assert np.abs(found - expected).max() < 1e-3
    assert (found[:, :2].argmax(axis=1) == target).mean() > 0.95


def test_fitting_twice_gives_the_same() -> None:
    wordings = [wording_of(outline_of(text(n).doc)) for n in range(8)]
    data = learn.sparse(wordings, 10)
    target, weight = np.array([0, 0, 0, 0, 1, 1] * 8), np.ones(48)
    first, second = (learn.fit_wording(data, target, weight, 10, 3, epochs=2) for _ in range(2))
    assert (first.weights == second.weights).all()


def test_rows_without_weight_are_not_seen() -> None:
    wordings = [wording_of(outline_of(text(n).doc)) for n in range(8)]
    data = learn.sparse(wordings, 10)
    target, weight = np.array([0, 0, 0, 0, 1, 1] * 8), np.ones(48)
    weight[6:] = 0
    changed = target.copy()
    changed[6:] = 2
    first, second = (learn.fit_wording(data, x, weight, 10, 3, epochs=2) for x in (target, changed))
    assert (first.weights == second.weights).all()


def test_both_stages_out_of_fold_find_the_remains(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "GATE", (0.0, -99.0))
    made = table(120)
    scores = fit.out_of_fold(made, 3, lambda _: None)
    assert scores.rows.shape == (len(made.labels), len(NAMES))
    bad = made.labels == BOILERPLATE
    assert scores.odds[bad].min() > scores.odds[~bad].max()


def test_doubtful_labels_count_less_but_not_those_by_reading() -> None:
    made = table(12)
    odds = np.where(made.labels == BOILERPLATE, -5.0, 5.0)
    weight = np.ones(len(odds))
    assert set(fit.less_noisy(made, odds, weight).tolist()) == {0.1}
    read = replace(made, read=np.full(len(odds), "content"))
    assert set(fit.less_noisy(read, odds, weight).tolist()) == {1.0}
    assert set(fit.less_noisy(made, -odds, weight).tolist()) == {1.0}


def test_blocks_of_clean_texts_that_a_rule_marks_are_not_trusted() -> None:
    texts = [text(0, "edited"), text(1)]
    made = make_table(texts, lambda doc: ["boilerplate.share"] + [""] * (len(doc.block_list) - 1))
    assert made.kinds.tolist() == [REMOVABLE, NONE, NONE, NONE, REMOVABLE, NONE, NONE, NONE, NONE, NONE]
    assert trusted(made).tolist() == [0, 1, 1, 1, 1, 1, 1, 1, 1, 1]


def test_types_come_from_readers_first_and_tell_furniture() -> None:
    first = text(0)
    read = replace(first, types={4: Reading("boilerplate.byline", "x"), 5: Reading("boilerplate.share", "x")})
    made = make_table([read], lambda _: [""] * 4 + ["boilerplate.share"] * 2)
    assert made.rules.tolist() == ["", "", "", "", "boilerplate.byline", "boilerplate.share"]
    assert wording_targets(made).tolist() == [0, 0, 0, 0, 2, 1]


def test_curve_counts_lines_and_characters() -> None:
    f1, lost = choose.curve(np.array([1, 0, 1]), np.array([5, 10, 5]))
    assert f1.tolist() == pytest.approx([2 / 3, 0.5, 0.8])
    assert lost.tolist() == [0, 1, 1]


def small(**columns: Any) -> Any:
    """A table of some columns only."""
    return SimpleNamespace(**columns)


def test_the_loose_point_keeps_the_characters_of_articles() -> None:
    made = small(
        part=np.full(6, "residual"),
        gold=np.array([1, 1, 0, 1, 0, 0]),
        kinds=np.zeros(6, np.int8),
        letters=np.array([10, 10, 900, 10, 100, 9000]),
    )
    assert choose.best_score(made, np.array([5.0, 4.0, 3.0, 2.0, 1.0, 0.0])) == 4.0


def test_the_strict_point_is_reached_by_few_clean_articles() -> None:
    count = 200
    made = small(
        part=np.repeat(["edited", "human"], count // 2),
        kinds=np.zeros(count, np.int8),
        text=np.arange(count),
        texts=range(count),
    )
    odds = np.tile(np.arange(count // 2, dtype=float), 2)
    point = choose.strict_score(made, odds)
    assert (odds >= point).mean() <= choose.TOUCHED
    assert (odds >= point - 1).mean() > choose.TOUCHED


def test_figures_by_hand() -> None:
    made = table(30)
    bad = made.labels == BOILERPLATE
    odds = np.where(bad, 3.0, -3.0)
    missed = (bad & (made.part == "residual")).nonzero()[0][:5]
    odds[missed] = -3.0
    scored = measure.Scored(made, odds, odds, np.full(len(bad), "boilerplate.share"), 0.0, 1.0)
    row = measure.residual_figures(scored, 1)["model"]
    assert row["precision"] == 1.0
    assert row["boilerplate"] == 20
    assert row["recall"] == 0.75
    assert row["interval"][0] <= row["f1"] <= row["interval"][1]
    assert row["characters lost"] == 0
    clean = measure.clean_figures(scored)["edited"]
    assert clean["with a removable verdict"] == 0
