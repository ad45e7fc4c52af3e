"""An index over phrases that are compared as strings: for scripts without spaces, and numbers glued to words.

A block is squeezed: one spelling, no spaces and signs, each number as one sign. "コメント (12)" and "コメント１２件"
become "コメント#" and "コメント#件". A phrase is squeezed likewise, in all its variants. A phrase for a whole line is
looked up; one for the start of a line must stand before a colon; one for any place must be part of a block.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from spinscore.document import Document
from spinscore.errors import RuleError
from spinscore.rule import Phrase
from spinscore.text.spelling import canonical
from spinscore.wordindex import Match
from spinscore.wording import read, sequences

_NUMBER_SIGN = "\1"
_GAP = "{}"
_LONGEST_LINE = 200
"""Characters of a block that can be a phrase and no more."""
_LONGEST_GAP = 60
_PART = re.compile(r"\{n?\}|[()\[\]|]|[^()\[\]|{}]+")
_DIGITS = re.compile(r"\d[\d.,]*")
_SIGNS = re.compile(
    r"[\s\x02-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\u0f0b-\u0f14\u104a\u104b\u17d4-\u17da"
    r"\u2000-\u206f\u2190-\u2bff\u3000-\u3004\u3008-\u3020\u3030\u30fb\ufe30-\ufe4f\uff00-\uff0f\uff1a-\uff20]+"
)
"""What squeezing leaves out. Not all that \\W stands for: vowels of many scripts are marks of combination."""
_COLON = re.compile(r"[:：|｜]")


class _Entry(NamedTuple):
    rule: int
    phrase: Phrase


def squeeze(text: str) -> str:
    """A text in one spelling without spaces and signs, numbers as one sign.

    >>> squeeze("コメント（１２） »") == squeeze("コメント 3,000")
    True
    """
    return _SIGNS.sub("", _DIGITS.sub(_NUMBER_SIGN, canonical(text.lower())))


def variants(text: str) -> list[str]:
    """All that a phrase stands for, squeezed, with {} where free words stand. Raises RuleError for a bad phrase."""
    parts = tuple(_PART.findall(text))
    if "".join(parts) != text:
        raise RuleError(f"phrase {text!r}: braces may only be {{n}} or {{}}")
    if "|" in parts:
        parts = ("(", *parts, ")")
    found: dict[str, None] = {}
    for pieces in sequences(read(text, parts)):
        spelt = "".join(["0" if piece == "{n}" else piece for piece in pieces])
        found[_GAP.join(map(squeeze, spelt.split(_GAP)))] = None
    for variant in found:
        if variant.count(_GAP) > 1:
            raise RuleError(f"phrase {text!r}: only one {{}} in a phrase")
        if not variant.replace(_GAP, "").replace(_NUMBER_SIGN, ""):
            raise RuleError(f"phrase {text!r} would match anything")
    return list(found)


class StringIndex:
    """Phrases, each with the number of its rule, by their squeezed variants."""

    def __init__(self, phrases: Collection[tuple[int, Phrase]]) -> None:
        self._lines: dict[str, list[_Entry]] = {}
        self._starts: dict[str, list[_Entry]] = {}
        self._gapped: list[tuple[str, str, _Entry]] = []
        self._inline: list[tuple[str, _Entry]] = []
        self._ends: list[tuple[str, _Entry]] = []
        for number, phrase in phrases:
            entry = _Entry(number, phrase)
            if phrase.prev or phrase.not_prev or phrase.next or phrase.not_next or phrase.case:
                raise RuleError(f"phrase {phrase.text!r}: where words are not set apart, they have no neighbours")
            for variant in variants(phrase.text):
                self._add(variant, entry)

    def _add(self, variant: str, entry: _Entry) -> None:
        at = entry.phrase.at
        if _GAP in variant:
            if at != "line":
                raise RuleError(f'phrase {entry.phrase.text!r}: {{}} needs at = "line" where words are not set apart')
            before, after = variant.split(_GAP)
            self._gapped.append((before, after, entry))
        elif at == "inline":
            self._inline.append((variant, entry))
        elif at == "end":
            self._ends.append((variant, entry))
        else:
            (self._lines if at == "line" else self._starts).setdefault(variant, []).append(entry)

    def find_in(self, doc: Document, blocks: Collection[int]) -> list[Match]:
        """The matches in some blocks."""
        return [match for block in blocks for match in self._find_in_block(doc, block)]

    def _find_in_block(self, doc: Document, block: int) -> Iterator[Match]:
        first, last = doc.block_tokens[block]
        if first == last:
            return
        start, end = doc.block_list[block]
        text = doc.text[start:end]
        squeezed = squeeze(text)
        for variant, entry in self._inline:
            if variant in squeezed:
                yield _match(doc, entry, first, last)
        for variant, entry in self._ends:
            if squeezed.endswith(variant):
                yield _match(doc, entry, first, last)
        if len(text) > _LONGEST_LINE:
            return
        for entry in self._lines.get(squeezed, ()):
            yield _match(doc, entry, first, last)
        for before, after, entry in self._gapped:
            inside = len(squeezed) - len(before) - len(after)
            if 0 < inside <= _LONGEST_GAP and squeezed.startswith(before) and squeezed.endswith(after):
                yield _match(doc, entry, first, last)
        if self._starts and (colon := _COLON.search(text)):
            for entry in self._starts.get(squeeze(text[: colon.start()]), ()):
                yield _match(doc, entry, first, max(first + 1, doc.token_at(start + colon.start())))


def _match(doc: Document, entry: _Entry, first: int, last: int) -> Match:
    return Match(entry.rule, entry.phrase, doc.words[first:last], first, last)
