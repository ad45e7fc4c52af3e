"""boilerplate.promo: advertisements and their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spinscore.text.endings import last_character

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.rule import Rule


_MOST_PRICES = 4
"""How often a text says "off" that is not itself about offers."""
_SURE = 0.75
"""Single words are found with less confidence than this."""


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, unless its block ends like a sentence where the phrase does not fill it, or the text lists offers."""
    ending = last_character(doc, doc.block_at(hit.start))
    if hit.name == "price" and (ending in ".;," or doc.counts["off"] > _MOST_PRICES):
        return None
    if hit.confidence < _SURE and ending == "!":
        return None
    return None if "{}" in hit.name and ending in ".;," else hit
