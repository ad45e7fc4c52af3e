"""What stands around each block: how the wording of its neighbours leans, and the nearest blocks of some kind."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from spinscore.lines.outline import Integers
from spinscore.model.hashed import Floats

Doubles = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

FAR: Final = 60
"""Distances in blocks are cut to this."""
_WIDE: Final = 5
_REMEMBERED: Final = 256
_NEVER: Final = np.array([-1, -FAR, -FAR, -FAR, -1, -FAR - 1, -FAR - 1])[:, None]
"""Where the last block of a kind stands if there is none: for `lasts_at`, whose last three rows count from the end."""
_FORWARD: Final = 4
_STEPS: Final = np.array([1, 1, 1, 1, -1, -1, -1])[:, None]


class Frame(NamedTuple):
    """Indexes that depend on nothing but the number of blocks."""

    own: Integers
    low: Integers
    high: Integers
    """For each block, the first of the eleven blocks around it, and the one after the last of them."""
    around: Integers
    """How many there are."""
    places: Integers
    """For each row of `lasts_at`, where in its table stands what block 0 asks for; the others are `_STEPS` away."""


def _frame(count: int) -> Frame:
    index = np.arange(count)
    low, high = np.maximum(index - _WIDE, 0), np.minimum(index + _WIDE + 1, count)
    own = np.array([1, 1, 1, 0, count, count, count - 1])  # of blocks that rules remove, only others are asked for
    frame = Frame(index, low, high, high - low, (own + np.arange(len(own)) * (count + 1))[:, None])
    for array in frame:
        array.flags.writeable = False
    return frame


_small_frame = lru_cache(maxsize=_REMEMBERED)(_frame)


def frame_of(count: int) -> Frame:
    """The frame of a text of so many blocks; those of common sizes are kept."""
    return _small_frame(count) if count <= _REMEMBERED else _frame(count)


class Leaning(NamedTuple):
    """Whether the wording of blocks is rather that of a page than that of an article."""

    odds: Floats
    """For each block, in log-odds."""
    sums: Doubles
    """The sum of the odds, cut to -6 to 6, over the blocks before each, and over all."""
    near: Doubles
    """The mean of them over each block and the five on each side of it."""


def leaning_of(scores: Floats) -> Leaning:
    """The leaning of blocks with some scores of their wording, shape (n, 3)."""
    odds = odds_of(scores)
    return Leaning(odds, *_near(odds))


def odds_of(scores: Floats) -> Floats:
    """How much more the wording of each block is that of a page than that of an article, in log-odds."""
    odds: Floats = np.maximum(scores[:, 1], scores[:, 2])
    odds -= scores[:, 0]
    return odds


def near_mean(odds: Floats) -> Doubles:
    """The mean of the odds, cut to -6 to 6, of each block and the five on each side of it."""
    return _near(odds)[1]


def _near(odds: Floats) -> tuple[Doubles, Doubles]:
    frame = frame_of(len(odds))
    cut = np.maximum(odds, np.float32(-6))
    np.minimum(cut, np.float32(6), out=cut)
    sums = np.zeros(len(odds) + 1)
    cut.cumsum(out=sums[1:])
    near = sums.take(frame.high)
    near -= sums.take(frame.low)
    near /= frame.around
    return sums, near


def lasts_at(frame: Frame, at: Integers, prose: Flags, colon: Flags, removed: Flags) -> Integers:
    """For some blocks, the nearest blocks of some kinds, shape (7, blocks).

    Rows: prose before it, twice, the block itself included; a colon at the end, likewise; a block that a rule removes
    before it, itself not included; then prose after it, twice, and removed blocks after it, likewise. Where there is
    none, the first row of prose has the place just outside the text, all other rows one that is FAR outside.
    """
    count = len(prose)
    flags = np.empty((len(_NEVER), count), np.bool_)
    flags[:2] = prose
    flags[2] = colon
    flags[3] = removed
    flags[4:6] = prose[::-1]
    flags[6] = removed[::-1]
    table = np.empty((len(_NEVER), count + 1), np.intp)
    table[:, :1] = _NEVER
    np.maximum.accumulate(np.where(flags, frame.own, _NEVER), axis=1, out=table[:, 1:])
    lasts: Integers = table.take(at * _STEPS + frame.places)
    np.subtract(count - 1, lasts[_FORWARD:], out=lasts[_FORWARD:])
    return lasts
