"""Edits carried out: the replacements that findings offer, made in a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from spinscore.findings import Edit, Finding


def chosen(findings: Iterable[Finding], *, safe_only: bool) -> list[Edit]:
    """The edits of findings in the order of the text; of two that overlap the first, or the longer one."""
    edits = {finding.edit for finding in findings if finding.edit and (finding.edit.safe or not safe_only)}
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end, edit.replacement)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def within(edits: Sequence[Edit], start: int, end: int) -> list[Edit]:
    """Those of some edits, in order and disjoint, that lie in a span."""
    first = bisect_left(edits, start, key=lambda edit: edit.start)
    last = bisect_left(edits, end, key=lambda edit: edit.start)
    return [edit for edit in edits[first:last] if edit.end <= end]


def apply(text: str, edits: Iterable[Edit], shift: int = 0) -> str:
    """A text after edits that are in order and disjoint; their places are counted from `shift` before the text.

    >>> apply("In [City].", [Edit(3, 9, "Oslo")])
    'In Oslo.'
    """
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.start - shift], edit.replacement)
        at = edit.end - shift
    parts.append(text[at:])
    return "".join(parts)
