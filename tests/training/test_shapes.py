"""The exported steps are the boosted model, exactly; calibration and centring keep the sum."""

from __future__ import annotations

import math

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from spinscore.features import FeatureSpec
from spinscore.training import calibrate, grid
from spinscore.training.shapes import Steps, export

NAMES = ["leak.a.count_per_1000", "spin.b", "spin.c"]
SPECS = [FeatureSpec(name, "", 0, 1, -1 if name.startswith("leak") else 0, "") for name in NAMES]


def sample(size: int = 3000) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(2)
    matrix = np.column_stack([rng.poisson(0.3, size) * 1.7, rng.normal(size=size), rng.uniform(size=size)])
    matrix[rng.random(size) < 0.1, 1] = math.nan
    odds = 1 - 2 * (matrix[:, 0] > 0) + np.nan_to_num(matrix[:, 1])
    return matrix, rng.random(size) < 1 / (1 + np.exp(-odds))


@pytest.fixture(scope="module")
def fitted() -> tuple[np.ndarray, np.ndarray, list[tuple[float, ...]], HistGradientBoostingClassifier]:
    matrix, good = sample()
    grids = grid.make_grids(SPECS, matrix)
    model = HistGradientBoostingClassifier(
        max_iter=40, interaction_cst="no_interactions", monotonic_cst=[-1, 0, 0], random_state=1
    ).fit(grid.place(matrix, grids), good)
    return matrix, good, grids, model


def test_export_equals_decision_function(fitted) -> None:
    _, _, grids, model = fitted
    base, steps = export(model, NAMES, grids)
    fresh, _ = sample(500)
    fresh[:3] = [[0, math.nan, 0.5], [99, 50, -50], [0.0001, -50, 50]]
    odds = calibrate.log_odds(base, steps, fresh, NAMES)
    np.testing.assert_allclose(odds, model.decision_function(grid.place(fresh, grids)), atol=1e-12)


def test_one_finding_counts_from_zero_and_never_raises(fitted) -> None:
    _, _, grids, model = fitted
    leak = next(one for one in export(model, NAMES, grids)[1] if one.name == NAMES[0])
    assert leak.edges[0] == 0
    assert list(leak.values) == sorted(leak.values, reverse=True)
    assert leak(0.0001) < leak(0.0)


def test_calibration_and_centring_keep_the_sum(fitted) -> None:
    matrix, good, grids, model = fitted
    base, steps = export(model, NAMES, grids)
    odds = calibrate.log_odds(base, steps, matrix, NAMES)
    factor, offset = calibrate.affine(odds, good, np.ones(len(good)))
    base, steps = calibrate.fold(base, steps, factor, offset)
    typical = {NAMES[0]: 0.0, NAMES[1]: 0.1, NAMES[2]: 0.5}
    base, steps = calibrate.centre(base, steps, typical)
    np.testing.assert_allclose(calibrate.log_odds(base, steps, matrix, NAMES), odds * factor + offset, atol=1e-9)
    assert all(one(typical[one.name]) == 0 for one in steps)


def test_a_model_with_interactions_is_refused(fitted) -> None:
    matrix, good, grids, _ = fitted
    model = HistGradientBoostingClassifier(max_iter=20).fit(grid.place(matrix, grids), good)
    with pytest.raises(ValueError, match="no_interactions"):
        export(model, NAMES, grids)


def test_a_model_that_knows_nothing_is_refused() -> None:
    odds = np.array([1.0, 1.0, -1.0, -1.0])
    with pytest.raises(ValueError, match="held-out"):
        calibrate.affine(odds, np.array([False, False, True, True]), np.ones(4))


def test_steps_take_the_left_edge_with_them() -> None:
    one = Steps("x", (1.0, 2.0), (10.0, 20.0, 30.0), 5.0)
    assert [one(v) for v in (0, 1, 1.5, 2, 3, math.nan)] == [10, 10, 20, 20, 30, 5]
    np.testing.assert_array_equal(one.column(np.array([0, 1, 1.5, 2, 3, math.nan])), [10, 10, 20, 20, 30, 5])


def test_equal_neighbours_are_merged() -> None:
    assert Steps("x", (1.0, 2.0), (1.00001, 1.00002, 2.0), 0.0).rounded(3).edges == (2.0,)


def test_expected_error_of_honest_probabilities_is_small() -> None:
    rng = np.random.default_rng(1)
    odds = rng.normal(size=20_000)
    good = rng.random(20_000) < 1 / (1 + np.exp(-odds))
    assert calibrate.expected_error(odds, good, np.ones(20_000)) < 0.02
    assert calibrate.expected_error(odds + 2, good, np.ones(20_000)) > 0.1


def test_a_rule_takes_at_most_the_cap_and_its_count_is_served_first() -> None:
    steps = [
        Steps("leak.a.coverage", (0.0, 1.0), (0.0, -1.0, -6.0), 0.0),
        Steps("leak.a.count_per_1000", (0.0,), (0.0, -4.0), 0.0),
        Steps("leak.b.coverage", (0.0,), (0.0, -4.0), 0.0),
        Steps("spin.c", (0.0,), (0.0, -9.0), 0.0),
    ]
    capped = calibrate.cap(steps, {"leak.a": 5.5, "leak.b": 4.5})
    assert [one.values for one in capped] == [(0.0, -1.0, -1.5), (0.0, -4.0), (0.0, -4.0), (0.0, -9.0)]
