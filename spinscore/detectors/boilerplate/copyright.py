"""boilerplate.copyright: copyright lines and the credits of a page's software."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.registry import Rule

_LONGEST = 110
"""Words."""
_LONGEST_RESERVED = 35
"""Words in a block that says "all rights reserved"."""


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, unless its block is long, or a sentence that begins with the word copyright."""
    block = doc.block_at(hit.start)
    first, last = doc.block_tokens[block]
    if last - first > _LONGEST:
        return None
    if hit.name == "all rights reserved" and last - first > _LONGEST_RESERVED:
        return None if "©" not in doc.text[slice(*doc.block_list[block])] else hit
    if hit.name == "copyright":
        following = doc.text[hit.end : hit.end + 6].lstrip(" ,:-–")
        return hit if following[:1].isdigit() or following[:1] in {"©", "("} else None
    return hit
