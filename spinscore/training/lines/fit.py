"""Fits a line model: both stages out of fold for the figures and thresholds, then on everything for the files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from spinscore.lines.features import NAMES, supported
from spinscore.lines.model import CLOSED, LineModel, Settings, foreign_blocks, passed
from spinscore.model.forest import export
from spinscore.model.hashed import Floats, HashedLinear
from spinscore.training.lines import choose
from spinscore.training.lines.learn import CLASSES, fit_trees, fit_wording, sparse
from spinscore.training.lines.measure import Scored
from spinscore.training.lines.table import Array, Table, furniture_rules, trusted, wording_targets
from spinscore.training.lines.texts import ARTICLE, BOILERPLATE, FOLDS

BITS: Final = 18
TYPE_BITS: Final = 14
LENGTH: Final = 60.0
GATE: Final = (1.2, -5.0)
STRAY: Final = "boilerplate.stray"
SHARES: Final = {"page": 0.3, "leftover": 0.5, "edited": 0.4, "human": 0.4, "partial": 1.0, "residual": 1.0}
"""How much of its weight each part has in the second stage, which is to know what extractors leave."""
KEPT: Final = {"page": 0.3, "edited": 0.5, "human": 0.5}
QUICK: Final[dict[str, Any]] = {"max_iter": 60, "learning_rate": 0.2}
_SURELY_ARTICLE, _SURELY_NOT = -3.0, 2.5
_DOUBTED = 0.1
_READ_TYPE, _RULE_TYPE = 4.0, 0.3
_FEWEST_OF_A_TYPE = 8

Log = Callable[[str], None]


@dataclass(frozen=True)
class OutOfFold:
    """Scores of each block by models that have not seen its site."""

    wording: Floats
    rows: Floats
    """The features that go with them."""
    weight: Array
    """The weights of the second stage after the first look."""
    odds: Array
    """Log-odds of the second stage."""


def out_of_fold(table: Table, seed: int, log: Log) -> OutOfFold:
    """Both stages by cross-validation over sites; the second one twice, see `less_noisy`."""
    data = sparse(table.wordings, BITS)
    target, weight = wording_targets(table), trusted(table)
    wording = np.zeros((len(table.labels), CLASSES), np.float32)
    for fold in range(FOLDS):
        model = fit_wording(data, target, np.where(table.folds == fold, 0, weight), BITS, seed)
        for number, text in enumerate(table.texts):
            if text.fold == fold:
                wording[table.rows(number)] = table.wordings[number].scores(model)
    log("wording out of fold")
    rows = table.features(wording)
    opened = open_blocks(table, wording)
    target, weight = second_targets(table, opened, seed)
    first = _trees_out_of_fold(table, rows, opened, target, weight, seed, **QUICK)
    log("trees out of fold")
    weight = less_noisy(table, first, weight)
    odds = _trees_out_of_fold(table, rows, opened, target, weight, seed)
    log("trees out of fold, with less noise")
    return OutOfFold(wording, rows, weight, odds)


def _trees_out_of_fold(
    table: Table, rows: Floats, opened: Array, target: Array, weight: Array, seed: int, **changes: Any
) -> Array:
    odds = np.full(len(table.labels), CLOSED)
    for fold in range(FOLDS):
        trees = export(fit_trees(rows, target, np.where(table.folds == fold, 0, weight), seed, **changes))
        own = opened & (table.folds == fold)
        odds[own] = trees.scores(rows[own])[:, 0]
    return odds


def less_noisy(table: Table, odds: Array, weight: Array) -> Array:
    """The weights, small where models that had not seen the site surely contradict an automatic label.

    Confident learning (Northcutt et al. 2021): such labels are mostly wrong. Labels by reading stay as they are.
    """
    bad = (table.labels == BOILERPLATE) & (odds < _SURELY_ARTICLE)
    good = (table.labels == ARTICLE) & (odds > _SURELY_NOT)
    weights: Array = np.where((bad | good) & (table.read == ""), _DOUBTED * weight, weight)
    return weights


def open_blocks(table: Table, wording: Floats) -> Array:
    """The blocks that the gate lets pass."""
    return np.concatenate([passed(wording[table.rows(n)], GATE) for n in range(len(table.texts))])


def second_targets(table: Table, opened: Array, seed: int) -> tuple[Array, Array]:
    """Targets and weights of the second stage. Of the large parts a sample is taken, with more weight each."""
    rng = np.random.Generator(np.random.PCG64(seed))
    share = np.array([SHARES[name] for name in table.part.tolist()])
    kept = np.array([KEPT.get(name, 1.0) for name in table.part.tolist()])
    weight = trusted(table) * share * np.where(rng.random(len(kept)) < kept, 1 / kept, 0.0)
    weight = np.where(table.read == "", weight, table.weights)
    return (table.labels == BOILERPLATE).astype(np.int8), np.where(opened, weight, 0.0)


@dataclass(frozen=True)
class Validated:
    """What cross-validation gives: what the figures are made from, and what the trees of all texts are trained on."""

    scored: Scored
    points: choose.Points
    rows: Floats
    weight: Array


def validate(table: Table, seed: int, log: Log, settings: Settings | None = None) -> Validated:
    """Scores and types out of fold; the points of operation are chosen from them unless settings have some."""
    scores = out_of_fold(table, seed, log)
    odds = penalised(table, scores.odds)
    shared = strict(table, odds)
    if settings is None:
        points = choose.points(table, odds, shared)
    else:
        points = choose.Points(settings.likely, settings.sure, settings.scale, settings.shift)
    types = types_out_of_fold(table, seed)
    log("types out of fold")
    return Validated(Scored(table, odds, shared, types, points.likely, points.sure), points, scores.rows, scores.weight)


def fit_model(table: Table, validated: Validated, name: str, seed: int, log: Log) -> tuple[LineModel, dict[str, Any]]:
    """A model of all texts, and what to record of the training."""
    data = sparse(table.wordings, BITS)
    wording = fit_wording(data, wording_targets(table), trusted(table), BITS, seed)
    log("wording of all texts")
    target = (table.labels == BOILERPLATE).astype(np.int8)
    trees = export(fit_trees(validated.rows, target, validated.weight, seed))
    log("trees of all texts")
    rules, types = fit_types(table, seed)
    points = validated.points
    settings = Settings(
        gate=GATE,
        length=LENGTH,
        likely=points.likely,
        sure=points.sure,
        scale=points.scale,
        shift=points.shift,
        stray=STRAY,
        rules=rules,
        furniture=furniture_rules(),
    )
    training = {
        "seed": seed,
        "texts": len(table.texts),
        "blocks": len(table.labels),
        "labelled by reading": int((table.read != "").sum()),
        "bits": BITS,
        "trees": len(trees.roots),
        "features": len(NAMES),
    }
    return LineModel(name, "", settings, wording, trees, types), training


def penalised(table: Table, odds: Array) -> Array:
    """The odds with what a wrong verdict on a long block loses taken off, and foreign blocks closed, as in scoring."""
    cut: Array = odds - np.log1p(table.letters / LENGTH)
    for number, text in enumerate(table.texts):
        cut[table.rows(number)][foreign_blocks(text.doc)] = CLOSED
    return cut


def strict(table: Table, odds: Array) -> Array:
    """The penalised odds with the neighbours' share, as scoring has them for sure verdicts."""
    parts = [
        supported(odds[table.rows(n)], table.kinds[table.rows(n)], outline) for n, outline in enumerate(table.outlines)
    ]
    return np.concatenate(parts)


