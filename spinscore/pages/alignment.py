"""Alignment: for each character of a block's text, where in the source it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from spinscore.pages.pieces import BROKEN_BEFORE, GAP, SEPARATORS, Piece
from spinscore.text import chars

_REFERENCE: Final = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")
"""What `html.unescape` takes for a character reference."""

_BEFORE: Final = np.array([ord(char) for char in BROKEN_BEFORE], np.uint32)
_HALVES: Final = np.array([0x85, 0xA0], np.uint32)
_Places = npt.NDArray[np.int64]


class Alignment:
    """The places in the source of the characters of one block; built for blocks that hold a finding.

    Characters before white space was collapsed have columns of their own, `_starts` and `_ends` in the source; `_kept`
    are the numbers of those that are in the text.
    """

    __slots__ = ("_ends", "_kept", "_starts", "text")

    def __init__(self, html: str, pieces: Sequence[Piece], preformatted: bool) -> None:
        raw, starts, ends, separators = _expanded(html, pieces)
        self._starts, self._ends = starts, ends
        self._kept = _lines_kept(raw) if preformatted else _collapsed(raw, separators)
        points = chars.code_points(raw)[self._kept]
        if not preformatted and points.size:
            blank = ~_ink(points)
            blank &= ~np.isin(self._kept, separators)
            points = np.where(blank, np.uint32(ord(" ")), points)
        self.text = chars.string(points)

    def sources(self, start: int, end: int) -> list[tuple[int, int]]:
        """A span of the text as spans of the source, in order, one for each run without a tag inside."""
        if start >= end:
            return []
        first, last = int(self._kept[start]), int(self._kept[end - 1]) + 1
        starts, ends = self._starts[first:last], self._ends[first:last]
        broken = (starts[1:] != ends[:-1]) & (starts[1:] != starts[:-1])
        cuts = broken.nonzero()[0]
        firsts = starts[np.concatenate(([0], cuts + 1))]
        lasts = ends[np.concatenate((cuts, [len(ends) - 1]))]
        return [(a, b) for a, b in zip(firsts.tolist(), lasts.tolist(), strict=True) if a < b]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text that comes from a span of the source."""
        places = self._starts[self._kept]
        first, last = places.searchsorted((start, end)).tolist()
        return first, last


def _expanded(html: str, pieces: Sequence[Piece]) -> tuple[str, _Places, _Places, npt.NDArray[np.intp]]:
    """The text of some pieces, references resolved, where each character starts and ends, and which are separators."""
    texts: list[str] = []
    spans: list[tuple[int, int, int]] = []  # source start and end, and how many characters; 0: as many as it is long
    separators: list[int] = []
    length = 0
    for start, end, element in pieces:
        if element < 0:
            if element != GAP:
                separators.append(length)
            texts.append(SEPARATORS[element])
            spans.append((start, end, 1))
            length += 1
            continue
        at = start
        for match in _REFERENCE.finditer(html, start, end) if html.find("&", start, end) >= 0 else ():
            resolved = unescape(match[0])
            if resolved == match[0]:
                continue
            texts += (html[at : match.start()], resolved)
            spans += ((at, match.start(), 0), (match.start(), match.end(), len(resolved)))
            length += match.start() - at + len(resolved)
            at = match.end()
        texts.append(html[at:end])
        spans.append((at, end, 0))
        length += end - at
    columns = [_places(*span) for span in spans]
    empty = np.zeros(0, np.int64)
    starts = np.concatenate([empty, *[first for first, _ in columns]])
    ends = np.concatenate([empty, *[last for _, last in columns]])
    return "".join(texts), starts, ends, np.array(separators, np.intp)


def _places(start: int, end: int, count: int) -> tuple[_Places, _Places]:
    if count or start == end:
        return np.full(count, start, np.int64), np.full(count, end, np.int64)
    places = np.arange(start, end + 1, dtype=np.int64)
    return places[:-1], places[1:]


def _ink(points: chars.CodePoints) -> npt.NDArray[np.bool_]:
    """For each character whether it is no white space, as `pieces.collapsed` has it."""
    ink: npt.NDArray[np.bool_] = (chars.kinds(points) & chars.SPACE) == 0
    if points.size > 1:
        halves = np.isin(points[1:], _HALVES) & np.isin(points[:-1], _BEFORE)
        ink[1:] |= halves
    return ink


def _collapsed(raw: str, separators: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """The numbers of the characters that stay: ink, and one for each gap between ink, a separator if it has one."""
    ink = _ink(chars.code_points(raw))
    ink[separators] = False
    inked = ink.nonzero()[0]
    before = (np.diff(inked) > 1).nonzero()[0]
    gaps = inked[before] + 1
    if separators.size:
        nearest = separators.searchsorted(gaps).clip(max=len(separators) - 1)
        candidates = separators[nearest]
        inside = (candidates >= gaps) & (candidates < inked[before + 1])
        gaps = np.where(inside, candidates, gaps)
    kept: npt.NDArray[Any] = np.concatenate((inked, gaps))
    kept.sort()
    return kept


def _lines_kept(raw: str) -> npt.NDArray[np.intp]:
    """The numbers of the characters of preformatted text without blank lines at its ends."""
    first = len(raw) - len(raw.lstrip())
    last = len(raw.rstrip())
    return np.arange(raw.rfind("\n", 0, first) + 1 if first < last else last, last)
