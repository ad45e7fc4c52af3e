"""stance.vague-attribution: claims whose source is a crowd; the named are let through."""

from __future__ import annotations

from spinscore.detectors.stance._context import before, is_broken, is_name
from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.rule import Rule

_REACH = 4
"""How many words before a hit may belong to it."""
_AHEAD = 160
"""How many characters after a hit are read for the name of the source."""
_NAMED_FACTOR = 0.6
"""What a study keeps of its confidence where the same sentence says whose study it is."""
_STOPS = (". ", "? ", "! ", "\n")
_PAUSES = frozenset(".,;:!?()\n—–")


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, widened over all words that make the claim, unless its source is known."""
    if is_broken(doc, hit) or is_name(doc, hit):
        return None
    sets = rule.words
    word = doc.words[doc.token_at(hit.start)]
    if word in sets["officials"]:
        return _opened(doc, hit, sets["unnamed"], sets["articles"])
    if word in sets["nearness"]:
        return hit._replace(start=doc.token_starts[doc.token_at(hit.start) - 1])
    if word in sets["rumours"] and (found := _opened(doc, hit, sets["existence"], sets["there"])):
        return found
    if word in sets["moods"]:
        return _opened(doc, hit, sets["spreading"], sets["there"])
    if word == "according":
        return hit._replace(end=doc.token_ends[min(doc.token_at(hit.end), len(doc.words) - 1)])
    if word in sets["evidence"] and (found := _showing(doc, rule, hit)):
        return found
    if word in sets["crowds"] or word in sets["pronouns"]:
        return _speaking(doc, rule, word, hit)
    return None if word in sets["rumours"] | sets["evidence"] else _widened(doc, rule, hit)[0]


def _opened(doc: Document, hit: Hit, marks: frozenset[str], openers: frozenset[str]) -> Hit | None:
    """The hit from its opener on, where a mark stands between: "a senior … official", "there is … speculation"."""
    marked = False
    for index, word in before(doc, hit.start, _REACH):
        marked = marked or word in marks
        if word in openers:
            return hit._replace(start=doc.token_starts[index]) if marked else None
    return None


def _widened(doc: Document, rule: Rule, hit: Hit) -> tuple[Hit, bool]:
    """The hit with the quantifiers and auxiliaries before it, and whether there was a quantifier."""
    quantifiers, auxiliaries = rule.words["quantifiers"], rule.words["auxiliaries"]
    start, many, skipped = hit.start, False, False
    for index, word in before(doc, hit.start, _REACH):
        if word in quantifiers:
            many = True
        elif word not in auxiliaries:
            if many or skipped:
                break
            skipped = True  # "some music critics": one word may stand between
            continue
        elif skipped:
            break
        start = doc.token_starts[index]
    return hit._replace(start=start), many


def _speaking(doc: Document, rule: Rule, word: str, hit: Hit) -> Hit | None:
    """A crowd with the verb of its claim: present, or past after "have" or a quantifier ("some critics said")."""
    sets = rule.words
    wide, many = _widened(doc, rule, hit)
    if not many and word in sets["crowds"] and (word in sets["only_if_many"] or _is_known(doc, rule, hit)):
        return None
    vague = many or word in sets["pronouns"]
    end, has, claim = _verb(doc, hit, sets["between"], sets["claims"] | sets["claimed"])
    if claim in sets["claims"] or (claim and (has or vague)):
        return wide._replace(end=end)
    return wide if many and not has and wide.confidence <= 0.5 else None


def _showing(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """Studies with the verb of what they show, less sure where the sentence says whose they are."""
    sets = rule.words
    end, _, verb = _verb(doc, hit, sets["shows_between"], sets["shows"])
    if not verb or _is_known(doc, rule, hit):
        return None
    confidence = hit.confidence * (_NAMED_FACTOR if _names_source(doc, rule, hit) else 1)
    return _widened(doc, rule, hit)[0]._replace(end=end, confidence=round(confidence, 2))


def _verb(doc: Document, hit: Hit, between: frozenset[str], verbs: frozenset[str]) -> tuple[int, bool, str]:
    """Where the verb after a hit ends, whether another word stood between, and the verb, "" if there is none."""
    index, place, has = doc.token_at(hit.end), hit.end, False
    for start, end in doc.tokens[index : index + 2].tolist():
        if not _PAUSES.isdisjoint(doc.text[place:start]):
            break
        word = doc.words[index]
        if word in verbs:
            return end, has, word
        if word not in between:
            break
        index, place, has = index + 1, end, True
    return hit.end, has, ""


def _is_known(doc: Document, rule: Rule, hit: Hit) -> bool:
    """Whether the word before tells who they are: "the critics", "two experts", "Harvard scientists"."""
    for index, word in before(doc, hit.start, 1):
        start, end = doc.token_starts[index], doc.token_ends[index]
        if word in rule.words["determiners"] or word[0].isdigit() or word.endswith(("'s", "s'")):
            return True
        return is_name(doc, Hit(start, end)) or (end - start > 1 and doc.text[start:end].isupper())
    return False


def _names_source(doc: Document, rule: Rule, hit: Hit) -> bool:
    """Whether the rest of the sentence says whose study it is: "according to", "by the", a reference in brackets."""
    ahead = doc.folded[hit.end : hit.end + _AHEAD]
    ends = [end for stop in _STOPS if (end := ahead.find(stop)) >= 0]
    sentence = ahead[: min(ends)] if ends else ahead
    return any(cue in sentence for cue in rule.words["source_cues"])