def types_out_of_fold(table: Table, seed: int) -> Array:
    """The type of each block by models that have not seen its site."""
    types = np.full(len(table.labels), "", dtype="<U40")
    for fold in range(FOLDS):
        rules, model = fit_types(table, seed, without=fold)
        for number, text in enumerate(table.texts):
            if text.fold == fold:
                types[table.rows(number)] = np.array(rules)[table.wordings[number].scores(model).argmax(axis=1)]
    return types


def fit_types(table: Table, seed: int, without: int | None = None) -> tuple[tuple[str, ...], HashedLinear]:
    """The typed model and its rules: from lines labelled by reading, and weakly from those that rules know."""
    known = table.rules
    usable = (table.labels == BOILERPLATE) & (known != "")
    names, counts = np.unique(known[usable], return_counts=True)
    rules = tuple(str(name) for name, count in zip(names, counts, strict=True) if count >= _FEWEST_OF_A_TYPE)
    usable &= np.isin(known, rules)
    if without is not None:
        usable &= table.folds != without
    target = np.searchsorted(rules, np.where(usable, known, rules[0]))
    weight = np.where(usable, np.where(table.read == "", _RULE_TYPE, _READ_TYPE), 0.0)
    weight = balanced(target, weight, len(rules))
    model = fit_wording(
        sparse(table.wordings, TYPE_BITS), target, weight, TYPE_BITS, seed, classes=len(rules), epochs=12
    )
    return rules, model


def balanced(target: Array, weight: Array, classes: int) -> Array:
    """Weights by which frequent classes count less: divided by the root of their sum."""
    sums = np.bincount(target, weights=weight, minlength=classes)
    scale = np.sqrt(np.mean(sums) / np.maximum(sums, 1e-9))
    scaled: Array = weight * np.minimum(scale, 5.0)[target]
    return scaled
