"""Features of many texts as a matrix, measured by the same code that scores."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from spinscore.digests import digest
from spinscore.features import FeatureSpec, family_measures, rule_specs
from spinscore.inspector import Inspector
from spinscore.profile import Profile
from spinscore.registry import all_rules
from spinscore.rule import Rule

Matrix = npt.NDArray[np.float64]

LEARNT_FAMILIES = ("leak", "boilerplate", "spin")
"""Families whose findings and measures the scorecard weighs. Readability and stance describe; nothing in the
training data says how much of either makes an article good or bad."""


DESCRIPTIVE = frozenset(
    f"spin.{name}" for name in ("zipf_mean", "zipf_sd", "zipf_low_quarter", "rare_words", "unknown_words")
)
"""Measures that readers get and the model does not weigh: beside the pair measures they added nothing on the
calibration folds, and they differ more between genres than between written and spun text."""


def learnt_rules() -> list[Rule]:
    """The rules that the model weighs: all of the learnt families but furniture (severity info)."""
    return [
        rule
        for rule in all_rules().values()
        if rule.id.partition(".")[0] in LEARNT_FAMILIES and rule.severity != "info"
    ]


def learnt_specs() -> list[FeatureSpec]:
    """The features that the model may use, in a fixed order: of the rules, then of the families."""
    specs = [spec for rule in learnt_rules() for spec in rule_specs(rule)]
    for family in family_measures():
        if family.family in LEARNT_FAMILIES:
            specs += [spec for spec in family.specs if spec.name not in DESCRIPTIVE]
    return specs


def rules_digest() -> str:
    """SHA-256 over all data that decides what the rules find that the model weighs."""
    return digest("\n".join([rule.settings for rule in learnt_rules()]))


def measure_texts(texts: Iterable[str], names: list[str]) -> Matrix:
    """One row a text, one column a feature, nan where a measure is unknown."""
    inspector = Inspector(Profile())
    rows = []
    for text in texts:
        doc = inspector.parse(text, "fit", None, None)
        features = inspector.features(doc, inspector.findings(doc))
        rows.append([features[name] for name in names])
    return np.array(rows, np.float64).reshape(-1, len(names))
