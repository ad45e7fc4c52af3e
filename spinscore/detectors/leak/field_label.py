"""leak.field-label: a label of a content form, with the text that it heads."""

from __future__ import annotations

import re

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.rule import Rule

_MAX_HEADED_WORDS = 80
"""A longer paragraph after a label is the article, not a description or a list of keywords."""
_COLON = re.compile(r"(?: \(\d{1,3}[^()\n]{0,30}\))?[*_”\"\] \xa0]{0,4}[:：][*_]{0,3}")
_LABEL = re.compile(r"\W{0,4}[A-Za-z][\w -]{1,30}[*_ ]{0,3}[:：]")
_BEFORE = re.compile(r"[^\w\n]{0,8}(?:\d{1,2}[.)] )?[^\w\n]{0,4}")
_SLUG = re.compile(r"[ \t]*/?[a-z0-9]+(?:[-/][a-z0-9]+){1,14}/?[ \t]*$", re.M)
_FILE = re.compile(r"[^\n]{0,120}\.(?:jpe?g|png|webp|gif|svg|avif)\b", re.I)
_PATH = re.compile(r"[ \t]*(?:\[|/[a-z0-9]|https?:)")
_ORDER = re.compile(
    r"[ \t“\"]*(?:subscribe|sign up|learn|read|click|download|contact|book|shop|get|join|try|start|call|discover|"
    r"order|visit|share|follow|register|buy|explore|request|schedule)\b",
    re.I,
)
_TONES = frozenset(
    "academic authoritative casual clear concise conversational educational engaging formal friendly humorous informal "
    "informative journalistic neutral objective optimistic persuasive plain professional serious warm witty "
    "and but".split()
)
_DEFAULT = re.compile(r"[ \t]*(?:admin(?:istrator)?|uncategori[sz]ed)[ \t]*$", re.I | re.M)
_WORD = re.compile(r"[a-z]+")
_MAX_TONES = 6
_ABOUT = re.compile(r"(?:what|why|how|when|where) (?:it|they|these|to (?:use|write|add))\b", re.I)
"""What follows a label that heads a section about the thing: Alt text: what it is and why it matters."""
_SCIENCE = ("hypotheses", "hypothesis", "hypothesise", "hypothesize")
_FOLLOWS = {"slug": _SLUG, "file": _FILE, "path": _PATH, "order": _ORDER, "default": _DEFAULT}
"""What must stand after a label that has honest uses."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hashtag", "hashtags", "slug"})


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit widened over the rest of its line or, where the label stands alone, over the next block."""
    colon = _COLON.match(doc.text, hit.end)
    block = doc.block_at(hit.start)
    if colon is None or block < 0 or doc.in_quotes(hit.start):
        return None
    start, end = doc.block_list[block]
    if not _is_meant(doc, hit, colon.end(), end):
        return None
    if not _BEFORE.fullmatch(doc.text, start, hit.start):
        return _in_line(doc, hit, end)
    label = doc.folded[hit.start : hit.end]
    if label in rule.words["body"]:
        return hit._replace(start=start, end=colon.end())
    if any(char.isalnum() for char in doc.text[colon.end() : min(end, colon.end() + 40)]):
        return hit._replace(start=start, end=end)
    if label in _HEADINGS:
        return None
    following = block + 1
    if following < len(doc.block_list):
        first, last = doc.block_tokens[following]
        if 0 < last - first <= _MAX_HEADED_WORDS and not _LABEL.match(doc.text, doc.block_list[following][0]):
            end = doc.block_list[following][1]
    return hit._replace(start=start, end=end)


def _in_line(doc: Document, hit: Hit, end: int) -> Hit | None:
    """A label inside a line counts where a sentence or a bar ends before it."""
    before = doc.text[max(0, hit.start - 2) : hit.start]
    opens = before.endswith(" ") and before[0] in ".!?|"
    if not opens or not doc.text[hit.start].isupper() or hit.severity is not None:
        return None
    return hit._replace(end=end, severity="major", confidence=0.85)


def _is_meant(doc: Document, hit: Hit, start: int, end: int) -> bool:
    """Whether what follows a label with honest uses is what a form holds, and no sentence that defines or reports."""
    if shape := _FOLLOWS.get(hit.name):
        return bool(shape.match(doc.text, start, end))
    value = doc.text[start:end].strip(" *_")
    if _ABOUT.match(value):
        return False
    if hit.name == "tone":
        words = _WORD.findall(value.lower())
        return 0 < len(words) <= _MAX_TONES and _TONES.issuperset(words)
    if hit.name == "heading":
        return not value.endswith((".", ";")) and not any(word in doc.counts for word in _SCIENCE)
    is_sentence = value[:1].islower() and value.endswith(".") and len(value.split()) > _MAX_TONES
    return hit.severity is None or not is_sentence
