"""The text without its boilerplate: whole blocks go, and the rest stays as it was, to the character."""

from __future__ import annotations

from collections.abc import Iterable

from spinscore.document import Document
from spinscore.findings import RANK, Finding
from spinscore.registry import all_rules
from spinscore.text.blocks import united

_REMOVE_FROM = 0.7
"""Blocks that are boilerplate with at least this confidence are removed."""


def cleaned(doc: Document, findings: Iterable[Finding]) -> str:
    """The text without the blocks that removable findings, or leaks, cover wholly."""
    rules = all_rules()
    covered = united(
        (finding.start, finding.end)
        for finding in findings
        if finding.confidence >= _REMOVE_FROM
        and (
            (rules[finding.rule].removable and finding.severity != "info")
            or (finding.family == "leak" and RANK[finding.severity] >= RANK["major"])
        )
    )
    if not covered:
        return doc.text
    gone = _covered_blocks(doc, covered)
    if not any(gone):
        return doc.text
    kept: list[str] = []
    text, blocks = doc.text, doc.block_list
    last = len(blocks) - 1
    at = 0
    for number, is_gone in enumerate(gone):
        if not is_gone:
            continue
        first_of_run = number == 0 or not gone[number - 1]
        if first_of_run:
            kept.append(text[at : _line_start(text, blocks[number][0])])
        at = _line_start(text, blocks[number + 1][0]) if number < last else len(text)
    kept.append(text[at:])
    left = "".join(kept)
    return left.rstrip() + text[len(text.rstrip()) :] if gone[-1] else left


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
