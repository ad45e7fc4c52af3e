"""boilerplate.correction: notes on what was changed after publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spinscore.text.calendar import is_date_word

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.rule import Rule

_FROM_TOP, _FROM_END = 4, 8
"""Blocks from the top and from the end among which a note stands."""


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, if its block stands at an edge of the article and says what was changed, or when."""
    block = doc.block_at(hit.start)
    first, last = doc.block_tokens[block]
    after = doc.words[doc.token_at(hit.end) : last]
    if hit.name not in {"this", "version", "label", "updated"}:
        return hit
    if _FROM_TOP <= block < len(doc.block_list) - _FROM_END:
        return None
    if hit.name == "label":
        told = doc.text[hit.end : hit.end + 1] == ":" or any(map(is_date_word, after[:3]))
        return hit if told and not rule.words["changed"].isdisjoint(after) else None
    if hit.name == "version":
        return None if rule.words["changed"].isdisjoint(after) else hit
    if hit.name == "updated":
        return hit if first + len(after) < last else None
    return None if not rule.words["law"].isdisjoint(after) else hit
