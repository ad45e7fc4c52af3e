"""Fits the scorecard: boosted steps without interactions, calibrated on held-out groups, written as model.json."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier

from spinscore.features import FeatureSpec
from spinscore.model.scorecard import SCHEMA, digest_of
from spinscore.training import calibrate, grid, measuring
from spinscore.training.corpus import Row
from spinscore.training.shapes import Steps, export

Matrix = npt.NDArray[np.float64]

PRIOR = 0.75
"""Share of good articles that the calibration assumes: of four articles that come in, three can be published."""
GOOD_KEPT, POOR_KEPT = 0.965, 0.998
"""Shares of the good calibration articles of at least ``LONG`` words that reach the bands "good" and "review"."""
LONG = 250
"""Words from which an article is long enough for the choice of bands."""
CAPS: Mapping[str, float] = {"minor": 1.5, "major": 3.75, "critical": 4.5}
"""Most log-odds that all findings of one rule can take together, by its severity: a typical article of 94 points
keeps 79 (minor), 29 (major) or 16 (critical)."""
_DECIMALS = 6
"""Decimals of the values in model.json."""

SETTINGS: Mapping[str, Any] = {
    "learning_rate": 0.1,
    "max_iter": 1000,
    "max_leaf_nodes": 6,
    "min_samples_leaf": 12,
    "l2_regularization": 1.0,
    "early_stopping": False,
    "interaction_cst": "no_interactions",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """Measured rows: features, labels, weights."""

    matrix: Matrix
    good: npt.NDArray[np.bool_]
    weights: Matrix
    words: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A calibrated additive model and how it came about."""

    base: float
    steps: tuple[Steps, ...]
    ranges: Mapping[str, tuple[float, float]]
    bands: tuple[float, float]
    calibration: Mapping[str, float]


def sample(rows: Sequence[Row], names: list[str]) -> Sample:
    """The rows measured, weighted so that the good ones have the share ``PRIOR``."""
    good = np.array([row.good for row in rows])
    weights = np.array([row.weight for row in rows])
    weights[good] *= PRIOR / weights[good].sum()
    weights[~good] *= (1 - PRIOR) / weights[~good].sum()
    weights *= len(rows)
    words = np.array([len(row.text.split()) for row in rows])
    return Sample(measuring.measure_texts([row.text for row in rows], names), good, weights, words)


def fit(specs: Sequence[FeatureSpec], train: Sample, held_out: Sample, seed: int) -> Fitted:
    """Fits on one sample, calibrates and chooses bands on the other."""
    names = [spec.name for spec in specs]
    grids = grid.make_grids(specs, train.matrix)
    model = HistGradientBoostingClassifier(
        **SETTINGS, monotonic_cst=[spec.direction for spec in specs], random_state=seed
    )
    model.fit(grid.place(train.matrix, grids), train.good, sample_weight=train.weights)
    base, steps = export(model, names, grids)
    odds = calibrate.log_odds(base, steps, held_out.matrix, names)
    factor, offset = calibrate.affine(odds, held_out.good, held_out.weights)
    base, steps = calibrate.fold(base, steps, factor, offset)
    base, steps = calibrate.centre(base, steps, _typical(specs, train))
    steps = calibrate.cap(steps, {rule.id: CAPS[rule.severity] for rule in measuring.learnt_rules()})
    base, steps = round(base, _DECIMALS), [one.rounded(_DECIMALS) for one in steps]
    odds = calibrate.log_odds(base, steps, held_out.matrix, names)
    error = calibrate.expected_error(odds, held_out.good, held_out.weights)
    return Fitted(
        base=base,
        steps=tuple(steps),
        ranges=_ranges(names, train.matrix),
        bands=_bands(odds[held_out.good & (held_out.words >= LONG)]),
        calibration={"factor": round(factor, 4), "offset": round(offset, 4), "expected_error": round(error, 4)},
    )


def _typical(specs: Sequence[FeatureSpec], train: Sample) -> dict[str, float]:
    """No findings, and the median of every document feature over the good articles."""
    middle = np.nanmedian(train.matrix[train.good], axis=0)
    return {s.name: 0.0 if s.name.count(".") > 1 else float(middle[i]) for i, s in enumerate(specs)}


def _ranges(names: Sequence[str], matrix: Matrix) -> dict[str, tuple[float, float]]:
    low, high = np.nanmin(matrix, axis=0), np.nanmax(matrix, axis=0)
    return {n: (float(f"{low[i]:.4g}"), float(f"{high[i]:.4g}")) for i, n in enumerate(names)}


def _bands(odds: Matrix) -> tuple[float, float]:
    """Bands in points, whole numbers: what all but a few good articles reach."""
    points = 100 / (1 + np.exp(-odds))
    good = float(np.floor(np.quantile(points, 1 - GOOD_KEPT)))
    poor = float(np.floor(np.quantile(points, 1 - POOR_KEPT)))
    return good, min(poor, good)


def to_dict(name: str, fitted: Fitted, specs: Sequence[FeatureSpec], training: Mapping[str, Any]) -> dict[str, Any]:
    """The contents of model.json, digest included."""
    directions = {spec.name: spec.direction for spec in specs}
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "name": name,
        "language": "en",
        "base": fitted.base,
        "bands": {"good": fitted.bands[0], "poor": fitted.bands[1]},
        "features": [
            {
                "name": one.name,
                "kind": "steps",
                "edges": list(one.edges),
                "values": list(one.values),
                "missing": one.missing,
                "direction": directions[one.name],
                "range": list(fitted.ranges[one.name]),
            }
            for one in fitted.steps
        ],
        "rules": measuring.rules_digest(),
        "training": dict(training),
    }
    return data | {"digest": digest_of(data)}


def versions() -> dict[str, str]:
    """The versions that a training's bytes depend on."""
    return {"python": platform.python_version(), "numpy": np.__version__, "scikit-learn": sklearn.__version__}


def write_json(path: Path, data: Mapping[str, Any]) -> None:
    """JSON with one line a list of numbers, so that a change of model reads as a diff."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(data, indent=1, ensure_ascii=False, sort_keys=False)
    path.write_text(_short_lists(text) + "\n", encoding="utf-8", newline="\n")


def _short_lists(text: str) -> str:
    """Lists of numbers, which ``json`` spreads over lines, put on one line each."""
    lines: list[str] = []
    inside: list[str] | None = None
    for line in text.splitlines():
        bare = line.strip()
        if inside is None and line.endswith("["):
            inside = [line]
        elif inside is not None and bare.rstrip(",").endswith("]"):
            lines.append(inside[0] + ", ".join(x.strip().rstrip(",") for x in inside[1:]) + bare)
            inside = None
        elif inside is not None and bare[:1] in '{["':
            lines += [*inside, line]
            inside = None
        elif inside is not None:
            inside.append(line)
        else:
            lines.append(line)
    return "\n".join(lines)
