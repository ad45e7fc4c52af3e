"""boilerplate.promo: advertisements and their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.rule import Rule


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, unless its phrase took free words and its block ends like a sentence."""
    end = doc.block_list[doc.block_at(hit.start)][1]
    return None if "{}" in hit.name and doc.text[end - 1] in ".;," else hit
