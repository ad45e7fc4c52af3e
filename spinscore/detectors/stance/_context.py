"""What stands around a hit: shared by the stance rules, whose words change their meaning with their neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.text.chars import BREAKS

_NEGATIONS = frozenset(
    {
        "barely",
        "cannot",
        "hardly",
        "neither",
        "never",
        "no",
        "nobody",
        "none",
        "nor",
        "not",
        "nothing",
        "scarcely",
        "without",
    }
)
_CLAUSE_END = frozenset('.!?…;:,—–()[]"“”«»' + BREAKS)
_SENTENCE_END = frozenset(".!?…;:")
_OPENS = frozenset('.!?…:;"“”‘«(•*–—-|' + BREAKS)
_ALWAYS_CAPITAL = frozenset({"i", "i'd", "i'll", "i'm", "i've"})
_REACH = 3
"""How many words back a negation is looked for (the annotation notes of the hedge list say three)."""


def before(doc: Document, place: int, reach: int) -> Iterator[tuple[int, str]]:
    """The tokens before a place, the nearest first, within its clause: index and folded word."""
    text, words = doc.text, doc.words
    index = doc.token_at(place) - 1
    for current in range(index, max(index - reach, -1), -1):
        start, end = doc.token_starts[current], doc.token_ends[current]
        if not _CLAUSE_END.isdisjoint(text[end:place]):
            return
        yield current, words[current]
        place = start


def negation_before(doc: Document, hit: Hit) -> int:
    """The index of the token that negates a hit, or -1. "Not only" negates nothing."""
    following = ""
    for index, word in before(doc, hit.start, _REACH):
        if (word in _NEGATIONS or word.endswith("n't")) and following != "only":
            return index
        following = word
    return -1


def is_broken(doc: Document, hit: Hit) -> bool:
    """Whether a sentence ends inside a hit, so that its words only happen to be neighbours."""
    return not _SENTENCE_END.isdisjoint(doc.text[hit.start : hit.end])


def is_name(doc: Document, hit: Hit) -> bool:
    """Whether a hit has a capital in the middle of a sentence: part of a name or of a title in capitals."""
    text = doc.text
    if not text[hit.start].isupper():
        return False
    index = doc.token_at(hit.start)
    if index == 0 or doc.words[index] in _ALWAYS_CAPITAL:
        return False
    return _OPENS.isdisjoint(text[doc.token_ends[index - 1] : hit.start])
