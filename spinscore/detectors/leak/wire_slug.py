"""leak.wire-slug: (MORE) at the foot of a page of a screenplay is no end mark of an agency."""

from __future__ import annotations

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.rule import Rule

_SIGHT = 2000
"""How many characters before the mark are searched for the heading of a scene."""
_SCENES = ("\nINT. ", "\nEXT. ", "\nINT/EXT", "\nCUT TO", "\nFADE ")


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit unless the text is a screenplay."""
    if hit.name != "more" or "MORE" not in doc.text[hit.start : hit.end]:
        return hit
    before = "\n" + doc.lined[max(0, hit.start - _SIGHT) : hit.start]
    return None if any(scene in before for scene in _SCENES) else hit
