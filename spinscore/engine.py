"""Runs rules over a document: hits in, findings out. All that rules have in common happens here, once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spinscore.document import Document
from spinscore.findings import Finding, Hit, merge, same_wording, unite
from spinscore.gates import Gates
from spinscore.phrases import Match, PhraseIndex
from spinscore.rule import Action, Pattern, Rule
from spinscore.text.blocks import united
from spinscore.wording import GAP, speech_words

_CONFIRMS = 0.5
"""A hit at least this sure counts as the neighbour that context phrases ask for."""

Candidates = dict[int, list[tuple[Hit, bool]]]
"""By rule number: hits, and whether each needs a neighbour."""


@dataclass(frozen=True)
class RuleSet:
    """Rules made ready to run together: one phrase index, regexes and detectors behind their gates."""

    rules: tuple[Rule, ...]
    _phrases: PhraseIndex = field(init=False, repr=False)
    _patterns: list[tuple[int, Pattern]] = field(init=False, repr=False)
    _detectors: list[int] = field(init=False, repr=False)
    _gates: Gates = field(init=False, repr=False)
    _numbers: dict[str, int] = field(init=False, repr=False)
    _yielding: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        patterns = [(n, pattern) for n, rule in enumerate(self.rules) for pattern in rule.patterns]
        detectors = [n for n, rule in enumerate(self.rules) if rule.find is not None]
        gated = [pattern for _, pattern in patterns] + [self.rules[n] for n in detectors]
        values = {
            "_phrases": PhraseIndex(self.rules),
            "_patterns": patterns,
            "_detectors": detectors,
            "_gates": Gates((item.needs, item.gate_words) for item in gated),
            "_numbers": {rule.id: n for n, rule in enumerate(self.rules)},
            "_yielding": _yielding_last(self.rules),
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __reduce__(self) -> tuple[type[RuleSet], tuple[tuple[Rule, ...]]]:
        return RuleSet, (self.rules,)

    def run(self, doc: Document) -> tuple[Finding, ...]:
        """The findings of all rules in a document, by (start, end, rule); within a rule they are disjoint."""
        candidates = self._collect(doc)
        if not candidates:
            return ()
        hits = self._confirm(doc, candidates)
        self._yield(hits)
        findings: list[Finding] = []
        for number, kept in hits.items():
            findings += _as_findings(doc, self.rules[number], kept)
        findings.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
        return tuple(findings)

    def _collect(self, doc: Document) -> Candidates:
        """All hits that their rule's guards and checks let pass."""
        found: defaultdict[int, list[tuple[Hit, bool]]] = defaultdict(list)
        starts, ends = doc.token_starts, doc.token_ends
        for match in self._phrases.find(doc):
            phrase = match.phrase
            if self.rules[match.rule].unit == "block" and _is_spoken_of(doc, match):
                continue
            start, end = starts[match.first], ends[match.last - 1]
            hit = Hit(start, end, phrase.confidence, None, None, phrase.severity, None, (), phrase.text)
            found[match.rule].append((hit, phrase.near))
        opened = self._gates.opened(doc)
        for index in opened:
            if index < len(self._patterns):
                number, pattern = self._patterns[index]
                found[number] += [(hit, pattern.near) for hit in _search(doc, pattern)]
        checked: Candidates = {}
        for number, pairs in found.items():
            if kept := list(_passed(doc, self.rules[number], pairs)):
                checked[number] = kept
        base = len(self._patterns)
        for index in opened:
            if index >= base:
                number = self._detectors[index - base]
                rule = self.rules[number]
                assert rule.find is not None
                if more := list(_guarded(doc, rule, ((hit, False) for hit in rule.find(doc, rule)))):
                    checked[number] = checked.get(number, []) + more
        return checked

    def _confirm(self, doc: Document, candidates: Candidates) -> dict[int, list[Hit]]:
        """Keeps hits that need no neighbour, then those beside a kept hit of their family or a leak, and so on."""
        hits = {number: [hit for hit, near in pairs if not near] for number, pairs in candidates.items()}
        waiting: defaultdict[tuple[str, int], list[tuple[int, Hit]]] = defaultdict(list)
        for number, pairs in candidates.items():
            for hit, near in pairs:
                if near:
                    waiting[self.rules[number].family, _blocks_of(doc, hit)[0]].append((number, hit))
        if waiting:
            sure = [
                (self.rules[number].family, block)
                for number, kept in hits.items()
                for hit in kept
                if hit.confidence >= _CONFIRMS
                for block in _blocks_of(doc, hit)
            ]
            families = {family for family, _ in waiting}
            while sure:
                family, block = sure.pop()
                for other in families if family == "leak" else (family,):
                    for beside in (block - 1, block, block + 1):
                        for number, hit in waiting.pop((other, beside), ()):
                            hits[number].append(hit)
                            sure.append((other, beside))
        return {number: kept for number, kept in hits.items() if kept}

    def _yield(self, hits: dict[int, list[Hit]]) -> None:
        """Drops hits of rules that give way where they overlap a hit of the rule they give way to."""
        for number in self._yielding:
            if number not in hits:
                continue
            names = self.rules[number].yields_to
            stronger = united(
                (hit.start, hit.end) for name in names for hit in hits.get(self._numbers.get(name, -1), ())
            )
            if stronger:
                hits[number] = [
                    hit
                    for hit in hits[number]
                    if not (before := bisect_left(stronger, (hit.end, 0))) or stronger[before - 1][1] <= hit.start
                ]
                if not hits[number]:
                    del hits[number]


