"""Lines and blocks. A block is one non-blank line; lines that were wrapped by hand are joined again."""

from __future__ import annotations

from collections.abc import Iterable

from spinscore.text.chars import BREAKS

_MIN_WIDTH, _MAX_WIDTH = 50, 110
"""Lines wrapped by hand are about 60 to 100 characters wide; wider lines are paragraphs."""
_MIN_WRAPPED = 3
_SHARE_FULL = 0.8

Rows = list[tuple[int, int]]
"""Spans as Python integers, for loops."""


def find_lines(text: str) -> Rows:
    """Offsets of all lines without their line breaks, in order; "\\r\\n" is one break."""
    lines: Rows = []
    start = 0
    for line, whole in zip(text.splitlines(), text.splitlines(keepends=True), strict=True):
        lines.append((start, start + len(line)))
        start += len(whole)
    if start == 0 or text[-1] in BREAKS:
        lines.append((start, start))
    return lines


def find_blocks(text: str) -> tuple[Rows, list[bool]]:
    """Offsets of the blocks, outer spaces trimmed; and whether a blank line stands before each."""
    blocks: Rows = []
    gaps: list[bool] = []
    gap = False
    start = 0
    for line in text.splitlines(keepends=True):
        inked = line.strip()
        if inked:
            first = start + line.find(inked[0])
            blocks.append((first, first + len(inked)))
            gaps.append(gap)
        gap = not inked
        start += len(line)
    if len(blocks) >= _MIN_WRAPPED:
        width = max([end - start for start, end in blocks])
        if _MIN_WIDTH <= width <= _MAX_WIDTH:
            return _join_wrapped(text, blocks, gaps, width)
    return blocks, gaps


def _join_wrapped(text: str, blocks: Rows, gaps: list[bool], width: int) -> tuple[Rows, list[bool]]:
    """Joins the lines of each paragraph where nearly every line is too full to take the next line's first word."""
    full = total = 0
    for (start, end), following, gap in zip(blocks, blocks[1:], gaps[1:], strict=False):
        if gap:
            continue
        total += 1
        next_word = len(text[following[0] : following[1]].split(None, 1)[0])
        full += end - start + 1 + next_word > width - 8
    if total < _MIN_WRAPPED - 1 or full < _SHARE_FULL * total:
        return blocks, gaps
    joined: Rows = []
    joined_gaps: list[bool] = []
    for (start, end), gap in zip(blocks, gaps, strict=True):
        if joined and not gap:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
            joined_gaps.append(gap)
    return joined, joined_gaps


def united(spans: Iterable[tuple[int, int]]) -> Rows:
    """Spans in order, those that overlap made one; those that only touch stay apart.

    >>> united([(4, 9), (0, 2), (2, 5)])
    [(0, 2), (2, 9)]
    """
    rows: Rows = []
    for start, end in sorted(spans):
        if rows and start < rows[-1][1]:
            rows[-1] = (rows[-1][0], max(end, rows[-1][1]))
        else:
            rows.append((start, end))
    return rows
