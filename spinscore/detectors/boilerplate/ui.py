"""boilerplate.ui: buttons, players and messages of a page's scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.rule import Rule

_BULLETS = ("-", "•", "*")


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, unless it is a command named in a list: "- Copy to clipboard"."""
    listed = doc.text.startswith(_BULLETS, doc.block_list[doc.block_at(hit.start)][0])
    return None if hit.name == "command" and listed else hit
