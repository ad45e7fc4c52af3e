"""The text without its boilerplate: whole blocks go, and the rest stays as it was, to the character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spinscore.document import Document
from spinscore.findings import RANK, Finding
from spinscore.registry import all_rules
from spinscore.text.blocks import united

_REMOVE_FROM = 0.7
"""Blocks that are boilerplate with at least this confidence are removed."""


class Removal(NamedTuple):
    """A run of neighbouring blocks that cleaning takes out: their place and text, and the findings that say why.

    Put back in order, each `text` at its `start`, the removals of a text restore it to the character.
    """

    start: int
    end: int
    text: str
    findings: tuple[Finding, ...]


def cleaned(doc: Document, findings: Iterable[Finding]) -> str:
    """The text without the blocks that removable findings, or leaks, cover wholly."""
    return without(doc.text, removals(doc, findings))


def without(text: str, gone: Iterable[Removal]) -> str:
    """The text without some removals, which are in its order."""
    kept, at = [], 0
    for removal in gone:
        kept.append(text[at : removal.start])
        at = removal.end
    return "".join(kept) + text[at:]


def removals(doc: Document, findings: Iterable[Finding]) -> tuple[Removal, ...]:
    """What cleaning takes out of a text, in order."""
    reasons = [finding for finding in findings if _is_reason(finding)]
    if not reasons:
        return ()
    gone = _covered_blocks(doc, united((finding.start, finding.end) for finding in reasons))
    return tuple(
        Removal(start, end, doc.text[start:end], tuple([r for r in reasons if r.start < end and start < r.end]))
        for start, end in _runs(doc, gone)
    )


def _is_reason(finding: Finding) -> bool:
    """Whether a finding is one that cleaning acts on."""
    if finding.confidence < _REMOVE_FROM:
        return False
    if finding.family == "leak":
        return RANK[finding.severity] >= RANK["major"]
    return all_rules()[finding.rule].removable and finding.severity != "info"


def _runs(doc: Document, gone: list[bool]) -> Iterator[tuple[int, int]]:
    """The runs of blocks that go, each up to the line of the next block; the last one takes the gap before it."""
    text, blocks = doc.text, doc.block_list
    first = -1
    for number, is_gone in enumerate([*gone, False]):
        if is_gone and first < 0:
            first = number
        elif not is_gone and first >= 0:
            start = _line_start(text, blocks[first][0])
            if number < len(blocks):
                yield start, _line_start(text, blocks[number][0])
            else:
                yield len(text[:start].rstrip()), len(text.rstrip())
            first = -1


def _line_start(text: str, place: int) -> int:
    """Where the line of a block begins whose first inked character stands at a place."""
    while place > 0 and text[place - 1] in " \t\xa0":
        place -= 1
    return place


def _covered_blocks(doc: Document, covered: list[tuple[int, int]]) -> list[bool]:
    """For each block, whether disjoint spans together cover all its words."""
    result = []
    first = 0
    for start, end in doc.block_list:
        while first < len(covered) and covered[first][1] <= start:
            first += 1
        at, number = start, first
        bare = ""
        while number < len(covered) and covered[number][0] < end:
            bare += doc.text[at : covered[number][0]]
            at = covered[number][1]
            number += 1
        bare += doc.text[at:end]
        result.append(number > first and not any(char.isalnum() for char in bare))
    return result
