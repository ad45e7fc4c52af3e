"""Gates: which regexes and detectors a text needs at all. The cost hardly grows with their number.

One pass notes which runs of three characters a text holds; one look-up then rules out nearly every literal
that any gate asks for. Only the few that remain are searched for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from spinscore.document import Document
from spinscore.text import chars

_SIDE = 128
_OTHERS = 31
"""Code points over 127 share the places of the 32 control characters: runs rule literals out, they confirm nothing."""
_SINGLES, _PAIRS, _RUNS = 0, _SIDE, _SIDE + _SIDE * _SIDE
"""Where the table of single characters begins, that of pairs, and that of hashed runs of three."""
_RUN_BITS = 15
_SPREAD, _DROP = 0x9E3779B1, 20
"""Multiplicative hashing (Knuth): the middle bits of a product depend on all three characters."""
_SIZE = _RUNS + (1 << _RUN_BITS)
_MOST = 6
"""How many of a literal's runs are looked up, its most unusual ones."""


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
        self._vocabulary = frozenset(words)
        self._literals = list(literals.items())
        self._foreign = dict(foreign)
        self._marks = np.array([_marks(literal) for literal, _ in self._literals], np.intp)

    def opened(self, doc: Document) -> list[int]:
        """The numbers of the gates that a document opens, in order."""
        opened = set(self._always)
        if self._literals and doc.text:
            present = _present(doc.code_points)
            text = doc.text
            for index in np.all(present[self._marks], axis=1).nonzero()[0].tolist():
                literal, numbers = self._literals[index]
                if literal in text:
                    opened.update(numbers)
        if self._foreign and not doc.text.isascii():
            points = doc.code_points
            for code in np.unique(points[points >= _SIDE]).tolist():
                opened.update(self._foreign.get(chr(code), ()))
        for word in doc.vocabulary & self._vocabulary:
            opened.update(self._words[word])
        return sorted(opened)


def _marks(literal: str) -> list[int]:
    """The places in the table of a literal's most unusual runs, or of its pair or single character."""
    codes = _places(chars.code_points(literal))
    if len(literal) < 3:
        return [int(codes[0]) if len(literal) == 1 else int(_PAIRS + codes[0] * _SIDE + codes[1])] * _MOST
    runs = _hashed(codes).tolist()
    unusual = [sum(map(_unusual, literal[i : i + 3])) for i in range(len(runs))]
    order = sorted(range(len(runs)), key=lambda i: (-unusual[i], i * 7 % len(runs)))
    return [runs[order[i % len(order)]] for i in range(_MOST)]


def _unusual(char: str) -> int:
    return 0 if char.islower() or char == " " else 1 if char.isupper() else 2


def _places(code_points: chars.CodePoints) -> npt.NDArray[np.intp]:
    codes = code_points.astype(np.intp)
    return np.where(codes < _SIDE, codes, codes & _OTHERS)


def _hashed(codes: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    runs = (codes[:-2] << 14) + (codes[1:-1] << 7) + codes[2:]
    runs *= _SPREAD
    runs >>= _DROP
    runs &= (1 << _RUN_BITS) - 1
    runs += _RUNS
    return runs


def _present(code_points: chars.CodePoints) -> npt.NDArray[np.bool_]:
    """The table: which characters, pairs and hashed runs of three a text holds."""
    table = np.zeros(_SIZE, bool)
    codes = _places(code_points)
    table[codes] = True
    table[_PAIRS + codes[:-1] * _SIDE + codes[1:]] = True
    table[_hashed(codes)] = True
    return table
