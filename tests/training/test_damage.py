"""Damage: every kind changes the text, with the seed's choice, and held-out wording stays out of training."""

from __future__ import annotations

import random
from collections import Counter
from importlib.resources import files

import pytest

from spinscore.training.damage import EVALUATION, KINDS, TRAINING, damage, lines
from tests.training.conftest import article

TEXT = article(5)
ROWS = [
    line.split("\t")
    for line in (files("spinscore.training") / "damage_lines.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
][1:]


@pytest.mark.parametrize("use", [TRAINING, EVALUATION])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_changes_the_text_and_repeats_with_its_seed(kind: str, use: str) -> None:
    one = damage(TEXT, kind, 1, random.Random(4), use)
    assert one.text != TEXT
    assert one == damage(TEXT, kind, 1, random.Random(4), use)


@pytest.mark.parametrize("kind", sorted({row[0] for row in ROWS}))
def test_held_out_wording_is_apart(kind: str) -> None:
    train, held_out = set(lines(kind, TRAINING)), set(lines(kind, EVALUATION))
    assert train
    assert held_out
    assert not train & held_out


def test_lines_are_sorted_and_unique() -> None:
    keys = [(row[0], row[2]) for row in ROWS]
    assert keys == sorted(keys)
    assert max(Counter(keys).values()) == 1


def test_inserted_lines_leave_the_article_whole() -> None:
    damaged = damage(TEXT, "page.comment", 2, random.Random(1)).text
    assert all(part in damaged for part in TEXT.split("\n\n"))


def test_a_doubled_paragraph_stands_twice() -> None:
    damaged = damage(TEXT, "text.double", 1, random.Random(1)).text
    assert sum(damaged.count(part) == 2 for part in TEXT.split("\n\n")) == 1


def test_a_cut_end_is_a_beginning_of_the_text() -> None:
    damaged = damage(TEXT, "text.cut", 1, random.Random(1)).text
    assert TEXT.startswith(damaged)
    assert damaged[-1] not in ".!?"


def test_one_line_texts_take_damage_too() -> None:
    flat = " ".join(TEXT.split())
    assert "\n" in damage(flat, "page.summary", 1, random.Random(2)).text
