"""boilerplate.feed-footer: the line that a feed appends to each article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.rule import Rule

_OPENINGS = ("the post ", "this post ", "this article ", "this story ", "the article ")
_DATE = re.compile(
    r"(?:the )?(?:\d|January|February|March|April|May|June|July|August|September|October|November|December)"
)
_LONGEST_SOURCE = 14
"""Words of a source."""
_LONGEST_SITE = 6
"""Words of a site's name."""
_FREE = re.compile(r"\b(?:on|at|by|in) +([^\n]*)$", re.I)


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit; "appeared first on" only in a block that begins with "The post", or its like, and goes on."""
    block = doc.block_at(hit.start)
    first, last = doc.block_tokens[block]
    if hit.name == "source":
        rest = doc.text[hit.end : doc.block_list[block][1]].lstrip()
        source = last - doc.token_at(hit.end)
        return hit if rest[:1] in {":", "|"} and 0 < source <= _LONGEST_SOURCE and rest[-1] not in ".!?" else None
    if hit.name == "origin":
        after = doc.text[hit.end : doc.block_list[block][1]].lstrip()
        named = after[:1] and not _DATE.match(after) and last - doc.token_at(hit.end) <= _LONGEST_SOURCE
        return hit if named else None
    if hit.name == "site":
        return hit if _names_a_site(doc, hit) else None
    if hit.name != "appeared":
        return hit
    opening = doc.folded[doc.token_starts[first] : hit.start]
    site = doc.text[hit.end : doc.block_list[block][1]].strip()
    named = opening.startswith(_OPENINGS) and site[:1].isupper() and last - doc.token_at(hit.end) <= 10
    return hit if named else None


def _names_a_site(doc: Document, hit: Hit) -> bool:
    """Whether the words after "on" or "at" begin with a capital or hold an address, and no sentence ends there."""
    free = _FREE.search(doc.text, hit.start, hit.end)
    if free is None:
        return False
    name = free[1]
    if name.count(" ") >= _LONGEST_SITE:
        return False
    return (name[0].isupper() or "." in name.rstrip(".")) and not name.endswith((".", "?", "!", ","))
