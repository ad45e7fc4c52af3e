"""Punctuation, quotation marks and capitals: when they are major, and what their edits make of the text."""

from __future__ import annotations

import pytest

import spinscore
from spinscore.findings import Finding

FILLER = "The ferry sails at nine, and the bus to the harbour leaves at ten from the old town hall. "
PARAGRAPHS = "\n\n".join([FILLER.strip()] * 8)


def found(rule: str, text: str) -> tuple[Finding, ...]:
    return spinscore.check(text, rules=[rule])


def repaired(finding: Finding, text: str) -> str:
    assert finding.edit is not None
    return text[: finding.edit.start] + finding.edit.replacement + text[finding.edit.end :]


@pytest.mark.parametrize(
    ("text", "wanted", "safe"),
    [
        ("The bridge is open.The mayor came.", "The bridge is open. The mayor came.", True),
        ("The bridge is open.Nobody came.", "The bridge is open. Nobody came.", False),
        ("The bridge, he said,is open.", "The bridge, he said, is open.", False),
        ("The bridge,, he said, is open.", "The bridge, he said, is open.", True),
        ("The bridge is open,. He came.", "The bridge is open. He came.", False),
        ("The bridge is open. . He came.", "The bridge is open. He came.", False),
        ("The bridge is open .\n\nHe came.", "The bridge is open.\n\nHe came.", True),
        ("The bridge is open;; he came.", "The bridge is open; he came.", True),
    ],
)
def test_edits_of_punctuation(text: str, wanted: str, safe: bool) -> None:
    (finding,) = found("spin.punctuation", text)
    assert repaired(finding, text) == wanted
    assert finding.edit is not None
    assert finding.edit.safe is safe


def test_one_slip_is_minor_and_three_in_a_short_article_are_major() -> None:
    slip = "The bridge is open.The mayor came. "
    assert [f.severity for f in found("spin.punctuation", FILLER + slip)] == ["minor"]
    assert [f.severity for f in found("spin.punctuation", (FILLER + slip) * 3)] == ["major"] * 3


def test_three_slips_in_a_long_article_are_minor() -> None:
    slip = "The bridge is open.The mayor came. "
    assert [f.severity for f in found("spin.punctuation", (FILLER * 12 + slip) * 3)] == ["minor"] * 3


def test_a_space_before_a_mark_is_no_fault_and_many_are_a_habit() -> None:
    assert [f.severity for f in found("spin.punctuation", "The bridge is open .\n\nHe came.")] == ["info"]
    assert found("spin.punctuation", "The bridge is open .\n\n" * 4 + "He came.") == ()


def test_members_of_something_that_come_again_are_a_program() -> None:
    assert [f.text for f in found("spin.punctuation", "He went home.Nobody saw him.")] == ["home.Nobody"]
    assert found("spin.punctuation", "He went home.Nobody saw home.Page open.") == ()


def test_one_unpaired_mark_is_minor_and_three_are_major() -> None:
    broken = "It is closed,” he said. " + FILLER + "\n\n"
    assert [f.severity for f in found("spin.quotation", broken + PARAGRAPHS)] == ["minor"]
    assert [f.severity for f in found("spin.quotation", broken * 3)] == ["major"] * 3


def test_one_lost_capital_is_minor_and_two_are_major() -> None:
    low = "\n\nin a statement, the engineers of the county said that the cracks are as wide as a finger.\n\n"
    assert [f.severity for f in found("spin.case", PARAGRAPHS + low + PARAGRAPHS)] == ["minor"]
    twice = found("spin.case", PARAGRAPHS + low + PARAGRAPHS + low + FILLER)
    assert [(f.severity, f.text) for f in twice] == [("major", "in a statement")] * 2


def test_a_lone_heading_is_mentioned() -> None:
    heading = "\n\nsupport for the fleet\n\n"
    assert [f.severity for f in found("spin.case", PARAGRAPHS + heading + PARAGRAPHS)] == ["info"]


def test_two_headings_are_major_where_another_has_its_capital_and_style_where_none_has() -> None:
    small, large = "\n\nsupport for the fleet\n\n", "\n\nWhat the mayor said\n\n"
    style = PARAGRAPHS + small + PARAGRAPHS + small + PARAGRAPHS
    assert [f.severity for f in found("spin.case", style)] == ["info"] * 2
    assert [f.severity for f in found("spin.case", style + large + FILLER)] == ["major"] * 2


def test_reported_speech_without_a_main_clause_is_major_and_an_afterthought_minor() -> None:
    report = "While he added that the bridge remains the most urgent task for the town at the present time."
    afterthought = "Although the bridge remains the most urgent task for the town at the present time."
    assert [f.severity for f in found("spin.fragment", report)] == ["major"]
    assert [f.severity for f in found("spin.fragment", afterthought)] == ["minor"]
