"""Report: the score of an article, and everything needed to question it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from spinscore.errors import SpinscoreError, nearest
from spinscore.findings import RANK, Finding, Severity
from spinscore.model.explain import Contribution

SCHEMA: Final = "spinscore.report/1"
Verdict = Literal["good", "review", "poor"]


@dataclass(frozen=True)
class Report:
    """What `score` gives for one text.

    `score` runs from 0 to 100, higher is better; it is None where a score would be a guess, and `caveats`
    say why. `verdict` is "good", "review", "poor" or None. `findings` are in the order of the text.
    `base` is the score of an ordinary article without findings; base plus the points of all
    `contributions` is the score, exactly, in tenths. `features` are all named numbers (nan: unknown).
    `provenance` names library, rules, model and profile: scores are comparable where it agrees.
    `error` is None but for a row of a batch that could not be scored.
    """

    text: str = field(repr=False)
    score: float | None
    verdict: Verdict | None
    findings: tuple[Finding, ...] = field(repr=False)
    base: float | None
    contributions: tuple[Contribution, ...] = field(repr=False)
    features: Mapping[str, float] = field(repr=False)
    caveats: tuple[str, ...]
    provenance: Mapping[str, str] = field(repr=False)
    error: str | None = None

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of a severity or worse: info, minor, major, critical."""
        if severity not in RANK:
            raise SpinscoreError(f'no severity "{severity}". {nearest(severity, RANK)}')
        return tuple(finding for finding in self.findings if RANK[finding.severity] >= RANK[severity])

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data for strict JSON, schema "spinscore.report/1"; unknown numbers are None.

        Offsets are code points of the text. Contributions name their findings by index.
        """
        index = {id(finding): number for number, finding in enumerate(self.findings)}
        return {
            "schema": SCHEMA,
            "score": self.score,
            "verdict": self.verdict,
            "base": self.base,
            "findings": [finding_to_dict(finding) for finding in self.findings],
            "contributions": [
                {
                    "name": part.name,
                    "points": part.points,
                    "findings": [index[id(finding)] for finding in part.findings],
                    "shares": list(part.shares),
                }
                for part in self.contributions
            ],
            "features": {name: _number(value) for name, value in self.features.items()},
            "caveats": list(self.caveats),
            "provenance": dict(self.provenance),
            "error": self.error,
        }


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def finding_to_dict(finding: Finding) -> dict[str, Any]:
    """A finding as plain data for strict JSON."""
    edit = finding.edit
    return {
        "rule": finding.rule,
        "start": finding.start,
        "end": finding.end,
        "severity": finding.severity,
        "confidence": round(finding.confidence, 4),
        "message": finding.message,
        "suggestion": finding.suggestion,
        "text": finding.text.encode("utf-8", "replace").decode("utf-8"),
        "fingerprint": finding.fingerprint,
        "related": [list(span) for span in finding.related],
        "edit": None
        if edit is None
        else {"start": edit.start, "end": edit.end, "replacement": edit.replacement, "safe": edit.safe},
    }
