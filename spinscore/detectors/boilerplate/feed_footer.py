"""boilerplate.feed-footer: the line that a feed appends to each article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.registry import Rule

_APPEARED = "appeared"
_OPENINGS = ("the post ", "this post ", "this article ", "this story ", "the article ")
_LONGEST = 60
"""Words."""


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit; "appeared first on" only in a block that begins with "The post", or its like, and goes on."""
    block = doc.block_at(hit.start)
    first, last = doc.block_tokens[block]
    if last - first > _LONGEST:
        return None
    if _APPEARED not in hit.name:
        return hit
    opening = doc.folded[doc.token_starts[first] : hit.start]
    site = doc.text[hit.end : doc.block_list[block][1]].strip()
    named = opening.startswith(_OPENINGS) and site[:1].isupper() and last - doc.token_at(hit.end) <= 10
    return hit if named else None
