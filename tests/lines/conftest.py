"""A small made-up line model whose answers can be told by hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from spinscore.lines.features import NAMES
from spinscore.lines.model import LineModel, Settings
from spinscore.model.forest import Forest
from spinscore.model.hashed import HashedLinear

RULES = ("boilerplate.related", "boilerplate.bio")


def linear(classes: int, bias: list[float]) -> HashedLinear:
    return HashedLinear(np.zeros((classes, 16), np.int8), np.ones(classes, np.float32), np.array(bias, np.float32))


@pytest.fixture
def make_model() -> Callable[..., LineModel]:
    """A maker of models: blocks of fewer than `words` words score 2, others -2."""

    def make(words: int = 4, **changes: object) -> LineModel:
        trees = Forest(
            feature=np.array([NAMES.index("words_log"), 0, 0], np.int16),
            threshold=np.array([np.log1p(words - 0.5), np.inf, np.inf], np.float32),
            left=np.array([1, 1, 2], np.int32),
            missing_left=np.ones(3, bool),
            value=np.array([0, 2, -2], np.float32),
            roots=np.zeros((1, 1), np.int32),
            base=np.zeros(1, np.float32),
        )
        values: dict[str, object] = {
            "gate": (0.0, -5.0),
            "length": 1e6,
            "likely": 0.0,
            "sure": 1.0,
            "scale": 1.0,
            "shift": 0.0,
            "stray": "boilerplate.stray",
            "rules": RULES,
            "furniture": frozenset(RULES[1:]),
        }
        settings = Settings(**(values | changes))  # type: ignore[arg-type]
        return LineModel("made-up", "", settings, linear(3, [0, 0, 0]), trees, linear(2, [1, 0]))

    return make


@pytest.fixture
def short_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts of a few words are judged, and none is plain: what the trees say can then be told by hand."""
    monkeypatch.setattr("spinscore.lines.model.FEWEST_WORDS", 1)
    monkeypatch.setattr("spinscore.lines.model.is_plain", lambda *_: False)
