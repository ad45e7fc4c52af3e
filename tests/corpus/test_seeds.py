"""The five sample articles, as a smoke test: what the page left in them is found, and little else is marked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import spinscore

pytestmark = pytest.mark.corpus

FAMILIES = ("leak", "boilerplate")


@pytest.fixture(scope="module")
def seeds(shared: Path) -> list[dict[str, Any]]:
    """The labelled articles: text, and spans with start, end and label."""
    lines = (shared / "seeds" / "gold.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def labelled(seed: dict[str, Any], *labels: str) -> list[tuple[int, int]]:
    """The spans with one of some labels, or of one of some families."""
    return [(s["start"], s["end"]) for s in seed["spans"] if s["label"] in labels or s["label"].split(".")[0] in labels]


def found(seed: dict[str, Any], *rules: str) -> list[tuple[int, int]]:
    return [(finding.start, finding.end) for finding in spinscore.check(seed["text"], rules=rules)]


def characters(seed: dict[str, Any], spans: list[tuple[int, int]]) -> set[tuple[str, int]]:
    """The places that spans cover, spaces left out."""
    text = seed["text"]
    return {(seed["id"], i) for start, end in spans for i in range(start, end) if not text[i].isspace()}


def test_most_of_what_the_page_left_is_found(seeds: list[dict[str, Any]]) -> None:
    gold = set().union(*(characters(seed, labelled(seed, *FAMILIES)) for seed in seeds))
    marked = set().union(*(characters(seed, found(seed, *FAMILIES)) for seed in seeds))
    assert len(seeds) == 5
    assert len(gold & marked) / len(gold) >= 0.85


def test_most_of_what_is_marked_is_right(seeds: list[dict[str, Any]]) -> None:
    right = set().union(*(characters(seed, labelled(seed, *FAMILIES, "ignore")) for seed in seeds))
    marked = set().union(*(characters(seed, found(seed, *FAMILIES)) for seed in seeds))
    assert len(marked & right) / len(marked) >= 0.90


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("leak.placeholder", 2),
        ("leak.field-label", 1),
        ("boilerplate.comment-prompt", 2),
        ("boilerplate.summary-widget", 2),
    ],
)
def test_these_are_marked_exactly(seeds: list[dict[str, Any]], rule: str, count: int) -> None:
    gold = [(seed["id"], *span) for seed in seeds for span in labelled(seed, rule)]
    assert [(seed["id"], *span) for seed in seeds for span in found(seed, rule)] == gold
    assert len(gold) == count


def test_most_spin_marks_are_touched(seeds: list[dict[str, Any]]) -> None:
    touched = gold = 0
    for seed in seeds:
        marks = found(seed, "spin")
        for start, end in labelled(seed, "spin"):
            gold += 1
            touched += any(first < end and start < last for first, last in marks)
    assert gold == 10
    assert touched >= 6


def test_no_other_spin_mark_weighs(seeds: list[dict[str, Any]]) -> None:
    """Style words are shown for information in most of these articles."""
    for seed in seeds:
        gold = labelled(seed, "spin", "ignore")
        for finding in spinscore.check(seed["text"], rules=["spin"]):
            right = any(finding.start < end and start < finding.end for start, end in gold)
            assert right or finding.severity == "info", finding


def test_the_near_misses_stay_unmarked(seeds: list[dict[str, Any]]) -> None:
    text = seeds[3]["text"]
    findings = spinscore.check(text)
    for passage in ("While he welcomed", "“after the war”"):
        place = text.index(passage)
        severe = [f for f in findings if f.start <= place < f.end and f.severity not in ("info",)]
        assert severe == [], passage


def test_cleaning_takes_the_forms_and_widgets_and_leaves_the_sentences(seeds: list[dict[str, Any]]) -> None:
    for seed in seeds:
        cleaned = spinscore.clean(seed["text"])
        assert "Your email address will not be published" not in cleaned
        assert "Get a summary" not in cleaned
        prose = [line for line in seed["text"].split("\n") if len(line) > 300]
        marked = characters(seed, labelled(seed, *FAMILIES, "ignore"))
        for line in prose:
            start = seed["text"].index(line)
            if not any((seed["id"], place) in marked for place in range(start, start + len(line))):
                assert line in cleaned
