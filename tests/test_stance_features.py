"""The document measures of the stance family."""

from __future__ import annotations

import math

import pytest

import spinscore
from spinscore.detectors.stance import _features

NAMES = [spec.name for spec in _features.FEATURES]


def test_rates_are_confidences_per_1000_words() -> None:
    text = "Perhaps the bridge will open in June."
    (finding,) = spinscore.check(text, rules=["stance.hedging"])
    assert spinscore.measure(text)["stance.hedges_per_1000"] == pytest.approx(1000 * finding.confidence / 7)


def test_quoted_words_count_neither_as_hedges_nor_as_words() -> None:
    plain = spinscore.measure("The bridge will perhaps open.")
    quoting = spinscore.measure("The bridge will perhaps open. “Maybe it may, maybe not, who knows?”")
    assert quoting["stance.hedges_per_1000"] == plain["stance.hedges_per_1000"]
    assert plain["stance.quoted_share"] == 0.0
    assert quoting["stance.quoted_share"] == pytest.approx(7 / 12)


@pytest.mark.parametrize("text", ["", " \n\n", "…!?"])
def test_no_words_no_values(text: str) -> None:
    features = spinscore.measure(text)
    assert all(math.isnan(features[name]) for name in NAMES)


def test_only_quoted_words_have_a_share_but_no_rates() -> None:
    features = spinscore.measure("“Perhaps it will rain.”")
    assert features["stance.quoted_share"] == 1.0
    assert math.isnan(features["stance.hedges_per_1000"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("stance.hedges_per_1000", "The ferry may sink."),
        ("stance.boosters_per_1000", "The ferry will certainly sink."),
        ("stance.attitude_per_1000", "Unfortunately, the ferry sank."),
        ("stance.vague_attribution_per_1000", "Experts say the ferry sank."),
        ("stance.puffery_per_1000", "The renowned ferry sank."),
    ],
)
def test_each_rate_answers_to_its_rule(name: str, text: str) -> None:
    features = spinscore.measure(text)
    assert features[name] > 0
    assert all(features[other] == 0 for other in NAMES if other != name)


def test_all_features_are_declared() -> None:
    features = spinscore.measure("A plain sentence about a bridge.")
    assert [name for name in NAMES if name not in features] == []
