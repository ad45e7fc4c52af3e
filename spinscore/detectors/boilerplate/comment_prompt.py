"""boilerplate.comment-prompt: forms for readers' comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.rule import Rule

_BULLETS = ("-", "•", "*")


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit; not a field's label in brackets, which is a slot of a letter, nor a command named in a list."""
    if hit.name == "field" and doc.text.startswith("[", hit.start - 1):
        return None
    listed = doc.text.startswith(_BULLETS, doc.block_list[doc.block_at(hit.start)][0])
    return None if hit.name == "command" and listed else hit
