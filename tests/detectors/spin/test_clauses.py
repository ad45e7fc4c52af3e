"""Clauses counted by word lists: what may be a finite verb, and what may be a main clause."""

from __future__ import annotations

import pytest

import spinscore
from spinscore.detectors.spin._clauses import Part, finite_verbs, has_second_subject, may_hold_main_clause, too_many

LISTS = spinscore.rules()["spin.fragment"].words


def part(text: str) -> Part:
    words = text.split()
    return Part([word.lower() for word in words], [word[0].isupper() for word in words])


@pytest.mark.parametrize(
    ("words", "verbs"),
    [
        ("the council has not yet been told", ["has"]),
        ("he added that the bridge remains safe", ["added", "remains"]),
        ("the cracks found by the engineers", ["found"]),
        ("the piers cracked by the storm", []),
        ("to keep the newly painted lights", []),
        ("they don't know what it cost", ["don't", "cost"]),
    ],
)
def test_verbs_that_may_be_finite(words: str, verbs: list[str]) -> None:
    found = words.split()
    assert [found[place] for place in finite_verbs(found, LISTS)] == verbs


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("he said that the bridge was closed", False),
        ("he said the bridge was closed", False),
        ("he came and went", False),
        ("the bridge was closed the ferry was full", True),
        ("the bridge which was closed was full", False),
    ],
)
def test_a_verb_needs_a_reason(words: str, expected: bool) -> None:
    assert too_many(words.split(), 1, LISTS) is expected


def test_a_pronoun_after_the_verb_is_a_second_subject_unless_something_leads_to_it() -> None:
    assert has_second_subject("it rained for days they stayed".split(), 1, LISTS)
    assert not has_second_subject("he said they stayed".split(), 1, LISTS)
    assert not has_second_subject("it rained when they stayed".split(), 1, LISTS)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("he stressed that it would reopen", True),
        ("saying that it would reopen", False),
        ("replacing it would cost too much", True),
        ("despite the ongoing talks", False),
        ("despite the talks they voted", True),
        ("in the old customs house", False),
        ("in a small bowl stir together the cream", True),
        ("which the council had promised", False),
        ("and stressed that it would reopen", False),
        ("and the council voted", True),
        ("Jonas Vesterhav", False),
    ],
)
def test_parts_that_may_hold_a_main_clause(words: str, expected: bool) -> None:
    assert may_hold_main_clause(part(words), LISTS) is expected
