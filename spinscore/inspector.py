"""Inspector: rules and profile put together. Finds, measures and cleans; knows no model."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import NamedTuple

from spinscore.building import without_collection
from spinscore.cleaning import cleaned
from spinscore.document import Document
from spinscore.engine import RuleSet
from spinscore.errors import TextTooLongError, expect_text
from spinscore.features import blank_features, measure_all
from spinscore.findings import Finding
from spinscore.lines import load_line_model
from spinscore.profile import Profile
from spinscore.registry import all_rules, select
from spinscore.rule import FAMILIES
from spinscore.silencing import silencer_of

_WARM_UP = "A xylqu of [the] 12 words. Mr. Brown said: “So be it.”"
"""Touches every table: plain, unknown and capitalised words, an abbreviation, a number, a quotation."""


class Inspection(NamedTuple):
    """The findings in a text, and what to tell about those that were left out."""

    findings: tuple[Finding, ...]
    notes: tuple[str, ...]


class Inspector:
    """All rules, ready to run, and what a profile makes of their findings. Immutable and thread-safe.

    The rules always run together, since they confirm and give way to each other; what is turned off or was
    not asked for is left out afterwards. So a finding never depends on what else was asked for.
    """

    __slots__ = ("_active", "_blank", "_names", "_rules", "profile")

    def __init__(self, profile: Profile) -> None:
        everything = tuple(all_rules().values())
        self.profile = profile
        self._rules = _all_together()
        self._active = frozenset(rule.id for rule in profile.active(everything))
        self._blank = blank_features(everything)
        self._names = frozenset({*FAMILIES, *(rule.id for rule in everything)})
        doc = Document(_WARM_UP)
        self.features(doc, self.findings(doc))

    def parse(
        self, text: str, caller: str, title: str | None, lang: str | None, code: Iterable[tuple[int, int]] = ()
    ) -> Document:
        """A document, or a TypeError or TextTooLongError that names the caller; `code` is told to be code."""
        expect_text(text, caller)
        for name, value in (("title", title), ("lang", lang)):
            if not isinstance(value, (str, type(None))):
                raise TypeError(f"{caller} takes {name} as str or None, got {type(value).__name__}.")
        limit = self.profile.max_chars
        if len(text) > limit:
            raise TextTooLongError(
                f"{caller} got {len(text):,} characters, the limit is {limit:,}. "
                "Split the text into articles, or raise Profile.max_chars."
            )
        return Document(text, title, lang, tuple(code))

    def findings(
        self, doc: Document, rules: Iterable[str] | None = None, ignore: Iterable[str] = ()
    ) -> tuple[Finding, ...]:
        """The findings of the active rules, or of those named, without those that are accepted or silenced."""
        return self.inspect(doc, rules, ignore).findings

    def inspect(self, doc: Document, rules: Iterable[str] | None = None, ignore: Iterable[str] = ()) -> Inspection:
        """The findings, and notes on what was left out. `ignore` are the fingerprints of accepted findings."""
        wanted = self._active
        if rules is not None:
            wanted = wanted & {rule.id for rule in select(rules)}
        found = self._rules.run(doc)
        if len(wanted) < len(self._rules.rules):
            found = tuple([finding for finding in found if finding.rule in wanted])
        found = self.profile.adjust(found)
        notes: tuple[str, ...] = ()
        if accepted := _fingerprints(ignore):
            kept = tuple([finding for finding in found if finding.fingerprint not in accepted])
            if left_out := len(found) - len(kept):
                notes += (f"Left out as accepted: {_counted(left_out)}.",)
            found = kept
        if self.profile.inline_ignore and (silencer := silencer_of(doc, self._names)):
            found, silenced = silencer.divide(found)
            if silenced:
                notes += (f"Silenced by comments in the text: {_counted(silenced)}.",)
            notes += silencer.complaints
        return Inspection(found, notes)

    def features(self, doc: Document, findings: Iterable[Finding]) -> dict[str, float]:
        """All features of a document with its findings."""
        return measure_all(doc, findings, self._blank)

    @property
    def feature_names(self) -> Iterable[str]:
        """The names of the rule features."""
        return self._blank

    def clean(self, doc: Document) -> str:
        """The text without the blocks that removable boilerplate, or leaks, cover wholly."""
        return cleaned(doc, self.findings(doc))


def _fingerprints(ignore: Iterable[str]) -> frozenset[str]:
    """Fingerprints of accepted findings as a set."""
    if isinstance(ignore, str):
        raise TypeError(f'ignore takes a list of fingerprints, got a str. Write ignore=["{ignore}"].')
    if not isinstance(ignore, Iterable):
        raise TypeError(f"ignore takes a list of fingerprints, got {type(ignore).__name__}.")
    accepted = frozenset(ignore)
    for fingerprint in accepted:
        if not isinstance(fingerprint, str):
            raise TypeError(f"ignore takes fingerprints as str, got {type(fingerprint).__name__}: finding.fingerprint.")
    return accepted


def _counted(number: int) -> str:
    return f"{number} finding{'s' if number > 1 else ''}"


@functools.cache
def _all_together() -> RuleSet:
    with without_collection():
        return RuleSet(tuple(all_rules().values()), load_line_model())
