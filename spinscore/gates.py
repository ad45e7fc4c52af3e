"""Gates: which regexes and detectors a text needs at all. The cost hardly grows with their number.

A gate is a number with literals and words; it opens where one of them stands in the text. Every literal is filed, by
hash, under one of its runs of six characters (of four or two if it is shorter): the one with the most unusual
characters, since texts hold few others like it. "[/caption]" of gate 7 is filed so:

    filed[hash("[/capt")] = [(0, "[/caption]", [7])]        0: the run begins where the literal does
    table[upper 16 bits of that hash] = True

All runs of a text are hashed at once, and one look-up in `table` tells the few places where a filed run may stand.
Only there `filed` is asked and the literal compared with the text. So equal hashes of different runs cost a comparison
and never open a gate, and a literal that stands in the text is never missed. Single characters have no run: ASCII ones
are searched for, others looked up among the characters of the text. Words are told by the hashes of the tokens.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from spinscore.document import Document
from spinscore.text import chars
from spinscore.text.hashing import HashFilter, hash_words

_FIRST, _SECOND, _NEXT = np.uint32(0x85EBCA77), np.uint32(0x846CA68B), np.uint32(0x7FEB352D)
"""Multiplicative hashing (Knuth), modulo 2^32."""
_BITS = 16
_SHIFT = np.uint32(32 - _BITS)
_LENGTHS = (2, 4, 6)
"""Characters of a run. `_hashes` makes one hash for each of them."""
_LAST_ASCII = 127

Hashes = npt.NDArray[np.uint32]


class _Runs:
    """The literals that are filed under a run of one length: by hash, each with where the run stands in it."""

    def __init__(self) -> None:
        self.filed: defaultdict[int, list[tuple[int, str, list[int]]]] = defaultdict(list)
        self.table = np.zeros(1 << _BITS, bool)

    def add(self, literal: str, hashes: Hashes, length: int, numbers: list[int]) -> None:
        """A literal that opens some gates."""
        offset = max(range(len(hashes)), key=lambda at: sum(map(_unusual, literal[at : at + length])))
        self.filed[int(hashes[offset])].append((offset, literal, numbers))
        self.table[hashes[offset] >> _SHIFT] = True


class Gates:
    """Numbered gates. One opens where any of its literals stands in the text, or any of its words is a token."""

    def __init__(self, gates: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> None:
        literals: defaultdict[str, list[int]] = defaultdict(list)
        foreign: defaultdict[str, list[int]] = defaultdict(list)
        words: defaultdict[str, list[int]] = defaultdict(list)
        always: list[int] = []
        for number, (needed, needed_words) in enumerate(gates):
            for literal in needed:
                single = len(literal) == 1 and not literal.isascii()
                (foreign if single else literals)[literal].append(number)
            for word in needed_words:
                words[word].append(number)
            if not needed and not needed_words:
                always.append(number)
        self._always = frozenset(always)
        self._words = dict(words)
        self._word_filter = HashFilter(hash_words(list(words)))
        self._foreign = dict(foreign)
        self._short = [item for item in literals.items() if len(item[0]) < _LENGTHS[0]]
        self._runs = [_Runs() for _ in _LENGTHS]
        for literal, numbers in literals.items():
            hashes = _hashes(chars.code_points(literal))
            for runs, length, own in reversed(list(zip(self._runs, _LENGTHS, hashes, strict=True))):
                if len(literal) >= length:
                    runs.add(literal, own, length, numbers)
                    break

    def opened(self, doc: Document) -> list[int]:
        """The numbers of the gates that a document opens, in order."""
        opened = set(self._always)
        text = doc.lined
        codes = doc.code_points if text is doc.text else chars.code_points(text)
        for literal, numbers in self._short:
            if literal in text:
                opened.update(numbers)
        for runs, hashes in zip(self._runs, _hashes(codes), strict=True):
            places = runs.table[(hashes >> _SHIFT).astype(np.intp)].nonzero()[0]
            found: set[int] = set()  # runs whose literals all stood somewhere: other places of them tell nothing new
            for place, code in zip(places.tolist(), hashes[places].tolist(), strict=True):
                if code in runs.filed and code not in found:
                    standing = [
                        numbers
                        for offset, literal, numbers in runs.filed[code]
                        if offset <= place and text.startswith(literal, place - offset)
                    ]
                    opened.update(*standing)
                    if len(standing) == len(runs.filed[code]):
                        found.add(code)
        if self._foreign and not text.isascii():
            for code in set(doc.code_points[doc.code_points > _LAST_ASCII].tolist()):
                opened.update(self._foreign.get(chr(code), ()))
        for place in self._word_filter.passed(doc.hashes).nonzero()[0].tolist():
            opened.update(self._words.get(doc.words[place], ()))
        return sorted(opened)


def _hashes(code_points: chars.CodePoints) -> tuple[Hashes, Hashes, Hashes]:
    """Hashes of the runs of two, four and six characters; empty where the text is too short for one."""
    pairs = code_points[:-1] * _FIRST
    pairs += code_points[1:] * _SECOND
    fours = pairs[:-2] * _NEXT
    fours += pairs[2:]
    sixes = fours[:-2] * _NEXT
    sixes += pairs[4:]
    return pairs, fours, sixes


def _unusual(char: str) -> int:
    """How rarely a character stands in prose, 0 to 3."""
    return 0 if char in "aeinorst " else 1 if char.islower() else 2 if char.isupper() else 3
