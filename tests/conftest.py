"""What several test modules share: texts written for the purpose, a small scorecard, hypothesis settings."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import spinscore
from spinscore.model import store
from spinscore.model.scorecard import SCHEMA, digest_of

settings.register_profile(
    "quick", derandomize=True, max_examples=60, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.register_profile("thorough", parent=settings.get_profile("quick"), derandomize=False, max_examples=2000)
settings.load_profile(os.environ.get("SPINSCORE_HYPOTHESIS", "quick"))

ARTICLES = Path(__file__).parent / "articles"


@pytest.fixture(scope="session")
def good() -> str:
    """An ordinary article, as an editor would print it."""
    return (ARTICLES / "good.txt").read_text("utf-8")


@pytest.fixture(scope="session")
def poor() -> str:
    """A spun article with leaks and page furniture."""
    return (ARTICLES / "poor.txt").read_text("utf-8")


def scorecard(**changes: Any) -> dict[str, Any]:
    """A small scorecard over three rule features and one measure, with its digest."""

    def steps(name: str, edges: list[float], values: list[float], **more: Any) -> dict[str, Any]:
        return {
            "name": name, "kind": "steps", "edges": edges, "values": values, "missing": 0.0,
            "range": [0.0, 1.0], "direction": -1, **more,
        }  # fmt: skip

    data: dict[str, Any] = {
        "schema": SCHEMA,
        "name": "small",
        "language": "en",
        "base": 1.2,
        "bands": {"good": 60.0, "poor": 40.0},
        "features": [
            steps("leak.placeholder.coverage", [0.0, 0.01], [0.0, -1.5, -2.5]),
            steps("leak.placeholder.count_per_1000", [0.0, 5.0], [0.0, -0.25, -0.75]),
            steps("boilerplate.comment-prompt.coverage", [0.0, 0.1], [0.0, -0.5, -1.0]),
            steps("stance.hedging.count_per_1000", [20.0, 60.0], [0.1, 0.0, -0.4]),
        ],
    }
    data |= changes
    return {**data, "digest": changes.get("digest", digest_of(data))}


@pytest.fixture(scope="session")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a small scorecard."""
    path = tmp_path_factory.mktemp("model") / "model.json"
    path.write_text(json.dumps(scorecard()), "utf-8")
    return path


@pytest.fixture(scope="session")
def scorer(small_model: Path) -> spinscore.Scorer:
    """A scorer with the small scorecard, so that tests know its numbers."""
    return spinscore.Scorer(model=str(small_model))


@pytest.fixture(scope="session")
def make_scorecard() -> Any:
    """The function that makes a small scorecard as plain data."""
    return scorecard


@pytest.fixture(scope="session")
def model_path(small_model: Path) -> str | None:
    """The model for end-to-end tests: the shipped one (None), or the small one until there is one."""
    return None if store.DEFAULT in store.shipped_models() else str(small_model)
