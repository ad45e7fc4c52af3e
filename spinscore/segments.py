"""Articles kept in pieces, such as the blocks of a CMS: joined for scoring, findings taken apart again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from spinscore.errors import expect_text

GAP: Final = "\n\n"
"""What stands between two segments in the joined text: each begins a block of its own."""

HTML: Final = "html"
"""The id of pieces that lie in the source of an article that was scored as HTML."""


class Segment(NamedTuple):
    """Where a segment lies in the joined text."""

    id: str | int
    start: int
    end: int


class Piece(NamedTuple):
    """The part of a finding that lies in one segment; places are code points of that segment's own text."""

    id: str | int
    start: int
    end: int


def join(segments: Iterable[tuple[str | int, str]], caller: str) -> tuple[str, tuple[Segment, ...]]:
    """The joined text, and where each segment lies in it.

    Raises TypeError for what is no pair of id and text, ValueError for an id that comes twice.
    """
    if isinstance(segments, (str, bytes)):
        raise TypeError(f"{caller} takes pairs of id and text, got one {type(segments).__name__}. Write [(1, text)].")
    if isinstance(segments, Mapping):
        raise TypeError(f"{caller} takes pairs of id and text, got {type(segments).__name__}. Write segments.items().")
    if not isinstance(segments, Iterable):
        raise TypeError(f"{caller} takes pairs of id and text, got {type(segments).__name__}.")
    texts: list[str] = []
    placed: list[Segment] = []
    seen: set[Hashable] = set()
    at = 0
    for number, pair in enumerate(segments):
        if not isinstance(pair, (tuple, list)) or len(pair) != 2:
            raise TypeError(f"{caller} takes pairs of id and text; entry {number} is {type(pair).__name__}.")
        name, text = pair
        if isinstance(name, bool) or not isinstance(name, (str, int)):
            raise TypeError(f"{caller} takes ids as str or int; entry {number} has {type(name).__name__}.")
        if name in seen:
            raise ValueError(f"{caller} got two segments with the id {name!r}. Each needs an id of its own.")
        seen.add(name)
        expect_text(text, f"{caller}, segment {name!r},")
        placed.append(Segment(name, at, at + len(text)))
        texts.append(text)
        at += len(text) + len(GAP)
    return GAP.join(texts), tuple(placed)


def pieces_of(segments: Sequence[Segment], start: int, end: int) -> tuple[Piece, ...]:
    """A span of the joined text as parts of its segments; what lies between segments belongs to none.

    >>> pieces_of((Segment("a", 0, 5), Segment("b", 7, 9)), 3, 8)
    (Piece(id='a', start=3, end=5), Piece(id='b', start=0, end=1))
    """
    found = []
    number = max(bisect_right(segments, start, key=lambda segment: segment.start) - 1, 0)
    while number < len(segments) and segments[number].start < end:
        name, first, last = segments[number]
        if min(end, last) > max(start, first):
            found.append(Piece(name, max(start, first) - first, min(end, last) - first))
        number += 1
    return tuple(found)
