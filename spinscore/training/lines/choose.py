"""Chooses the two points of operation and the calibration of a line model, from scores out of fold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from spinscore.lines.features import NONE
from spinscore.training.lines.table import Array, Table
from spinscore.training.lines.texts import ARTICLE, BOILERPLATE

LOST: Final = 0.005
"""Share of the characters of articles that may be lost at the loose point."""
TOUCHED: Final = 0.01
"""Share of clean articles in which a block may be sure; many of these blocks are not the article indeed."""


@dataclass(frozen=True, slots=True)
class Points:
    """Scores from which a verdict is likely and sure, and the line from score to log-odds."""

    likely: float
    sure: float
    scale: float
    shift: float


def points(table: Table, odds: Array, supported: Array) -> Points:
    """The points for penalised scores out of fold, and for those with the neighbours' share."""
    likely = best_score(table, odds)
    sure = strict_score(table, np.where(odds >= likely, supported, -np.inf))
    scale, shift = calibrate(table, odds)
    return Points(round(likely, 3), round(sure, 3), round(scale, 3), round(shift, 3))


def residual(table: Table) -> Array:
    """The labelled blocks of residual texts."""
    chosen: Array = (table.part == "residual") & (table.gold != -1)
    return chosen


def best_score(table: Table, odds: Array) -> float:
    """The score with the best line F1 on residual texts, rules included, that loses few enough characters."""
    rows = residual(table)
    score = np.where(table.kinds == NONE, odds, np.inf)[rows]
    order = np.argsort(-score, kind="stable")
    score, gold, letters = score[order], table.gold[rows][order], table.letters[rows][order]
    f1, lost = curve(gold, letters)
    usable = (lost <= LOST) & np.isfinite(score)
    return float(score[np.where(usable, f1, -1).argmax()])


def curve(gold: Array, letters: Array) -> tuple[Array, Array]:
    """Line F1 and share of article characters lost when the first n blocks are flagged, for n from 1."""
    hits = np.cumsum(gold == BOILERPLATE)
    f1 = 2 * hits / (np.arange(1, len(gold) + 1) + (gold == BOILERPLATE).sum())
    clean = np.where(gold == ARTICLE, letters, 0)
    return f1, np.cumsum(clean) / max(int(clean.sum()), 1)


def strict_score(table: Table, odds: Array) -> float:
    """The least score that no more than TOUCHED of the clean articles reach in a block that no rule marks."""
    best = []
    for part in ("edited", "human"):
        rows = (table.part == part) & (table.kinds == NONE)
        highest = np.full(len(table.texts), -np.inf)
        np.maximum.at(highest, table.text[rows], odds[rows])
        ordered = np.sort(highest[np.unique(table.text[table.part == part])])[::-1]
        best.append(float(ordered[int(TOUCHED * len(ordered))]))
    return max(best) + 1e-3


def calibrate(table: Table, odds: Array) -> tuple[float, float]:
    """Slope and shift of a logistic regression of the labels on the scores, over blocks that no rule marks."""
    from sklearn.linear_model import LogisticRegression

    rows = residual(table) & (table.kinds == NONE) & (odds > -12) & (table.labels != -1)
    model = LogisticRegression(C=100.0).fit(odds[rows][:, None], table.labels[rows])
    return float(model.coef_[0, 0]), float(model.intercept_[0])
