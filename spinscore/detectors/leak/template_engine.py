"""leak.template-engine: ${UPPER_CASE} is more often a variable of a shell than of a template."""

from __future__ import annotations

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.registry import Rule


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, not critical where an article on computers may have written it."""
    shouted = hit.name == "dollar-brace" and doc.text[hit.start : hit.end].isupper()
    return hit._replace(severity="major", confidence=0.8) if shouted else hit
