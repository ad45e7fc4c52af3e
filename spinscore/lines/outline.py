"""What the line model reads of a document: one row of counts a block, made for all blocks at once."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from spinscore.document import Document
from spinscore.text.chars import SPACE, WORD
from spinscore.text.hashing import Hashes

Integers = npt.NDArray[np.intp]
Counts: TypeAlias = npt.NDArray[Any]

MARKS: Final = (
    "|¦\t",
    "•·∙●▪■◦‣–—-*",
    "»›→«‹←>▶►▸",
    "/\\",
    "@",
    "©®™",
    "#&+=~^_%$€£",
    ":：",
    "“”\"„‘’'`",
    "!！",
    "?？؟",
    ",،、;；",
    ".。…।",
    "()[]{}【】（）",
)
"""Characters other than letters and blanks, by what they do in a line; the last class is for all others."""
PIPE, BULLET, ARROW, SLASH, AT, SIGN, SYMBOL, COLON, QUOTE, CALL, ASK, COMMA, STOP, BRACKET, OTHER = range(15)
KINDS: Final = 16
NUMBER: Final = np.uint64(0x5851F42D4C957F2D)
"""Stands for every token that begins with a digit; its length is added."""
_TAB: Final = np.uint32(9)
_WORD: Final = np.uint8(WORD)
_PLAIN: Final = np.uint8(WORD | SPACE)
LOWER, CAPITAL, UPPER, DIGITS = range(4)


class Outline(NamedTuple):
    """Arrays over the blocks (n), their tokens (m) and their marks."""

    first: Integers
    """For each block, the index of its first token."""
    words: Integers
    """For each block, how many tokens it has."""
    letters: Integers
    """For each block, how many characters it has."""
    hashes: Hashes
    """For each token, its hash; numbers by their length only."""
    case: npt.NDArray[np.uint8]
    """For each token, LOWER, CAPITAL, UPPER or DIGITS."""
    marks: Counts
    """For each block, how many marks it has of each class, shape (n, 16)."""
    head: npt.NDArray[np.uint8]
    """The mark class of the first character of each block, or KINDS - 1 for a letter or digit."""
    tail: npt.NDArray[np.uint8]
    """The same of the last character."""
    sums: Hashes
    """For each block, the sum of its hashes: the same for the same words, whatever their order."""
    ends: Hashes
    """The hashes of words at the ends of each block, FIRST to THIRD, shape (5, n); 0 where it has not so many."""
    cases: npt.NDArray[np.uint8]
    """The case of the first three words of each block, shape (3, n); ABSENT where it has not so many."""


FIRST, BEFORE_LAST, SECOND, LAST, THIRD = range(5)
"""Rows of `Outline.ends`; each of the first two forms a pair with the one two rows below it."""
ABSENT: Final = np.uint8(5)
_FROM: Final = np.array([0, 1, 0, 1, 0])
"""Whether a word at the ends is counted from the first token of the block or from the first one after it."""
_OFFSETS: Final = np.array([0, -2, 1, -1, 2])[:, None]
_LEAST: Final = np.array([0, 1, 1, 0, 2])[:, None]
"""A block of no more words does not have it."""
_HEADS: Final = slice(FIRST, THIRD + 1, 2)
_NUMBERS: Final = NUMBER + (np.arange(6, dtype=np.uint64) << np.uint64(33))


@cache
def _classes() -> npt.NDArray[np.uint8]:
    table = np.full(0x10000, OTHER, np.uint8)
    for number, chars in enumerate(MARKS):
        table[[ord(char) for char in chars]] = number
    table.flags.writeable = False
    return table


def outline_of(doc: Document) -> Outline:
    """The outline of a document of at least one block and one token."""
    spans = doc.blocks.T.astype(np.intp, order="C")
    begin, end = doc.tokens.T.astype(np.intp, order="C")
    bounds = begin.searchsorted(spans)
    first = bounds[0]
    words = bounds[1] - first
    letters = spans[1] - spans[0]
    marks = _marks(doc, spans[0])
    spans[1] -= 1
    head, tail = _edges(doc, spans)
    numbers = np.array(doc.numbers, np.intp)
    sizes = end - begin
    case = _case(doc, begin, sizes)
    case[numbers] = DIGITS
    hashes = doc.hashes.copy()
    hashes[numbers] = _NUMBERS.take(sizes.take(numbers), mode="clip")
    running = np.zeros(len(hashes) + 1, np.uint64)
    hashes.cumsum(out=running[1:])
    before, after = running.take(bounds)
    places = bounds.take(_FROM, axis=0)
    places += _OFFSETS
    missing = words <= _LEAST
    ends = hashes.take(places, mode="clip")
    ends[missing] = 0
    cases = case.take(places[_HEADS], mode="clip")
    cases[missing[_HEADS]] = ABSENT
    return Outline(first, words, letters, hashes, case, marks, head, tail, after - before, ends, cases)


def _marks(doc: Document, starts: Integers) -> Counts:
    """How many marks of each class each block has: of characters other than letters and blanks, and of tabs."""
    count = len(starts)
    codes = doc.code_points
    inked = (doc.kinds & _PLAIN) == 0
    if "\t" in doc.text:
        inked |= codes == _TAB
    at = inked.nonzero()[0]
    owner = starts.searchsorted(at, "right")
    owner -= 1
    np.maximum(owner, 0, out=owner)  # a tab before the first block
    owner *= KINDS
    owner += _classes().take(codes.take(at), mode="clip")
    return np.bincount(owner, minlength=count * KINDS).reshape(count, KINDS)


def _edges(doc: Document, places: Integers) -> npt.NDArray[np.uint8]:
    """The mark class of some characters."""
    classes: npt.NDArray[np.uint8] = _classes().take(doc.code_points.take(places), mode="clip")
    classes[(doc.kinds.take(places) & _WORD) != 0] = KINDS - 1
    return classes


def _case(doc: Document, begin: Integers, sizes: Integers) -> npt.NDArray[np.uint8]:
    """For each token, LOWER, CAPITAL or UPPER: whether its first letter and its second one change when folded."""
    changed = (doc.code_points != doc.folded_points).view(np.uint8)
    case: npt.NDArray[np.uint8] = changed.take(begin)
    second = changed.take(begin + 1, mode="clip")
    second &= case
    second &= sizes > 1
    case += second
    return case
