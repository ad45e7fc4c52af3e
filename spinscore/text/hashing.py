"""Tokens looked up all at once: a polynomial hash of each, then one probe of a table of arrays.

A Python dictionary of this size costs three or four cache misses a word, one after the other; arrays let the
processor fetch for many words at a time. The words of the table are compared by 48 bits of their hash: that a word
outside the table is taken for one inside has a probability of about 10^-9, and the price is one wrong word fact.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from spinscore.text.chars import CodePoints, code_points
from spinscore.text.tokens import Spans

Hashes = npt.NDArray[np.uint64]
Keys = npt.NDArray[np.uint32]

_BASE = 0x9E3779B97F4A7C15 | 1
_INVERSE = pow(_BASE, -1, 1 << 64)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_SEGMENT = 1 << 15
"""Characters hashed at a time: the powers of the base for them fit the cache."""
_SECOND = np.uint64(0xA0761D6478BD642F)
_SLOT_BITS = 18
_SHIFT = np.uint64(64 - _SLOT_BITS)
_PAIR_BITS = 19
_PAIR_SHIFT = np.uint32(32 - _PAIR_BITS)
_PAIR_MIX, _PAIR_MIX_2 = np.uint32(2654435761), np.uint32(0x85EBCA6B)
_PLACE = np.uint64((1 << 16) - 1)
_UPPER = ~_PLACE


@cache
def _powers() -> tuple[Hashes, Hashes]:
    """The powers of the base, and of its inverse, modulo 2^64."""
    factors = np.full(_SEGMENT + 1, _BASE, np.uint64)
    inverses = np.full(_SEGMENT + 1, _INVERSE, np.uint64)
    factors[0] = inverses[0] = 1
    return np.cumprod(factors), np.cumprod(inverses)


def token_hashes(codes: CodePoints, tokens: Spans) -> Hashes:
    """A 64-bit hash of each token of a text, shape (n,); 0 for tokens of over 32,768 characters."""
    starts, ends = tokens[:, 0], tokens[:, 1]
    hashes = np.zeros(len(tokens), np.uint64)
    first = 0
    while first < len(tokens):
        begin = int(starts[first])
        last = max(int(np.searchsorted(ends, begin + _SEGMENT, "right")), first + 1)
        if ends[first] - begin <= _SEGMENT:
            hashes[first:last] = _segment(
                codes[begin : ends[last - 1]], starts[first:last] - begin, ends[first:last] - begin
            )
        first = last
    return hashes


def _segment(codes: CodePoints, starts: npt.NDArray[np.int32], ends: npt.NDArray[np.int32]) -> Hashes:
    powers, inverses = _powers()
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes * powers[: len(codes)], out=sums[1:])
    hashes = (sums[ends] - sums[starts]) * inverses[starts]
    hashes ^= hashes >> np.uint64(29)
    return (hashes + (ends - starts).astype(np.uint64)) * _MIX


class HashTable:
    """Where each of up to 65,535 words stands in its list, found for all tokens of a text at once.

    Cuckoo hashing (Pagh and Rodler 2004): a word is in one of two slots, so a look-up is two probes and no loop.
    A slot holds the upper 48 bits of the hash and 16 bits for the place.
    """

    def __init__(self, words: Sequence[str]) -> None:
        text = " ".join(words)
        ends = np.cumsum([len(word) + 1 for word in words]) - 1
        spans = np.column_stack((ends - [len(word) for word in words], ends)).astype(np.int32)
        hashes = token_hashes(code_points(text), spans)
        owner = _settle(np.stack(_two_slots(hashes)), _SLOT_BITS)
        taken = (owner >= 0).nonzero()[0]
        self._slots = np.zeros(1 << _SLOT_BITS, np.uint64)
        self._slots[taken] = (hashes[owner[taken]] & _UPPER) | (owner[taken] + 1).astype(np.uint64)

    def find(self, hashes: Hashes) -> npt.NDArray[np.intp]:
        """The place of each token in the list of words, -1 for those that are not in it."""
        first, second = _two_slots(hashes)
        one, other = self._slots[first], self._slots[second]
        held = np.where((one ^ hashes) <= _PLACE, one, other)
        held[(held ^ hashes) > _PLACE] = 0
        return (held & _PLACE).astype(np.intp) - 1


def _two_slots(hashes: Hashes) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    return (hashes >> _SHIFT).astype(np.intp), ((hashes * _SECOND) >> _SHIFT).astype(np.intp)


class PairTable:
    """A number for each of many pairs of ids, found for many pairs at once; 0 for pairs that are not in it.

    A pair is one key of 32 bits, the first id in the upper half. No key is 0.
    """

    def __init__(self, keys: Keys, values: npt.NDArray[np.float32]) -> None:
        owner = _settle(np.stack(_two_pair_slots(keys)), _PAIR_BITS)
        taken = (owner >= 0).nonzero()[0]
        self._keys = np.zeros(1 << _PAIR_BITS, np.uint32)
        self._keys[taken] = keys[owner[taken]]
        self._values = np.zeros(1 << _PAIR_BITS, np.float32)
        self._values[taken] = values[owner[taken]]

    def find(self, keys: Keys) -> npt.NDArray[np.float32]:
        """The numbers of some keys, same shape."""
        first, second = _two_pair_slots(keys)
        slots = np.where(self._keys[first] == keys, first, second)
        return np.where(self._keys[slots] == keys, self._values[slots], np.float32(0))


def _two_pair_slots(keys: Keys) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    one = keys * _PAIR_MIX
    one ^= one >> np.uint32(15)
    other = (keys ^ (keys >> np.uint32(16))) * _PAIR_MIX_2
    return (one * _PAIR_MIX >> _PAIR_SHIFT).astype(np.intp), (other >> _PAIR_SHIFT).astype(np.intp)


def _settle(choices: npt.NDArray[np.intp], bits: int) -> npt.NDArray[np.int64]:
    """Which entry owns each slot, -1 for none, when every entry has two slots to choose from, shape (2, entries)."""
    owner = np.full(1 << bits, -1, np.int64)
    turn = np.zeros(choices.shape[1], np.intp)
    homeless = np.arange(choices.shape[1])
    while homeless.size:
        slots = choices[turn[homeless], homeless]
        driven_out = owner[slots]
        owner[slots] = homeless  # of several for one slot the last one gets it
        settled = owner[slots] == homeless
        driven_out = driven_out[settled & (driven_out >= 0)]
        homeless = np.concatenate((homeless[~settled], driven_out))
        turn[homeless] ^= 1
    return owner
