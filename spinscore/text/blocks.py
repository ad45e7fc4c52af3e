"""Lines and blocks. A block is one non-blank line; lines that were wrapped by hand are joined again."""

from __future__ import annotations

import numpy as np

from spinscore.text.chars import BREAK, SPACE, Kinds
from spinscore.text.tokens import Spans

_MIN_WIDTH, _MAX_WIDTH = 50, 110
"""Lines wrapped by hand are about 60 to 100 characters wide; wider lines are paragraphs."""
_MIN_WRAPPED = 3
_SHARE_FULL = 0.8


def find_lines(text: str, kinds: Kinds) -> Spans:
    """Offsets of all lines without their line breaks, shape (k, 2); "\\r\\n" is one break."""
    breaks = np.flatnonzero(kinds & BREAK)
    starts = np.concatenate(([0], breaks + 1))
    ends = np.concatenate((breaks, [kinds.size]))
    if "\r" in text:
        half = np.array([text[b] == "\n" and b > 0 and text[b - 1] == "\r" for b in breaks.tolist()], bool)
        keep = np.concatenate((~half, [True]))
        starts, ends = starts[np.concatenate(([True], ~half))], ends[keep]
        starts = np.concatenate(([0], _next_line_starts(text, ends[:-1])))
    return np.column_stack((starts, ends)).astype(np.int32)


def _next_line_starts(text: str, ends: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[int]:
    return [e + 2 if text[e : e + 2] == "\r\n" else e + 1 for e in ends.tolist()]


def find_blocks(text: str, kinds: Kinds, lines: Spans) -> tuple[Spans, list[bool]]:
    """Offsets of the blocks, outer spaces trimmed, shape (b, 2); and whether a blank line stands before each."""
    inked = np.flatnonzero((kinds & SPACE) == 0)
    first = np.searchsorted(inked, lines[:, 0])
    last = np.searchsorted(inked, lines[:, 1])
    filled = np.flatnonzero(last > first)
    if filled.size == 0:
        return np.zeros((0, 2), np.int32), []
    blocks = np.column_stack((inked[first[filled]], inked[last[filled] - 1] + 1)).astype(np.int32)
    gaps = (np.diff(filled, prepend=-1) > 1).tolist()
    gaps[0] = bool(filled[0] > 0)
    width = int((blocks[:, 1] - blocks[:, 0]).max())
    if _MIN_WIDTH <= width <= _MAX_WIDTH and len(blocks) >= _MIN_WRAPPED:
        return _join_wrapped(text, blocks, gaps, width)
    return blocks, gaps


def _join_wrapped(text: str, blocks: Spans, gaps: list[bool], width: int) -> tuple[Spans, list[bool]]:
    """Joins the lines of each paragraph where nearly every line is too full to take the next line's first word."""
    rows = [tuple(row) for row in blocks.tolist()]
    full = total = 0
    for (start, end), following, gap in zip(rows, rows[1:], gaps[1:], strict=False):
        if gap:
            continue
        total += 1
        next_word = len(text[following[0] : following[1]].split(None, 1)[0])
        full += end - start + 1 + next_word > width - 8
    if total < _MIN_WRAPPED - 1 or full < _SHARE_FULL * total:
        return blocks, gaps
    joined: list[tuple[int, int]] = []
    joined_gaps: list[bool] = []
    for (start, end), gap in zip(rows, gaps, strict=True):
        if joined and not gap:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
            joined_gaps.append(gap)
    return np.array(joined, np.int32), joined_gaps
