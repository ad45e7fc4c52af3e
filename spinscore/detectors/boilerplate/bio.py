"""boilerplate.bio: the note about the author."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.registry import Rule

_FROM_END = 6
"""Blocks from the end among which the note stands."""
_LONGEST = 130
_NAME_REACH = 8
"""Words within which "is" or "covers" follows the name."""
_VERBS = frozenset("is was has writes covers reports may can lives joined".split())


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit; within a sentence only near the end, where the block begins with a name and its verb."""
    block = doc.block_at(hit.start)
    first, last = doc.block_tokens[block]
    if last - first > _LONGEST:
        return None
    starts = hit.start == doc.token_list[first][0]
    if starts and doc.token_at(hit.end) >= last:
        return hit
    if starts and hit.name.startswith("about"):
        end = doc.block_list[block][1]
        short = last - first <= 8 and doc.text[end - 1] not in ".,;"
        return hit if short or doc.text[hit.end : hit.end + 1] == ":" else None
    if block < len(doc.block_list) - _FROM_END or block == 0:
        return None
    return hit if _begins_with_name(doc, first, min(last, first + _NAME_REACH)) else None


def _begins_with_name(doc: Document, first: int, last: int) -> bool:
    """Whether two capitalised words and then one of the verbs open the block."""
    capitals = 0
    for place in range(first, last):
        word = doc.words[place]
        if word in _VERBS:
            return capitals >= 1
        if doc.text[doc.token_list[place][0]].isupper():
            capitals += 1
        elif not capitals:
            return False
    return False
