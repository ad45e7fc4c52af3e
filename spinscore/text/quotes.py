"""Quoted speech and code: passages whose words belong to somebody or something else."""

from __future__ import annotations

import re

import numpy as np

from spinscore.text.chars import QUOTE, Kinds
from spinscore.text.tokens import Spans

_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«"}
_LONGEST_SINGLE = 600
_FENCE = re.compile(r"^[ \t]{0,3}(```|~~~)[^\n]{0,200}$", re.M)
_INLINE = re.compile(r"`[^`\n]{1,200}`")
_INDENTED = re.compile(r"(?:^(?: {4}|\t)[^\n]*\n?)+", re.M)


def find_quotes(text: str, kinds: Kinds, blocks: Spans) -> list[tuple[int, int]]:
    """Spans in quotation marks, marks included, by block; an open quotation runs to the end of its block."""
    marks = np.flatnonzero(kinds & QUOTE).tolist()
    quotes: list[tuple[int, int]] = []
    k, n_marks = 0, len(marks)
    if not marks:
        return quotes
    for _, end in blocks.tolist():
        opened, closers = -1, ""
        while k < n_marks and marks[k] < end:
            at, char = marks[k], text[marks[k]]
            k += 1
            if opened >= 0:
                if char in closers:
                    quotes.append((opened, at + 1))
                    opened = -1
                elif char == "“" and closers == "”":
                    opened = min(opened, at)
            elif char == '"':
                if not _closes_inches(text, at):
                    opened, closers = at, '"'
            elif char == "‘":
                close = _single_close(text, at, end)
                if close:
                    quotes.append((at, close))
                    while k < n_marks and marks[k] < close:
                        k += 1
            elif char in _PAIRS and char != "»":
                opened, closers = at, _PAIRS[char]
        if opened >= 0:
            quotes.append((opened, end))
    return quotes


def _closes_inches(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdigit() and (at + 1 >= len(text) or not text[at + 1].isalnum())


def _single_close(text: str, at: int, end: int) -> int:
    """The end of a quotation in single curly marks: a ’ that no letter follows. 0 if there is none near."""
    limit = min(end, at + _LONGEST_SINGLE)
    close = text.find("’", at + 2, limit)
    while close >= 0:
        if close + 1 >= limit or not text[close + 1].isalnum():
            return close + 1
        close = text.find("’", close + 1, limit)
    return 0


def find_code(text: str, has_tokens: bool) -> list[tuple[int, int]]:
    """Spans of code: fenced blocks, indented blocks after a blank line, and `inline` code."""
    spans: list[tuple[int, int]] = []
    if "```" in text or "~~~" in text:
        fences = [m.span() for m in _FENCE.finditer(text)]
        for opening, closing in zip(fences[::2], fences[1::2], strict=False):
            spans.append((opening[0], closing[1]))
    if "`" in text:
        spans += [m.span() for m in _INLINE.finditer(text)]
    if has_tokens and ("\n    " in text or "\n\t" in text):
        for match in _INDENTED.finditer(text):
            start = match.start()
            if text[:start].rstrip(" ").endswith("\n\n") and _looks_like_code(match[0]):
                spans.append(match.span())
    return sorted(spans)


def _looks_like_code(passage: str) -> bool:
    return sum(passage.count(char) for char in "{}();=<>$") * 40 > len(passage)


def covers(spans: list[tuple[int, int]], at: int) -> bool:
    """Whether one of a few spans holds a place."""
    return any(start <= at < end for start, end in spans)
