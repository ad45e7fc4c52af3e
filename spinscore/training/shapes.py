"""A boosted model without interactions, written out exactly as one step function a feature."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Steps:
    """Log-odds of one feature: ``values[i]`` where ``edges[i-1] < x <= edges[i]``, ``missing`` for nan."""

    name: str
    edges: tuple[float, ...]
    values: tuple[float, ...]
    missing: float

    def __call__(self, value: float) -> float:
        return self.missing if math.isnan(value) else self.values[bisect_left(self.edges, value)]

    def column(self, values: Matrix) -> Matrix:
        """The log-odds of a whole column of feature values."""
        found = np.asarray(self.values)[np.searchsorted(self.edges, values)]
        return np.where(np.isnan(values), self.missing, found)

    def moved(self, factor: float, offset: float) -> Steps:
        """The steps times a factor, less an offset."""
        values = tuple(v * factor - offset for v in self.values)
        return replace(self, values=values, missing=self.missing * factor - offset)

    def floored(self, low: float) -> Steps:
        """The steps with no value under ``low``."""
        values = tuple(max(v, low) + 0.0 for v in self.values)
        return replace(self, values=values, missing=max(self.missing, low)).merged()

    def rounded(self, decimals: int) -> Steps:
        """The steps with values of so many decimals, equal neighbours merged."""
        values = tuple(round(v, decimals) + 0.0 for v in self.values)
        return replace(self, values=values, missing=round(self.missing, decimals) + 0.0).merged()

    def merged(self) -> Steps:
        """The same function without edges where nothing changes."""
        edges, values = [], [self.values[0]]
        for edge, value in zip(self.edges, self.values[1:], strict=True):
            if value != values[-1]:
                edges.append(edge)
                values.append(value)
        return replace(self, edges=tuple(edges), values=tuple(values))

    @property
    def flat(self) -> bool:
        """True if the feature changes nothing."""
        return len(set(self.values) | {self.missing}) == 1


def export(
    model: HistGradientBoostingClassifier, names: Sequence[str], grids: Sequence[tuple[float, ...]]
) -> tuple[float, list[Steps]]:
    """The intercept and the steps of each feature; their sum is the model's ``decision_function``.

    The model was fitted on places on the grids; the edges are values again. Exact but for the rounding of sums:
    every tree must use one feature only (``interaction_cst="no_interactions"``).
    """
    trees: dict[int, list[npt.NDArray[Any]]] = {}
    for iteration in model._predictors:
        nodes = iteration[0].nodes
        used = {int(n["feature_idx"]) for n in nodes if not n["is_leaf"]}
        if len(used) > 1:
            raise ValueError("a tree uses several features: fit with interaction_cst='no_interactions'")
        trees.setdefault(used.pop() if used else 0, []).append(nodes)
    base = float(np.ravel(model._baseline_prediction)[0])
    return base, [_steps(names[i], grids[i], trees[i]) for i in sorted(trees)]


def _steps(name: str, grid: tuple[float, ...], trees: Sequence[npt.NDArray[Any]]) -> Steps:
    thresholds = {float(n["num_threshold"]) for nodes in trees for n in nodes if not n["is_leaf"]}
    cuts = sorted({math.floor(x) for x in thresholds if math.isfinite(x)})  # infinite: known values from unknown
    points = [*map(float, cuts), math.inf]
    values = tuple(math.fsum(_leaf(nodes, x) for nodes in trees) for x in points)
    edges = tuple(grid[cut] for cut in cuts)
    return Steps(name, edges, values, math.fsum(_leaf(nodes, math.nan) for nodes in trees))


def _leaf(nodes: npt.NDArray[Any], x: float) -> float:
    node = nodes[0]
    while not node["is_leaf"]:
        left = bool(node["missing_go_to_left"]) if math.isnan(x) else x <= float(node["num_threshold"])
        node = nodes[int(node["left"] if left else node["right"])]
    return float(node["value"])
