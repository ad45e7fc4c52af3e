"""boilerplate.navigation: menus, skip links, links from page to page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spinscore.findings import Hit
from spinscore.text.endings import ends_as_sentence, last_character, word_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spinscore.document import Document
    from spinscore.rule import Rule

_STOPS = ".!;,:"
_SURE = 0.75
"""Single words are found with less confidence than this."""
_DOUBTFUL = 0.45
"""Confidence in what may be the head of a paragraph: too little to confirm what stands beside it."""
_LONGEST_HEAD, _SHORTEST_PARAGRAPH = 3, 15
"""Words."""
_LEAST_ENTRIES = 3
_LEAST_OF_COLUMN = 2
"""Entries that only menus have in blocks that follow each other."""
_JOINING = frozenset({"and", "or"})
"""Words that stand in a heading, not in a menu."""
_SHORTEST_MENU, _LONGEST_MENU = 4, 30
"""Words."""


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, unless its block ends like a sentence where the phrase took free words, or is one word alone."""
    block = doc.block_at(hit.start)
    if "{}" in hit.name and ends_as_sentence(doc, block, _STOPS):
        return None
    if hit.confidence < _SURE and last_character(doc, block) == "!":
        return None
    return hit._replace(confidence=min(hit.confidence, _DOUBTFUL), severity="minor") if _is_head(doc, block) else hit


def _is_head(doc: Document, block: int) -> bool:
    """Whether a block of few words stands right above a paragraph, as the head of a section does: "Contact us"."""
    if block + 1 >= len(doc.block_list) or word_count(doc, block) > _LONGEST_HEAD:
        return False
    return word_count(doc, block + 1) >= _SHORTEST_PARAGRAPH and ends_as_sentence(doc, block + 1, ".!?")


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Menus on one line or on several: at least three entries that only menus have, no sentence."""
    yield from _columns(doc, rule)
    for (first, last), (start, end), key in zip(doc.block_tokens, doc.block_list, doc.block_keys, strict=True):
        if not key or not _SHORTEST_MENU <= last - first <= _LONGEST_MENU or doc.text[end - 1] in ".!?:":
            continue
        padded = f" {key} "
        if sum(f" {entry} " in padded for entry in rule.words["entries"]) < _LEAST_ENTRIES:
            continue
        lower = sum(doc.text[at].islower() for at in doc.token_starts[first:last])
        listed = ", " in doc.text[start:end] or not _JOINING.isdisjoint(doc.words[first:last])
        if lower * 5 <= last - first and not listed:
            yield Hit(start, end, 0.93, name="menu")


def _columns(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Three blocks or more in a row that are each a menu's entry or a section's name, with at least two entries."""
    entries, sections = rule.words["entries"], rule.words["sections"]
    first = found = 0
    for place, key in enumerate((*doc.block_keys, "")):
        if key in entries:
            found += 1
        elif key not in sections:
            if found >= _LEAST_OF_COLUMN and place - first >= _LEAST_ENTRIES:
                for block in range(first, place):
                    yield Hit(*doc.block_list[block], 0.9, name="column")
            first, found = place + 1, 0
