"""boilerplate.navigation: menus, skip links, links from page to page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.registry import Rule

_STOPS = frozenset(".!;,")


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, unless its phrase took free words and its block ends like a sentence."""
    if "{}" in hit.name:
        end = doc.block_list[doc.block_at(hit.start)][1]
        if doc.text[end - 1] in _STOPS and doc.text[end - 3 : end] != "...":
            return None
    return hit
