"""Numbers about each block and its surroundings for the boosted trees: shape, place, repetition, topic, neighbours."""

from __future__ import annotations

import math
from itertools import accumulate, pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from spinscore.document import Document
from spinscore.lines.counting import repeats, token_counts, topic
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
    UPPER,
    Integers,
    Outline,
)
from spinscore.lines.surroundings import FAR, Doubles, Flags, Leaning, frame_of, lasts_at, leaning_of
from spinscore.model.hashed import Floats

PROSE_WORDS: Final = 18
"""A block of this many words that ends as a sentence does is prose, unless its wording speaks against it."""
REACH: Final = 3
"""How many blocks to each side are neighbours."""
_NEAR, _FARTHER = 0.2, 0.1
_HEAD_WORDS, _HEAD = 5, 1.5
_ALONE = 1.4
_OUTSIDE, _MARKED_ODDS = -2.5, 3.0
_OTHER: Final = 14
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

# The features are made in this order, which puts those next to each other that one operation gives.
_CAPPED: Final = (
    "index index_back run_place to_prose_before to_colon to_mark_before run_place_back to_prose_after to_mark_after "
    "prose_before marks_before prose_after marks_after run_length repeats same_start same_end topic_words"
).split()
"""Features that are cut to a greatest number."""
_CAPS: Final = np.array([FAR] * 9 + [20, 10, 20, 10, FAR, 5, 12, 12, 20], np.float32)[:, None]
_GROUPS: Final = (
    tuple(_CAPPED),
    ("words_log", "letters_log", "words_before", "words_after", "run_words"),
    tuple("letters_per_word capital upper digits function unknown stops_per_word commas_per_word".split()),
    tuple("pipes bullets arrows slashes ats signs symbols colons quotes calls asks brackets others".split()),
    ("head", "tail_stop", "tail_kind"),
    ("index_share", "run_open", "run_closed", "topic", "size_before", "size_after", "marks_near", "near5", "near_max"),
    ("article", "removable", "furniture"),
    ("run_score", "run_share"),
    ("best_before", "best_after"),
    tuple(_WHOLE),
    _AROUND,
)
_ROWS: Final = [slice(a, b) for a, b in pairwise(accumulate(map(len, _GROUPS), initial=0))]
"""Where each group stands."""
_MADE: Final = tuple(name for group in _GROUPS for name in group)
_ORDER: Final = np.array([_MADE.index(name) for name in NAMES])


def features_of(
    doc: Document,
    outline: Outline,
    scores: Floats,
    marked: npt.NDArray[np.int8],
    *,
    leaning: Leaning | None = None,
    blocks: Integers | None = None,
) -> Floats:
    """The features of each block, shape (n, len(NAMES)), in the order of NAMES; or of some blocks only, in order.

    `scores` are those of the wording, shape (n, 3): article, removable, furniture, and `leaning` is made from them
    where it is not known. `marked` says of each block what a rule has found in it; the block's own entry is not
    read, so a verdict does not lean on what is decided already.
    """
    leaning = leaning_of(scores) if leaning is None else leaning
    odds, words, count = leaning.odds, outline.words, len(outline.words)
    frame = frame_of(count)
    at = frame.own if blocks is None else blocks
    ending = ends_sentence(outline)
    prose = words >= PROSE_WORDS
    prose &= ending
    prose &= odds < 1.0
    hits = marked == REMOVABLE
    table = np.empty((len(NAMES), len(at)), np.float32)
    capped, logs, shares, marks, edges, single, own, runs, best, whole, around = [table[rows] for rows in _ROWS]
    following = at + 1
    own_words = words.take(at)
    own_tail = outline.tail.take(at)

    lasts = lasts_at(frame, at, prose, outline.tail == COLON, hits)
    opened, closed = lasts[0], lasts[4]
    sums = _sums(words, leaning, prose, hits)
    before, through = sums.take(at, axis=1), sums.take(following, axis=1)
    totals = sums[:, -1]
    gap = closed - opened
    gap -= 1
    run = sums[:3].take(closed, axis=1)
    run -= sums[:3].take(opened + 1, axis=1)
    tokens = token_counts(doc, outline, prose, at)

    capped[0] = at
    np.subtract(count - 1, at, out=capped[1], casting="unsafe")
    np.abs(np.subtract(lasts, at, out=capped[2:9], casting="unsafe"), out=capped[2:9])
    capped[9] = through[_PROSE]
    capped[10] = before[_HITS]
    capped[11:13] = totals[_PROSE:, None] - through[_PROSE:]
    capped[13] = gap
    capped[14:17] = repeats(outline, at)
    capped[14] *= own_words > 0
    capped[17] = tokens[6]
    np.minimum(capped, _CAPS, out=capped)

    # the words of all blocks, with none before the first and after the last, and four more lengths of the chosen ones
    lengths = np.zeros(count + 2 + 4 * len(at))
    lengths[1 : count + 1] = words
    more = lengths[count + 2 :].reshape(4, -1)
    more[0] = outline.letters.take(at)
    more[1] = before[_WORDS]
    np.subtract(totals[_WORDS] - before[_WORDS], own_words, out=more[2])
    np.maximum(run[_WORDS], 0, out=more[3])
    quotients = np.empty((8, len(at)))
    quotients[0] = more[0]
    quotients[1:6] = tokens[:5]
    np.log1p(lengths, out=lengths)
    words_log = lengths.take(following)
    logs[0] = words_log
    logs[1:] = more

    counted = np.minimum(outline.marks.take(at, axis=0), 9).T
    quotients[6:] = counted[STOP : COMMA - 1 : -1]
    quotients /= np.maximum(own_words, 1)
    shares[:] = quotients
    marks[:] = counted.take(_COUNTED, axis=0)
    edges[0] = outline.head.take(at)
    edges[1] = ending.take(at)
    edges[2] = own_tail

    single[0] = at / count
    single[1] = opened >= 0
    single[2] = closed < count
    single[3] = topic(tokens)
    single[4] = words_log - lengths.take(at)
    single[5] = words_log - lengths.take(at + 2)
    hits_near = sums[_HITS].take(frame.high.take(at))
    hits_near -= sums[_HITS].take(frame.low.take(at))
    hits_near -= hits.take(at)
    single[6] = hits_near
    single[7] = leaning.near.take(at)
    own[:] = scores.take(at, axis=0).T
    np.divide(run[:2], np.maximum(gap, 1), out=runs, casting="same_kind")
    bests = np.empty((2, count), np.float32)
    bests[0] = odds
    bests[1] = odds[::-1]
    np.maximum.accumulate(bests, axis=1, out=bests)
    best[0] = bests[0].take(at)
    best[1] = bests[1].take(count - 1 - at)
    whole[:] = np.array(_of_all(doc, outline, prose, odds, totals))[:, None]
    near = _neighbours(outline, leaning, scores, lengths[1 : count + 1], prose, marked).take(
        at[:, None] + _OFFSETS, axis=0
    )
    around.reshape(len(_OFFSETS), len(_SHARED), -1)[:] = near.transpose(1, 2, 0)
    near[:, 1:5, 0].max(axis=1, out=single[8])
    return table.take(_ORDER, axis=0).T


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
    prose = (outline.words >= PROSE_WORDS) & ends_sentence(outline)
    result[:-1][prose[1:] & (outline.words[:-1] <= _HEAD_WORDS)] -= _HEAD
    if not (marked == REMOVABLE).any():
        result -= _ALONE
    return result


