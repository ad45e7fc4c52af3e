"""stance.hedging: hedges that a negation turns into statements, and certainty that it turns into hedges."""

from __future__ import annotations

from spinscore.detectors.stance._context import is_broken, negation_before
from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.rule import Rule


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit if it hedges where it stands; "not sure" is widened to its negation."""
    if is_broken(doc, hit):
        return None
    word = doc.words[doc.token_at(hit.start)]
    if word in rule.words["hedges_when_negated"]:
        index = negation_before(doc, hit)
        if index < 0 or doc.words[index] in rule.words["no_hedge_with"]:
            return None
        return hit._replace(start=doc.token_starts[index])
    if word in rule.words["denied"] and negation_before(doc, hit) >= 0:
        return None
    return hit
