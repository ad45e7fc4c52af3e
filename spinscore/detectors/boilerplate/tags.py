"""boilerplate.tags: topic labels of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spinscore.findings import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spinscore.document import Document
    from spinscore.rule import Rule

_LONGEST = 40
_WORDS_A_TAG = 4
_STOPS = frozenset(".!?")
_SEPARATORS = ",|#·/;"
_FROM_TOP, _FROM_END = 6, 4
"""Blocks from the top and from the end among which a line of section names may stand."""


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit; a label that begins its block only before a colon and a list of short items."""
    block = doc.block_at(hit.start)
    last = doc.block_tokens[block][1]
    start, end = doc.block_list[block]
    if hit.name in {"hashtags", "posted-in", "sections"}:
        return hit
    rest = doc.text[hit.end : end].lstrip()
    if doc.token_at(hit.end) >= last:
        if hit.name == "section":
            return hit if block < _FROM_TOP or block >= len(doc.block_list) - _FROM_END else None
        return hit if hit.name != "label" or (rest == ":" and hit.start == start) else None
    if hit.start != start:
        return None
    words = last - doc.token_at(hit.end)
    if words > _LONGEST or rest[0] not in ":：|" or rest[-1] in _STOPS:
        return None
    items = 1 + sum(rest.count(mark) for mark in _SEPARATORS)
    return hit if words <= _WORDS_A_TAG * items else None


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Lines of two to five section and place names, with at least one section, near the top or the end."""
    section, place = rule.words["section"], rule.words["place"]
    total = len(doc.block_list)
    for block, key in enumerate(doc.block_keys):
        if _FROM_TOP <= block < total - _FROM_END or not 1 <= key.count(" ") <= 4:
            continue
        words = key.split(" ")
        if len(set(words)) == len(words) and not section.isdisjoint(words) and not place.isdisjoint(words):
            start, end = doc.block_list[block]
            known = all(word in section or word in place for word in words)
            if known and doc.text[end - 1].isalnum() and total > 2:
                yield Hit(start, end, 0.7, severity="minor", name="sections")
