"""Words that reports use for families, verdicts, features and their values."""

from __future__ import annotations

import functools
import math

from spinscore.features import FeatureSpec, feature_specs
from spinscore.registry import all_rules
from spinscore.report import Report

FAMILY_TITLES = {
    "leak": "Leaks",
    "boilerplate": "Boilerplate",
    "spin": "Spin",
    "readability": "Readability",
    "stance": "Stance",
}
_FAMILY_NOTES = {
    "leak": "Parts of templates and machines that nobody removed",
    "boilerplate": "The page around the article, left in its text",
    "spin": "How words sit together, and marks of rewriting",
    "readability": "How hard the text is to read: a property, not a fault",
    "stance": "How firmly it speaks, and whom it names",
}
_RULE_MEASURES = {"count_per_1000": "how often", "coverage": "how much of the text", "max_confidence": "how sure"}
_VERDICTS = {
    "good": "Reads like what a careful editor would publish as it stands.",
    "review": "Worth a person’s look before it is published.",
    "poor": "Carries marks that a careful editor would not let through.",
}


def family_title(family: str) -> str:
    """A family's name for a heading; one of another package keeps its own."""
    return FAMILY_TITLES.get(family, family)


def family_note(family: str) -> str:
    """What a family is about, or nothing if it belongs to another package."""
    return _FAMILY_NOTES.get(family, "")


def verdict_note(report: Report) -> str:
    """What a verdict means, in a sentence."""
    if report.verdict == "review" and any(finding.severity == "critical" for finding in report.findings):
        return "A critical finding stands, so a person must look, whatever the score."
    return _VERDICTS.get(report.verdict or "", "")


@functools.cache
def specs() -> dict[str, FeatureSpec]:
    """The specs of all features that are known here, by name."""
    return feature_specs(all_rules().values())


def about(feature: str) -> str:
    """What a feature says: of a rule, what is wrong and how it was measured; its name if nothing is known of it."""
    id, _, measure = feature.rpartition(".")
    rule = all_rules().get(id)
    if rule is not None and measure in _RULE_MEASURES:
        return f"{rule.title}: {_RULE_MEASURES[measure]}"
    spec = specs().get(feature)
    return spec.about.removesuffix(".") if spec else feature


def amount(value: float, unit: str) -> tuple[str, str]:
    """A value and its unit for people: shares as per cent.

    >>> amount(0.1234, "share of words"), amount(math.nan, "points")
    (('12.3 %', 'of words'), ('unknown', ''))
    """
    if not math.isfinite(value):
        return "unknown", ""
    if unit.startswith("share of "):
        return f"{100 * value:.1f} %", unit.removeprefix("share ")
    if unit == "probability":
        return f"{100 * value:.0f} %", "sure"
    return _minus(f"{value:,.2f}" if abs(value) < 10 else f"{value:,.1f}"), unit


def edge_of_range(value: float, unit: str) -> str:
    """The lowest or highest usual value for people.

    >>> edge_of_range(0.6, "share of words"), edge_of_range(-2.0, "log10")
    ('60 %', '−2')
    """
    return f"{100 * value:g} %" if unit.startswith("share of ") or unit == "probability" else _minus(f"{value:g}")


def _minus(number: str) -> str:
    return number.replace("-", "−")
