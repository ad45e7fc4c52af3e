"""Leaks and near misses in numbers: lists that were written before it was tried what the rules find."""

from __future__ import annotations

from pathlib import Path

import pytest

from spinscore.document import Document
from spinscore.engine import RuleSet
from spinscore.findings import Finding
from spinscore.registry import all_rules

HERE = Path(__file__).parent
BEFORE = (
    "The council of Harwick met on Monday to talk about the old quay, which has been closed since the storm of last "
    "winter.\n\nForty people came to the town hall, and most of them stayed until midnight, when the last speaker sat "
    "down.\n\n"
)
AFTER = "\n\nThe work is to begin in June and will take two years, if the weather holds and the money lasts."


@pytest.fixture(scope="module")
def leaks() -> RuleSet:
    return RuleSet(tuple(rule for rule in all_rules().values() if rule.family == "leak"))


def table(name: str) -> list[dict[str, str]]:
    lines = [line for line in (HERE / name).read_text("utf-8").split("\n") if line and not line.startswith("#")]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


def params(name: str) -> list[object]:
    return [
        pytest.param(
            row,
            id=f"{row['kind']}: {row['text'][:40]}",
            marks=[pytest.mark.xfail(reason="known failure", strict=True)] if row["known"] else [],
        )
        for row in table(name)
    ]


def marked(leaks: RuleSet, text: str, *, alone: bool) -> list[Finding]:
    """The findings above information on a passage, alone or between paragraphs of a report."""
    before, after = ("", "") if alone else (BEFORE, AFTER)
    passage = text.replace("¶", "\n")
    found = leaks.run(Document.parse(before + passage + after))
    start, end = len(before), len(before) + len(passage)
    return [f for f in found if f.start < end and start < f.end and f.severity != "info"]


@pytest.mark.parametrize("row", params("held_out.tsv"))
def test_a_leak_is_marked_by_its_rule(leaks: RuleSet, row: dict[str, str]) -> None:
    found = marked(leaks, row["text"], alone=row["kind"] == "slot-foreign")
    assert f"leak.{row['rule']}" in {finding.rule for finding in found}


@pytest.mark.parametrize("row", params("innocents.tsv"))
def test_a_near_miss_is_left_alone(leaks: RuleSet, row: dict[str, str]) -> None:
    assert marked(leaks, row["text"], alone=False) == []


def test_the_lists_are_long_and_few_of_them_are_known_failures() -> None:
    held_out, innocents = table("held_out.tsv"), table("innocents.tsv")
    unread = [row for row in held_out if row["part"] == "second"]
    assert (len(held_out), len(unread), len(innocents)) == (430, 136, 252)
    assert sum(bool(row["known"]) for row in unread) <= 0.1 * len(unread)
    assert sum(bool(row["known"]) for row in innocents) <= 0.03 * len(innocents)
