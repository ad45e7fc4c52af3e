"""leak.markdown: one # is a heading only at the top of a text or above smaller headings; elsewhere a comment of code."""

from __future__ import annotations

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.registry import Rule


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit unless it is a line that code, not an author, marks with #."""
    if hit.name == "heading" and doc.text.startswith("# ", hit.start) and "\n## " not in doc.text and doc.block_at(hit.start) > 0:
        return None
    return hit
