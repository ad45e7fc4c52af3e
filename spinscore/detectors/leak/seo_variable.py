"""leak.seo-variable: drops the variables of an operating system, which manuals print."""

from __future__ import annotations

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.rule import Rule


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit unless it names a variable of Windows or stands in quotation marks as a thing spoken of."""
    if hit.name == "percent-upper":
        name = doc.folded[hit.start : hit.end].strip("%")
        if name in rule.words["environment"]:
            return None
    return hit._replace(severity="info") if hit.name == "printf" and doc.in_quotes(hit.start) else hit
