"""Tokens looked up all at once: a polynomial hash of each, then one probe of a table of arrays.

A Python dictionary of this size costs three or four cache misses a word, one after the other; arrays let the
processor fetch for many words at a time. The words of the table are compared by 48 bits of their hash: that a word
outside the table is taken for one inside has a probability of about 10^-9, and the price is one wrong word fact.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Self, TypeVar

import numpy as np
import numpy.typing as npt

from spinscore.text.chars import CodePoints, code_points
from spinscore.text.tokens import Spans

Hashes = npt.NDArray[np.uint64]
Keys = npt.NDArray[np.uint32]
AnySlot = TypeVar("AnySlot", np.uint32, np.uint64)

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
_PAIR_REST = np.uint32(_PAIR_BITS)
_NUMBER_BITS = 10
_NUMBERS = 1 << _NUMBER_BITS
_BY_FIRST, _BY_SECOND = np.uint32(_NUMBERS), np.uint32(2 * _NUMBERS)
"""Which hash function a slot was taken by: bits between those of the hash and those of the number."""
_PAIR_MIX, _PAIR_MIX_2 = np.uint32(2654435761), np.uint32(0x85EBCA6B)
_FILTER_BITS = 18
_FILTER_SHIFT = np.uint64(64 - _FILTER_BITS)
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
    starts, ends = tokens[:, 0].astype(np.intp), tokens[:, 1].astype(np.intp)
    if len(codes) <= _SEGMENT:
        return _segment(codes, starts, ends)
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


def hash_words(words: Sequence[str]) -> Hashes:
    """The hashes of some words, the same as they have as tokens of a text."""
    ends = np.cumsum([len(word) + 1 for word in words], dtype=np.int32) - 1
    starts = ends - np.array([len(word) for word in words], np.int32)
    return token_hashes(code_points(" ".join(words)), np.column_stack((starts, ends)))


def _segment(codes: CodePoints, starts: npt.NDArray[np.intp], ends: npt.NDArray[np.intp]) -> Hashes:
    """The hashes of tokens of a text that is not longer than a segment.

    With s[i] = c[0] base^0 + ... + c[i-1] base^(i-1), all in one running sum modulo 2^64, a token from a to b has
    (s[b] - s[a]) base^-a, which does not depend on where it stands. The base is odd, so it has an inverse. Its length
    tells "a" from "a\\0"; the last two steps spread the bits.
    """
    powers, inverses = _powers()
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.multiply(codes, powers[: len(codes)], out=sums[1:])
    np.cumsum(sums, out=sums)
    hashes = sums.take(ends)
    hashes -= sums.take(starts)
    hashes *= inverses.take(starts)
    hashes ^= hashes >> np.uint64(29)
    hashes += (ends - starts).view(np.uint64)
    hashes *= _MIX
    return hashes


class WordTable:
    """Where each of up to 65,535 words stands in its list, from 1 on, found for all tokens of a text at once.

    Cuckoo hashing (Pagh and Rodler 2004): a word is in one of two slots, so a look-up is two probes and no loop.
    A slot holds the upper 48 bits of the hash and 16 bits for the place; 0 is an empty slot.
    """

    def __init__(self, slots: Hashes) -> None:
        self.slots = slots

    @classmethod
    def of(cls, words: Sequence[str]) -> Self:
        """The table of some words."""
        hashes = hash_words(words)
        owner = _settle(np.stack(_two_slots(hashes)), _SLOT_BITS)
        taken = (owner >= 0).nonzero()[0]
        slots = np.zeros(1 << _SLOT_BITS, np.uint64)
        slots[taken] = (hashes[owner[taken]] & _UPPER) | (owner[taken] + 1).astype(np.uint64)
        return cls(slots)

    def find(self, hashes: Hashes) -> npt.NDArray[np.intp]:
        """The place of each token in the list of words, 0 for those that are not in it."""
        first, second = _two_slots(hashes)
        one, other = self.slots[first], self.slots[second]
        held = np.where((one ^ hashes) <= _PLACE, one, other)
        held[(held ^ hashes) > _PLACE] = 0
        return (held & _PLACE).astype(np.intp)


def _two_slots(hashes: Hashes) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    return (hashes >> _SHIFT).view(np.intp), ((hashes * _SECOND) >> _SHIFT).view(np.intp)


class PairTable:
    """A number for each of many pairs of ids, found for many pairs at once; 0 for pairs that are not in it.

    A pair is one key of 32 bits, the first id in the upper half; no key is 0. Both hash functions map keys to 32 bits
    one to one. So the slot, the bits that the slot's number lacks and a bit for the function tell the key, and a slot
    of 32 bits has room for a number: the table is half as large, and probes miss the processor's cache half as often.
    """

    def __init__(self, slots: Keys, values: npt.NDArray[np.float16]) -> None:
        self.slots = slots
        self.values = values
        self._numbers = np.zeros(_NUMBERS + 1, np.float32)
        self._numbers[1 : 1 + len(values)] = values

    @classmethod
    def of(cls, keys: Keys, numbers: npt.NDArray[np.float16]) -> Self:
        """The table of some pairs, of which at most 1,022 numbers differ."""
        values, codes = np.unique(numbers, return_inverse=True)
        if len(values) >= _NUMBERS - 1:
            raise ValueError(f"{len(values)} different numbers; a slot has room for {_NUMBERS - 2}")
        hashes = np.stack(_two_pair_hashes(keys))
        owner = _settle((hashes >> _PAIR_SHIFT).astype(np.intp), _PAIR_BITS)
        taken = (owner >= 0).nonzero()[0]
        own = owner[taken]
        in_second = (hashes[0, own] >> _PAIR_SHIFT) != taken
        first, second = (hashes[:, own] << _PAIR_REST) ^ np.array([[_BY_FIRST], [_BY_SECOND]])
        rest = np.where(in_second, second, first)
        slots = np.zeros(1 << _PAIR_BITS, np.uint32)
        slots[taken] = rest | (codes[own] + 1).astype(np.uint32)
        return cls(slots, values)

    def find(self, keys: Keys) -> npt.NDArray[np.float32]:
        """The numbers of some keys, same shape."""
        first, second = _two_pair_hashes(keys)
        code = self.slots[(first >> _PAIR_SHIFT).astype(np.intp)] ^ (first << _PAIR_REST) ^ _BY_FIRST
        other = self.slots[(second >> _PAIR_SHIFT).astype(np.intp)] ^ (second << _PAIR_REST) ^ _BY_SECOND
        np.minimum(code, other, out=code)  # a slot that holds another pair differs in a bit above those of the number
        np.minimum(code, np.uint32(_NUMBERS), out=code)
        return self._numbers.take(code)


def _two_pair_hashes(keys: Keys) -> tuple[Keys, Keys]:
    one = keys * _PAIR_MIX
    one ^= one >> np.uint32(15)
    one *= _PAIR_MIX
    other = keys ^ (keys >> np.uint32(16))
    other *= _PAIR_MIX_2
    return one, other


def compact(slots: npt.NDArray[AnySlot]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[AnySlot]]:
    """The slots of a table as it is stored: a bit for each slot, set where it is taken, and those that are."""
    taken = slots != 0
    return np.packbits(taken), slots[taken]


def spread(bits: npt.NDArray[np.uint8], taken: npt.NDArray[AnySlot]) -> npt.NDArray[AnySlot]:
    """The slots of a table that was stored so."""
    slots = np.zeros(8 * len(bits), taken.dtype)
    slots[np.unpackbits(bits).view(bool)] = taken
    return slots


class HashFilter:
    """Some hashes. Rules out in one step nearly all tokens of a text that are not among them, and none that are."""

    def __init__(self, hashes: Hashes) -> None:
        self._table = np.zeros(1 << _FILTER_BITS, bool)
        self._table[_filter_slots(hashes)] = True

    def passed(self, hashes: Hashes) -> npt.NDArray[np.bool_]:
        """Which of some hashes may be among them."""
        return self._table[_filter_slots(hashes)]


def _filter_slots(hashes: Hashes) -> npt.NDArray[np.intp]:
    return (hashes >> _FILTER_SHIFT).view(np.intp)


def pair_hashes(first: Hashes, second: Hashes) -> Hashes:
    """A hash for each of some pairs of words, unlike those of single words."""
    return (first * _MIX) ^ second


def _settle(choices: npt.NDArray[np.intp], bits: int) -> npt.NDArray[np.int64]:
    """Which entry owns each slot, -1 for none, when every entry has two slots to choose from, shape (2, entries).

    Like cuckoos: an entry without a slot takes one of its two and drives its owner out, who tries its other slot, until
    all have one. It does not end where too many entries share too few slots; the tables are under half full.
    """
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
