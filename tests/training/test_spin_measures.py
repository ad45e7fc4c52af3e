"""The spin family's measures: what they say of written, spun, short and odd text."""

from __future__ import annotations

import math
import random

import pytest

from spinscore.detectors.spin._features import FEATURES, measure
from spinscore.document import Document
from spinscore.training.substitution import spin

WRITTEN = """\
The council voted on Tuesday to close the swimming pool for the winter, because the cost of heating the water
has more than doubled since last year. The decision was not easy, the mayor said after the meeting, but there
was no other way to keep the library open. About two hundred people had signed a letter asking for more time.
Some of them came to the meeting and stood at the back of the room. A teacher from the primary school said
that children would no longer learn to swim before they left. The pool will open again in the spring, if the
town can find the money for a new roof. Local companies have offered to pay for a part of the work, and the
council will decide about their offer next month. Until then the building will stay empty. The people who work
there have been told that they will be given other jobs in the parks department.""".strip().replace("\n", " ")

TABLE = {
    word: ((substitute, 1),)
    for word, substitute in {
        "close": "shut down", "pool": "kitty", "winter": "wintertime", "cost": "monetary value", "water": "piss",
        "year": "twelvemonth", "decision": "determination", "easy": "soft", "meeting": "encounter", "way": "means",
        "people": "multitude", "letter": "missive", "time": "clip", "room": "elbow room", "children": "kid",
        "learn": "acquire", "open": "exposed", "spring": "fountain", "town": "township", "money": "lolly",
        "work": "piece",
        "part": "portion", "offer": "proffer", "building": "edifice", "empty": "vacuous", "other": "early",
        "told": "separate",
        "given": "yield", "stood": "place upright", "said": "aver", "voted": "elect", "find": "bump", "new": "raw",
    }.items()
}  # fmt: skip
NAMES = [spec.name for spec in FEATURES]


def test_all_names_and_only_those() -> None:
    assert sorted(measure(Document.parse(WRITTEN), {})) == sorted(NAMES)
    assert sorted(measure(Document.parse(""), {})) == sorted(NAMES)


def test_spun_words_fit_worse_than_written_ones() -> None:
    written = measure(Document.parse(WRITTEN), {})
    spun = measure(Document.parse(spin(WRITTEN, TABLE, 1.0, random.Random(1)).text), {})
    assert spun["spin.pair_familiarity"] < written["spin.pair_familiarity"]
    assert spun["spin.broken_pairs"] > written["spin.broken_pairs"]
    assert spun["spin.zipf_low_quarter"] < written["spin.zipf_low_quarter"]


def test_layout_and_quotes_do_not_matter() -> None:
    one = measure(Document.parse(WRITTEN), {})
    other = measure(Document.parse(WRITTEN.replace(". ", ".\n\n").replace("'", "’")), {})
    assert one == pytest.approx(other, nan_ok=True)


def test_a_few_words_are_not_judged() -> None:
    assert all(math.isnan(value) for value in measure(Document.parse("Too short to tell."), {}).values())


def test_names_are_left_out() -> None:
    with_names = WRITTEN.replace("the mayor", "Zbigniew Qvortrup").replace("A teacher", "Ms Xylander Okonjo")
    one, other = (measure(Document.parse(text), {}) for text in (WRITTEN, with_names))
    assert other["spin.unknown_words"] == pytest.approx(one["spin.unknown_words"], abs=0.002)
    assert other["spin.pair_familiarity"] == pytest.approx(one["spin.pair_familiarity"], abs=0.03)


def test_the_first_wrong_article_is_forgiven() -> None:
    one = WRITTEN.replace("a letter", "a other letter")
    two = one.replace("a new roof", "an new roof")
    assert measure(Document.parse(one), {})["spin.article_mismatch"] == 0
    assert measure(Document.parse(two), {})["spin.article_mismatch"] > 0


def test_doubled_words_are_counted() -> None:
    assert measure(Document.parse(WRITTEN.replace("the pool", "the the pool")), {})["spin.doubled_words"] == 0
    doubled = WRITTEN.replace("in the spring", "in the the spring")
    assert measure(Document.parse(doubled), {})["spin.doubled_words"] > 0


def test_a_term_of_the_text_is_not_a_broken_pair() -> None:
    two = WRITTEN + " It is a water teacher. It is a money teacher."
    one = WRITTEN + " It is a water teacher. It is a water teacher."
    plain, once, again = (measure(Document.parse(text), {})["spin.broken_pairs"] for text in (WRITTEN, two, one))
    assert once > plain
    assert again < once


@pytest.mark.parametrize("text", ["\ud800 " * 60, "ñandú " * 60, "1 2 3 " * 60, "A A A " * 60, "😀 word " * 60])
def test_any_text_is_measured(text: str) -> None:
    values = measure(Document.parse(text), {})
    assert all(math.isnan(value) or math.isfinite(value) for value in values.values())
