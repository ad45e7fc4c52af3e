"""The figures of a line model by cross-validation over sites, each with an interval from a bootstrap over sites."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from spinscore.lines.features import NONE
from spinscore.training.lines.choose import residual
from spinscore.training.lines.table import FAMILY, NAMED, Array, Table, furniture_rules
from spinscore.training.lines.texts import ARTICLE, BOILERPLATE

_REPEATS: Final = 300
_FLAGGED: Final = 0.02
_FEWEST: Final = 3
BLIND_DRAWS: Final = ("residual-uniform", "residual-simple", "residual-article")
"""Draws that ask for no words, so that rates over them are rates."""
HARD_DRAWS: Final = ("disagree-flagged", "disagree-missed")
"""Draws that were chosen by what rules said."""

Figures = dict[str, Any]


@dataclass(frozen=True)
class Scored:
    """What the figures are made from: scores and types out of fold, and the points of operation."""

    table: Table
    odds: Array
    supported: Array
    """The odds with the neighbours' share."""
    types: Array
    """The id of the likeliest type of each block, from models that have not seen its site."""
    likely: float
    sure: float

    @property
    def sites(self) -> Array:
        """The site of each block's text, as a number."""
        _, numbers = np.unique([text.site for text in self.table.texts], return_inverse=True)
        sites: Array = numbers[self.table.text]
        return sites

    def flagged(self, score: float, *, rules: bool) -> Array:
        """The blocks that score so much, or that a rule marks."""
        return self._with_rules(self.odds >= score, rules)

    def certain(self, *, rules: bool) -> Array:
        """The blocks with a sure verdict, or that a rule marks."""
        return self._with_rules((self.odds >= self.likely) & (self.supported >= self.sure), rules)

    def _with_rules(self, chosen: Array, rules: bool) -> Array:
        marked = self.table.kinds != NONE
        result: Array = chosen | marked if rules else chosen & ~marked
        return result


def measure(scored: Scored, seed: int) -> Figures:
    """All figures."""
    return {
        "residual": residual_figures(scored, seed),
        "typed": typed_figures(scored, seed),
        "clean": clean_figures(scored),
        "types": type_figures(scored),
        "languages": language_figures(scored),
    }


def residual_figures(scored: Scored, seed: int) -> Figures:
    """Line F1 on residual texts at the loose point: with rules, alone, rules alone; by extractor and source."""
    table = scored.table
    rows = residual(table)
    likely = scored.flagged(scored.likely, rules=True)
    extractor = np.array([text.extractor for text in table.texts])[table.text]
    source = np.array([text.source for text in table.texts])[table.text]
    figures: Figures = {
        "rules and model": _line_figures(scored, rows, likely, table.gold, seed),
        "model": _line_figures(scored, rows, scored.flagged(scored.likely, rules=False), table.gold, seed),
        "rules": _line_figures(scored, rows, table.kinds != NONE, table.gold, seed),
        "rules and sure verdicts": _line_figures(scored, rows, scored.certain(rules=True), table.gold, seed),
        "labels corrected by reading": _line_figures(scored, rows & (table.labels >= 0), likely, table.labels, seed),
    }
    for name, column in (("by extractor", extractor), ("by source", source)):
        figures[name] = {
            str(value): _line_figures(scored, rows & (column == value), likely, table.gold, seed)
            for value in np.unique(column[rows]).tolist()
        }
    return figures


def _line_figures(scored: Scored, rows: Array, flagged: Array, labels: Array, seed: int) -> Figures:
    bad, good = labels[rows] == BOILERPLATE, labels[rows] == ARTICLE
    hit, letters = flagged[rows], scored.table.letters[rows]
    counts = np.stack(
        (hit & bad, hit & good, bad, np.where(hit & good, letters, 0), np.where(good, letters, 0)), axis=1
    )
    sums = _by_site(counts, scored.sites[rows])
    total = sums.sum(axis=0)
    low, high = _interval(sums, _f1, seed)
    return {
        "lines": int(rows.sum()),
        "boilerplate": int(bad.sum()),
        "f1": _rounded(_f1(total)),
        "interval": [low, high],
        "precision": _rounded(total[0] / max(total[0] + total[1], 1)),
        "recall": _rounded(total[0] / max(total[2], 1)),
        "characters lost": round(float(total[3] / max(total[4], 1)), 5),
    }


def _f1(sums: Array) -> float:
    return float(2 * sums[0] / max(sums[0] + sums[1] + sums[2], 1))


