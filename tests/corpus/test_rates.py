"""The [measured] tables of the rules: there for each that finds fault, and still what it does on clean text."""

from __future__ import annotations

from pathlib import Path

import pytest

import spinscore
from spinscore.registry import SHIPPED, Rule
from spinscore.training.rate_tables import COUNTED
from spinscore.training.rates import Tally, interval, measure, total

RULES = [rule for rule in spinscore.rules().values() if rule.origin == SHIPPED]
MEASURED = [rule for rule in RULES if rule.severity != "info"]
EVERY = 12
"""Every twelfth text is a sample of 600,000 words."""
CLUSTERED = 3
"""Findings come in clusters, many in one text: the bounds of chance are so many times as wide."""


@pytest.mark.parametrize("rule", MEASURED, ids=lambda rule: rule.id)
def test_every_rule_that_finds_fault_was_measured_on_clean_text(rule: Rule) -> None:
    measured = rule.measured
    assert measured["words"] > 5_000_000
    assert measured["hits_per_million"] >= 0
    assert 0 <= measured["articles_marked"] <= measured["articles"]
    rates = sum(measured.get(f"{severity}_per_million", 0) for severity in ("critical", "major", "minor"))
    assert rates == pytest.approx(measured["hits_per_million"], abs=0.02)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_counted_tables_have_one_form(rule: Rule) -> None:
    counted = {key: value for key, value in rule.measured.items() if key in COUNTED}
    assert all(isinstance(value, dict) == (key == "by_corpus") for key, value in counted.items())


@pytest.fixture(scope="module")
def sample(shared: Path) -> Tally:
    return total(measure(shared / "data", spinscore.rules().values(), EVERY))


@pytest.mark.corpus
@pytest.mark.parametrize("rule", [rule for rule in RULES if "words" in rule.measured], ids=lambda rule: rule.id)
def test_the_figures_are_what_a_sample_shows(rule: Rule, sample: Tally) -> None:
    expected = rule.measured["hits_per_million"] * sample.words / 1e6
    low, high = interval(sample.hits(rule))
    assert low / CLUSTERED - 1 <= expected <= high * CLUSTERED
