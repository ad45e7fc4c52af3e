"""boilerplate.affiliate: disclosures about links that earn money."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.rule import Rule


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, if its block speaks for the page and, where it earns commissions, of links or purchases."""
    first, last = doc.block_tokens[doc.block_at(hit.start)]
    if "commission" not in hit.name and "extra" not in hit.name and "through" not in hit.name:
        return hit
    words = doc.words[first:last]
    return None if rule.words["ours"].isdisjoint(words) or rule.words["links"].isdisjoint(words) else hit
