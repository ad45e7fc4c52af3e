"""Figures of a model: verdicts and scores per trial with intervals, AUROC against the human side, artefact checks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.metrics import roc_auc_score

from spinscore.scorer import Scorer
from spinscore.training import trials
from spinscore.training.dataset import Example
from spinscore.training.measures import measure_table
from spinscore.training.split import Split
from spinscore.training.substitution import Table
from spinscore.training.trials import Trial

Array = npt.NDArray[np.float64]

RESAMPLES = 300
_Z = 1.959964
"""Two-sided 95 % point of the normal distribution."""

AGAINST: Mapping[str, str] = {
    "spin/bbc ": "spin/bbc human",
    "spin/raidar ": "spin/raidar human",
    "spin/wmt21 ": "spin/wmt21 human",
    "spin/wild ": "spin/wild human",
    "pairs/news ": "pairs/news human",
    "edited_modern ": "edited_modern",
    "report/fdg-xsum ": "report/fdg-xsum human",
    "report/fdg-writing ": "report/fdg-writing human",
}
"""Trials whose names begin so are compared with the trial named, their own human side."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A trial with the score (nan where none was given) and verdict of every text."""

    trial: Trial
    scores: Array
    verdicts: tuple[str | None, ...]


def wilson(hits: int, count: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927).

    >>> [round(x, 3) for x in wilson(9, 10)]
    [0.596, 0.982]
    """
    if count == 0:
        return 0.0, 1.0
    p, z = hits / count, _Z * _Z / count
    middle, half = p + z / 2, _Z * math.sqrt(p * (1 - p) / count + z / (4 * count))
    return max(0.0, (middle - half) / (1 + z)), min(1.0, (middle + half) / (1 + z))


def judge(scorer: Scorer, trial: Trial) -> Judged:
    """The trial's texts scored, end to end, by the scorer that users have."""
    reports = [scorer.score(text) for text in trial.texts]
    scores = np.array([math.nan if r.score is None else r.score for r in reports], np.float64)
    return Judged(trial, scores, tuple(r.verdict for r in reports))


def figures(judged: Judged) -> dict[str, Any]:
    """Counts and shares of the verdicts, with the 95 % interval of the share of "good", and the mean score."""
    count = len(judged.verdicts)
    good, poor = judged.verdicts.count("good"), judged.verdicts.count("poor")
    known = judged.scores[~np.isnan(judged.scores)]
    low, high = wilson(good, count)
    return {
        "about": judged.trial.about,
        "want": judged.trial.want,
        "texts": count,
        "groups": len(set(judged.trial.groups)),
        "good": _short(good / count) if count else None,
        "good_interval": [_short(low), _short(high)],
        "poor": _short(poor / count) if count else None,
        "poor_interval": [_short(x) for x in wilson(poor, count)],
        "unscored": count - len(known),
        "mean_score": round(float(known.mean()), 1) if known.size else None,
    }


def auroc(human: Judged, other: Judged, seed: int) -> dict[str, Any]:
    """How well the score ranks human texts over others, with a 95 % interval from resampling whole groups."""
    values = np.concatenate([human.scores, other.scores])
    labels = np.r_[np.ones(len(human.scores)), np.zeros(len(other.scores))]
    groups = np.array([*human.trial.groups, *other.trial.groups])
    known = ~np.isnan(values)
    values, labels, groups = values[known], labels[known], groups[known]
    if len(set(labels.tolist())) < 2:
        return {}
    _, codes = np.unique(groups, return_inverse=True)
    members = [np.flatnonzero(codes == code) for code in range(codes.max() + 1)]
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(RESAMPLES):
        rows = np.concatenate([members[i] for i in rng.integers(0, len(members), len(members)).tolist()])
        if 0 < labels[rows].sum() < len(rows):
            found.append(roc_auc_score(labels[rows], values[rows]))
    low, high = np.quantile(found, [0.025, 0.975]).tolist()
    return {"auroc": _short(roc_auc_score(labels, values)), "auroc_interval": [_short(low), _short(high)]}


