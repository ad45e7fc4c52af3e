"""Boosted trees as arrays: the same answers as scikit-learn, nan included, and errors for arrays that do not fit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from spinscore.errors import ModelError
from spinscore.model.forest import ARRAYS, Forest, export, forest_from


def fitted(classes: int, *, holes: bool) -> tuple[Any, Any]:
    from sklearn.ensemble import HistGradientBoostingClassifier

    rng = np.random.default_rng(3)
    rows = rng.normal(size=(800, 6)).astype(np.float32)
    rows[:, 1] = np.round(rows[:, 1])
    target = (rows[:, 0] + rows[:, 1] * rows[:, 2] > 0).astype(int) + (rows[:, 3] > 1) * (classes - 2)
    if holes:
        rows[rng.random(rows.shape) < 0.1] = np.nan
    model = HistGradientBoostingClassifier(max_iter=25, max_leaf_nodes=12, random_state=0).fit(rows, target)
    return model, rows


@pytest.mark.parametrize("holes", [False, True])
@pytest.mark.parametrize("classes", [2, 3])
def test_a_forest_scores_as_scikit_learn_does(classes: int, holes: bool) -> None:
    model, rows = fitted(classes, holes=holes)
    forest = export(model)
    expected = model.decision_function(rows).reshape(len(rows), -1)
    assert np.abs(forest.scores(rows) - expected).max() < 1e-6
    assert forest.scores(rows).shape == (800, 1 if classes == 2 else 3)


def test_a_row_exactly_on_a_threshold_goes_the_same_way() -> None:
    model, rows = fitted(2, holes=False)
    forest = export(model)
    inner = forest.threshold[np.isfinite(forest.threshold)]
    edge = np.repeat(rows[:1], len(inner), axis=0)
    edge[:, 0] = inner
    assert np.abs(forest.scores(edge)[:, 0] - model.decision_function(edge)).max() < 1e-6


def test_a_row_alone_scores_as_it_does_among_others() -> None:
    model, rows = fitted(3, holes=True)
    forest = export(model)
    together = forest.scores(np.repeat(rows, 8, axis=0))
    alone = np.concatenate([forest.scores(rows[n : n + 1]) for n in range(40)])
    assert (together[: 8 * 40 : 8] == alone).all()


def test_no_row_gives_no_score() -> None:
    forest = export(fitted(2, holes=False)[0])
    assert forest.scores(np.zeros((0, forest.width), np.float32)).shape == (0, 1)


def test_the_arrays_make_the_forest_again() -> None:
    model, rows = fitted(3, holes=False)
    forest = export(model)
    again = forest_from(forest.arrays())
    assert (again.scores(rows) == forest.scores(rows)).all()
    assert set(forest.arrays()) == set(ARRAYS)


def stump(**changes: Any) -> Forest:
    arrays: dict[str, Any] = {
        "feature": np.array([0, 0, 0], np.int16),
        "threshold": np.array([0.5, np.inf, np.inf], np.float32),
        "left": np.array([1, 1, 2], np.int32),
        "missing_left": np.array([True, True, True]),
        "value": np.array([0, -1, 2], np.float32),
        "roots": np.array([[0]], np.int32),
        "base": np.array([0.25], np.float32),
    }
    return Forest(**(arrays | changes))


def test_a_stump_by_hand() -> None:
    rows = np.array([[0.5], [0.6], [np.nan]], np.float32)
    assert stump().scores(rows).tolist() == [[-0.75], [2.25], [-0.75]]


def test_a_tree_of_one_leaf_gives_its_value() -> None:
    roots = np.array([[2], [1]], np.int32)
    assert stump(roots=roots).scores(np.array([[0.5], [np.nan]], np.float32)).tolist() == [[1.25], [1.25]]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("left", np.array([0, 1, 0], np.int32), "behind their parents"),
        ("left", np.array([2, 1, 2], np.int32), "inside the arrays"),
        ("roots", np.array([[3]], np.int32), "roots must be nodes"),
        ("roots", np.array([0], np.int32), "shape"),
        ("value", np.array([0, np.nan, 2], np.float32), "finite"),
        ("value", np.array([0, 1], np.float32), "3 entries in value"),
        ("threshold", np.array([0.5, 0.5, np.inf], np.float32), "infinite threshold"),
        ("feature", np.array([-1, 0, 0], np.int16), "negative"),
    ],
)
def test_arrays_that_do_not_fit_are_an_error(name: str, value: Any, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        stump(**{name: value})


def test_a_missing_array_is_named() -> None:
    arrays = stump().arrays()
    del arrays["left"]
    with pytest.raises(ModelError, match="lacks the arrays left"):
        forest_from(arrays)


def test_categorical_features_are_refused() -> None:
    from sklearn.ensemble import HistGradientBoostingClassifier

    rng = np.random.default_rng(1)
    rows = rng.integers(0, 5, size=(300, 1)).astype(np.float32)
    target = np.isin(rows[:, 0], [1, 3]).astype(int)
    model = HistGradientBoostingClassifier(max_iter=3, categorical_features=[0]).fit(rows, target)
    with pytest.raises(ModelError, match="categorical"):
        export(model)
