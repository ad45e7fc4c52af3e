"""spin.tortured-phrase: set terms that a synonym tool took apart, such as "counterfeit consciousness"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from spinscore.detectors.spin._tortured_table import Entry, pair_keys, table, word_spans
from spinscore.document import Document
from spinscore.findings import Edit, Hit
from spinscore.registry import Rule

SURE: Final = 0.95
DOUBTFUL: Final = 0.7
_COMPANY: Final = 2
"""Different doubtful phrases that together count without a sure one."""
_BETWEEN: Final = frozenset(" \n\r\t'’-‐‑/(&\u00a0")
"""What may stand between the words of a phrase: it is one term, so no comma and no full stop."""
_ADVICE: Final = "Write “{}” if that is meant, and check the rest of the text: a synonym tool has been at it."


class _Found(NamedTuple):
    start: int
    end: int
    entry: Entry


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """The phrases that nobody writes; those that somebody might, if another one stands in the text."""
    del rule
    found = [hit for hit in _search(doc) if not doc.in_quotes(hit.start)]  # before they vouch for others
    doubtful = {hit.entry.words for hit in found if hit.entry.doubtful}
    company = len(doubtful) >= _COMPANY or len(doubtful) < len({hit.entry.words for hit in found})
    for hit in found:
        if not hit.entry.doubtful:
            yield _hit(doc, hit, SURE)
        elif company:
            yield _hit(doc, hit, DOUBTFUL)._replace(severity="minor")


def _search(doc: Document) -> Iterator[_Found]:
    """The phrases of the table in a text, doubtful ones not where all their words are capitalised, as in a name."""
    phrases = table()  # read with the first text, however short: scoring opens no file later
    words = word_spans(doc.kinds)
    if len(words) < 2:
        return
    folded = doc.folded
    for place, entry in phrases.find(pair_keys(doc.folded_points, words)):
        first = place - entry.offset
        rows = words[max(first, 0) : first + len(entry.words)].tolist()
        if tuple([folded[start:end] for start, end in rows]) != entry.words or not _is_one_term(doc, rows):
            continue
        if not (entry.doubtful and all(doc.text[start].isupper() for start, _ in rows)):
            start, end = rows[0][0], rows[-1][1]
            yield _Found(start, end + (doc.text[end : end + 1] == ")" and "(" in doc.text[start:end]), entry)


def _is_one_term(doc: Document, rows: list[list[int]]) -> bool:
    """Whether words stand in one block with nothing between them that would part a term."""
    gaps = pairwise(rows)
    if not all(_BETWEEN.issuperset(doc.text[left[1] : right[0]]) for left, right in gaps):
        return False
    return doc.block_at(rows[0][0]) == doc.block_at(rows[-1][0])


def _hit(doc: Document, found: _Found, confidence: float) -> Hit:
    start, end, entry = found
    hit = Hit(start, end, confidence, name=" ".join(entry.words))
    meant = entry.expected
    if not meant:
        return hit
    named = hit._replace(message=f"Tortured phrase: a tool's words for “{meant}”", suggestion=_ADVICE.format(meant))
    if "/" in meant or " or " in meant:
        return named
    return named._replace(edit=Edit(start, end, meant[0].upper() + meant[1:] if doc.text[start].isupper() else meant))
