"""What kind of character each code point is: one table look-up for a whole text at once."""

from __future__ import annotations

import functools
import unicodedata

import numpy as np
import numpy.typing as npt

WORD, DIGIT, JOINER, POINT, SPACE, BREAK, STOP, QUOTE = (1 << i for i in range(8))

_BMP = 0x10000
_JOINERS = "'’-‐‑_"
_POINTS = ".,"
_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_STOPS = ".!?…。！？؟।"
_QUOTES = '“”„"«»‘'
_MARKS = frozenset({"Mn", "Mc"})

Kinds = npt.NDArray[np.uint8]


_SPECIAL = ((JOINER, _JOINERS), (POINT, _POINTS), (BREAK, _BREAKS), (STOP, _STOPS), (QUOTE, _QUOTES))


def _classify(chars: list[str]) -> Kinds:
    """The kind flags of some characters."""
    flags = np.array([char.isalnum() for char in chars], np.uint8) * np.uint8(WORD)
    for index in (flags == 0).nonzero()[0].tolist():
        if unicodedata.category(chars[index]) in _MARKS:
            flags[index] = WORD
    flags |= np.array([char.isdigit() for char in chars], np.uint8) * np.uint8(DIGIT)
    flags |= np.array([char.isspace() for char in chars], np.uint8) * np.uint8(SPACE)
    return flags


@functools.cache
def _table() -> Kinds:
    table = _classify(list(map(chr, range(_BMP))))
    for kind, chars in _SPECIAL:
        table[[ord(char) for char in chars]] |= np.uint8(kind)
    table.flags.writeable = False
    return table


CodePoints = npt.NDArray[np.uint32]


def code_points(text: str) -> CodePoints:
    """The code points of a text, shape (len(text),)."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def kinds(codes: CodePoints) -> Kinds:
    """The kind flags of each code point, same shape."""
    if codes.size == 0 or int(codes.max()) < _BMP:
        return _table()[codes]
    flags = _table()[np.minimum(codes, _BMP - 1)]
    beyond = (codes >= _BMP).nonzero()[0]
    flags[beyond] = _classify(list(map(chr, codes[beyond].tolist())))
    return flags


def fold(text: str) -> str:
    """Lower case with straight apostrophes, of the same length as the text, so that offsets agree.

    >>> fold("Don’t SHOUT")
    "don't shout"
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.replace("’", "'")
