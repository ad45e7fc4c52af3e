"""Word tables: learnt by alignment, applied at a strength."""

from __future__ import annotations

import random

from spinscore.training.substitution import learn, spin

HUMAN = "The big house was sold last week. Mary Stone bought the big house."
SPUN = "The large dwelling was sold last week. Mary Stone purchased the big house."


def test_tables_hold_what_was_replaced() -> None:
    table = learn([("tool", HUMAN, SPUN), ("tool", HUMAN, HUMAN)])["tool"]
    assert table == {"big": (("large", 1),), "bought": (("purchased", 1),), "house": (("dwelling", 1),)}


def test_full_strength_replaces_every_known_word() -> None:
    table = learn([("tool", HUMAN, SPUN)])["tool"]
    spun = spin("Big dogs bought a house.", table, 1.0, random.Random(1))
    assert spun.text == "Large dogs purchased a dwelling."
    assert spun.share == 3 / 5


def test_no_strength_changes_nothing() -> None:
    assert spin(HUMAN, {"big": (("large", 1),)}, 0.0, random.Random(1)).text == HUMAN


def test_names_inside_a_sentence_stay() -> None:
    assert (
        spin("We met Mark. Mark it.", {"mark": (("score", 1),)}, 1.0, random.Random(1)).text == "We met Mark. Score it."
    )