def typed_figures(scored: Scored, seed: int) -> Figures:
    """Recall of boilerplate labelled by reading at 2 % of the content lines flagged, and at both points, by type."""
    table = scored.table
    usable = (table.read != "") & np.isin(table.part, ("residual", "page", "partial"))
    content = usable & (table.labels == ARTICLE)
    wanted = usable & (table.labels == BOILERPLATE)
    fair = content & ~np.isin(table.draw, HARD_DRAWS)
    ranked = np.where(table.kinds != NONE, np.inf, scored.odds)
    figures: Figures = {}
    for name, flagged in (
        ("at 2 % of content", scored.flagged(_score_at(ranked[fair], _FLAGGED), rules=True)),
        ("likely", scored.flagged(scored.likely, rules=True)),
        ("sure", scored.certain(rules=True)),
    ):
        figures[name] = {
            "recall": _share(scored, flagged, wanted, seed),
            "recall, blind draws": _share(scored, flagged, wanted & np.isin(table.draw, BLIND_DRAWS), seed),
            "content flagged": _share(scored, flagged, fair, seed),
            "content flagged, all draws": _share(scored, flagged, content, seed),
            "content flagged, blind draws": _share(scored, flagged, content & np.isin(table.draw, BLIND_DRAWS), seed),
        }
    names = np.array([NAMED.get(name, name) or "other" for name in table.read.tolist()])
    flagged = scored.flagged(scored.likely, rules=True)
    figures["by type, likely"] = {
        name: _share(scored, flagged, wanted & (names == name), seed) for name in sorted(set(names[wanted].tolist()))
    }
    return figures


def _score_at(scores: Array, share: float) -> float:
    """The least score that no more than a share of some scores exceed."""
    ordered = np.sort(scores)[::-1]
    return float(np.nextafter(ordered[int(share * len(ordered))], np.inf)) if len(ordered) else 0.0


def clean_figures(scored: Scored) -> Figures:
    """Share of clean articles with verdicts that are sure, on blocks that no rule marks."""
    table = scored.table
    furniture = np.isin(scored.types, sorted(furniture_rules()))
    sure = scored.certain(rules=False)
    figures: Figures = {}
    for part in ("edited", "human"):
        own = table.part == part
        texts = len(np.unique(table.text[own]))
        if not texts:
            continue
        removable = own & sure & ~furniture
        figures[part] = {
            "articles": texts,
            "with a removable verdict": _rounded(len(np.unique(table.text[removable])) / texts),
            "with any sure verdict": _rounded(len(np.unique(table.text[own & sure])) / texts),
            "blocks": int(own.sum()),
            "removable blocks": int(removable.sum()),
            "characters likely": round(
                float(table.letters[own & scored.flagged(scored.likely, rules=False)].sum() / table.letters[own].sum()),
                5,
            ),
        }
    return figures


def type_figures(scored: Scored) -> Figures:
    """How often the type named is the reader's, and whether both are removable or both furniture."""
    table = scored.table
    names = np.array([NAMED.get(name, name) for name in table.read.tolist()])
    rows = (table.labels == BOILERPLATE) & (names != "") & np.isin(table.part, ("residual", "page"))
    rows &= np.char.startswith(names, FAMILY)
    furniture = sorted(furniture_rules())
    named, read = scored.types[rows], names[rows]
    kinds = np.isin(named, furniture) == np.isin(read, furniture)
    return {
        "lines": int(rows.sum()),
        "same type": _rounded((named == read).mean()),
        "same kind": _rounded(kinds.mean()),
    }


def language_figures(scored: Scored) -> Figures:
    """Article lines flagged in texts of other languages than English."""
    table = scored.table
    figures: Figures = {}
    for part in ("partial", "page"):
        rows = (table.part == part) & (table.gold == ARTICLE)
        rows &= np.array([text.language != "en" for text in table.texts])[table.text]
        if rows.any():
            figures[part] = {
                "article lines": int(rows.sum()),
                "sure": round(float(scored.certain(rules=False)[rows].mean()), 4),
                "likely": round(float(scored.flagged(scored.likely, rules=False)[rows].mean()), 4),
            }
    return figures


def _share(scored: Scored, flagged: Array, rows: Array, seed: int) -> Figures:
    if rows.sum() < _FEWEST:
        return {"lines": int(rows.sum())}
    sums = _by_site(np.stack((flagged[rows], np.ones(int(rows.sum()))), axis=1), scored.sites[rows])
    low, high = _interval(sums, lambda total: float(total[0] / max(total[1], 1)), seed)
    return {"lines": int(rows.sum()), "share": _rounded(flagged[rows].mean()), "interval": [low, high]}


def _by_site(counts: Array, sites: Array) -> Array:
    _, numbers = np.unique(sites, return_inverse=True)
    sums = np.zeros((int(numbers.max()) + 1, counts.shape[1]))
    np.add.at(sums, numbers, counts)
    return sums


def _interval(sums: Array, figure: Callable[[Array], float], seed: int) -> Sequence[float]:
    """The middle 95 % of a figure when sites are drawn anew, with replacement."""
    rng = np.random.Generator(np.random.PCG64(seed))
    drawn = rng.integers(0, len(sums), (_REPEATS, len(sums)))
    values = [figure(sums[rows].sum(axis=0)) for rows in drawn]
    return [_rounded(value) for value in np.quantile(values, (0.025, 0.975))]


def _rounded(value: Any) -> float:
    return round(float(value), 4)
