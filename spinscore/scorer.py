"""Scorer: rules, profile and model put together. Immutable, thread-safe, picklable."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from spinscore import languagelists
from spinscore.digests import digest
from spinscore.document import Document
from spinscore.errors import ModelError
from spinscore.features import by_rule, feature_specs, weighed
from spinscore.findings import Finding
from spinscore.inspector import Inspector
from spinscore.lines import load_line_model
from spinscore.model import store
from spinscore.model.explain import Contribution, account, tenths
from spinscore.model.scorecard import Scorecard
from spinscore.profile import Profile
from spinscore.registry import all_rules
from spinscore.report import Report, Verdict
from spinscore.rule import SHIPPED, Rule
from spinscore.segments import Piece, Segment, join, pieces_of
from spinscore.text.language import code_of, languages
from spinscore.version import __version__

MIN_WORDS = 50


class Scorer:
    """All that scoring needs, read once; afterwards no file is touched.

    `profile` is a `Profile`, the path of a profile file, or None; `model` the name of a shipped model, the
    path of a model.json, a scorecard that was read, or None for the default. Raises ProfileError or ModelError
    when they are wrong.

    >>> scorer = Scorer(profile=Profile(disable=["stance"]))
    >>> scorer.score("Too short.").score is None
    True
    """

    __slots__ = ("_card", "_disabled", "_inspector", "_provenance")

    def __init__(
        self,
        profile: Profile | Mapping[str, Any] | str | Path | None = None,
        model: Scorecard | str | Path | None = None,
    ) -> None:
        if profile is None:
            profile = Profile()
        elif isinstance(profile, Mapping):
            profile = Profile.from_dict(profile)
        elif isinstance(profile, (str, Path)):
            profile = Profile.load(profile)
        elif not isinstance(profile, Profile):
            raise TypeError(f"profile takes a Profile, a mapping or the path of a file, got {type(profile).__name__}.")
        if not isinstance(model, (Scorecard, str, Path, type(None))):
            raise TypeError(f"model takes a name, a path or a Scorecard, got {type(model).__name__}.")
        card = model if isinstance(model, Scorecard) else store.load(model or store.DEFAULT)
        everything = tuple(all_rules().values())
        specs = feature_specs(everything)
        if lacking := card.missing_features(specs):
            raise ModelError(f"model {card.name} needs features that this version lacks: {', '.join(lacking)}")
        lines = load_line_model()
        values: dict[str, object] = {
            "_card": card,
            "_inspector": Inspector(profile),
            "_disabled": frozenset(shape.name for shape in card.shapes if profile.is_off(shape.name)),
            "_provenance": {
                "library": __version__,
                "rules": digest("\n".join([*[rule.settings for rule in everything], languagelists.contents()]))[:12],
                "lines": f"{lines.name} {lines.digest[:12]}",
                "model": f"{card.name} {card.digest[:12]}",
                "profile": profile.digest,
                **_others(everything),
            },
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    _card: Scorecard
    _disabled: frozenset[str]
    _inspector: Inspector
    _provenance: Mapping[str, str]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Scorer cannot be changed; build another one")

    def __reduce__(self) -> tuple[type[Scorer], tuple[Profile, Scorecard]]:
        return Scorer, (self.profile, self._card)

    @property
    def profile(self) -> Profile:
        """The settings."""
        return self._inspector.profile

    def score(
        self, text: str, *, title: str | None = None, lang: str | None = None, ignore: Iterable[str] = ()
    ) -> Report:
        """The report on a text. See `spinscore.score`."""
        return self._report(self._inspector.parse(text, "score()", title, lang), ignore)

    def score_segments(
        self,
        segments: Iterable[tuple[str | int, str]],
        *,
        title: str | None = None,
        lang: str | None = None,
        ignore: Iterable[str] = (),
    ) -> Report:
        """The report on an article in segments. See `spinscore.score_segments`."""
        text, placed = join(segments, "score_segments()")
        doc = self._inspector.parse(text, "score_segments()", title, lang)
        return self._report(doc, ignore, placed, lambda start, end: pieces_of(placed, start, end))

    def score_html(self, html: str, *, url: str | None = None, ignore: Iterable[str] = ()) -> Report:
        """The report on a page or on rich text in HTML. See `spinscore.score_html`."""
        from spinscore.pages.scoring import score_page

        return score_page(self, html, url=url, ignore=ignore)

    def score_placed(
        self,
        text: str,
        place: Callable[[int, int], tuple[Piece, ...]],
        *,
        title: str | None = None,
        lang: str | None = None,
        code: Iterable[tuple[int, int]] = (),
        ignore: Iterable[str] = (),
        html: str,
    ) -> Report:
        """The report on a text that was taken out of HTML; `place` gives the pieces of the source for a span.

        `code` are the spans that the source calls code.
        """
        doc = self._inspector.parse(text, "score_html()", title, lang, code)
        return self._report(doc, ignore, (), place, html)

    def _report(
        self,
        doc: Document,
        ignore: Iterable[str],
        segments: tuple[Segment, ...] = (),
        place: Callable[[int, int], tuple[Piece, ...]] | None = None,
        html: str | None = None,
    ) -> Report:
        inspector = self._inspector
        findings, notes = inspector.inspect(doc, None, ignore)
        if place:
            findings = tuple([replace(f, pieces=place(f.start, f.end)) for f in findings])
        features = inspector.features(doc, findings)
        score = base = None
        contributions: tuple[Contribution, ...] = ()
        verdict: Verdict | None
        if caveats := self._doubts(doc, features):
            verdict = "review" if _has_critical(findings) else None
        else:
            score, base, contributions = self._account(features, findings)
            verdict = self._verdict(score, findings)
            if off := self.profile.disable:
                caveats = (f"Turned off by the profile: {', '.join(off)}.",)
        return Report(
            text=doc.text,
            score=score,
            verdict=verdict,
            findings=findings,
            base=base,
            contributions=contributions,
            features=features,
            caveats=caveats + notes,
            provenance=self._provenance,
            title=doc.title,
            segments=segments,
            html=html,
        )

    def check(
        self,
        text: str,
        *,
        rules: Iterable[str] | None = None,
        title: str | None = None,
        lang: str | None = None,
        ignore: Iterable[str] = (),
    ) -> tuple[Finding, ...]:
        """The findings in a text. See `spinscore.check`."""
        doc = self._inspector.parse(text, "check()", title, lang)
        return self._inspector.findings(doc, rules, ignore)

    def measure(self, text: str, *, title: str | None = None, lang: str | None = None) -> dict[str, float]:
        """The features of a text. See `spinscore.measure`."""
        doc = self._inspector.parse(text, "measure()", title, lang)
        return self._inspector.features(doc, self._inspector.findings(doc))

    def clean(self, text: str) -> str:
        """The text without its boilerplate. See `spinscore.clean`."""
        return self._inspector.clean(self._inspector.parse(text, "clean()", None, None))

    def score_many(
        self,
        texts: Iterable[str | None],
        *,
        workers: int | None = None,
        progress: bool | Callable[[int], object] = False,
    ) -> Iterator[Report]:
        """Reports on many texts, in order. See `spinscore.score_many`."""
        from spinscore.batch import score_stream

        return score_stream(self, texts, workers=workers, progress=progress)

    def _doubts(self, doc: Document, features: Mapping[str, float]) -> tuple[str, ...]:
        """Why a score would be a guess, or nothing."""
        words = len(doc.tokens)
        if words < MIN_WORDS:
            return (f"No score: {words} word{'s' * (words != 1)}; under {MIN_WORDS} it would be a guess.",)
        lang = self._card.language
        if doc.lang and code_of(doc.lang) != lang:
            return (f'No score: the language is "{doc.lang}", the model {self._card.name} knows "{lang}".',)
        if not doc.is_english:
            if (code := doc.language) and code != lang:
                name = languages()[code].name
                return (f"No score: the text is in {name} as it seems; the model {self._card.name} knows English.",)
            return ("No score: too few English words; the model knows English prose.",)
        far = self._card.out_of_range(features)
        if len(far) > 1:
            return (f"No score: far from all text the model was trained on ({', '.join(far)}).",)
        return ()

    def _account(
        self, features: Mapping[str, float], findings: tuple[Finding, ...]
    ) -> tuple[float, float, tuple[Contribution, ...]]:
        parts = [(name, c) for name, c in self._card.contributions(features) if name not in self._disabled]
        score, contributions = account(self._card.base, parts, by_rule(weighed(findings)))
        contributions.sort(key=lambda part: (-abs(part.points), part.name))
        return score / 10, tenths(self._card.base) / 10, tuple(contributions)

    def _verdict(self, score: float, findings: tuple[Finding, ...]) -> Verdict:
        good = self._card.good if self.profile.good is None else self.profile.good
        poor = self._card.poor if self.profile.poor is None else self.profile.poor
        if score < min(poor, good):
            return "poor"
        return "good" if score >= good and not _has_critical(findings) else "review"

    def blank_report(self, text: str, caveat: str, error: str | None = None) -> Report:
        """The report of a batch row that has no text or could not be scored."""
        features = dict.fromkeys(self._inspector.feature_names, math.nan)
        return Report(text, None, None, (), None, (), features, (caveat,), self._provenance, error)


def _others(rules: Iterable[Rule]) -> dict[str, str]:
    """Under "other rules" the packages that rules of others come from, if there are any."""
    origins = sorted({rule.origin for rule in rules} - {SHIPPED})
    return {"other rules": ", ".join(origins)} if origins else {}


def _has_critical(findings: tuple[Finding, ...]) -> bool:
    return any(finding.severity == "critical" for finding in findings)