def _yielding_last(rules: Sequence[Rule]) -> list[int]:
    """The numbers of the rules that give way to others, each after those that it gives way to."""
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    order: dict[int, None] = {}

    def visit(number: int, path: tuple[int, ...]) -> None:
        if number not in order and number not in path:
            for name in rules[number].yields_to:
                if name in numbers:
                    visit(numbers[name], (*path, number))
            order[number] = None

    for number in range(len(rules)):
        visit(number, ())
    return [number for number in order if rules[number].yields_to]


def _is_spoken_of(doc: Document, match: Match) -> bool:
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


def _search(doc: Document, pattern: Pattern) -> Iterable[Hit]:
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


def _passed(doc: Document, rule: Rule, pairs: Iterable[tuple[Hit, bool]]) -> Iterator[tuple[Hit, bool]]:
    """The hits that the rule's guards and its own check let pass."""
    for hit, near in _guarded(doc, rule, pairs):
        if rule.max_words and _block_words(doc, hit) > rule.max_words:
            continue
        accepted = rule.accept(doc, rule, hit) if rule.accept else hit
        if accepted is not None:
            yield accepted, near


def _guarded(doc: Document, rule: Rule, pairs: Iterable[tuple[Hit, bool]]) -> Iterator[tuple[Hit, bool]]:
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
    block, last_block = _blocks_of(doc, hit)
    if block > last_block:
        return 0
    first, last = doc.block_tokens[block]
    return last - first


def _mentions(doc: Document, topic: frozenset[str], hit: Hit) -> int:
    """How many words of a topic stand in the hit itself."""
    return sum([word in topic for word in doc.words[doc.token_at(hit.start) : doc.token_at(hit.end)]])


def _as_findings(doc: Document, rule: Rule, hits: list[Hit]) -> list[Finding]:
    """Resolves severity, widens to blocks, merges and joins: the hits of one rule as findings.

    Hits that are empty or reach out of the text, which only a faulty detector yields, are dropped.
    """
    length = len(doc.text)
    resolved = [
        hit if hit.severity else hit._replace(severity=rule.severity)
        for hit in hits
        if 0 <= hit.start < hit.end <= length
    ]
    if rule.unit == "block":
        resolved = [_widened(doc, hit) for hit in resolved]
    merged = merge(resolved)
    if rule.join:
        merged = _joined(doc, merged)
    seen: dict[str, int] = {}
    findings = []
    for hit in merged:
        text = doc.text[hit.start : hit.end]
        key = same_wording(text)
        occurrence = seen[key] = seen.get(key, -1) + 1
        findings.append(
            Finding(
                rule.id,
                hit.start,
                hit.end,
                hit.severity or rule.severity,
                hit.confidence,
                hit.message or rule.title,
                hit.suggestion or rule.suggestion,
                text,
                hit.edit,
                hit.related,
                occurrence,
            )
        )
    return findings


def _widened(doc: Document, hit: Hit) -> Hit:
    first, last = _blocks_of(doc, hit)
    return hit._replace(start=doc.block_list[first][0], end=doc.block_list[last][1]) if first <= last else hit


def _blocks_of(doc: Document, hit: Hit) -> tuple[int, int]:
    """The first and the last block that a hit touches; the last is before the first if it touches none."""
    first, last = doc.block_at(hit.start), doc.block_at(hit.end - 1)
    if first < 0:
        first = bisect_right(doc.block_list, (hit.start, len(doc.text)))
    if last < 0:
        last = bisect_left(doc.block_list, (hit.end, 0)) - 1
    return first, last


def _joined(doc: Document, hits: list[Hit]) -> list[Hit]:
    """Hits that fill directly neighbouring blocks, made one."""
    joined = hits[:1]
    for hit in hits[1:]:
        last = joined[-1]
        if doc.text[last.end : hit.start].isspace():
            joined[-1] = unite(last, hit)
        else:
            joined.append(hit)
    return joined
