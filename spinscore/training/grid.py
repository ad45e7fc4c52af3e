"""Feature values put on short grids before fitting, so that every edge of the model is a short number.

Rule features have fixed grids whose first edge is 0: one finding counts as one, however long the article is. Left to
quantiles, the many zeros would push the first edge far up. Document features get grids from training quantiles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from spinscore.features import FeatureSpec

Matrix = npt.NDArray[np.float64]

_RULE: Mapping[str, tuple[float, ...]] = {
    "count_per_1000": (0, 2, 5, 10, 20, 40),
    "coverage": (0, 0.01, 0.03, 0.1, 0.3),
    "max_confidence": (0, 0.6, 0.8, 0.9),
}
_SLICES = 40
"""Slices of equal training weight for a document feature."""
_DIGITS = 3
"""Significant digits of a document feature's edges."""


def make_grids(specs: Sequence[FeatureSpec], matrix: Matrix) -> list[tuple[float, ...]]:
    """The grid of each feature, rising; a column of nothing but nan gets an empty one."""
    return [_RULE.get(spec.name.rpartition(".")[2]) or _quantiles(matrix[:, i]) for i, spec in enumerate(specs)]


def _quantiles(column: Matrix) -> tuple[float, ...]:
    known = column[~np.isnan(column)]
    if not known.size:
        return ()
    cuts = np.quantile(known, np.linspace(0, 1, _SLICES + 1)[1:-1])
    return tuple(sorted({float(f"{x:.{_DIGITS}g}") for x in cuts.tolist()}))


def place(matrix: Matrix, grids: Sequence[tuple[float, ...]]) -> Matrix:
    """Values as places on their grids: i for ``grid[i-1] < x <= grid[i]``; nan stays nan."""
    columns = []
    for i, grid in enumerate(grids):
        own = np.searchsorted(np.asarray(grid, np.float64), matrix[:, i]).astype(np.float64)
        columns.append(np.where(np.isnan(matrix[:, i]), np.nan, own))
    return np.column_stack(columns)
