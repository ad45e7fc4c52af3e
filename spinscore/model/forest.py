"""Boosted trees as flat arrays, evaluated for all rows and trees at once: one step down every tree at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from spinscore.errors import ModelError

Array = npt.NDArray[Any]
Rows = npt.NDArray[np.float32]
Scores = npt.NDArray[np.float64]

ARRAYS: Final = ("feature", "threshold", "left", "missing_left", "value", "roots", "base")
_DEEPEST = 64
_AT_ONCE = 1 << 16
"""Pairs of row and tree walked at a time, so that they stay in the processor's cache."""


@dataclass(frozen=True, eq=False)
class Forest:
    """Trees as arrays over their nodes; the right child of a node stands behind its left one.

    A node sends a row to the left where row[feature] <= threshold; nan goes left where `missing_left` says so. A leaf
    has itself as left child and an infinite threshold. `roots` has shape (rounds, classes): each round of boosting
    has one tree a class. The score of a class is its base plus the values of the leaves that the row ends in.
    """

    feature: npt.NDArray[np.int16]
    threshold: npt.NDArray[np.float32]
    left: npt.NDArray[np.int32]
    missing_left: npt.NDArray[np.bool_]
    value: npt.NDArray[np.float32]
    roots: npt.NDArray[np.int32]
    base: npt.NDArray[np.float32]
    depth: int = field(init=False)
    _feature: npt.NDArray[np.intp] = field(init=False, repr=False)
    _left: npt.NDArray[np.intp] = field(init=False, repr=False)
    _roots: npt.NDArray[np.intp] = field(init=False, repr=False)
    _first: tuple[npt.NDArray[np.intp], npt.NDArray[np.float32], npt.NDArray[np.intp]] = field(init=False, repr=False)
    """Feature, threshold and left child of each root: the first step down is the same for all rows."""

    def __post_init__(self) -> None:
        self._check()
        object.__setattr__(self, "_feature", self.feature.astype(np.intp))
        object.__setattr__(self, "_left", self.left.astype(np.intp))
        object.__setattr__(self, "_roots", self.roots.astype(np.intp).ravel())
        roots = self._roots
        first = self._feature.take(roots), self.threshold.take(roots), self._left.take(roots)
        object.__setattr__(self, "_first", first)
        object.__setattr__(self, "depth", self._deepest())

    def _check(self) -> None:
        nodes = len(self.feature)
        for name in ("threshold", "left", "missing_left", "value"):
            if getattr(self, name).shape != (nodes,):
                raise ModelError(f"a forest of {nodes} nodes needs {nodes} entries in {name}.")
        if self.roots.ndim != 2 or self.base.shape != (self.roots.shape[1],):
            raise ModelError("a forest needs roots of shape (rounds, classes) and a base for each class.")
        own = np.arange(nodes)
        inner = self.left != own
        if (self.left[inner] <= own[inner]).any() or (self.left[inner] + 1 >= nodes).any():
            raise ModelError("a forest's children must stand behind their parents, inside the arrays.")
        if self.roots.size and (self.roots.min() < 0 or self.roots.max() >= nodes):
            raise ModelError("a forest's roots must be nodes.")
        if nodes and self.feature.min() < 0:
            raise ModelError("a forest's features must not be negative.")
        if not np.isposinf(self.threshold[~inner]).all() or not self.missing_left[~inner].all():
            raise ModelError("a forest's leaves need an infinite threshold and send everything to themselves.")
        if np.isnan(self.threshold).any() or not np.isfinite(self.value).all() or not np.isfinite(self.base).all():
            raise ModelError("all numbers of a forest must be finite.")

    def _deepest(self) -> int:
        nodes, depth = np.unique(self._roots), 0
        while (inner := nodes[self._left[nodes] != nodes]).size:
            left = self._left[inner]
            nodes, depth = np.concatenate((left, left + 1)), depth + 1
            if depth > _DEEPEST:
                raise ModelError(f"a forest must not be deeper than {_DEEPEST} steps.")
        return depth

    @property
    def width(self) -> int:
        """How many features a row must have at least."""
        return int(self.feature.max()) + 1 if len(self.feature) else 0

    def arrays(self) -> dict[str, Array]:
        """The arrays to store, by name."""
        return {name: getattr(self, name) for name in ARRAYS}

    def scores(self, rows: Rows) -> Scores:
        """The raw score of each row and class, shape (rows, classes), as scikit-learn's `_raw_predict` gives it."""
        rounds, classes = self.roots.shape
        result = np.empty((len(rows), classes))
        step = max(1, _AT_ONCE // max(1, self._roots.size))
        for start in range(0, len(rows), step):
            part = rows[start : start + step]
            leaves = self._walk(np.ascontiguousarray(part, np.float32))
            values = self.value.take(leaves).reshape(len(part), rounds, classes)
            np.sum(values, axis=1, dtype=np.float64, out=result[start : start + step])
        result += self.base
        return result

    def _walk(self, rows: Rows) -> npt.NDArray[np.intp]:
        """The leaf of each row in each tree, shape (rows, trees)."""
        base = (np.arange(len(rows)) * rows.shape[1])[:, None]
        flat = rows.ravel()
        unknown = bool(np.isnan(flat.max(initial=-np.inf)))
        missing_left = self.missing_left.take(self._roots) if unknown else None
        feature, threshold, left = self._first
        steps = max(self.depth, 1)  # roots may all be leaves, which lead to themselves
        for step in range(1, steps + 1):
            values = flat.take(feature + base)
            right = values > threshold
            if missing_left is not None:
                right |= np.isnan(values) & ~missing_left
            nodes: npt.NDArray[np.intp] = left + right
            if step < steps:
                feature, threshold, left = self._feature.take(nodes), self.threshold.take(nodes), self._left.take(nodes)
                missing_left = self.missing_left.take(nodes) if unknown else None
        return nodes


def forest_from(arrays: Mapping[str, Array]) -> Forest:
    """A forest from stored arrays by name. Raises ModelError where one is missing or does not fit the others."""
    if missing := [name for name in ARRAYS if name not in arrays]:
        raise ModelError(f"a forest lacks the arrays {', '.join(missing)}.")
    return Forest(**{name: arrays[name] for name in ARRAYS})


def export(model: Any) -> Forest:
    """A fitted HistGradientBoostingClassifier or -Regressor of scikit-learn as a forest.

    Train it on float32 features: thresholds are stored as the greatest float32 that is not above scikit-learn's, so
    that every float32 row takes the same way. Raises ModelError for categorical features.
    """
    parts: list[Array] = []
    roots: list[list[int]] = []
    size = 0
    for iteration in model._predictors:
        roots.append([])
        for predictor in iteration:
            if predictor.nodes["is_categorical"].any():
                raise ModelError("a forest has no categorical features: encode them as numbers first.")
            roots[-1].append(size)
            parts.append(_reordered(predictor.nodes, size))
            size += len(parts[-1])
    nodes = np.concatenate(parts)
    leaf = nodes["is_leaf"].astype(bool)
    limits = np.where(leaf, np.inf, nodes["num_threshold"])
    return Forest(
        feature=np.where(leaf, 0, nodes["feature_idx"]).astype(np.int16),
        threshold=_rounded_down(limits),
        left=nodes["left"].astype(np.int32),
        missing_left=leaf | nodes["missing_go_to_left"].astype(bool),
        value=np.where(leaf, nodes["value"], 0.0).astype(np.float32),
        roots=np.array(roots, np.int32),
        base=np.asarray(model._baseline_prediction, np.float32).ravel(),
    )


def _reordered(nodes: Array, offset: int) -> Array:
    """The nodes of a tree by level, siblings side by side, their children as places in the forest."""
    order = [0]
    places = {0: 0}
    for old in order:
        if not nodes[old]["is_leaf"]:
            for child in (int(nodes[old]["left"]), int(nodes[old]["right"])):
                places[child] = len(order)
                order.append(child)
    found = nodes[order].copy()
    for new, old in enumerate(order):
        found[new]["left"] = offset + (new if nodes[old]["is_leaf"] else places[int(nodes[old]["left"])])
    return found


def _rounded_down(limits: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
    rounded = limits.astype(np.float32)
    return np.where(rounded > limits, np.nextafter(rounded, np.float32(-np.inf)), rounded)
