"""Text made fit for a terminal: harmless, on one line, and measured in cells."""

from __future__ import annotations

import unicodedata

_ZERO_WIDTH = ("Mn", "Me", "Cf")


def harmless(text: str) -> str:
    """The text on one line that cannot steer a terminal: line breaks as ⏎, what is invisible by its number.

    Control characters get their picture, bidirectional overrides and zero-width characters their code point.

    >>> harmless("a\\x1b[31m\\u202eb\\n c")
    'a␛[31m⟨U+202E⟩b⏎c'
    """
    joined = "⏎".join(part.strip() for part in text.split("\n") if part.strip()) if "\n" in text else text
    return joined if joined.isprintable() else "".join(map(_shown, joined))


def _shown(char: str) -> str:
    if char.isprintable():
        return char
    if char.isspace() and char > "\x1f":
        return " "
    code = ord(char)
    if char in "\t\n\v\f\r":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def cells(text: str) -> int:
    """How many cells of a terminal a text takes: two for an East Asian wide character, none for a combining mark."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.category(char) in _ZERO_WIDTH else 1


def head(text: str, width: int) -> str:
    """As much of a text's beginning as fits into so many cells, never half of a character.

    >>> head("日本語", 5)
    '日本'
    """
    if len(text) <= width and cells(text) <= width:
        return text
    room = width
    for place, char in enumerate(text):
        room -= _width(char)
        if room < 0:
            return text[:place]
    return text


def tail(text: str, width: int) -> str:
    """As much of a text's end as fits into so many cells; it does not begin with a combining mark.

    >>> tail("日本語", 5)
    '本語'
    """
    if len(text) <= width and cells(text) <= width:
        return text
    room = width
    start = len(text)
    for place in range(len(text) - 1, -1, -1):
        size = _width(text[place])
        room -= size
        if room < 0:
            break
        if size:
            start = place
    return text[start:]


def shorten(text: str, width: int) -> str:
    """A text of at most so many cells, its middle left out where it is longer.

    >>> shorten("a long and winding text", 11)
    'a long…ext'
    """
    if cells(text) <= width:
        return text
    ending = max(min(width // 3, 16), 1)
    return f"{head(text, width - ending - 1).rstrip()}…{tail(text, ending)}"


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "finding"), counted(1200, "finding")
    ('1 finding', '1,200 findings')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def inert(line: str) -> str:
    """A line that a runner of workflows does not take for a command, whatever an article says.

    GitHub's runner obeys lines that begin with "::" or "##[", also behind blanks.

    >>> inert("  ::add-mask::Monday")
    '  │ ::add-mask::Monday'
    """
    bare = line.lstrip()
    return f"{line[: len(line) - len(bare)]}│ {bare}" if bare.startswith(("::", "##[")) else line
