"""What each word measure says by itself: against the human side of every kind of spun text, and by genre."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from spinscore.detectors.spin._features import FEATURES, measure
from spinscore.document import Document
from spinscore.training.dataset import Example

_EVERY = 4
"""Of the texts by genre, every fourth is measured."""

Values = Mapping[str, list[float]]


def measure_table(examples: Sequence[Example]) -> dict[str, dict[str, Any]]:
    """For each measure of the spin family: AUROC of spun over human by generator (0.5: no difference, over 0.5:
    higher when spun), of learner essays over human texts of all genres, and the genres with extreme medians.

    No fold is left out: the measures are not fitted.
    """
    human = [x for x in examples if x.folder == "human" and x.kind == "human"][::_EVERY]
    learners = [x for x in examples if x.kind == "learner-essay"][::_EVERY]
    if not human:
        return {}
    genres = {genre: _measured(x for x in human if x.genre == genre) for genre in sorted({x.genre for x in human})}
    everyone = {spec.name: [v for own in genres.values() for v in own[spec.name]] for spec in FEATURES}
    beside = _spun(examples) | {"learner essays": (everyone, _measured(learners))}
    table = {}
    for spec in FEATURES:
        medians = {genre: _median(own[spec.name]) for genre, own in genres.items()}
        order = sorted(medians, key=lambda genre: (medians[genre], genre))
        low, high = order[0], order[-1]
        table[spec.name] = {
            "auroc": {name: _auroc(a[spec.name], b[spec.name]) for name, (a, b) in beside.items()},
            "lowest": [low, _short(medians[low])],
            "highest": [high, _short(medians[high])],
            "median": _short(_median(everyone[spec.name])),
        }
    return table


def _spun(examples: Iterable[Example]) -> dict[str, tuple[Values, Values]]:
    sides: dict[str, list[Example]] = defaultdict(list)
    for x in examples:
        if x.folder == "spin" and (x.source == "bbc" or x.source.startswith("raidar")):
            sides[("raidar " if x.source.startswith("raidar") else "") + x.generator].append(x)
    human, rewritten = _measured(sides.pop("human", [])), _measured(sides.pop("raidar human", []))
    found = {}
    for name in sorted(sides):
        found[name] = (rewritten if name.startswith("raidar") else human, _measured(sides[name]))
    return found


def _measured(examples: Iterable[Example]) -> Values:
    values: dict[str, list[float]] = {spec.name: [] for spec in FEATURES}
    for x in examples:
        for name, value in measure(Document.parse(x.text), {}).items():
            values[name].append(value)
    return values


def _auroc(human: Sequence[float], other: Sequence[float]) -> float | None:
    a = [v for v in human if not math.isnan(v)]
    b = [v for v in other if not math.isnan(v)]
    return _short(roc_auc_score([0] * len(a) + [1] * len(b), a + b)) if a and b else None


def _median(values: Sequence[float]) -> float:
    known = [v for v in values if not math.isnan(v)]
    return float(np.median(known)) if known else math.nan


def _short(value: float) -> float:
    return float(f"{value:.3g}")
