"""boilerplate.related: links to other articles, and the headlines that follow their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spinscore.findings import Hit
from spinscore.text.endings import ends_as_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spinscore.document import Document
    from spinscore.rule import Rule

_SEPARATORS = frozenset(":|>»›–—→")
_POINTERS = frozenset("👉➡→►▶»>📖🔗")
_LOOSE = frozenset({"more from", "click here to read more"})
"""Labels that need no colon, but capitals."""
_SECTIONS = frozenset(["see also", "further reading", "more", "watch", "listen", "read", "also", "learn more"])
"""Labels that may be a section's heading, or a sentence's start, when nothing follows them."""
_MOST = 8
"""Headlines taken after a label for several."""
_ENDINGS = frozenset(".!:;,")
_MIN_WORDS, _MAX_WORDS = 3, 25


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, if its block is the label alone, or the label, a separator and a teaser."""
    block = doc.block_at(hit.start)
    last = doc.block_tokens[block][1]
    rest = doc.text[hit.end : doc.block_list[block][1]].lstrip(" \t\u00a0)]*")
    label = doc.folded[hit.start : hit.end]
    if hit.name == "bare":
        return hit if not ends_as_sentence(doc, block) else None
    if doc.token_at(hit.end) >= last and "{}" not in hit.name:
        return hit if hit.name != "label" or (rest[:1] == ":" and label not in _SECTIONS) else None
    start, end = doc.block_list[block]
    if "{}" in hit.name:
        return hit if doc.text[end - 1] not in _ENDINGS or doc.text[end - 3 : end] == "..." else None
    if rest[0] in (":|" if label in _SECTIONS else _SEPARATORS):
        return hit if label != "also" or doc.text[end - 1] not in _ENDINGS else None
    bracketed = doc.text[start] in "([" and doc.text[end - 1] in ")]"
    pointed = hit.start > start and doc.text[start] in _POINTERS and " " in label
    shouted = doc.text[hit.start : hit.end].isupper() and rest[0].isupper()
    return hit if (label in _LOOSE and shouted) or (label != "also" and (bracketed or pointed)) else None


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Headlines in the blocks after a label that promises them."""
    one_follows, many_follow = rule.words["one_follows"], rule.words["many_follow"]
    for block, key in enumerate(doc.block_keys[:-1]):
        if key in one_follows:
            if _is_headline(doc, block + 1):
                yield Hit(*doc.block_list[block + 1], 0.85, name="headline")
        elif key in many_follow:
            for place in _run_of_headlines(doc, block + 1):
                yield Hit(*doc.block_list[place], 0.8, name="headline")


def _run_of_headlines(doc: Document, block: int) -> range:
    """The headlines from a block on; not the last of them where a paragraph follows, for it may be its heading."""
    end, total = block, len(doc.block_list)
    while end < min(total, block + _MOST) and _is_headline(doc, end):
        end += 1
    return range(block, end - 1 if end < total and doc.block_keys[end] == "" else end)


def _is_headline(doc: Document, block: int) -> bool:
    """Whether a block is short, begins with a capital or a number, and does not end like a sentence."""
    first, last = doc.block_tokens[block]
    start, end = doc.block_list[block]
    if not _MIN_WORDS <= last - first <= _MAX_WORDS or doc.text[end - 1] in _ENDINGS:
        return False
    initial = doc.text[doc.token_starts[first]]
    return (initial.isupper() or initial.isdigit()) and start == doc.block_list[block][0]
