"""What kind of character each code point is: one table look-up for a whole text at once."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

WORD, DIGIT, JOINER, POINT, SPACE, BREAK, STOP, QUOTE = (1 << i for i in range(8))

_BMP = 0x10000
_JOINERS = "'’-‐‑_"
_POINTS = ".,"
BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_STOPS = ".!?…。！？؟।"
_QUOTES = '“”„"«»‘'
_MARKS = frozenset({"Mn", "Mc"})

Kinds = npt.NDArray[np.uint8]


_SPECIAL = ((JOINER, _JOINERS), (POINT, _POINTS), (BREAK, BREAKS), (STOP, _STOPS), (QUOTE, _QUOTES))


def _classify(chars: str) -> Kinds:
    """The kind flags of some characters."""
    flags = _flagged(chars, str.isalnum, WORD)
    others = (flags == 0).nonzero()[0].tolist()
    flags[[index for index in others if unicodedata.category(chars[index]) in _MARKS]] = WORD
    return flags | _flagged(chars, str.isdigit, DIGIT) | _flagged(chars, str.isspace, SPACE)


def _flagged(chars: str, test: Callable[[str], bool], kind: int) -> Kinds:
    return np.frombuffer(bytes(map(test, chars)), np.uint8) * np.uint8(kind)


@functools.cache
def _table() -> Kinds:
    table = _classify("".join(map(chr, range(_BMP))))
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
        return _table().take(codes)
    flags = _table().take(codes, mode="clip")
    beyond = (codes >= _BMP).nonzero()[0]
    flags[beyond] = _classify("".join(map(chr, codes[beyond].tolist())))
    return flags


@functools.cache
def _lower() -> CodePoints:
    """The folded code point of each in the Basic Multilingual Plane, but for İ and Σ, which need a look at the text."""
    plane = "".join(map(chr, range(_BMP))).replace("İ", " ")
    table = code_points(plane.lower().replace("’", "'"))
    assert len(table) == _BMP
    return table


def folded(text: str, codes: CodePoints) -> CodePoints:
    """The code points of a folded text, from those of the text."""
    if codes.size and (int(codes.max()) >= _BMP or "Σ" in text or "İ" in text):
        return code_points(fold(text))
    return _lower().take(codes)


def string(codes: CodePoints) -> str:
    """The text with some code points."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def fold(text: str) -> str:
    """Lower case with straight apostrophes, of the same length as the text, so that offsets agree.

    >>> fold("Don’t SHOUT")
    "don't shout"
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # İ is the one letter that grows
        lowered = "İ".join([part.lower() for part in text.split("İ")])
    return lowered.replace("’", "'")
