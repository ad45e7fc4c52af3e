"""leak.mail-merge: a greeting in a quoted letter holds an insertion; a field that is called one is talked about."""

from __future__ import annotations

import re

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.rule import Rule

_NAMED = re.compile(r"\b(?:tags?|fields?|variables?|placeholders?),? (?:such as|like|called|named)[ (]{1,2}$", re.I)
_SIGHT = 40


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit unless it is a bracketed greeting inside quotation marks, or named: merge tags such as *|FNAME|*."""
    if _NAMED.search(doc.text, max(0, hit.start - _SIGHT), hit.start):
        return None
    return None if hit.name == "greeting" and doc.in_quotes(hit.start) else hit
