"""boilerplate.paywall: notices that ask for a subscription or an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spinscore.text.endings import word_count

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.rule import Rule

_LONGEST_INVITATION = 20
"""Words of a block that begins with "Subscribe to read" or its like."""


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, unless its block is too long to be an invitation."""
    if hit.name == "invite" and word_count(doc, doc.block_at(hit.start)) > _LONGEST_INVITATION:
        return None
    return hit
