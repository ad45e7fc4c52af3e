"""boilerplate.affiliate: disclosures about links that earn money."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.registry import Rule

_LONGEST = 90
"""Words. In a longer block the phrase is one remark among others, and the block is not to be removed for it."""
_OURS = frozenset("we our us i my".split())
_LINKS = frozenset("link links click clicks purchase purchases purchased buy products product".split())


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, if its block speaks for the page and, where it earns commissions, of links or purchases."""
    first, last = doc.block_tokens[doc.block_at(hit.start)]
    if last - first > _LONGEST:
        return None
    if "commission" not in hit.name and "extra" not in hit.name and "through" not in hit.name:
        return hit
    words = doc.words[first:last]
    return hit if not _OURS.isdisjoint(words) and not _LINKS.isdisjoint(words) else None
