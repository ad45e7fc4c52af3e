"""Calibration by an affine map of the log-odds, folded into base and steps, and the choice of bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from spinscore.training.shapes import Steps

Matrix = npt.NDArray[np.float64]
_SERVED = {"count_per_1000": 0, "max_confidence": 1, "coverage": 2}
"""The order in which the features of a rule share its cap."""
_NEARLY_FREE = 1e6
"""Inverse of the regularisation: next to none, for two parameters on thousands of rows."""


def log_odds(base: float, steps: Sequence[Steps], matrix: Matrix, names: Sequence[str]) -> Matrix:
    """Log-odds of "good" for the rows of a feature matrix."""
    place = {name: i for i, name in enumerate(names)}
    total = np.full(len(matrix), base)
    for one in steps:
        total += one.column(matrix[:, place[one.name]])
    return total


def affine(odds: Matrix, good: npt.NDArray[np.bool_], weights: Matrix) -> tuple[float, float]:
    """Factor and offset that make log-odds fit held-out labels best (Platt's sigmoid)."""
    model = LogisticRegression(C=_NEARLY_FREE).fit(odds.reshape(-1, 1), good, sample_weight=weights)
    factor, offset = float(model.coef_[0, 0]), float(model.intercept_[0])
    if factor <= 0:
        raise ValueError("calibration would turn the score round: the model knows nothing about the held-out groups")
    return factor, offset


def fold(base: float, steps: Sequence[Steps], factor: float, offset: float) -> tuple[float, list[Steps]]:
    """The calibrated model: every value times the factor, the offset in the base."""
    return base * factor + offset, [one.moved(factor, 0.0) for one in steps]


def centre(base: float, steps: Sequence[Steps], typical: dict[str, float]) -> tuple[float, list[Steps]]:
    """The same model with each shape 0 at the typical value, the rest of it in the base.

    So an article without findings and with typical measures has the base as its score.
    """
    moved = []
    for one in steps:
        at = one(typical[one.name])
        base += at
        moved.append(one.moved(1.0, at).merged())
    return base, [one for one in moved if not one.flat]


def cap(steps: Sequence[Steps], most: Mapping[str, float]) -> list[Steps]:
    """The steps with the features of each rule cut off so that together they take at most ``most[rule]`` log-odds.

    The count is served first, then confidence, then coverage: that a finding is there at all keeps its weight, in
    long articles too. Damage done by program never occurs in clean texts, so boosting would go on lowering it without
    an end; how often a rule errs on pages that nobody has seen is not in the data. Features of the whole document are
    left as they are.
    """
    left = dict(most)
    cut: dict[str, Steps] = {}
    for one in sorted(steps, key=lambda one: _SERVED.get(one.name.rpartition(".")[2], 0)):
        rule = one.name.rpartition(".")[0]
        if one.name.count(".") > 1:
            one = one.floored(-left[rule])
            left[rule] += min(one.values)
        cut[one.name] = one
    return [cut[one.name] for one in steps if not cut[one.name].flat]


def expected_error(odds: Matrix, good: npt.NDArray[np.bool_], weights: Matrix, bins: int = 10) -> float:
    """Expected calibration error: mean gap of probability and share of good, over equal slices of probability."""
    p = 1 / (1 + np.exp(-odds))
    where = np.minimum((p * bins).astype(int), bins - 1)
    gap = 0.0
    for b in range(bins):
        own = where == b
        if own.any():
            mass = float(weights[own].sum())
            gap += abs(float(np.dot(weights[own], p[own] - good[own]))) / mass * mass
    return gap / float(weights.sum())
