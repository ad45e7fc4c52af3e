"""Runs rules over a document: hits in, findings out. All that rules have in common happens here, once."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from spinscore.assembly import as_findings, blocks_of
from spinscore.document import Document
from spinscore.findings import Finding, Hit
from spinscore.gates import Gates
from spinscore.guards import guarded, is_spoken_of, passed, search
from spinscore.phrases import PhraseIndex
from spinscore.rule import Pattern, Rule
from spinscore.text.blocks import united

_CONFIRMS = 0.5
"""A hit at least this sure counts as the neighbour that context phrases ask for."""

_BY_FORM = "judged by its wording, form and place"
"""What the message of a finding says that no phrase or regex of its rule made."""

Candidates = dict[int, list[tuple[Hit, bool]]]
"""By rule number: hits, and whether each needs a neighbour."""


class Verdict(Protocol):
    """That a block belongs to the page around the article, by a rule's id; `sure` enough to remove it, or not."""

    @property
    def block(self) -> int: ...
    @property
    def rule(self) -> str: ...
    @property
    def probability(self) -> float: ...


class Judge(Protocol):
    """Judges the blocks of a document that no rule of boilerplate has marked."""

    def judge(self, doc: Document, marked: Sequence[str]) -> Sequence[Verdict]:
        """The verdicts; `marked` has for each block the id of a rule that found something in it, or ""."""


@dataclass(frozen=True)
class RuleSet:
    """Rules made ready to run together: one phrase index, regexes and detectors behind their gates.

    A judge of blocks, if there is one, adds what the rules of boilerplate have no words for.
    """

    rules: tuple[Rule, ...]
    judge: Judge | None = None
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

    def __reduce__(self) -> tuple[type[RuleSet], tuple[tuple[Rule, ...], Judge | None]]:
        return RuleSet, (self.rules, self.judge)

    def run(self, doc: Document) -> tuple[Finding, ...]:
        """The findings of all rules in a document, by (start, end, rule); within a rule they are disjoint."""
        hits = self._hits(doc)
        if self.judge:
            self._add_judged(doc, hits, self.judge)
        findings: list[Finding] = []
        for number, kept in hits.items():
            findings += as_findings(doc, self.rules[number], kept)
        findings.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
        return tuple(findings)

    def marks(self, doc: Document) -> list[str]:
        """For each block, the id of a rule of boilerplate that has a hit in it, or ""; what a judge is told."""
        return self._marks(doc, self._hits(doc))

    def _hits(self, doc: Document) -> dict[int, list[Hit]]:
        """By rule number, the hits that are confirmed and give way to none."""
        candidates = self._collect(doc)
        if not candidates:
            return {}
        hits = self._confirm(doc, candidates)
        self._yield(hits)
        return hits

    def _marks(self, doc: Document, hits: dict[int, list[Hit]], family: str = "boilerplate") -> list[str]:
        marked = [""] * len(doc.block_list)
        for number, kept in hits.items():
            rule = self.rules[number]
            if rule.family == family:
                for hit in kept:
                    first, last = blocks_of(doc, hit)
                    for block in range(first, last + 1):
                        marked[block] = marked[block] or rule.id
        return marked

    def _add_judged(self, doc: Document, hits: dict[int, list[Hit]], judge: Judge) -> None:
        """Adds the verdicts of a judge as hits of the rules that they name; a leak or a comment is told of as such."""
        verdicts = judge.judge(doc, self._marks(doc, hits))
        if not verdicts:
            return
        told = {block for block, rule in enumerate(self._marks(doc, hits, "leak")) if rule}
        for verdict in verdicts:
            number = self._numbers.get(verdict.rule, -1)
            start, end = doc.block_list[verdict.block]
            if number < 0 or verdict.block in told or doc.text.startswith("<!--", start):
                continue
            rule = self.rules[number]
            message = f"{rule.title} ({_BY_FORM})"
            hit = Hit(start, end, verdict.probability, message)
            if kept := [hit for hit, _ in guarded(doc, rule, [(hit, False)])]:
                hits[number] = hits.get(number, []) + kept

    def _collect(self, doc: Document) -> Candidates:
        """All hits that their rule's guards and checks let pass."""
        found: defaultdict[int, list[tuple[Hit, bool]]] = defaultdict(list)
        starts, ends = doc.token_starts, doc.token_ends
        for match in self._phrases.find(doc):
            phrase = match.phrase
            if self.rules[match.rule].unit == "block" and is_spoken_of(doc, match):
                continue
            start, end = starts[match.first], ends[match.last - 1]
            hit = Hit(start, end, phrase.confidence, None, None, phrase.severity, None, (), phrase.name or phrase.text)
            found[match.rule].append((hit, phrase.near))
        opened = self._gates.opened(doc)
        for index in opened:
            if index < len(self._patterns):
                number, pattern = self._patterns[index]
                found[number] += [(hit, pattern.near) for hit in search(doc, pattern)]
        checked: Candidates = {}
        for number, pairs in found.items():
            if kept := list(passed(doc, self.rules[number], pairs)):
                checked[number] = kept
        base = len(self._patterns)
        for index in opened:
            if index >= base:
                number = self._detectors[index - base]
                rule = self.rules[number]
                assert rule.find is not None
                if more := list(guarded(doc, rule, ((hit, False) for hit in rule.find(doc, rule)))):
                    checked[number] = checked.get(number, []) + more
        return checked

    def _confirm(self, doc: Document, candidates: Candidates) -> dict[int, list[Hit]]:
        """Keeps hits that need no neighbour, then those beside a kept hit of their family or a leak, and so on."""
        hits = {number: [hit for hit, near in pairs if not near] for number, pairs in candidates.items()}
        waiting: defaultdict[tuple[str, int], list[tuple[int, Hit]]] = defaultdict(list)
        for number, pairs in candidates.items():
            for hit, near in pairs:
                if near:
                    waiting[self.rules[number].family, blocks_of(doc, hit)[0]].append((number, hit))
        if waiting:
            sure = [
                (self.rules[number].family, block)
                for number, kept in hits.items()
                for hit in kept
                if hit.confidence >= _CONFIRMS
                for block in blocks_of(doc, hit)
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
