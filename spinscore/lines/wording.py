"""The wording of each block as hashed features: words, pairs of neighbours, how it begins and ends, and its shape."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from spinscore.lines.outline import BEFORE_LAST, FIRST, KINDS, LAST, SECOND, THIRD, Integers, Outline
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
)[:, None]
"""Odd numbers drawn at random, one for each of SHAPES."""
_STEPS: Final = np.array([1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30, 45, 70, 110])
_FEW: Final = np.minimum(np.arange(256), 3).astype(np.uint64)
_RADIX: Final = np.uint64(4) ** np.arange(KINDS, dtype=np.uint64)
_CASES: Final = np.array([1, 6, 36], np.uint8)
_SIZES: Final = np.uint64(64)
_WIDTHS: Final = np.array([[_SIZES], [_SIZES], [8 * KINDS], [_PAIR]], np.uint64)
"""What the pattern of cases, the tail, the head and again the tail are multiplied by before others are added."""
_FEWEST: Final = 12
"""Blocks of more words than this have no feature for all of them together."""
_ROOT: Final = np.float32(SHAPES**0.5)


class Wording(NamedTuple):
    """Hashed features: of the words, where each block's begin; and SHAPES for every block."""

    words: Hashes
    first: Integers
    counts: Integers
    shapes: Hashes

    def scores(self, model: HashedLinear) -> Floats:
        """The score of each block and class."""
        count, words = len(self.first), len(self.words)
        first = np.empty(2 * count, np.intp)
        first[:count] = self.first
        first[count:] = np.arange(words, words + count * SHAPES, SHAPES)
        sums = model.sums(np.concatenate((self.words, self.shapes.ravel())), first).astype(np.float32)
        result, shapes = sums[:count], sums[count:]
        result /= np.sqrt(np.maximum(self.counts, 1).astype(np.float32))[:, None]
        shapes /= _ROOT
        result += shapes
        result *= model.scales
        result += model.bias
        return result

    def select(self, blocks: Integers) -> Wording:
        """The features of some blocks only, in order."""
        counts = self.counts.take(blocks)
        begin = np.cumsum(counts) - counts
        places = np.arange(int(counts.sum())) + np.repeat(self.first.take(blocks) - begin, counts)
        return Wording(self.words.take(places), begin, counts, self.shapes.take(blocks, axis=0))


def wording_of(outline: Outline) -> Wording:
    """The hashed features of each block of a document."""
    hashes, words = _kept(outline), outline.words
    counts = np.minimum(words, HEAD + TAIL)
    ends = counts.cumsum()
    features = np.empty((len(hashes), 2), np.uint64)
    features[:, 0] = hashes
    following = np.empty_like(hashes)
    following[:-1] = hashes[1:]
    following[ends - 1] = _END  # an empty block names the end of the one before, or -1: the end of the last one
    following += hashes * _PAIR
    features[:, 1] = following
    ends -= counts
    ends *= 2
    return Wording(features.ravel(), ends, 2 * counts, _shapes(outline))


def _kept(outline: Outline) -> Hashes:
    """The hashes without those of the words in the middle of long blocks."""
    hashes, words = outline.hashes, outline.words
    long = (words > HEAD + TAIL).nonzero()[0]
    if not long.size:
        return hashes
    kept = np.ones(len(hashes), np.bool_)
    first = outline.first.take(long)
    for begin, end in zip((first + HEAD).tolist(), (first + words.take(long) - TAIL).tolist(), strict=True):
        kept[begin:end] = False
    return hashes[kept]


def _shapes(outline: Outline) -> Hashes:
    """Features of the whole block, shape (n, SHAPES). They are made by row: each of them stays in one place."""
    words, ends, tail = outline.words, outline.ends, outline.tail
    rows = np.empty((SHAPES, len(words)), np.uint64)
    rows[0] = outline.sums
    rows[0, words > _FEWEST] = _END
    rows[1:3] = ends[FIRST : LAST + 1 : LAST - FIRST]
    np.multiply(ends[FIRST : BEFORE_LAST + 1], _PAIR, out=rows[3:5])
    rows[3:5] += ends[SECOND : LAST + 1]
    np.multiply(rows[3], _PAIR, out=rows[5])
    rows[5] += ends[THIRD]
    rows[6] = _CASES @ outline.cases
    rows[7] = tail
    rows[8] = outline.head
    rows[9] = tail
    rows[6:10] *= _WIDTHS
    size = _STEPS.searchsorted(words).view(np.uint64)
    rows[6:8] += size
    rows[8] += tail * np.uint64(8)
    rows[8] += np.minimum(size, np.uint64(7))
    rows[9] += ends[FIRST]
    np.matmul(_FEW.take(outline.marks, mode="clip"), _RADIX, out=rows[10])
    rows[11] = size
    rows += np.uint64(1)
    rows *= _SALTS
    rows ^= rows >> np.uint64(31)
    return rows.T.copy()
