"""The table of tortured phrases, looked up by hash for all words of a text at once.

The phrases are many and rare, too many for the index of phrases, which every start would pay for. Here they stay one
string, and each is found by its two longest neighbouring words, which in an ordinary article hardly ever stand
together. A row is split only when its two words were met.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from spinscore.text import chars
from spinscore.text.hashing import token_hashes
from spinscore.text.tokens import Spans, find_tokens

Hashes = npt.NDArray[np.uint64]

_TURN: Final = np.uint64(0x9E3779B97F4A7C15)
_SIEVE_BITS: Final = 18
_SHIFT: Final = np.uint64(64 - _SIEVE_BITS)


class Entry(NamedTuple):
    """A phrase, the place in it of its two longest neighbours, what was meant ("" unknown), whether it is doubtful."""

    words: tuple[str, ...]
    offset: int
    expected: str
    doubtful: bool


class Table:
    """The rows of a phrase table, by the hash of the two words that each is found by."""

    def __init__(self, content: str) -> None:
        body = content.index("\n", content.index("\ntext\t") + 1) + 1
        self._text = content[body:]
        codes = chars.code_points(self._text)
        words = word_spans(chars.kinds(codes))
        starts = np.concatenate([[0], (codes[:-1] == ord("\n")).nonzero()[0] + 1])
        first = words[:, 0].searchsorted(starts)
        cell_ends = ((codes == ord("\t")) | (codes == ord("\n"))).nonzero()[0]
        last = words[:, 0].searchsorted(cell_ends[cell_ends.searchsorted(starts)])
        anchors = _longest_pairs(words, first, last)
        keys = pair_keys(codes, words)[anchors]
        order = keys.argsort(kind="stable")
        self._keys = keys[order]
        self._starts: list[int] = starts[order].tolist()
        self._offsets: list[int] = (anchors - first)[order].tolist()
        self._sieve = np.zeros(1 << _SIEVE_BITS, bool)
        self._sieve[(keys >> _SHIFT).astype(np.intp)] = True

    def __len__(self) -> int:
        return len(self._keys)

    def find(self, keys: Hashes) -> list[tuple[int, Entry]]:
        """Places among the keys of a text's word pairs, and the phrases whose pair may stand there."""
        maybe = self._sieve.take((keys >> _SHIFT).view(np.intp)).nonzero()[0]
        lows = self._keys[:-1].searchsorted(keys[maybe])
        met = (self._keys[lows] == keys[maybe]).nonzero()[0]
        if not met.size:
            return []
        places = maybe[met]
        highs = self._keys.searchsorted(keys[places], "right").tolist()
        return [
            (place, self._entry(number))
            for place, low, high in zip(places.tolist(), lows[met].tolist(), highs, strict=True)
            for number in range(low, high)
        ]

    def _entry(self, number: int) -> Entry:
        start = self._starts[number]
        cells = [*self._text[start : self._text.index("\n", start)].split("\t"), "", ""]
        return Entry(tuple(cells[0].split()), self._offsets[number], cells[1], cells[2] == "true")


def word_spans(kinds: chars.Kinds) -> Spans:
    """The runs of letters and digits of a text: "man-made" is two words here, as in the phrases."""
    return find_tokens((kinds & chars.WORD) != 0)


def pair_keys(codes: chars.CodePoints, words: Spans) -> Hashes:
    """One key for each word and the next one, shape (words - 1,)."""
    hashes = token_hashes(codes, words)
    keys: Hashes = (hashes[:-1] * _TURN) ^ hashes[1:]
    return keys


def _longest_pairs(words: Spans, first: npt.NDArray[np.intp], last: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """For each phrase, of words `first` up to `last`, the first word of its longest pair of neighbours."""
    letters = (words[:, 1] - words[:, 0]).astype(np.int64)
    rank = np.append((letters[:-1] + letters[1:]) * len(words) - np.arange(len(words) - 1), 0)
    bounds = np.column_stack((first, last - 1)).ravel()
    best = np.maximum.reduceat(rank, bounds)[::2]
    anchors: npt.NDArray[np.intp] = -best % len(words)
    return anchors


@cache
def table() -> Table:
    """The table that ships."""
    return Table((resources.files("spinscore.detectors.spin") / "_tortured_phrases.tsv").read_text("utf-8"))
