"""Where an article came from, and places in it as lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple


class Source(NamedTuple):
    """The origin of an article: a file of its own, or a row of a file.

    `name` is what readers see, `file` the path. `row` is the number of the row, from 1, and `line` the line of the
    file where the row begins, where the file has lines; both are None for a file that is one article.
    """

    name: str
    file: str
    row: int | None = None
    line: int | None = None

    @property
    def place(self) -> str:
        """Where the article is found: its name, for a row with a name of its own its file and line too."""
        where = f"{self.file}:{self.line or self.row}"
        return self.name if self.row is None or self.name == where else f"{where} ({self.name})"


class Lines:
    """Lines and columns of a text, both from 1. Lines end with a line feed, columns are code points.

    >>> Lines("ab\\ncd").place(4)
    (2, 2)
    """

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a place counted in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
