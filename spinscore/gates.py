"""Gates: which regexes and detectors a text needs at all. The cost hardly grows with their number.

One pass notes which pairs of neighbouring characters a text holds; one look-up then rules out nearly
every literal that any gate asks for. Only the few that remain are searched for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from spinscore.document import Document

_SIDE = 128
_OTHER = _SIDE - 1
"""All code points from here on count as one character: pairs rule literals out, they never confirm them."""


class Gates:
    """Numbered gates. One opens where any of its literals stands in the text, or any of its words is a token."""

    def __init__(self, gates: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> None:
        literals: defaultdict[str, list[int]] = defaultdict(list)
        words: defaultdict[str, list[int]] = defaultdict(list)
        always: list[int] = []
        for number, (needed, needed_words) in enumerate(gates):
            for literal in needed:
                literals[literal].append(number)
            for word in needed_words:
                words[word].append(number)
            if not needed and not needed_words:
                always.append(number)
        self._always = frozenset(always)
        self._words = dict(words)
        self._vocabulary = frozenset(words)
        self._literals = list(literals.items())
        widest = max([len(literal) - 1 for literal in literals], default=1) or 1
        self._pairs = np.array([_pairs(literal, widest) for literal, _ in self._literals], np.int32)

    def opened(self, doc: Document) -> list[int]:
        """The numbers of the gates that a document opens, in order."""
        opened = set(self._always)
        if self._literals and doc.text:
            present = _present(doc.code_points)
            text = doc.text
            for index in np.flatnonzero(present[self._pairs].all(axis=1)).tolist():
                literal, numbers = self._literals[index]
                if literal in text:
                    opened.update(numbers)
        for word in doc.vocabulary & self._vocabulary:
            opened.update(self._words[word])
        return sorted(opened)


def _clipped(literal: str) -> list[int]:
    return [min(ord(char), _OTHER) for char in literal]


def _pairs(literal: str, width: int) -> list[int]:
    """The places in the table of a literal's pairs, filled up to a width; a single character stands alone."""
    codes = _clipped(literal)
    pairs = [left * _SIDE + right for left, right in pairwise(codes)]
    pairs = pairs or [_SIDE * _SIDE + codes[0]]
    return (pairs * width)[:width]


def _present(code_points: np.ndarray[tuple[int], np.dtype[np.uint32]]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """A table of all pairs, and after them of all characters: whether the text holds them."""
    table = np.zeros(_SIDE * _SIDE + _SIDE, bool)
    codes = np.minimum(code_points, _OTHER).astype(np.int32)
    table[codes[:-1] * _SIDE + codes[1:]] = True
    table[_SIDE * _SIDE + codes] = True
    return table
