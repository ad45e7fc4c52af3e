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
LOWER, CAPITAL, UPPER, DIGITS = range(4)


class Outline(NamedTuple):
    """Arrays over the blocks (n), their tokens (m) and their marks."""

    first: Integers
    """For each block, the index of its first token."""
    words: Integers
    """For each block, how many tokens it has."""
    letters: Integers
    """For each block, how many characters it has."""
    block: Integers
    """For each token, its block."""
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


@cache
def _classes() -> npt.NDArray[np.uint8]:
    table = np.full(0x10000, OTHER, np.uint8)
    for number, chars in enumerate(MARKS):
        table[[ord(char) for char in chars]] = number
    table.flags.writeable = False
    return table


def outline_of(doc: Document) -> Outline:
    """The outline of a document of at least one block."""
    spans, tokens = doc.blocks, doc.tokens
    starts, ends = spans[:, 0].astype(np.intp), spans[:, 1].astype(np.intp)
    count = len(starts)
    first = tokens[:, 0].searchsorted(spans[:, 0])
    words = tokens[:, 0].searchsorted(spans[:, 1]) - first
    block = np.repeat(np.arange(count), words)
    codes, kinds = doc.code_points, doc.kinds
    inked = (kinds & (WORD | SPACE)) == 0
    inked |= codes == _TAB
    at = inked.nonzero()[0]
    classes = _classes().take(codes.take(at), mode="clip")
    owner = starts.searchsorted(at, "right") - 1
    np.maximum(owner, 0, out=owner)  # a tab before the first block
    marks = np.bincount(owner * KINDS + classes, minlength=count * KINDS).reshape(count, KINDS)
    return Outline(
        first,
        words,
        ends - starts,
        block,
        _hashes(doc),
        _case(doc),
        marks,
        _edge(doc, starts),
        _edge(doc, ends - 1),
    )


def _hashes(doc: Document) -> Hashes:
    numbers = doc.numbers
    if not numbers:
        return doc.hashes
    hashes = doc.hashes.copy()
    spans = doc.tokens[numbers]
    sizes = np.minimum(spans[:, 1] - spans[:, 0], 5).astype(np.uint64)
    hashes[numbers] = NUMBER + (sizes << np.uint64(33))
    return hashes


def _case(doc: Document) -> npt.NDArray[np.uint8]:
    starts, ends = doc.tokens[:, 0], doc.tokens[:, 1]
    codes, folded = doc.code_points, doc.folded_points
    upper = codes.take(starts) != folded.take(starts)
    case: npt.NDArray[np.uint8] = upper.astype(np.uint8)
    second = np.minimum(starts + 1, ends - 1)
    both = upper & (codes.take(second) != folded.take(second)) & (second > starts)
    case[both] = UPPER
    case[doc.numbers] = DIGITS
    return case


def _edge(doc: Document, places: Integers) -> npt.NDArray[np.uint8]:
    classes: npt.NDArray[np.uint8] = _classes().take(doc.code_points.take(places), mode="clip")
    classes[(doc.kinds.take(places) & WORD) != 0] = KINDS - 1
    return classes
