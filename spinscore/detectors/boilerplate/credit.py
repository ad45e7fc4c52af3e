"""boilerplate.credit: where a picture or a text came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spinscore.document import Document
    from spinscore.findings import Hit
    from spinscore.rule import Rule

_LONGEST = 16
"""Words in a labelled credit."""
_LONGEST_REPORT = 40
_LONGEST_NOTE = 45
_NOTE_OPENINGS = frozenset("this editor's originally republished reprinted".split())
_TEXTS = frozenset("article story post essay piece column interview report blog version".split())
_SMALL = frozenset("and of the for by via at from de von van la del to on in".split())


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, if its block is a label with a short name behind it, or a note where the text first appeared."""
    block = doc.block_at(hit.start)
    first, last = doc.block_tokens[block]
    start, end = doc.block_list[block]
    after = doc.token_at(hit.end)
    label = doc.folded[hit.start : hit.end]
    if hit.start != doc.token_starts[first]:
        about_text = doc.words[first] in _NOTE_OPENINGS or not _TEXTS.isdisjoint(doc.words[first : first + 3])
        return hit if last - first <= _LONGEST_NOTE and about_text else None
    if after >= last:
        return hit if hit.name != "picture" else None
    if doc.text[start] not in "([*|" and start != hit.start:
        return None
    rest = doc.text[hit.end : end].lstrip()
    if hit.name == "report":
        return hit if last - first <= _LONGEST_REPORT and _are_names(doc, after, min(last, after + 2)) else None
    if hit.name == "origin":
        return hit if last - first <= _LONGEST_NOTE else None
    if last - first > _LONGEST:
        return None
    if rest[0] in ":|/" and not rest.endswith(("?", "!", ";", ",")):
        return hit if _are_names(doc, after, last) else None
    by_name = label.endswith((" by", " via", "courtesy"))
    return hit if by_name and _are_names(doc, after, last) else None


def _are_names(doc: Document, first: int, last: int) -> bool:
    """Whether all words are capitalised, numbers, addresses, or the small words between names."""
    for place in range(first, last):
        start, end = doc.token_starts[place], doc.token_ends[place]
        word = doc.words[place]
        if doc.text[start].islower() and word not in _SMALL:
            beside = doc.text[max(0, start - 1)] + doc.text[end : end + 1]
            if not set(beside) & set("./@-_:"):
                return False
    return True
