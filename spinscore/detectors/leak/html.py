"""leak.html: drops tags that are arithmetic, and marks the rest of a line that holds script."""

from __future__ import annotations

import re

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.rule import Rule

_ALONE = frozenset("a b blockquote br div em h1 h2 h3 h4 h5 h6 hr i img li ol p s span strong td tr u ul".split())
"""Elements that are left open often; others count when they have attributes or are closed somewhere."""
_OPENING, _CLOSING = frozenset("“\"‘'«"), frozenset("”\"’'»,.")
_CODE = frozenset({"function", "script", "style", "variable"})
_LISTING = 400
_PROGRAMMING = 6
_UNKNOWN_TAG = re.compile(r"<[a-z][a-z-]{0,20} $")
_REACH = 5000
"""How many characters after an element its closing tag is looked for."""
_LETTERS = frozenset({"<a>", "<s>", "<u>"})
_NAMED = re.compile(r" (?:elements?|tags?|attributes?)\b")


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit; for scripts and styles the rest of its block; for tags only what cannot be arithmetic or a name."""
    if sum(doc.counts[word] for word in rule.words["programming"]) >= _PROGRAMMING:
        return None
    if hit.name in _CODE:
        return _widened(doc, hit)
    if hit.name == "attribute" and _UNKNOWN_TAG.search(doc.text, max(0, hit.start - 40), hit.start):
        return None
    if _lists_tags(doc, hit):
        return None
    if hit.name == "tag" and (_is_bare(doc, hit) or _is_spoken_of(doc, hit)):
        return None
    return hit


def _lists_tags(doc: Document, hit: Hit) -> bool:
    """Whether the words before a tag say that HTML is listed: You may use these HTML tags."""
    block = doc.block_at(hit.start)
    if block < 0:
        return False
    start = doc.block_list[block][0]
    first = doc.block_list[block - 1][0] if block else start
    before = doc.folded[max(first, hit.start - _LISTING) : hit.start]
    return "html tag" in before or "html-tag" in before


def _is_bare(doc: Document, hit: Hit) -> bool:
    """Whether a tag without attributes is never closed and is not of those that are left open."""
    tag = doc.folded[hit.start : hit.end]
    name = tag.strip("</> ")
    if tag[1] == "/" or not name.isalnum() or _is_closed(doc, hit, name):
        return False
    if len(name) == 1 and doc.text[hit.start + 1].isupper() and doc.text[hit.start - 1 : hit.start].isalnum():
        return True
    return name not in _ALONE or (tag in _LETTERS and not _opens_block(doc, hit))


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
    """Whether the tag itself is the subject: in quotation marks, after a backtick, or called an element or a tag."""
    if _NAMED.match(doc.text, hit.end):
        return True
    before, after = doc.text[max(0, hit.start - 1) : hit.start], doc.text[hit.end : hit.end + 1]
    return before == "`" or (before in _OPENING and after in _CLOSING and doc.in_quotes(hit.start))
