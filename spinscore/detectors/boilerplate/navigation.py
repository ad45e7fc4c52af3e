"""boilerplate.navigation: menus, skip links, links from page to page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spinscore.findings import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spinscore.document import Document
    from spinscore.rule import Rule

_STOPS = frozenset(".!;,:")
_LEAST_ENTRIES = 3
_SHORTEST_MENU, _LONGEST_MENU = 4, 30
"""Words."""


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, unless its phrase took free words and its block ends like a sentence."""
    if "{}" in hit.name:
        end = doc.block_list[doc.block_at(hit.start)][1]
        if doc.text[end - 1] in _STOPS and doc.text[end - 3 : end] != "...":
            return None
    return hit


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Menus on one line: at least three entries that only menus have, no sentence, nearly all words capitalised."""
    for (first, last), (start, end), key in zip(doc.block_tokens, doc.block_list, doc.block_keys, strict=True):
        if not key or not _SHORTEST_MENU <= last - first <= _LONGEST_MENU or doc.text[end - 1] in ".!?:":
            continue
        padded = f" {key} "
        if sum(f" {entry} " in padded for entry in rule.words["entries"]) < _LEAST_ENTRIES:
            continue
        lower = sum(doc.text[at].islower() for at in doc.token_starts[first:last])
        if lower * 5 <= last - first and ", " not in doc.text[start:end]:
            yield Hit(start, end, 0.93, name="menu")
