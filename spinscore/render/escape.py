"""Text made fit for HTML: escaped, and free of what HTML or UTF-8 cannot hold."""

from __future__ import annotations

import html
import re

_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(0x10000 * plane + 0xFFFE)}{chr(0x10000 * plane + 0xFFFF)}" for plane in range(17))
    + "]"
)
_DELETE = 0x7F
_PICTURES = 0x2400
JOINER = "\u2060"
"""Keeps what follows on the line of the word before it."""
_SPACES = re.compile(r"\s+")


def visible(text: str) -> str:
    """The text with a visible sign for each control character and lone surrogate; code points stay in place.

    >>> visible("a\\x00b\\ud800c")
    'a␀b\\ufffdc'
    """
    return _UNFIT.sub(_stand_in, text)


def _stand_in(match: re.Match[str]) -> str:
    char = match[0]
    if char == "\r":
        return "\n"
    if char < " ":
        return chr(_PICTURES + ord(char))
    return "␡" if ord(char) == _DELETE else "\ufffd"


def escape(text: object) -> str:
    """A text, or a number, for the inside of an element."""
    return html.escape(visible(str(text)), quote=False)


def attribute(text: object) -> str:
    """A text for an attribute's value in double quotes."""
    return html.escape(visible(str(text)), quote=True)


def one_line(text: str) -> str:
    """A text on one line, not escaped: runs of spaces made one, line breaks shown as ⏎."""
    lines = [_SPACES.sub(" ", line).strip() for line in text.splitlines()]
    edge_left = " " if text[:1].isspace() else ""
    edge_right = " " if text[-1:].isspace() else ""
    return edge_left + " ⏎ ".join(line for line in lines if line) + edge_right


def shorten(text: str, longest: int) -> str:
    """A text of at most about `longest` characters: the middle of a longer one gives way to "…"."""
    if len(text) <= longest:
        return text
    tail = longest // 3
    return f"{text[: longest - tail]} … {text[-tail:]}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 finding", "1,204 findings"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def signed(points: float) -> str:
    """Points with their sign, a true minus: "−41.3", "+0.5"."""
    return f"{points:+.1f}".replace("-", "−")
