"""The three features of every rule, and which findings count for them."""

from __future__ import annotations

import math

import pytest

import spinscore
from spinscore.document import Document
from spinscore.features import blank_features, by_rule, feature_specs, measure_all, rule_specs, weighed
from spinscore.findings import Finding, Severity
from spinscore.registry import all_rules

SLOT, HEDGE = "leak.placeholder", "stance.hedging"


def finding(rule: str, start: int, end: int, confidence: float = 0.9, severity: Severity = "major") -> Finding:
    return Finding(rule, start, end, severity, confidence, "", "", "x" * (end - start))


def features_of(text: str, *findings: Finding) -> dict[str, float]:
    return measure_all(Document.parse(text), findings, blank_features(all_rules().values()))


def test_the_features_of_a_rule_are_counted_in_words_characters_and_confidence() -> None:
    text = "The summit in [City] ended. The next one is in [City] in May of next year, they say.\n\n "
    found = features_of(text, finding(SLOT, 14, 20, 0.7), finding(SLOT, 47, 53, 0.95), finding(SLOT, 60, 62, 0.8))
    assert len(Document.parse(text).tokens) == 18
    assert found[f"{SLOT}.count_per_1000"] == pytest.approx(3 * 1000 / 18)
    assert found[f"{SLOT}.coverage"] == pytest.approx(14 / len(text))
    assert found[f"{SLOT}.max_confidence"] == 0.95


@pytest.mark.parametrize(("text", "expected"), [("[City]", 1000.0), ("[…]", 1000.0)])
def test_a_text_of_one_word_or_none_is_counted_as_one_word(text: str, expected: float) -> None:
    assert features_of(text, finding(SLOT, 0, len(text)))[f"{SLOT}.count_per_1000"] == expected
    assert features_of(text, finding(SLOT, 0, len(text)))[f"{SLOT}.coverage"] == 1.0


def test_a_rule_without_findings_has_zeros_and_no_rule_touches_another() -> None:
    found = features_of("The summit in [City] ended.", finding(SLOT, 14, 20))
    zeros = {name for name, value in found.items() if value == 0.0}
    assert {spec.name for rule in all_rules().values() if rule.id != SLOT for spec in rule_specs(rule)} <= zeros
    assert not {spec.name for spec in rule_specs(all_rules()[SLOT])} & zeros


def test_findings_for_information_count_only_where_their_rule_is_for_information() -> None:
    (informing, *_) = [rule.id for rule in all_rules().values() if rule.severity == "info"]
    dropped, kept = finding(SLOT, 0, 6, severity="info"), finding(informing, 0, 6, severity="info")
    assert weighed([dropped, kept]) == [kept]
    found = features_of("[City] is", dropped, kept)
    assert (found[f"{SLOT}.coverage"], found[f"{informing}.coverage"]) == (0.0, pytest.approx(6 / 9))


def test_findings_are_grouped_in_their_order() -> None:
    one, two, three = finding(SLOT, 0, 2), finding(HEDGE, 3, 5), finding(SLOT, 6, 8)
    assert by_rule([one, two, three]) == {SLOT: [one, three], HEDGE: [two]}


@pytest.mark.parametrize("text", ["", "One word", "The summit in [City] ended. Perhaps it did."])
def test_every_text_has_every_feature_that_is_specified(text: str) -> None:
    specs = feature_specs(all_rules().values())
    measured = spinscore.measure(text)
    assert measured.keys() == specs.keys()
    assert all(isinstance(value, float) for value in measured.values())
    assert not any(math.isinf(value) for value in measured.values())


def test_specs_are_whole() -> None:
    for name, spec in feature_specs(all_rules().values()).items():
        assert spec.name == name
        assert spec.low < spec.high
        assert spec.direction in (-1, 0, 1)
        assert spec.unit
        assert spec.about.endswith(".")
