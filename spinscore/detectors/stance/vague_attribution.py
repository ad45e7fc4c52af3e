"""stance.vague-attribution: claims whose source is a crowd; the named are let through."""

from __future__ import annotations

from spinscore.detectors.stance._context import before, is_broken, is_name
from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.registry import Rule

_REACH = 4
_AHEAD = 160
"""How many characters after a hit are read for the name of the source."""
_NAMED_FACTOR = 0.6
"""What a study keeps of its confidence where the same sentence says whose study it is."""
_STOPS = (". ", "? ", "! ", "\n")


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, widened over the words that make it vague, unless its source is known."""
    if is_broken(doc, hit) or is_name(doc, hit):
        return None
    sets = rule.words
    first = doc.token_at(hit.start)
    word = doc.words[first]
    if word in sets["officials"]:
        return _widened_to(doc, hit, sets["unnamed"], sets["articles"])
    if word in sets["rumours"]:
        return _widened_to(doc, hit, sets["existence"], sets["there"])
    start, many = first, False
    for index, candidate in before(doc, hit.start, _REACH):
        if candidate in sets["quantifiers"]:
            many = True
        elif candidate not in sets["auxiliaries"]:
            break
        start = index
    if word in sets["crowds"] and not many:
        return None if word in sets["only_if_many"] or _is_known(doc, rule, first, hit) else hit
    if word in sets["evidence"] and _names_source(doc, rule, hit):
        hit = hit._replace(confidence=round(hit.confidence * _NAMED_FACTOR, 2))
    return hit._replace(start=doc.token_list[start][0])


def _widened_to(doc: Document, hit: Hit, marks: frozenset[str], openers: frozenset[str]) -> Hit | None:
    """The hit from the opener on, where a mark stands between: "a senior … official said", "there is … speculation"."""
    marked = False
    for index, word in before(doc, hit.start, _REACH):
        marked = marked or word in marks
        if word in openers:
            return hit._replace(start=doc.token_list[index][0]) if marked else None
    return None


def _is_known(doc: Document, rule: Rule, first: int, hit: Hit) -> bool:
    """Whether the word before tells who they are: "the researchers", "two experts", "Harvard scientists"."""
    for index, word in before(doc, hit.start, 1):
        if word in rule.words["determiners"] or word[0].isdigit() or word.endswith("'s"):
            return True
        start = doc.token_list[index][0]
        place = Hit(start, hit.start)
        return doc.text[start].isupper() and (is_name(doc, place) or doc.text[start:hit.start].strip().isupper())
    return False


def _names_source(doc: Document, rule: Rule, hit: Hit) -> bool:
    """Whether the rest of the sentence says whose study it is: "according to", "by the", a reference in brackets."""
    ahead = doc.folded[hit.end : hit.end + _AHEAD]
    ends = [end for stop in _STOPS if (end := ahead.find(stop)) >= 0]
    sentence = ahead[: min(ends)] if ends else ahead
    return any(cue in sentence for cue in rule.words["source_cues"])