def evaluate(
    model: Path, examples: Sequence[Example], split: Split, tables: Mapping[str, Table], seed: int
) -> dict[str, Any]:
    """All figures of a model."""
    scorer = Scorer(model=model)
    runs = [
        *trials.judge_trials(examples, tables, seed),
        *trials.spin_trials(examples, split),
        *trials.pair_trials(examples),
        *trials.other_trials(examples, split),
    ]
    found = _figures(scorer, runs, seed)
    return {
        "targets": targets(found),
        "trials": found,
        "layout": _layout(scorer, examples),
        "measures": measure_table(examples),
    }


def evaluate_briefly(
    model: Path, examples: Sequence[Example], tables: Mapping[str, Table], seed: int
) -> dict[str, Any]:
    """The figures that the targets need, for a variant that is told but not shipped."""
    runs = [*trials.judge_trials(examples, tables, seed, brief=True), *trials.pair_trials(examples)]
    return _figures(Scorer(model=model), runs, seed)


def _figures(scorer: Scorer, runs: Iterable[Trial], seed: int) -> dict[str, Any]:
    done = {trial.name: judge(scorer, trial) for trial in runs if trial.texts}
    found = {name: figures(judged) for name, judged in done.items()}
    for name, judged in done.items():
        human = next((h for start, h in AGAINST.items() if name.startswith(start) and name != h), None)
        if human in done:
            found[name] |= auroc(done[human], judged, seed)
    return found


def targets(found: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The aims of the first scorecard and what was reached."""
    rows: list[tuple[str, float, list[float], float, bool]] = []
    if own := found.get("edited_modern"):
        rows.append(("edited articles judged good", own["good"], own["good_interval"], 0.90, own["good"] >= 0.90))
        rows.append(("edited articles judged poor", own["poor"], own["poor_interval"], 0.02, own["poor"] <= 0.02))
    caught = [
        ("with a comment form, not good", "edited_modern + page.comment", 0.8),
        ("with a summary widget, not good", "edited_modern + page.summary", 0.8),
        ("with a placeholder, not good", "edited_modern + leak.slot", 0.8),
        ("with any leak, not good", "edited_modern + any leak", 0.8),
        ("heavily spun (PPDB table), not good", "edited_modern heavily spun, ppdb", 0.5),
        ("heavily spun (WordNet table), not good", "edited_modern heavily spun, nlpaug-wordnet", 0.5),
        ("BBC spun by PPDB 0.6, not good", "spin/bbc ppdb-0.6", 0.5),
        ("BBC spun by WordNet 0.4, not good", "spin/bbc nlpaug-wordnet-0.4", 0.5),
    ]
    for about, name, aim in caught:
        if name in found:
            share = _short(1 - found[name]["good"])
            low, high = found[name]["good_interval"]
            rows.append((about, share, [_short(1 - high), _short(1 - low)], aim, share >= aim))
    return [
        {"target": about, "reached": reached, "interval": interval, "aim": aim, "met": bool(met)}
        for about, reached, interval, aim, met in rows
    ]


def _layout(scorer: Scorer, examples: Sequence[Example]) -> dict[str, Any]:
    """How far scores move when only layout, quotes or the end of a text change."""
    found: dict[str, Any] = {}
    before: Judged | None = None
    for name, plain, changed in trials.layout_trials(examples):
        before = before or judge(scorer, plain)
        after = judge(scorer, changed)
        if not after.verdicts:
            continue
        gap = after.scores - before.scores
        gap = gap[~np.isnan(gap)]
        moved = sum(a != b for a, b in zip(before.verdicts, after.verdicts, strict=True))
        found[name] = {
            "texts": len(gap),
            "mean_change": round(float(gap.mean()), 2),
            "mean_absolute_change": round(float(np.abs(gap).mean()), 2),
            "verdicts_changed": _short(moved / max(len(gap), 1)),
        }
    return found


def _short(value: float) -> float:
    return round(float(value), 4)
