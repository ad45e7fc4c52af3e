"""Gates: which regexes and detectors a text needs at all. The cost hardly grows with their number.

One pass notes which pairs of neighbouring characters a text holds; one look-up then rules out nearly
every literal that any gate asks for. Only the few that remain are searched for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from spinscore.document import Document
from spinscore.text import chars

_SIDE = 128
_OTHERS = 31
"""Code points over 127 share the places of the 32 control characters: pairs rule literals out, they confirm nothing."""
_MOST = 6
"""How many of a literal's pairs are looked up, its most unusual ones."""


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
        self._pairs = np.array([_pairs(literal) for literal, _ in self._literals], np.int32)

    def opened(self, doc: Document) -> list[int]:
        """The numbers of the gates that a document opens, in order."""
        opened = set(self._always)
        if self._literals and doc.text:
            present = _present(doc.code_points)
            text = doc.text
            for index in np.all(present[self._pairs], axis=1).nonzero()[0].tolist():
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


def _pairs(literal: str) -> list[int]:
    """The places in the table of a literal's most unusual pairs; a single character has a place of its own."""
    codes = _places(chars.code_points(literal)).tolist()
    pairs = [left * _SIDE + right for left, right in pairwise(codes)] or [_SIDE * _SIDE + codes[0]]
    unusual = [_unusual(left) + _unusual(right) for left, right in pairwise(literal)] or [0]
    order = sorted(range(len(pairs)), key=lambda i: (-unusual[i], i * 7 % len(pairs)))
    return [pairs[order[i % len(order)]] for i in range(_MOST)]


def _unusual(char: str) -> int:
    return 0 if char.islower() or char == " " else 1 if char.isupper() else 2


def _places(code_points: chars.CodePoints) -> npt.NDArray[np.intp]:
    codes = code_points.astype(np.intp)
    return np.where(codes < _SIDE, codes, codes & _OTHERS)


def _present(code_points: chars.CodePoints) -> npt.NDArray[np.bool_]:
    """A table of all pairs, and after them of all characters: whether the text holds them."""
    table = np.zeros(_SIDE * _SIDE + _SIDE, bool)
    codes = _places(code_points)
    table[codes[:-1] * _SIDE + codes[1:]] = True
    table[_SIDE * _SIDE + codes] = True
    return table
