"""leak.tracking-parameter: cuts what tells a site where a reader came from off an address."""

from __future__ import annotations

from spinscore.document import Document
from spinscore.findings import Edit, Hit
from spinscore.rule import Rule


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit with an edit; "?" stays where other parameters follow. A redirect has to be replaced by hand."""
    if hit.name == "redirect":
        return hit
    value = doc.text[hit.start : hit.end].rstrip(".,;:!)")
    end = hit.start + len(value)
    follows = doc.text[end : end + 1] == "&"
    if value[0] == "?" and follows:
        return hit._replace(end=end, edit=Edit(hit.start, end + 1, "?", safe=True))
    return hit._replace(end=end, edit=Edit(hit.start, end, "", safe=True))
