"""stance.attitude: the writer's judgements; feelings count only where the writer has them."""

from __future__ import annotations

from spinscore.detectors.stance._context import before, is_broken, is_name
from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.rule import Rule

_REACH = 3
"""How many words back the person who feels, or the "it" of "it is vital that", may stand."""


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit if the judgement is the writer's: "we were shocked" counts, "residents were shocked" does not."""
    if is_broken(doc, hit) or is_name(doc, hit):
        return None
    word = doc.words[doc.token_at(hit.start)]
    holders = rule.words["holders"] if word in rule.words["feelings"] else None
    if word in rule.words["demands"]:
        holders = rule.words["impersonal"]
    if holders is None:
        return hit
    for index, candidate in before(doc, hit.start, _REACH):
        start, end = doc.token_starts[index], doc.token_ends[index]
        if candidate in holders:
            return None if doc.text[start:end] == "IT" else hit._replace(start=start)
    return None
