"""The wording of each block as hashed features: words, pairs of neighbours, how it begins and ends, and its shape."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from spinscore.lines.outline import KINDS, Integers, Outline
from spinscore.model.hashed import Floats, HashedLinear
from spinscore.text.hashing import Hashes

HEAD: Final = 30
TAIL: Final = 12
"""Of a long block only the first and the last words are read: a page's text tells itself there."""
SHAPES: Final = 12
"""Features a block has besides those of its words."""
_PAIR = np.uint64(0x9E6C63D0876A9A35)
_END = np.uint64(0x632BE59BD9B4E019)
_SALTS: Final = np.array(
    [
        0x23D98775F23554BD,
        0x3B06DAFAA17D654F,
        0x0F9482C9728F1939,
        0x42E4D4999FE86D4F,
        0x345FA1631EEBC03F,
        0x092B7C142C118193,
        0x0CAAF0A6046824A5,
        0x7E3EB275D4CD8C9B,
        0x58D73763F70406D3,
        0x396E9F9B761ABA43,
        0x51F1504C467CAD83,
        0x229F60FC33C6CF0F,
    ],
    np.uint64,
)
"""Odd numbers drawn at random, one for each of SHAPES."""
_STEPS: Final = np.array([1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30, 45, 70, 110])
_FEW: Final = np.minimum(np.arange(256), 3).astype(np.uint64)


_FROM_END: Final = np.array([False, False, False, True, True])
_OFFSETS: Final = np.array([0, 1, 2, 0, -1])
_LEAST: Final = np.array([0, 1, 2, 0, 1])
"""The first three words of a block, its last and its last but one: where, and from how many words on."""


class Wording(NamedTuple):
    """Hashed features: of the words, where each block's begin; and SHAPES for every block."""

    words: Hashes
    first: Integers
    counts: Integers
    shapes: Hashes

    def scores(self, model: HashedLinear) -> Floats:
        """The score of each block and class."""
        sums = model.sums(self.words, self.first).astype(np.float32)
        sums /= np.sqrt(np.maximum(self.counts, 1).astype(np.float32))[:, None]
        shapes = model.sums(self.shapes.ravel(), np.arange(len(self.first)) * SHAPES).astype(np.float32)
        sums += shapes / np.float32(SHAPES**0.5)
        sums *= model.scales
        sums += model.bias
        return sums

    def select(self, blocks: Integers) -> Wording:
        """The features of some blocks only, in order."""
        counts = self.counts.take(blocks)
        begin = np.cumsum(counts) - counts
        places = np.arange(int(counts.sum())) + np.repeat(self.first.take(blocks) - begin, counts)
        return Wording(self.words.take(places), begin, counts, self.shapes.take(blocks, axis=0))


def wording_of(outline: Outline) -> Wording:
    """The hashed features of each block of a document."""
    hashes, block, first, words = outline.hashes, outline.block, outline.first, outline.words
    if int(words.max()) > HEAD + TAIL:
        index = np.arange(len(hashes)) - first.take(block)
        kept = (index < HEAD) | (words.take(block) - index <= TAIL)
        hashes, block = hashes[kept], block[kept]
    counts = np.minimum(words, HEAD + TAIL)
    pairs = hashes * _PAIR
    if len(hashes):
        following = np.append(hashes[1:], _END)
        following[:-1][block[1:] != block[:-1]] = _END
        pairs += following
    begin = np.cumsum(counts) - counts
    features = np.stack((hashes, pairs), axis=1).ravel()
    return Wording(features, 2 * begin, 2 * counts, _shapes(outline))


def _shapes(outline: Outline) -> Hashes:
    """Features of the whole block, shape (n, SHAPES)."""
    count, first, words = len(outline.first), outline.first, outline.words
    total = len(outline.hashes)
    padded = np.append(outline.hashes, np.uint64(0))
    places = first[:, None] + np.where(_FROM_END, words[:, None] - 1, 0) + _OFFSETS
    places[words[:, None] <= _LEAST] = total
    one, two, three, last, before = padded.take(places).T
    case = np.append(outline.case, np.uint8(5))
    cases = case.take(places[:, :3]).T.astype(np.uint64)
    pattern = cases[0] + cases[1] * np.uint64(6) + cases[2] * np.uint64(36)
    size = _STEPS.searchsorted(words).astype(np.uint64)
    tail = outline.tail.astype(np.uint64)
    head = outline.head.astype(np.uint64)
    present = _few(outline.marks) @ _RADIX
    result = np.empty((count, SHAPES), np.uint64)
    result[:, 0] = np.where(words <= 12, _sums(outline), _END)
    result[:, 1] = one
    result[:, 2] = last
    result[:, 3] = one * _PAIR + two
    result[:, 4] = before * _PAIR + last
    result[:, 5] = (one * _PAIR + two) * _PAIR + three
    result[:, 6] = pattern * np.uint64(64) + size
    result[:, 7] = tail * np.uint64(64) + size
    result[:, 8] = (head * np.uint64(KINDS) + tail) * np.uint64(8) + np.minimum(size, np.uint64(7))
    result[:, 9] = one + tail * _PAIR
    result[:, 10] = present
    result[:, 11] = size
    result += np.uint64(1)
    result *= _SALTS
    result ^= result >> np.uint64(31)
    return result


_RADIX: Final = np.uint64(4) ** np.arange(KINDS, dtype=np.uint64)


def _few(marks: npt.NDArray[np.int64]) -> Hashes:
    return _FEW.take(marks, mode="clip")


def _sums(outline: Outline) -> Hashes:
    """The same number for blocks of the same words, whatever their order."""
    running = np.zeros(len(outline.hashes) + 1, np.uint64)
    np.cumsum(outline.hashes, out=running[1:])
    return running.take(outline.first + outline.words) - running.take(outline.first)
