"""Inspector: rules and profile put together. Finds, measures and cleans; knows no model."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from spinscore.document import Document
from spinscore.engine import RuleSet
from spinscore.errors import TextTooLongError, expect_text
from spinscore.features import blank_features, measure_all
from spinscore.findings import Finding
from spinscore.profile import Profile
from spinscore.registry import all_rules, select

_REMOVE_FROM = 0.7
"""Blocks that are boilerplate with at least this confidence are removed by `clean`."""


class Inspector:
    """The rules that a profile leaves on, ready to run. Immutable and thread-safe."""

    __slots__ = ("_blank", "_rules", "profile")

    def __init__(self, profile: Profile) -> None:
        everything = tuple(all_rules().values())
        self.profile = profile
        self._rules = _rule_set(tuple(rule.id for rule in profile.active(everything)))
        self._blank = blank_features(everything)

    def parse(self, text: str, caller: str, title: str | None, lang: str | None) -> Document:
        """A document, or a TypeError or TextTooLongError that names the caller."""
        expect_text(text, caller)
        limit = self.profile.max_chars
        if len(text) > limit:
            raise TextTooLongError(
                f"{caller} got {len(text):,} characters, the limit is {limit:,}. "
                "Split the text into articles, or raise Profile.max_chars."
            )
        return Document(text, title, lang)

    def findings(self, doc: Document, rules: Iterable[str] | None = None) -> tuple[Finding, ...]:
        """The findings of the active rules, or of those named."""
        chosen = self._rules
        if rules is not None:
            chosen = _rule_set(tuple(rule.id for rule in self.profile.active(select(rules))))
        return self.profile.adjust(chosen.run(doc))

    def features(self, doc: Document, findings: Iterable[Finding]) -> dict[str, float]:
        """All features of a document with its findings."""
        return measure_all(doc, findings, self._blank)

    @property
    def feature_names(self) -> Iterable[str]:
        """The names of the rule features."""
        return self._blank

    def clean(self, doc: Document) -> str:
        """The text without the blocks that removable boilerplate, or leaks, cover wholly."""
        return _without(doc, self.findings(doc))


@functools.lru_cache(maxsize=64)
def _rule_set(ids: tuple[str, ...]) -> RuleSet:
    rules = all_rules()
    return RuleSet(tuple(rules[name] for name in ids))


def _without(doc: Document, findings: tuple[Finding, ...]) -> str:
    """The text without the blocks that removable findings, or leaks, cover wholly."""
    rules = all_rules()
    covered: list[tuple[int, int]] = sorted(
        (finding.start, finding.end)
        for finding in findings
        if finding.confidence >= _REMOVE_FROM
        and (rules[finding.rule].removable or finding.family == "leak")
        and finding.severity != "info"
    )
    if not covered:
        return doc.text
    gone = [_is_covered(doc, block, covered) for block in doc.block_list]
    if not any(gone):
        return doc.text
    kept: list[str] = []
    text, blocks = doc.text, doc.block_list
    last = len(blocks) - 1
    at = 0
    for number, is_gone in enumerate(gone):
        if not is_gone:
            continue
        first_of_run = number == 0 or not gone[number - 1]
        if first_of_run:
            kept.append(text[at : _line_start(text, blocks[number][0])])
        at = _line_start(text, blocks[number + 1][0]) if number < last else len(text)
    kept.append(text[at:])
    cleaned = "".join(kept)
    return cleaned.rstrip() + text[len(text.rstrip()) :] if gone[-1] else cleaned


def _line_start(text: str, place: int) -> int:
    while place > 0 and text[place - 1] in " \t\xa0":
        place -= 1
    return place


def _is_covered(doc: Document, block: tuple[int, int], covered: list[tuple[int, int]]) -> bool:
    """Whether spans together cover all words of a block."""
    start, end = block
    inside = [(max(s, start), min(e, end)) for s, e in covered if s < end and e > start]
    if not inside:
        return False
    at = start
    for s, e in inside:
        if any(char.isalnum() for char in doc.text[at:s]):
            return False
        at = max(at, e)
    return not any(char.isalnum() for char in doc.text[at:end])
