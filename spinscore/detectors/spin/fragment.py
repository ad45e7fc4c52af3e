"""spin.fragment: "While he added that ..." and no main clause, as machine translation cuts sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spinscore.detectors.spin._clauses import (
    Part,
    finite_verbs,
    has_second_subject,
    is_participle,
    may_hold_main_clause,
    too_many,
)
from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.registry import Rule

_REPORTED, _PLAIN = 0.85, 0.65
_SHORTEST, _LONGEST = 10, 70
_SUBJECT = 8
"""Words within which the verb of the first clause stands."""
_REPORTING = 5
"""Words within which a verb of saying makes it the report that a translation went on with."""
_BREAKS = frozenset(":;–—()[]{}|•/…")
_OPENING = "\"“‘'«"
_SHORTEST_LAST = 3


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Sentences that begin with a conjunction, end with a full stop and have no clause of their own."""
    text, starts = doc.text, doc.sentences[:, 0]
    for word in rule.needs:
        place = text.find(word) if word[:-1].lower() in doc.vocabulary else -1
        while place >= 0:
            index = int(starts.searchsorted(place)) if not place or text[place - 1].isspace() else len(starts)
            if index < len(starts) and starts[index] == place:
                start, end = doc.sentences[index].tolist()
                if hit := _judge(doc, rule, start, end):
                    yield hit
            place = text.find(word, place + 1)


def _judge(doc: Document, rule: Rule, start: int, end: int) -> Hit | None:
    first, last = doc.token_at(start), doc.token_at(end)
    if not _SHORTEST <= last - first <= _LONGEST or not _is_plain_statement(doc, start, end, last):
        return None
    parts = _parts(doc, first, last)
    if parts is None:
        return None
    head, lists = parts[0].words, rule.words
    if any(may_hold_main_clause(part, lists) for part in parts[1:]):
        return None
    verbs = finite_verbs(head, lists)
    if len(head) < 2 or not verbs or not 0 < verbs[0] <= _SUBJECT:
        return None
    if verbs[0] > 1 and head[verbs[0]].partition("'")[0] in lists["subjects"]:
        return None
    reported = not lists["reporting"].isdisjoint(head[2 : _REPORTING + 1])
    if head[1] in lists["no_subject"] or is_participle(head[1], lists) or too_many(head[1:], 1, lists):
        return None
    if has_second_subject(head, verbs[0], lists):
        return None
    if reported and head[0] in lists["continuing"]:
        return Hit(start, end, _REPORTED, severity="major")
    return Hit(start, end, _PLAIN)


def _is_plain_statement(doc: Document, start: int, end: int, last: int) -> bool:
    """Whether a sentence ends with one full stop after a whole word, and nothing but commas divides it."""
    text, word = doc.text, doc.words[last - 1]
    if text[end - 1] != "." or doc.token_ends[last - 1] != end - 1 or len(word) < _SHORTEST_LAST or "." in word:
        return False
    body = text[start:end]
    return _BREAKS.isdisjoint(body) and " - " not in body and "--" not in body and ".." not in body


def _parts(doc: Document, first: int, last: int) -> list[Part] | None:
    """What stands between the commas of a sentence; None if one of them begins with a quotation."""
    text, words, starts, ends = doc.text, doc.words, doc.token_starts, doc.token_ends
    parts: list[Part] = []
    begun = first
    for index in range(first, last):
        gap = text[ends[index] : starts[index + 1]] if index + 1 < last else ","
        if "," in gap:
            if any(char in gap for char in _OPENING):
                return None
            capitals = [text[starts[at]].isupper() for at in range(begun, index + 1)]
            parts.append(Part(_without_names(words[begun : index + 1], capitals, begun == first), capitals))
            begun = index + 1
    return parts


def _without_names(words: Sequence[str], capitals: Sequence[bool], opens: bool) -> list[str]:
    """The words with a blank for each name, so that May is no verb; "I" stays, and so does the first word of all."""
    kept = [
        "" if capital and word.partition("'")[0] != "i" else word for word, capital in zip(words, capitals, strict=True)
    ]
    return [words[0], *kept[1:]] if opens else kept
