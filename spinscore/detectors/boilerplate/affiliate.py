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
    words = doc.words[first:last]
    if hit.name == "buying":
        return None if rule.words["money"].isdisjoint(words) else hit
    if hit.name == "links" and _is_aside(doc, hit, first, last):
        return hit._replace(severity="info")
    if hit.name != "earning":
        return hit
    return None if rule.words["ours"].isdisjoint(words) or rule.words["links"].isdisjoint(words) else hit


def _is_aside(doc: Document, hit: Hit, first: int, last: int) -> bool:
    """Whether a hit stands in brackets that are less than half of its block: the rest is a sentence of the article."""
    opened = doc.text.rfind("(", doc.token_starts[first], hit.start)
    if opened < 0 or ")" in doc.text[opened : hit.start]:
        return False
    return 2 * (doc.token_at(hit.end) - doc.token_at(opened)) < last - first
