"""The shipped scorecard keeps the promises of its card."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from spinscore.features import feature_specs
from spinscore.model import store
from spinscore.registry import all_rules
from spinscore.training import measuring
from spinscore.training.split import Split

MODELS = Path(__file__).parents[2] / "models"
FOLDER = MODELS / "en-1"


@pytest.fixture(scope="module")
def model() -> dict[str, Any]:
    return json.loads((FOLDER / "model.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def metrics() -> dict[str, Any]:
    return json.loads((FOLDER / "metrics.json").read_text("utf-8"))


def test_it_loads_and_knows_its_features(model: dict[str, Any]) -> None:
    card = store.load("en-1")
    assert card.digest == model["digest"]
    assert card.missing_features(feature_specs(all_rules().values())) == []


def test_one_more_finding_never_raises_the_score(model: dict[str, Any]) -> None:
    for feature in model["features"]:
        if feature["direction"] < 0:
            assert feature["values"] == sorted(feature["values"], reverse=True), feature["name"]
        if feature["direction"] > 0:
            assert feature["values"] == sorted(feature["values"]), feature["name"]


def test_rule_features_are_zero_without_findings(model: dict[str, Any]) -> None:
    for feature in model["features"]:
        if feature["name"].count(".") > 1:
            assert feature["direction"] == -1
            assert feature["edges"][0] >= 0
            assert feature["values"][0] == 0
            assert max(feature["values"]) == 0


def test_no_rule_alone_takes_more_than_its_cap(model: dict[str, Any]) -> None:
    taken: dict[str, float] = {}
    for feature in model["features"]:
        rule = feature["name"].rpartition(".")[0]
        if "." in rule:
            taken[rule] = taken.get(rule, 0) - min(feature["values"])
    caps = model["training"]["choices"]["caps"]
    assert [rule for rule, most in taken.items() if most > caps[all_rules()[rule].severity] + 1e-4] == []


def test_every_document_feature_is_zero_somewhere(model: dict[str, Any]) -> None:
    assert all(0 in feature["values"] for feature in model["features"])


def test_only_learnt_features_are_weighed(model: dict[str, Any]) -> None:
    allowed = {spec.name for spec in measuring.learnt_specs()}
    assert {feature["name"] for feature in model["features"]} <= allowed


def test_the_bands_lie_between_zero_and_the_base(model: dict[str, Any]) -> None:
    assert 0 < model["bands"]["poor"] < model["bands"]["good"] < 100


def test_card_and_figures_belong_to_the_model(model: dict[str, Any], metrics: dict[str, Any]) -> None:
    assert metrics["model"] == model["digest"]
    assert metrics["split"] == model["training"]["split"] == Split.load(MODELS / "split.tsv").digest
    text = (FOLDER / "CARD.md").read_text("utf-8")
    assert f"{metrics['trials']['edited_modern']['good']:.1%}" in text
    for heading in ("What it must not be used for", "Aims", "Artefact checks", "Data and licences"):
        assert heading in text


def test_the_aims_on_edited_articles_are_met(metrics: dict[str, Any]) -> None:
    trial = metrics["trials"]["edited_modern"]
    assert trial["good"] >= 0.90
    assert trial["poor"] <= 0.02


@pytest.mark.parametrize(
    ("trial", "most"),
    [
        ("edited_modern + page.comment", 0.2),
        ("edited_modern + page.summary", 0.2),
        ("edited_modern + leak.slot", 0.2),
        ("edited_modern heavily spun, ppdb", 0.5),
        ("edited_modern heavily spun, nlpaug-wordnet", 0.5),
        ("spin/bbc ppdb-0.6", 0.5),
        ("spin/bbc nlpaug-wordnet-0.4", 0.5),
    ],
)
def test_damaged_articles_are_seldom_good(metrics: dict[str, Any], trial: str, most: float) -> None:
    assert metrics["trials"][trial]["good"] <= most


def test_layout_moves_the_score_little(metrics: dict[str, Any]) -> None:
    """In one line, lines of the page that were left in an article can no longer be told from it: it looks better."""
    for name, row in metrics["layout"].items():
        assert row["mean_absolute_change"] <= 3, name
        assert row["verdicts_changed"] <= (0.05 if name == "one line" else 0.02), name


def test_no_long_text_is_in_the_folder() -> None:
    for name in ("model.json", "metrics.json"):
        text = (FOLDER / name).read_text("utf-8")
        strings = [part for part in text.split('"')[1::2] if len(part) > 120]
        assert strings == []
