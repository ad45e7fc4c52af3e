"""Counts that go through all words of a text: of words by kind in each block, of those the prose has, of repetition."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from spinscore.document import Document
from spinscore.lines.outline import CAPITAL, DIGITS, FIRST, LAST, UPPER, Counts, Integers, Outline
from spinscore.lines.surroundings import Doubles, Flags

_TABLE_BITS: Final = 14
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)


def _split() -> npt.NDArray[np.int64]:
    matrix = np.zeros((32, 7), np.int64)
    for code in range(32):
        case, function, unknown, told = code & 3, code >> 2 & 1, code >> 3 & 1, code >> 4
        content = case != DIGITS and not function
        matrix[code] = (case == CAPITAL, case == UPPER, case == DIGITS, function, unknown, content, content and told)
    return matrix


_SPLIT: Final = _split()


def token_counts(doc: Document, outline: Outline, prose: Flags, at: Integers) -> Counts:
    """How many tokens of some blocks are what, shape (7, blocks).

    Capital, upper, digits; function words; unknown words; content words, and those of them that the prose has too.
    """
    facts, words = doc.facts, outline.words
    slots = (outline.hashes >> np.uint64(64 - _TABLE_BITS)).view(np.intp)
    in_prose = prose.repeat(words)
    told = np.bincount(slots[in_prose], minlength=1 << _TABLE_BITS)
    chosen = np.zeros(len(words), np.bool_)
    chosen[at] = True
    tokens = chosen.repeat(words).nonzero()[0]
    codes = (told.take(slots.take(tokens)) > in_prose.take(tokens)).view(np.uint8) * np.uint8(16)
    codes += (facts.ids.take(tokens) == 0).view(np.uint8) << 3
    codes += facts.function.take(tokens).view(np.uint8) << 2
    codes += outline.case.take(tokens)
    places = np.arange(0, 32 * len(at), 32).repeat(words.take(at))
    places += codes
    return (np.bincount(places, minlength=32 * len(at)).reshape(-1, 32) @ _SPLIT).T


def topic(tokens: Counts) -> Doubles:
    """The share of a block's content words that the prose has too, -1 where it has no content words."""
    content, shared = tokens[5:]
    share: Doubles = shared / np.maximum(content, 1)
    share[content == 0] = -1.0
    return share


def repeats(outline: Outline, at: Integers) -> Integers:
    """How often there are some blocks' words, first word and last word, shape (3, blocks).

    Up to some chance meetings in a table of 32 slots a block or more.
    """
    count = len(outline.words)
    bits = max(11, count.bit_length() + 5)
    keys = np.empty((3, count), np.uint64)
    keys[0] = outline.sums
    keys[1:] = outline.ends[FIRST : LAST + 1 : LAST - FIRST]
    keys *= _SPREAD
    keys >>= np.uint64(64 - bits)
    slots = keys.view(np.intp)
    slots += np.array([[0], [1 << bits], [2 << bits]])
    found: Integers = np.bincount(slots.ravel(), minlength=3 << bits).take(slots.take(at, axis=1))
    return found
