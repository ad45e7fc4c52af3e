"""leak.markdown: one # is a heading at the top of a text or above smaller headings, elsewhere a comment."""

from __future__ import annotations

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.rule import Rule


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit unless it is a line that code, not an author, marks with #."""
    single = hit.name == "heading" and doc.text.startswith("# ", hit.start)
    return None if single and doc.block_at(hit.start) > 0 and "\n## " not in doc.lined else hit
