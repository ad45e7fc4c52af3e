"""leak.html: drops tags that are arithmetic, and marks the rest of a line that holds script."""

from __future__ import annotations

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.registry import Rule

_ALONE = frozenset("p br hr div span strong em li ul ol h1 h2 h3 h4 h5 h6 b i u a s blockquote td tr img".split())
"""Elements that are left open often; others count when they have attributes or are closed somewhere."""
_REACH = 5000
"""How many characters after an element its closing tag is looked for."""
_LETTERS = frozenset({"<b>", "<i>", "<u>", "<a>", "<p>", "<s>"})


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit; for scripts and styles the rest of its block, for lone letters only where they are closed or open a line."""
    if hit.name in {"script", "style"}:
        return _widened(doc, hit)
    if hit.name == "tag":
        tag = doc.folded[hit.start : hit.end]
        name = tag.strip("</> ")
        if name.isalnum() and tag[1] != "/" and name not in _ALONE and not _is_closed(doc, hit, name):
            return None
        if tag in _LETTERS and not _is_closed(doc, hit, name) and not _opens_block(doc, hit):
            return None
        if hit.start and doc.text[hit.start - 1] == "`" or doc.in_quotes(hit.start) and _is_spoken_of(doc, hit):
            return None
    return hit


def _is_closed(doc: Document, hit: Hit, name: str) -> bool:
    return doc.folded.find(f"</{name}", hit.end, hit.end + _REACH) >= 0


def _opens_block(doc: Document, hit: Hit) -> bool:
    block = doc.block_at(hit.start)
    return block >= 0 and doc.block_list[block][0] == hit.start


def _widened(doc: Document, hit: Hit) -> Hit:
    """Code from the beginning of its sentence to the end of its block: prose may stand before it."""
    block = doc.block_at(hit.start)
    if block < 0:
        return hit
    sentence = int(doc.sentences[:, 0].searchsorted(hit.start, "right")) - 1
    start = max(int(doc.sentences[sentence, 0]), doc.block_list[block][0]) if sentence >= 0 else hit.start
    return hit._replace(start=start, end=max(hit.end, doc.block_list[block][1]))


def _is_spoken_of(doc: Document, hit: Hit) -> bool:
    """Whether quotation marks stand directly around the tag: the tag itself is the subject."""
    return doc.text[hit.start - 1 : hit.start] in set("“\"‘'«") and doc.text[hit.end : hit.end + 1] in set("”\"’'»,.")
