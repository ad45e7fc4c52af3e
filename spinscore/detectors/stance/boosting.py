"""stance.boosting: boosters, unless a negation takes them back ("not entirely")."""

from __future__ import annotations

from spinscore.detectors.stance._context import is_broken, is_name, negation_before
from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.rule import Rule


def accept(doc: Document, _rule: Rule, hit: Hit) -> Hit | None:
    """The hit unless it is negated, spans two sentences or is part of a title."""
    if is_broken(doc, hit) or is_name(doc, hit) or negation_before(doc, hit) >= 0:
        return None
    return hit
