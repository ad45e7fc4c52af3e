"""leak.mail-merge: a greeting in a quoted letter holds an editor's insertion, not a field."""

from __future__ import annotations

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.rule import Rule


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit unless it is a bracketed greeting inside quotation marks."""
    return None if hit.name == "greeting" and doc.in_quotes(hit.start) else hit
