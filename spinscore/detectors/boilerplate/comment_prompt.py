"""boilerplate.comment-prompt: forms for readers' comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.rule import Rule


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, unless it is a field's label in brackets: "[Name]" is a slot of a letter."""
    return None if hit.name == "field" and doc.text.startswith("[", hit.start - 1) else hit
