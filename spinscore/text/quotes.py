"""Quoted speech and code: passages whose words belong to somebody or something else."""

from __future__ import annotations

import re

from spinscore.text.blocks import Rows, united
from spinscore.text.chars import QUOTE, Kinds

_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«"}
_LONGEST_SINGLE = 600
_MARGIN = 200
"""Spaces on the blank line before an indented block are looked over this far."""
_FENCE = re.compile(r"^[ \t]{0,3}(```|~~~)[^\n]{0,200}$", re.M)
_INLINE = re.compile(r"`[^`\n]{1,200}`")
_INDENTED = re.compile(r"(?:^(?: {4}|\t)[^\n]*\n?)+", re.M)


def find_quotes(text: str, kinds: Kinds, blocks: Rows) -> list[tuple[int, int]]:
    """Spans in quotation marks, marks included, by block; an open quotation runs to the end of its block."""
    marks = (kinds & QUOTE).nonzero()[0].tolist()
    quotes: list[tuple[int, int]] = []
    if not marks:
        return quotes
    k, n_marks = 0, len(marks)
    single = -1  # the first ’ that may close a quotation, from the last place where one was looked for
    for _, end in blocks:
        opened, closers = -1, ""
        while k < n_marks and marks[k] < end:
            at, char = marks[k], text[marks[k]]
            k += 1
            if opened >= 0:
                if char in closers:
                    quotes.append((opened, at + 1))
                    opened = -1
            elif char == '"':
                if not _closes_inches(text, at):
                    opened, closers = at, '"'
            elif char == "‘":
                if single < at + 2:
                    single = _single_close(text, at + 2)
                if single < min(end, at + _LONGEST_SINGLE):
                    quotes.append((at, single + 1))
                    while k < n_marks and marks[k] <= single:
                        k += 1
            elif char in _PAIRS and char != "»":
                opened, closers = at, _PAIRS[char]
        if opened >= 0:
            quotes.append((opened, end))
    return quotes


def _closes_inches(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdigit() and (at + 1 >= len(text) or not text[at + 1].isalnum())


def _single_close(text: str, start: int) -> int:
    """The place of the first ’ from a place on that no letter follows; the length of the text if there is none."""
    close = text.find("’", start)
    while close >= 0 and text[close + 1 : close + 2].isalnum():
        close = text.find("’", close + 1)
    return close if close >= 0 else len(text)


def find_code(text: str, has_tokens: bool) -> list[tuple[int, int]]:
    """Disjoint spans of code: fenced blocks, indented blocks after a blank line, and `inline` code."""
    spans: list[tuple[int, int]] = []
    if "```" in text or "~~~" in text:
        fences = [m.span() for m in _FENCE.finditer(text)]
        for opening, closing in zip(fences[::2], fences[1::2], strict=False):
            spans.append((opening[0], closing[1]))
    if "`" in text:
        spans += [m.span() for m in _INLINE.finditer(text)]
    if has_tokens and ("\n    " in text or "\n\t" in text):
        for match in _INDENTED.finditer(text):
            before = text[max(0, match.start() - _MARGIN) : match.start()].replace("\r", "").rstrip(" ")
            if before.endswith("\n\n") and _looks_like_code(match[0]):
                spans.append(match.span())
    return united(spans)


def _looks_like_code(passage: str) -> bool:
    return sum(passage.count(char) for char in "{}();=<>$") * 40 > len(passage)
