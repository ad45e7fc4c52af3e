"""A linear model over hashed features: one look-up a feature, a score for each class, summed over segments.

Weights are int8 with a scale for each class: the table of 2^18 slots and four classes is 1 MB, and the sums are whole
numbers, so that they are the same on every machine.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from spinscore.errors import ModelError
from spinscore.text.hashing import Hashes

Floats = npt.NDArray[np.float32]
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_WIDEST = 127
_GATHERED: Final[dict[int, np.dtype[Any]]] = {4: np.dtype(np.uint32), 8: np.dtype(np.uint64)}
"""How the weights of 4 or 8 classes are read as one number; of 4 with 128 added to each, so that none is negative."""
_FOUR: Final = _GATHERED[4]
_SIGN: Final = np.int8(-128)
_BYTES: Final = np.uint32(0x00FF00FF)
_EVEN, _ODD = (slice(0, 4, 2), slice(1, 4, 2)) if sys.byteorder == "little" else (slice(1, 4, 2), slice(0, 4, 2))
_ADDED_AT_ONCE: Final = 0xFFFF // 0xFF
"""How many bytes can be added in 16 bits."""


def slots_of(features: Hashes, bits: int) -> npt.NDArray[np.intp]:
    """The slot of each 64-bit feature in a table of 2^bits slots: what training and scoring share."""
    mixed = features * _SPREAD
    mixed >>= np.uint64(64 - bits)
    return mixed.view(np.intp)


@dataclass(frozen=True, eq=False)
class HashedLinear:
    """Weights of shape (classes, 2^bits), int8; `scales` and `bias` of shape (classes,).

    The score of a segment of k features is bias + scale * (sum of their weights) / sqrt(max(k, 1)).
    """

    weights: npt.NDArray[np.int8]
    scales: Floats
    bias: Floats
    bits: int = field(init=False)
    _rows: npt.NDArray[Any] = field(init=False, repr=False)
    """The weights by slot, those of a slot as one number where they fit: one cache miss a feature."""

    def __post_init__(self) -> None:
        weights = self.weights
        if weights.ndim != 2 or weights.dtype != np.int8:
            raise ModelError(f"hashed weights must be int8 of shape (classes, slots), got {_shape(weights)}.")
        classes, size = weights.shape
        if size < 2 or size & (size - 1) or size > 1 << 24:
            raise ModelError(f"hashed weights need a power of two of slots, at most 2^24, got {size}.")
        for name, array in (("scales", self.scales), ("bias", self.bias)):
            if array.shape != (classes,) or not np.isfinite(array).all():
                raise ModelError(f"{name} of a hashed model must be {classes} finite numbers, got {_shape(array)}.")
        width = next((wide for wide in _GATHERED if wide >= classes), classes)
        rows = np.zeros((size, width), np.int8)
        rows[:, :classes] = weights.T
        if width == _FOUR.itemsize:
            rows ^= _SIGN
        object.__setattr__(self, "_rows", rows.view(_GATHERED[width]).ravel() if width in _GATHERED else rows)
        object.__setattr__(self, "bits", size.bit_length() - 1)

    def sums(self, features: Hashes, first: npt.NDArray[np.intp]) -> npt.NDArray[np.int32]:
        """The sum of the weights for each segment and class, shape (segments, classes).

        Segment i holds the features from first[i] to first[i + 1]; the last one goes to the end. Segments may be empty.
        """
        classes, count, total = len(self.weights), len(first), len(features)
        sizes = np.empty(count, np.intp)
        np.subtract(first[1:], first[:-1], out=sizes[:-1])
        sizes[-1:] = total - first[-1:]
        filled = sizes.nonzero()[0]
        if not filled.size:
            return np.zeros((count, classes), np.int32)
        if len(filled) == count:
            return self._sums(features, first, sizes)[:, :classes]
        result = np.zeros((count, classes), np.int32)
        result[filled] = self._sums(features, first.take(filled), sizes.take(filled))[:, :classes]
        return result

    def _sums(
        self, features: Hashes, first: npt.NDArray[np.intp], sizes: npt.NDArray[np.intp]
    ) -> npt.NDArray[np.int32]:
        """The sums of segments of which none is empty, with a column for each byte of a row."""
        gathered = self._rows.take(slots_of(features, self.bits), axis=0)
        if gathered.dtype != _FOUR or int(sizes.max()) > _ADDED_AT_ONCE:
            weights = gathered.view(np.int8).reshape(len(features), -1)
            if gathered.dtype == _FOUR:
                weights ^= _SIGN
            found: npt.NDArray[np.int32] = np.add.reduceat(weights.astype(np.int32), first, axis=0)
            return found
        # Two weights are added as halves of one number, which need room for their sum and must not be negative.
        result = np.empty((len(first), 4), np.int32)
        result[:, _EVEN] = np.add.reduceat(gathered & _BYTES, first, dtype=np.uint32).view(np.uint16).reshape(-1, 2)
        gathered >>= np.uint32(8)
        gathered &= _BYTES
        result[:, _ODD] = np.add.reduceat(gathered, first, dtype=np.uint32).view(np.uint16).reshape(-1, 2)
        result -= (sizes << 7)[:, None].astype(np.int32)
        return result

    def scores(self, features: Hashes, first: npt.NDArray[np.intp]) -> Floats:
        """The score of each segment and class, shape (segments, classes); segments as in `sums`."""
        counts = np.diff(first, append=features.size)
        roots = np.sqrt(np.maximum(counts, 1).astype(np.float32))
        sums = self.sums(features, first).astype(np.float32)
        return (sums * (self.scales / roots[:, None]) + self.bias).astype(np.float32)


def quantised(weights: npt.NDArray[np.floating[Any]], bias: npt.NDArray[np.floating[Any]]) -> HashedLinear:
    """A model from trained weights of shape (classes, slots), rounded to 127 steps each way for each class.

    The few weights beyond the 99.99th percentile of their size are cut to it: otherwise one of them would take the
    steps from all the others.
    """
    widest = np.array([max(_wide(row), 1e-9) for row in np.abs(weights)], np.float32)
    scales = widest / np.float32(_WIDEST)
    rounded = np.clip(np.rint(weights / scales[:, None]), -_WIDEST, _WIDEST).astype(np.int8)
    return HashedLinear(np.ascontiguousarray(rounded), scales, bias.astype(np.float32))


def _wide(sizes: npt.NDArray[np.floating[Any]]) -> float:
    used = sizes[sizes > 0]
    return float(np.quantile(used, 0.9999)) if used.size else 0.0


def _shape(array: npt.NDArray[Any]) -> str:
    return f"{array.dtype} of shape {array.shape}"