_OFFSETS: Final = np.array([n for n in range(2 * REACH + 1) if n != REACH])
"""Where the neighbours of a block stand in an array with REACH rows before the first block, less its own index."""
_ENDS: Final = np.isin(np.arange(KINDS), (STOP, QUOTE, CALL, ASK))


def ends_sentence(outline: Outline) -> Flags:
    """Whether each block ends as a sentence does."""
    return _ENDS.take(outline.tail)


def _neighbours(
    outline: Outline,
    leaning: Leaning,
    scores: Floats,
    words_log: Doubles,
    prose: Flags,
    marked: npt.NDArray[np.int8],
) -> Floats:
    """What a block tells its neighbours, with REACH rows for no block before the first one and after the last."""
    count = len(prose)
    shared = np.zeros((count + 2 * REACH, len(_SHARED)), np.float32)
    shared[:, :2] = -9.0
    inner = shared[REACH : REACH + count]
    inner[:, 0] = leaning.odds
    np.subtract(scores[:, 2], scores[:, 0], out=inner[:, 1])
    inner[:, 2] = words_log
    inner[:, 3] = prose
    inner[:, 4] = marked == REMOVABLE
    inner[:, 5] = marked == FURNITURE
    inner[:, 6] = outline.tail
    return shared


_WORDS, _PROSE, _HITS = 2, 3, 4


def _sums(words: Integers, leaning: Leaning, prose: Flags, hits: Flags) -> Doubles:
    """Sums over the blocks before each place: odds, suspicious blocks, words, prose, blocks that rules remove."""
    sums = np.zeros((5, len(words) + 1))
    sums[0] = leaning.sums
    inner = sums[1:, 1:]
    np.greater(leaning.odds, 0, out=inner[0], casting="unsafe")
    inner[1] = words
    inner[2] = prose
    inner[3] = hits
    inner.cumsum(axis=1, out=inner)
    return sums


_COUNTED: Final = np.array((PIPE, BULLET, ARROW, SLASH, AT, SIGN, SYMBOL, COLON, QUOTE, CALL, ASK, BRACKET, _OTHER))


def _of_all(doc: Document, outline: Outline, prose: Flags, odds: Floats, totals: Doubles) -> list[float]:
    """What is the same for all blocks, in the order of _WHOLE."""
    _, suspicious, words, prose_blocks, _ = totals.tolist()
    count, total = len(odds), max(words, 1.0)
    return [
        math.log1p(count),
        prose_blocks / count,
        int(outline.words[prose].sum()) / total,
        np.count_nonzero(doc.facts.function) / total,
        np.count_nonzero(outline.case == UPPER) / total,
        suspicious / count,
        float(odds.sum()) / count,
    ]
