"""Features: named numbers, of rules (the same three for every rule) and of families (document measures)."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from spinscore.document import Document
from spinscore.findings import Finding
from spinscore.registry import all_rules
from spinscore.rule import FAMILIES, Rule

Measure = Callable[[Document, Mapping[str, Sequence[Finding]]], dict[str, float]]


@dataclass(frozen=True, slots=True)
class FeatureSpec:
    """What a feature is: name, unit, usual range, direction (+1 higher is better, -1 worse, 0 unknown)."""

    name: str
    unit: str
    low: float
    high: float
    direction: int
    about: str


@dataclass(frozen=True, slots=True)
class FamilyMeasures:
    """The document measures of one family."""

    family: str
    specs: tuple[FeatureSpec, ...]
    measure: Measure


def rule_specs(rule: Rule) -> tuple[FeatureSpec, FeatureSpec, FeatureSpec]:
    """The three features that every rule has. None of them falls when a finding is added."""
    about = rule.title[0].lower() + rule.title[1:]
    return (
        FeatureSpec(f"{rule.id}.count_per_1000", "findings per 1,000 words", 0, 1000, -1, f"How often: {about}."),
        FeatureSpec(f"{rule.id}.coverage", "share of characters", 0, 1, -1, f"How much of the text: {about}."),
        FeatureSpec(f"{rule.id}.max_confidence", "probability", 0, 1, -1, f"How surely: {about}."),
    )


@functools.cache
def family_measures() -> tuple[FamilyMeasures, ...]:
    """The document measures of all families that have some."""
    found = []
    for family in FAMILIES:
        if (resources.files("spinscore.detectors") / family / "_features.py").is_file():
            module = importlib.import_module(f"spinscore.detectors.{family}._features")
            found.append(FamilyMeasures(family, tuple(module.FEATURES), module.measure))
    return tuple(found)


def feature_specs(rules: Iterable[Rule]) -> dict[str, FeatureSpec]:
    """The specs of all features that some rules and the families give, by name."""
    specs = [spec for rule in rules for spec in rule_specs(rule)]
    specs += [spec for family in family_measures() for spec in family.specs]
    return {spec.name: spec for spec in specs}


def blank_features(rules: Iterable[Rule]) -> dict[str, float]:
    """Zero for every rule feature: what a text without findings has."""
    return {spec.name: 0.0 for rule in rules for spec in rule_specs(rule)}


def by_rule(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings grouped by rule id."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.rule, []).append(finding)
    return groups


def weighed(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that count: those for information only do not, unless their rule is for information."""
    rules = all_rules()
    return [f for f in findings if f.severity != "info" or rules[f.rule].severity == "info"]


def measure_all(doc: Document, findings: Iterable[Finding], blank: Mapping[str, float]) -> dict[str, float]:
    """All features of a document by name; nan where a measure is unknown, as for readability of no words.

    `blank` are the features of a text without findings, see `blank_features`.
    """
    features = dict(blank)
    groups = by_rule(weighed(findings))
    words = max(len(doc.tokens), 1)
    length = max(len(doc.text), 1)
    for rule, found in groups.items():
        features[f"{rule}.count_per_1000"] = 1000.0 * len(found) / words
        features[f"{rule}.coverage"] = sum([finding.end - finding.start for finding in found]) / length
        features[f"{rule}.max_confidence"] = max([finding.confidence for finding in found])
    for family in family_measures():
        features.update(family.measure(doc, groups))
    return features
