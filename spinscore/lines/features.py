"""Numbers about each block and its surroundings for the boosted trees: shape, place, repetition, topic, neighbours."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from spinscore.document import Document
from spinscore.lines.outline import (
    ARROW,
    ASK,
    AT,
    BRACKET,
    BULLET,
    CALL,
    COLON,
    COMMA,
    KINDS,
    PIPE,
    QUOTE,
    SIGN,
    SLASH,
    STOP,
    SYMBOL,
    Counts,
    Integers,
    Outline,
)
from spinscore.model.hashed import Floats

PROSE_WORDS: Final = 18
"""A block of this many words that ends as a sentence does is prose, unless its wording speaks against it."""
REACH: Final = 3
"""How many blocks to each side are neighbours."""
_FAR: Final = 60
_NEAR, _FARTHER = 0.2, 0.1
_HEAD_WORDS, _HEAD = 5, 1.5
_ALONE = 1.4
_OUTSIDE, _MARKED_ODDS = -2.5, 3.0
_OTHER: Final = 14
_TABLE_BITS: Final = 14
_DIGITS: Final = 3
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
NONE, REMOVABLE, FURNITURE = range(3)
"""What a rule says of a block."""

_OWN: Final = (
    "words_log letters_log letters_per_word capital upper digits function unknown "
    "head tail_stop tail_kind stops_per_word commas_per_word pipes bullets arrows slashes ats signs symbols colons "
    "quotes calls asks brackets others"
).split()
_PLACE: Final = (
    "index index_back index_share words_before words_after prose_before prose_after "
    "to_prose_before to_prose_after run_length run_words run_place run_place_back run_open run_closed to_colon"
).split()
_ECHO: Final = "repeats same_start same_end topic topic_words size_before size_after".split()
_WHOLE: Final = "blocks prose_share prose_words function_share upper_share suspicious mean_score".split()
_SHARED: Final = "score furniture words prose marked_removable marked_furniture tail".split()
_AROUND: Final = tuple(f"{name}{n:+d}" for n in range(-REACH, REACH + 1) if n for name in _SHARED)
_SCORES: Final = "article removable furniture near5 near_max run_score run_share best_before best_after".split()
_MARKED: Final = "marks_before marks_after to_mark_before to_mark_after marks_near".split()
NAMES: Final = (*_OWN, *_PLACE, *_ECHO, *_WHOLE, *_SCORES, *_MARKED, *_AROUND)

Columns = list[npt.NDArray[np.generic] | float]
"""A number for each block, or one for all of them."""


def features_of(doc: Document, outline: Outline, scores: Floats, marked: npt.NDArray[np.int8]) -> Floats:
    """The features of each block, shape (n, len(NAMES)), in the order of NAMES.

    `scores` are those of the wording, shape (n, 3): article, removable, furniture. `marked` says of each block what a
    rule has found in it; the block's own entry is not read, so a verdict does not lean on what is decided already.
    """
    columns: Columns = []
    tokens = _token_counts(doc, outline)
    words = outline.words
    size = np.maximum(words, 1).astype(np.float32)
    columns += _own(outline, tokens, size)
    odds = odds_of(scores)
    prose = (words >= PROSE_WORDS) & _ends_sentence(outline) & (odds < 1.0)
    runs = _runs(prose)
    columns += _place(words, prose, runs)
    columns.append(_to_colon(outline, runs.place))
    columns += _echo(doc, outline, prose)
    columns += _whole(outline, tokens, prose, odds)
    columns += _own_scores(scores, odds, runs)
    columns += _marks(marked)
    count = len(words)
    by_column = np.empty((len(columns), count), np.float32)
    for number, column in enumerate(columns):
        by_column[number] = column
    result = np.empty((count, len(NAMES)), np.float32)
    result[:, : len(columns)] = by_column.T
    shared = np.zeros((count + 2 * REACH, len(_SHARED)), np.float32)
    shared[:, 0] = shared[:, 1] = -9.0
    inner = shared[REACH : REACH + count]
    inner[:, 0] = odds
    inner[:, 1] = scores[:, 2] - scores[:, 0]
    inner[:, 2] = result[:, 0]
    inner[:, 3] = prose
    inner[:, 4] = marked == REMOVABLE
    inner[:, 5] = marked == FURNITURE
    inner[:, 6] = outline.tail
    result[:, len(columns) :] = shared.take(_window(count), axis=0).reshape(count, -1)
    return result


def odds_of(scores: Floats) -> Floats:
    """How much more the wording of each block is that of a page than that of an article, in log-odds."""
    odds: Floats = np.maximum(scores[:, 1], scores[:, 2]) - scores[:, 0]
    return odds


def near_mean(odds: Floats) -> npt.NDArray[np.float64]:
    """The mean of the odds, cut to -6 to 6, of each block and the five on each side of it."""
    count = len(odds)
    sums = np.zeros(count + 1)
    np.cumsum(np.clip(odds, -6, 6), out=sums[1:])
    index = np.arange(count)
    low, high = np.maximum(index - 5, 0), np.minimum(index + 6, count)
    mean: npt.NDArray[np.float64] = (sums.take(high) - sums.take(low)) / (high - low)
    return mean


def supported(odds: npt.NDArray[np.float64], marked: npt.NDArray[np.int8], outline: Outline) -> npt.NDArray[np.float64]:
    """The odds of each block with a share of its neighbours': boilerplate seldom stands alone.

    A block in which a rule has found something counts as boilerplate, whatever its own odds. Some words right above
    a paragraph are mostly its head, so they need more; and so do all blocks of a text in which no rule has found
    anything to remove: most such texts are clean.
    """
    beside = np.full(len(odds) + 4, _OUTSIDE)
    beside[2:-2] = np.where(marked == NONE, np.clip(odds, -5.0, 5.0), _MARKED_ODDS)
    near = beside[1:-3] + beside[3:-1]
    far = beside[:-4] + beside[4:]
    result: npt.NDArray[np.float64] = odds + _NEAR * near + _FARTHER * far
    prose = (outline.words >= PROSE_WORDS) & _ends_sentence(outline)
    result[:-1][prose[1:] & (outline.words[:-1] <= _HEAD_WORDS)] -= _HEAD
    if not (marked == REMOVABLE).any():
        result -= _ALONE
    return result


_OFFSETS: Final = np.array([n for n in range(2 * REACH + 1) if n != REACH])


def _window(count: int) -> Integers:
    """For each block, where its neighbours stand in an array with REACH rows before the first block."""
    window: Integers = np.arange(count)[:, None] + _OFFSETS
    return window


_ENDS: Final = np.isin(np.arange(KINDS), (STOP, QUOTE, CALL, ASK))


def _ends_sentence(outline: Outline) -> npt.NDArray[np.bool_]:
    return _ENDS.take(outline.tail)


def _token_counts(doc: Document, outline: Outline) -> Counts:
    """For each block: tokens that are lower, capital, upper, digits; function words; unknown words. Shape (n, 6)."""
    facts = doc.facts
    codes = outline.case + np.uint8(4) * facts.function + np.uint8(8) * (facts.ids == 0)
    count = len(outline.first)
    table = np.bincount(outline.block * 16 + codes, minlength=16 * count).reshape(count, 16)
    return table @ _SPLIT


def _split() -> npt.NDArray[np.int64]:
    matrix = np.zeros((16, 6), np.int64)
    for code in range(16):
        matrix[code, code & 3] = 1
        matrix[code, 4] = code >> 2 & 1
        matrix[code, 5] = code >> 3 & 1
    return matrix


_SPLIT: Final = _split()


_COUNTED: Final = np.array((PIPE, BULLET, ARROW, SLASH, AT, SIGN, SYMBOL, COLON, QUOTE, CALL, ASK, BRACKET, _OTHER))


def _own(outline: Outline, tokens: Counts, size: Floats) -> Columns:
    shares = tokens / size[:, None]
    marks = np.minimum(outline.marks, 9)
    tail = outline.tail
    columns: Columns = [
        np.log1p(outline.words),
        np.log1p(outline.letters),
        outline.letters / size,
        shares[:, 1],
        shares[:, 2],
        shares[:, 3],
        shares[:, 4],
        shares[:, 5],
        outline.head,
        _ends_sentence(outline),
        tail,
        marks[:, STOP] / size,
        marks[:, COMMA] / size,
    ]
    return columns + list(marks.T.take(_COUNTED, axis=0))


class Runs(NamedTuple):
    """For each block, the nearest prose before and after it, the block itself included."""

    place: Integers
    last: Integers
    """-1 where there is none."""
    following: Integers
    """The number of blocks where there is none."""


def _runs(prose: npt.NDArray[np.bool_]) -> Runs:
    count = len(prose)
    index = np.arange(count)
    last = np.maximum.accumulate(np.where(prose, index, -1))
    following = np.minimum.accumulate(np.where(prose, index, count)[::-1])[::-1]
    return Runs(index, last, following)


def _place(words: Integers, prose: npt.NDArray[np.bool_], runs: Runs) -> Columns:
    count = len(words)
    index, opened, closed = runs
    back = count - 1 - index
    before = np.cumsum(words) - words
    total = int(before[-1] + words[-1])
    after = total - before - words
    prose_to = np.cumsum(prose)
    to_before = np.where(opened >= 0, index - opened, _FAR)
    to_after = np.where(closed < count, closed - index, _FAR)
    gap = closed - opened - 1
    padded = np.zeros(count + 1, np.intp)
    np.cumsum(words, out=padded[1:])
    run_words = padded.take(closed) - padded.take(opened + 1)
    return [
        np.minimum(index, _FAR),
        np.minimum(back, _FAR),
        index / count,
        np.log1p(before),
        np.log1p(after),
        np.minimum(prose_to, 20),
        np.minimum(prose_to[-1] - prose_to, 20),
        np.minimum(to_before, _FAR),
        np.minimum(to_after, _FAR),
        np.minimum(gap, _FAR),
        np.log1p(np.maximum(run_words, 0)),
        np.minimum(index - opened, _FAR),
        np.minimum(closed - index, _FAR),
        opened >= 0,
        closed < count,
    ]


def _to_colon(outline: Outline, place: Integers) -> Integers:
    """How far above the last block stands that ends with a colon: what follows it is its list."""
    last = np.maximum.accumulate(np.where(outline.tail == COLON, place, -_FAR))
    distance: Integers = np.minimum(place - last, _FAR)
    return distance


def _echo(doc: Document, outline: Outline, prose: npt.NDArray[np.bool_]) -> Columns:
    """Repetition of blocks and of how they begin and end, and how far their words are those of the prose."""
    count, first, words = len(outline.first), outline.first, outline.words
    hashes, block = outline.hashes, outline.block
    running = np.zeros(len(hashes) + 1, np.uint64)
    np.cumsum(hashes, out=running[1:])
    keys = np.empty((3, count), np.uint64)
    keys[0] = running.take(first + words) - running.take(first)
    padded = np.append(hashes, np.uint64(0))
    filled = words > 0
    keys[1] = padded.take(np.where(filled, first, len(hashes)))
    keys[2] = padded.take(np.where(filled, first + words - 1, len(hashes)))
    repeats = _repeats(keys)
    slots = (hashes >> np.uint64(64 - _TABLE_BITS)).view(np.intp)
    in_prose = prose.take(block)
    told = np.bincount(slots[in_prose], minlength=1 << _TABLE_BITS)
    content = ~doc.facts.function
    content &= outline.case != _DIGITS
    shared = content & (told.take(slots) > in_prose)
    both = np.bincount(block[content] * 2 + shared[content], minlength=2 * count).reshape(count, 2)
    shared_words = both[:, 1]
    content_words = both[:, 0] + shared_words
    sizes = np.log1p(words)
    beside = np.zeros(count + 2)
    beside[1:-1] = sizes
    return [
        np.minimum(repeats[0], 5) * filled,
        np.minimum(repeats[1], 12),
        np.minimum(repeats[2], 12),
        np.where(content_words > 0, shared_words / np.maximum(content_words, 1), -1.0),
        np.minimum(shared_words, 20),
        sizes - beside[:-2],
        sizes - beside[2:],
    ]


def _repeats(keys: npt.NDArray[np.uint64]) -> Integers:
    """How often each key occurs in its row, up to some chance meetings in a table of 32 slots a key or more."""
    rows, count = keys.shape
    bits = max(11, count.bit_length() + 5)
    slots = (keys * _SPREAD >> np.uint64(64 - bits)).view(np.intp)
    slots += (np.arange(rows) << bits)[:, None]
    repeats: Integers = np.bincount(slots.ravel(), minlength=rows << bits).take(slots)
    return repeats


def _whole(outline: Outline, tokens: Counts, prose: npt.NDArray[np.bool_], odds: Floats) -> Columns:
    count = len(outline.words)
    total = max(int(outline.words.sum()), 1)
    prose_words = int(outline.words[prose].sum())
    _, _, upper, _, function, _ = tokens.sum(axis=0).tolist()
    return [
        math.log1p(count),
        np.count_nonzero(prose) / count,
        prose_words / total,
        function / total,
        upper / total,
        np.count_nonzero(odds > 0) / count,
        float(odds.sum()) / count,
    ]


def _own_scores(scores: Floats, odds: Floats, runs: Runs) -> Columns:
    count = len(odds)
    clipped = np.clip(odds, -6, 6)
    sums = np.zeros(count + 1)
    np.cumsum(clipped, out=sums[1:])
    padded = np.full(count + 4, -9.0, np.float32)
    padded[2:-2] = odds
    near_max = np.maximum(np.maximum(padded[:-4], padded[1:-3]), np.maximum(padded[3:-1], padded[4:]))
    _, last, following = runs
    size = np.maximum(following - last - 1, 1)
    run = (sums.take(following) - sums.take(last + 1)) / size
    hits = np.zeros(count + 1)
    np.cumsum(odds > 0, out=hits[1:])
    share = (hits.take(following) - hits.take(last + 1)) / size
    best_before = np.maximum.accumulate(odds)
    best_after = np.maximum.accumulate(odds[::-1])[::-1]
    return [scores[:, 0], scores[:, 1], scores[:, 2], near_mean(odds), near_max, run, share, best_before, best_after]


def _marks(kinds: npt.NDArray[np.int8]) -> Columns:
    """How many removable blocks rules have found before and after each block, how far away and how dense."""
    count = len(kinds)
    index = np.arange(count)
    hit = kinds == REMOVABLE
    sums = np.zeros(count + 1, np.intp)
    np.cumsum(hit, out=sums[1:])
    last = np.full(count + 1, -_FAR)
    np.maximum.accumulate(np.where(hit, index, -_FAR), out=last[1:])
    following = np.full(count + 1, count + _FAR)
    following[:-1] = np.minimum.accumulate(np.where(hit, index, count + _FAR)[::-1])[::-1]
    near = sums.take(np.minimum(index + 6, count)) - sums.take(np.maximum(index - 5, 0)) - hit
    return [
        np.minimum(sums[:-1], 10),
        np.minimum(sums[-1] - sums[1:], 10),
        np.minimum(index - last[:-1], _FAR),
        np.minimum(following[1:] - index, _FAR),
        near,
    ]
