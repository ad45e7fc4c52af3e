"""boilerplate.newsletter: invitations to subscribe or to follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.rule import Rule

_LONGEST_FOLLOW = 25
"""Words of a block that asks to be followed."""


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, unless its block is too long to ask to be followed, or speaks of nothing that one subscribes to."""
    first, last = doc.block_tokens[doc.block_at(hit.start)]
    if hit.name.startswith("follow") and last - first > _LONGEST_FOLLOW:
        return None
    if hit.name == "consent" and rule.words["consent"].isdisjoint(doc.words[first:last]):
        return None
    if hit.name in {"open", "follow-site"} and rule.words["subscribed"].isdisjoint(doc.words[first:last]):
        return None
    return hit
