"""The scorecard: its file is checked, and what it computes is known."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from spinscore.errors import ModelError
from spinscore.model.scorecard import Scorecard, Shape, digest_of, sigmoid

SHAPE = Shape("leak.placeholder.coverage", (0.0, 0.5), (0.5, -1.0, -2.0), -0.25, 0.0, 1.0, -1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (-1.0, 0.5),
        (0.0, 0.5),
        (1e-9, -1.0),
        (0.5, -1.0),
        (0.51, -2.0),
        (99.0, -2.0),
        (math.inf, -2.0),
        (math.nan, -0.25),
    ],
)
def test_shape(value: float, expected: float) -> None:
    assert SHAPE(value) == expected


def test_a_shape_without_edges_is_a_constant() -> None:
    assert Shape("x.y", (), (0.75,), 0.0, 0.0, 1.0)(12.0) == 0.75


def test_from_json(make_scorecard: Any) -> None:
    card = Scorecard.from_json(json.dumps(make_scorecard()))
    assert (card.name, card.language, card.base, card.good, card.poor) == ("small", "en", 1.2, 60.0, 40.0)
    assert card.shapes[0] == Shape("leak.placeholder.coverage", (0.0, 0.01), (0.0, -1.5, -2.5), 0.0, 0.0, 1.0, -1)
    assert card.digest == make_scorecard()["digest"]


def test_contributions_leave_out_zeros(make_scorecard: Any) -> None:
    card = Scorecard.from_json(json.dumps(make_scorecard()))
    features = dict.fromkeys((shape.name for shape in card.shapes), 0.0)
    assert card.contributions(features) == [("stance.hedging.count_per_1000", 0.1)]
    features["leak.placeholder.coverage"] = 0.3
    assert card.contributions(features)[0] == ("leak.placeholder.coverage", -2.5)


def test_missing_features(make_scorecard: Any) -> None:
    card = Scorecard.from_json(json.dumps(make_scorecard()))
    known = {shape.name for shape in card.shapes} - {"stance.hedging.count_per_1000"}
    assert card.missing_features(known) == ["stance.hedging.count_per_1000"]
    assert card.missing_features([*known, "stance.hedging.count_per_1000", "more.x"]) == []


@pytest.mark.parametrize(
    ("value", "far"),
    [(1.0, False), (10.0, False), (19.0, False), (19.1, True), (-8.0, False), (-8.1, True), (math.nan, False)],
)
def test_out_of_range_is_further_out_than_the_range_is_wide(value: float, far: bool) -> None:
    shapes = (Shape("spin.measure", (), (0.0,), 0.0, 1.0, 10.0), Shape("leak.x.coverage", (), (0.0,), 0.0, 0.0, 1.0))
    card = Scorecard("n", "en", 0.0, 60.0, 40.0, shapes, "d")
    assert card.out_of_range({"spin.measure": value, "leak.x.coverage": 99.0}) == (["spin.measure"] if far else [])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"schema": "spinscore.scorecard/9"}, 'schema is "spinscore.scorecard/9", this version reads'),
        ({"digest": "0" * 64}, "the digest does not fit the contents"),
        ({"base": "much"}, "not a scorecard: ValueError"),
        ({"base": None}, "not a scorecard: TypeError"),
        ({"bands": {"good": 60}}, "not a scorecard: KeyError: 'poor'"),
        ({"features": [{"name": "a.b"}]}, "not a scorecard: KeyError: 'kind'"),
        ({"base": 1e999}, "all numbers must be finite"),
    ],
)
def test_a_wrong_scorecard_is_refused(make_scorecard: Any, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ModelError) as caught:
        Scorecard.from_json(json.dumps(make_scorecard(**changes)), "here/model.json")
    assert str(caught.value).startswith("here/model.json: ")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "cubic"}, 'kind "cubic" of feature "leak.placeholder.coverage" is not known'),
        ({"values": [0.0, 1.0]}, "needs sorted edges and one value more than edges"),
        ({"edges": [0.5, 0.0]}, "needs sorted edges and one value more than edges"),
        ({"range": [0.0]}, "not a scorecard: ValueError"),
        ({"missing": math.nan}, "all numbers must be finite"),
    ],
)
def test_a_wrong_shape_is_refused(make_scorecard: Any, change: dict[str, Any], said: str) -> None:
    features = make_scorecard()["features"]
    features[0] |= change
    with pytest.raises(ModelError) as caught:
        Scorecard.from_json(json.dumps(make_scorecard(features=features)))
    assert said in str(caught.value)


@pytest.mark.parametrize("text", ["", "[]", "5", "null", "{", '"text"', "{}"])
def test_what_is_no_scorecard_is_refused(text: str) -> None:
    with pytest.raises(ModelError, match=r"model\.json: not a scorecard"):
        Scorecard.from_json(text)


def test_the_digest_does_not_depend_on_the_order_of_keys_and_covers_every_value() -> None:
    assert digest_of({"a": 1, "b": [2]}) == digest_of({"b": [2], "a": 1, "digest": "any"})
    assert digest_of({"a": 1, "b": [2]}) != digest_of({"a": 1, "b": [3]})


@pytest.mark.parametrize(
    ("x", "expected"), [(0.0, 0.5), (1e6, 1.0), (-1e6, 0.0), (2.0, 0.8807970779778823), (-2.0, 0.11920292202211755)]
)
def test_sigmoid(x: float, expected: float) -> None:
    assert sigmoid(x) == pytest.approx(expected, abs=1e-12)
