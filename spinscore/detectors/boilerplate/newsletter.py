"""boilerplate.newsletter: invitations to subscribe or to follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.registry import Rule

_LONGEST = 60
"""Words. In a longer block the phrase is one remark among others, and the block is not to be removed for it."""
_LONGEST_FOLLOW = 25
_OPEN = ("subscribe to (the|", "get (the latest", "sign up (to receive", "sign up for (our", "follow us on")
"""How phrases begin that need one of the words below beside them."""
_SUBSCRIBED = frozenset(
    "newsletter newsletters inbox inboxes email emails e-mail alerts alert mailing subscribe subscribers daily "
    "weekly twitter facebook instagram telegram youtube linkedin whatsapp tiktok".split()
)


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, unless its block is too long, or speaks of nothing that one subscribes to."""
    first, last = doc.block_tokens[doc.block_at(hit.start)]
    if last - first > (_LONGEST_FOLLOW if hit.name.startswith("follow us") else _LONGEST):
        return None
    if hit.name.startswith(_OPEN) and _SUBSCRIBED.isdisjoint(doc.words[first:last]):
        return None
    return hit
