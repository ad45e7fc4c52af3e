"""leak.html: drops tags that are arithmetic, and marks the whole line of a script."""

from __future__ import annotations

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.registry import Rule

_ALONE = frozenset("p br hr div span strong em li ul ol h1 h2 h3 h4 h5 h6 b i u a s blockquote td tr img".split())
"""Elements that are left open often; others count when they have attributes or are closed somewhere."""
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
        name = tag.strip("</> ")
        if name.isalnum() and tag[1] != "/" and name not in _ALONE and f"</{name}" not in doc.folded:
            return None
        if tag in _LETTERS and "</" + tag[1:] not in doc.folded and doc.text[hit.start - 1 : hit.start].strip():
            return None
        if hit.start and doc.text[hit.start - 1] == "`" or doc.in_quotes(hit.start) and _is_spoken_of(doc, hit):
            return None
    return hit


def _is_spoken_of(doc: Document, hit: Hit) -> bool:
    """Whether quotation marks stand directly around the tag: the tag itself is the subject."""
    return doc.text[hit.start - 1 : hit.start] in set("“\"‘'«") and doc.text[hit.end : hit.end + 1] in set("”\"’'»,.")
