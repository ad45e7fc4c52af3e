"""Why a rule marked what it should not, or did not mark what it should: told by trying the rule in other ways."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from spinscore.document import Document
from spinscore.engine import RuleSet
from spinscore.findings import Hit
from spinscore.phrases import PhraseIndex
from spinscore.rule import Guard, Pattern, Phrase, Rule
from spinscore.wording import GAP, fold_words

Span = tuple[int, int]
_SHOWN_WORDS = 15


def why_marked(rule: Rule, everything: Mapping[str, Rule], text: str, span: Span) -> str:
    """Which phrases and regexes stand behind a finding that no one asked for, and what confirmed them."""
    doc = Document.parse(text)
    hits = [hit for hit in raw_hits(rule, doc) if _overlap(hit, span)]
    names = _named(hits)
    if not names:
        return "It is widened or joined from a hit beside it (unit, join)."
    unsure = {phrase.name or phrase.text for phrase in rule.phrases if phrase.near} | {
        p.name for p in rule.patterns if p.near
    }
    if all(hit.name in unsure for hit in hits):
        others = RuleSet(tuple(everything.values())).run(doc)
        near = sorted({f.rule for f in others if f.family in (rule.family, "leak") and f.rule != rule.id})
        if near:
            return f"Matched by {names}; near = true, and it was confirmed by {', '.join(near)}."
    return f"Matched by {names}. Narrow that: at, prev, next, a guard, or accept()."


def names_at(rule: Rule, text: str, span: Span) -> str:
    """Which phrases and regexes match at a place, quoted."""
    return _named([hit for hit in raw_hits(rule, Document.parse(text)) if _overlap(hit, span)])


def why_missed(rule: Rule, text: str, span: Span) -> str:
    """Why no finding stands where one was asked for."""
    doc = Document.parse(text)
    hits = [hit for hit in raw_hits(rule, doc) if _overlap(hit, span)]
    if not hits:
        if nearly := _nearly(rule, doc, span):
            return nearly
        words = fold_words(text[span[0] : span[1]])
        shown = " ".join(words[:_SHOWN_WORDS]) + (" …" if len(words) > _SHOWN_WORDS else "")
        return f"Nothing of the rule matches there. A phrase would have to match these words: {shown or 'none'}"
    names = _named(hits)
    shut = [p.name for p in rule.patterns if any(hit.name == p.name for hit in hits) and not is_open(p, doc)]
    if shut:
        return f'Regex "{shut[0]}" matches, but its gate is shut: none of its needs or gate_words is in the text.'
    free = replace(rule, yields_to=())
    if any(_overlap(found, span) for found in _alone(free, doc)):
        return f"{names} matches there, but the rule yields to one of {', '.join(rule.yields_to)}."
    for reason, other in _other_ways(free):
        if other != free and any(_overlap(found, span) for found in _alone(other, doc)):
            return f"{names} matches there, but {reason}."
    return f"{names} matches there, but the engine drops it."


def _nearly(rule: Rule, doc: Document, span: Span) -> str:
    """Which phrase has its words there and which of its conditions is not met; "" if none has."""
    for keys, relaxed in _RELAXED:
        twins = {phrase: relaxed(phrase) for phrase in rule.phrases}
        others = tuple([twin for phrase, twin in twins.items() if twin != phrase])
        for match in PhraseIndex((replace(rule, phrases=others),)).find(doc) if others else ():
            if _overlap((doc.token_starts[match.first], doc.token_ends[match.last - 1]), span):
                phrase = next(phrase for phrase, twin in twins.items() if twin == match.phrase)
                return f'The words of "{phrase.text}" stand there, but not as {_conditions(phrase, keys)} asks.'
    return ""


def _conditions(phrase: Phrase, keys: Sequence[str]) -> str:
    """The conditions that a phrase sets, as its file says them."""
    shown = []
    for key in keys:
        value = getattr(phrase, key)
        if value and value != "inline":
            shown.append(f"{key} = {json.dumps(list(value) if isinstance(value, tuple) else value)}")
    return " or ".join(shown) or "{}, which stands for one to twelve words,"


def _anywhere(phrase: Phrase) -> Phrase:
    return phrase if GAP in phrase.text else phrase._replace(at="inline")


def _beside_any(phrase: Phrase) -> Phrase:
    return phrase._replace(prev=(), not_prev=(), next=(), not_next=())


def _opened(phrase: Phrase) -> Phrase:
    """A phrase that ends with free words, however many: where a line begins."""
    text = phrase.text.removesuffix(GAP).strip()
    return phrase._replace(text=text, at="start") if text and GAP not in text and text != phrase.text else phrase


_RELAXED: tuple[tuple[tuple[str, ...], Callable[[Phrase], Phrase]], ...] = (
    (("case",), lambda phrase: phrase._replace(case="")),
    (("prev", "not_prev", "next", "not_next"), _beside_any),
    (("at",), _anywhere),
    (("at", "case", "prev", "not_prev", "next", "not_next"), lambda p: _anywhere(_beside_any(p)._replace(case=""))),
    ((), _opened),
    (("at",), lambda phrase: _anywhere(_opened(phrase))),
)
"""Conditions of phrases, and a phrase without them; the last two are for free words at the end."""


def _other_ways(free: Rule) -> Iterator[tuple[str, Rule]]:
    """The rule with one obstacle less, and what that obstacle is."""
    yield "[guard] code drops it", replace(free, guard=free.guard._replace(code="keep"))
    yield "[guard] quote drops it", replace(free, guard=free.guard._replace(quote="keep"))
    yield "the article is about it ([guard] topic)", replace(free, guard=free.guard._replace(topic=frozenset()))
    yield f"its block has more than max_words = {free.max_words} words", replace(free, max_words=0)
    yield "accept() gives None for it", replace(free, accept=None)
    alone = replace(
        free,
        phrases=tuple([phrase._replace(near=False) for phrase in free.phrases]),
        patterns=tuple([pattern._replace(near=False) for pattern in free.patterns]),
    )
    yield "near = true and nothing sure stands beside it", alone
    spoken = 'it stands in a sentence that reports speech, which is talk about the page (unit = "block")'
    yield spoken, replace(free, unit="match")
    yield (
        "more than one thing drops it: guards, near, max_words, accept()",
        replace(alone, guard=Guard(), max_words=0, accept=None, unit="match"),
    )


def _alone(rule: Rule, doc: Document) -> list[Span]:
    """The places of a rule's findings when no other rule runs."""
    return [(finding.start, finding.end) for finding in RuleSet((rule,)).run(doc)]


