"""boilerplate.disclaimer: legal small print."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.registry import Rule

_LONGEST = 140
"""Words. In a longer block the phrase is one remark among others, and the block is not to be removed for it."""


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, unless its block is too long to be nothing but boilerplate."""
    first, last = doc.block_tokens[doc.block_at(hit.start)]
    return hit if last - first <= _LONGEST else None
