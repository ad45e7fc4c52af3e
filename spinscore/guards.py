"""Decides which matches of a rule count as hits: its guards, its own check, and what holds for all rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spinscore.assembly import blocks_of
from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.phrases import Match
from spinscore.rule import Action, Pattern, Rule
from spinscore.wording import GAP, speech_words


def is_spoken_of(doc: Document, match: Match) -> bool:
    """Whether the words of a page stand in a sentence of prose: "Comments are closed on the bill, the clerk said."

    So it is where more than the phrase stands in the block, the block ends as a sentence does and reports speech.
    """
    block = doc.token_blocks[match.first]
    first, last = doc.block_tokens[block]
    if last - first <= len(match.wording) - (GAP in match.wording):
        return False
    if doc.text[doc.block_list[block][1] - 1] not in ".!?":
        return False
    return not speech_words().isdisjoint(word for word in doc.words[first:last] if word not in match.wording)


def search(doc: Document, pattern: Pattern) -> Iterable[Hit]:
    made = {"confidence": pattern.confidence, "severity": pattern.severity, "name": pattern.name}
    if pattern.at == "line":
        for block, key in enumerate(doc.block_keys):
            if key and pattern.regex.fullmatch(key):
                yield Hit(*doc.block_list[block], **made)  # type: ignore[arg-type]
    else:
        for match in pattern.regex.finditer(doc.lined):
            start, end = match.span(pattern.group)
            if end > start:
                yield Hit(start, end, **made)  # type: ignore[arg-type]


def passed(doc: Document, rule: Rule, pairs: Iterable[tuple[Hit, bool]]) -> Iterator[tuple[Hit, bool]]:
    """The hits that the rule's guards and its own check let pass."""
    for hit, near in guarded(doc, rule, pairs):
        if rule.max_words and _block_words(doc, hit) > rule.max_words:
            continue
        accepted = rule.accept(doc, rule, hit) if rule.accept else hit
        if accepted is not None:
            yield accepted, near


def guarded(doc: Document, rule: Rule, pairs: Iterable[tuple[Hit, bool]]) -> Iterator[tuple[Hit, bool]]:
    """The hits after the rule's guards: some dropped, some only for information, the others as they were."""
    guard = rule.guard
    in_quotes, in_code, about = guard.quote != "keep", guard.code != "keep", bool(guard.topic)
    mentions = -1
    for hit, near in pairs:
        actions: tuple[Action, ...] = ()
        if in_quotes and doc.in_quotes(hit.start):
            actions += (guard.quote,)
        if in_code and doc.code and doc.in_code(hit.start):
            actions += (guard.code,)
        if about:
            if mentions < 0:
                mentions = sum([doc.counts[word] for word in guard.topic if word in doc.counts])
            if mentions >= guard.topic_min and mentions - _mentions(doc, guard.topic, hit) >= guard.topic_min:
                actions += (guard.topic_action,)
        if not actions:
            yield hit, near
        elif "drop" not in actions:
            yield hit._replace(severity="info"), near


def _block_words(doc: Document, hit: Hit) -> int:
    """How many words the first block that a hit touches has; 0 if it touches none."""
    block, last_block = blocks_of(doc, hit)
    if block > last_block:
        return 0
    first, last = doc.block_tokens[block]
    return last - first


def _mentions(doc: Document, topic: frozenset[str], hit: Hit) -> int:
    """How many words of a topic stand in the hit itself."""
    return sum([word in topic for word in doc.words[doc.token_at(hit.start) : doc.token_at(hit.end)]])
