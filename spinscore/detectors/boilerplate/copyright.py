"""boilerplate.copyright: copyright lines and the credits of a page's software."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.rule import Rule

_LONGEST_RESERVED = 35
"""Words in a block that says "all rights reserved"."""


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, unless its block is a sentence that begins with the word copyright or a long one with its rights."""
    block = doc.block_at(hit.start)
    first, last = doc.block_tokens[block]
    if hit.name == "rights":
        if doc.text[hit.end : hit.end + 2].lstrip()[:1].islower():
            return None  # the subject of a sentence
        whole = doc.text[slice(*doc.block_list[block])]
        outside = hit.start == doc.block_list[block][0] or doc.token_at(hit.end) >= last
        return hit if "©" in whole or (last - first <= _LONGEST_RESERVED and (outside or last - first <= 9)) else None
    if hit.name == "word":
        following = doc.text[hit.end : hit.end + 6].lstrip(" ,:-–")
        return hit if following[:1].isdigit() or following[:1] in {"©", "("} else None
    return hit
