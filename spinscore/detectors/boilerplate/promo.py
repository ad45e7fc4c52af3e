"""boilerplate.promo: advertisements and their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.registry import Rule

_LONGEST = 40
"""Words. In a longer block the phrase is one remark among others, and the block is not to be removed for it."""


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, unless its block is too long, or its phrase took free words and the block ends like a sentence."""
    block = doc.block_at(hit.start)
    first, last = doc.block_tokens[block]
    sentence = "{}" in hit.name and doc.text[doc.block_list[block][1] - 1] in ".;,"
    return hit if last - first <= _LONGEST and not sentence else None
