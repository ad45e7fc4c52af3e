"""Pieces of text and what stands between them, put together as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import Final

Piece = tuple[int, int, int]
"""Start and end in the source, and the element that holds it, or what it stands for: LINE_END, CELL_END, GAP."""

LINE_END: Final = -1
CELL_END: Final = -2
GAP: Final = -3
"""Between two links that touch in the source: style sheets keep them apart on every page, so it is read as a space."""
SEPARATORS: Final = {LINE_END: "\n", CELL_END: "\t", GAP: " "}
BLANKS: Final = " \t\n\f\r"
"""White space as HTML has it."""
BROKEN_BEFORE: Final = "\x80ÂÃÅÐÑâ€"
"""Behind these a no-break space or NEL is no white space but half of a letter in a broken encoding."""
_BROKEN = re.compile(rf"[{BROKEN_BEFORE}][\x85\xa0]")
_BLANKS = re.compile(rf"(?:[^\S\x85\xa0]|(?<![{BROKEN_BEFORE}])[\x85\xa0])+")


def text_of(html: str, pieces: Sequence[Piece], preformatted: bool) -> str:
    """The text of some pieces; white space is collapsed unless it is preformatted.

    >>> text_of("a  <b>&amp;</b><br> c", [(0, 3, 1), (6, 11, 2), (15, 19, LINE_END), (19, 21, 1)], False)
    'a &\\nc'
    """
    if preformatted:
        return _lines("".join([SEPARATORS[at] if at < 0 else _plain(html[start:end]) for start, end, at in pieces]))
    if len(pieces) == 1:
        return collapsed(_plain(html[pieces[0][0] : pieces[0][1]]))
    parts: list[str] = []
    line: list[str] = []
    between = ""
    for start, end, element in pieces:
        if element >= 0:
            line.append(_plain(html[start:end]))
            continue
        if element == GAP:
            line.append(" ")
            continue
        if text := collapsed("".join(line)):
            parts += (between, text) if parts else (text,)
            between = ""
        line = []
        between = between or SEPARATORS[element]
    if text := collapsed("".join(line)):
        parts += (between, text) if parts else (text,)
    return "".join(parts)


def collapsed(raw: str) -> str:
    """A text with one space for each run of white space, none at its ends.

    Browsers keep no-break spaces; here they are spaces like the others, or phrases would be missed.

    >>> collapsed(" Read\\xa0\\n more ")
    'Read more'
    """
    if not raw.isascii() and _BROKEN.search(raw):
        return _BLANKS.sub(" ", raw).strip(" ")
    return " ".join(raw.split())


def _plain(raw: str) -> str:
    return unescape(raw) if "&" in raw else raw


def _lines(text: str) -> str:
    """A text without blank lines at its ends."""
    ink = len(text) - len(text.lstrip())
    return text[text.rfind("\n", 0, ink) + 1 :].rstrip()