def raw_hits(rule: Rule, doc: Document) -> list[Hit]:
    """All that the phrases, regexes and find() of a rule match, with every gate open and nothing dropped."""
    starts, ends = doc.token_starts, doc.token_ends
    hits = [
        Hit(starts[match.first], ends[match.last - 1], name=match.phrase.text)
        for match in PhraseIndex((rule,)).find(doc)
    ]
    for pattern in rule.patterns:
        hits += matches(pattern, doc)
    if rule.find:
        hits += rule.find(doc, rule)
    return hits


def matches(pattern: Pattern, doc: Document) -> Iterator[Hit]:
    """What a regex matches, its gate open."""
    if pattern.at == "line":
        for block, key in enumerate(doc.block_keys):
            if key and pattern.regex.fullmatch(key):
                yield Hit(*doc.block_list[block], name=pattern.name)
    else:
        for match in pattern.regex.finditer(doc.lined):
            start, end = match.span(pattern.group)
            if end > start:
                yield Hit(start, end, name=pattern.name)


def is_open(gated: Pattern | Rule, doc: Document) -> bool:
    """Whether the gate of a regex, or of a rule's find(), is open for a document."""
    if not gated.needs and not gated.gate_words:
        return True
    return any(literal in doc.text for literal in gated.needs) or not doc.vocabulary.isdisjoint(gated.gate_words)


def _overlap(a: Hit | Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _named(hits: Iterator[Hit] | list[Hit]) -> str:
    """The phrases and regexes behind some hits, quoted."""
    names = dict.fromkeys(hit.name or "find()" for hit in hits)
    return " and ".join(name if name == "find()" else f'"{name}"' for name in list(names)[:3])
