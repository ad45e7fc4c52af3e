"""leak.editor-note: TK as an abbreviation or an index label is no note."""

from __future__ import annotations

import re

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.rule import Rule

_INITIALS = re.compile(r"\bt[\w-]* k[\w-]*\W{0,2}$|\bk[\w-]*\W{0,2}$|\bt[\w]*k[\w]*\W{0,2}$", re.I)
_USED_AS_NAME = 3


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit unless the article uses TK as a name."""
    if hit.name != "tk" or "TKTK" in doc.text[hit.start : hit.end]:
        return hit
    bare = hit.end - hit.start == len("[TK]")
    if not bare:
        return hit
    if _INITIALS.search(doc.text, max(0, hit.start - 60), hit.start) or "[TJ]" in doc.text or "[TL]" in doc.text:
        return None
    return hit if doc.counts["tk"] < _USED_AS_NAME else hit._replace(severity="major")
