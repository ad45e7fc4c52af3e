"""leak.html: drops tags that are arithmetic, and marks the whole line of a script."""

from __future__ import annotations

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.registry import Rule

_LETTERS = frozenset({"<b>", "<i>", "<u>", "<a>", "<p>", "<s>"})


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit; for scripts and styles the whole of its block, for lone letters only where they are closed or open a line."""
    if hit.name in {"script", "style"}:
        block = doc.block_at(hit.start)
        if block >= 0:
            start, end = doc.block_list[block]
            return hit._replace(start=start, end=end)
        return hit
    if hit.name == "tag":
        tag = doc.folded[hit.start : hit.end]
        if tag in _LETTERS and "</" + tag[1:] not in doc.folded and doc.text[hit.start - 1 : hit.start].strip():
            return None
        if hit.start and doc.text[hit.start - 1] == "`" or doc.in_quotes(hit.start) and _is_spoken_of(doc, hit):
            return None
    return hit


def _is_spoken_of(doc: Document, hit: Hit) -> bool:
    """Whether quotation marks stand directly around the tag: the tag itself is the subject."""
    return doc.text[hit.start - 1 : hit.start] in set("“\"‘'«") and doc.text[hit.end : hit.end + 1] in set("”\"’'»,.")
