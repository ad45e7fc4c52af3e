"""What an extracted article is measured by: body F1 by shingles, line F1 of boilerplate around the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from spinscore.training.pages.gold import ARTICLE, BOILERPLATE, GoldPage, tokens
from spinscore.training.pages.matching import coverage

SHINGLE = 4
BEFORE, AFTER = 3, 10
"""Lines before the article's first and after its last that are scored: where furniture hides in extracted text."""
KEPT = 0.5
"""Share of a line's tokens in the output from which on the extractor has kept it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An extractor's result on one page.

    Precision and recall of the body's shingles, 0 to 1; lines of boilerplate in the window that were left out
    (`found`) or kept (`missed`), and article lines that were left out (`lost`).
    """

    site: str
    precision: float
    recall: float
    found: int
    missed: int
    lost: int


def judge(page: GoldPage, output: str) -> Outcome:
    """Measures the plain text that an extractor made of a page."""
    made = tokens(output)
    precision, recall = body(made, tokens(page.article))
    shares = coverage([tokens(line) for line in page.lines], made)
    found = missed = lost = 0
    for i in window(page.labels):
        kept = shares[i] >= KEPT
        if page.labels[i] == BOILERPLATE:
            found += not kept
            missed += kept
        elif page.labels[i] == ARTICLE:
            lost += not kept
    return Outcome(page.site, precision, recall, found, missed, lost)


def body(made: Sequence[str], gold: Sequence[str]) -> tuple[float, float]:
    """Precision and recall of a text's runs of four tokens, counted as often as they occur.

    >>> body("a b c d e".split(), "a b c d".split())
    (0.5, 1.0)
    """
    ours, theirs = _shingles(made), _shingles(gold)
    shared = sum((ours & theirs).values())
    if ours == theirs:
        return 1.0, 1.0
    if not shared:
        return 0.0, 0.0
    return shared / ours.total(), shared / theirs.total()


def _shingles(text: Sequence[str]) -> Counter[tuple[str, ...]]:
    if not text:
        return Counter()
    return Counter(tuple(text[i : i + SHINGLE]) for i in range(max(1, len(text) - SHINGLE + 1)))


def window(labels: Sequence[str]) -> range:
    """The lines from three before the article's first to ten after its last.

    >>> window(["boilerplate"] * 5 + ["article"] + ["boilerplate"])
    range(2, 7)
    """
    inside = [i for i, label in enumerate(labels) if label == ARTICLE]
    if not inside:
        return range(0)
    return range(max(0, inside[0] - BEFORE), min(len(labels), inside[-1] + AFTER + 1))


def f1(precision: float, recall: float) -> float:
    """The harmonic mean, 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def body_f1(outcomes: Sequence[Outcome]) -> float:
    """F1 of the mean precision and the mean recall over pages."""
    count = len(outcomes)
    return f1(sum(x.precision for x in outcomes) / count, sum(x.recall for x in outcomes) / count)


def line_f1(outcomes: Sequence[Outcome]) -> float:
    """F1 of leaving boilerplate lines out, over the windows of all pages together."""
    found, missed, lost = (sum(getattr(x, name) for x in outcomes) for name in ("found", "missed", "lost"))
    return 2 * found / (2 * found + missed + lost) if found else 0.0


def interval(outcomes: Sequence[Outcome], seed: int, rounds: int = 1000) -> dict[str, tuple[float, float]]:
    """95 % intervals of both figures, by drawing sites with replacement."""
    draws = _draws([x.site for x in outcomes], seed, rounds)
    values = np.array([(x.precision, x.recall, x.found, x.missed, x.lost) for x in outcomes], np.float64)
    sums = draws @ values
    count = draws.sum(axis=1)
    precision, recall = sums[:, 0] / count, sums[:, 1] / count
    found, missed, lost = sums[:, 2], sums[:, 3], sums[:, 4]
    return {
        "body_f1": _middle(2 * precision * recall / np.maximum(precision + recall, 1e-12)),
        "line_f1": _middle(2 * found / np.maximum(2 * found + missed + lost, 1e-12)),
    }


def _draws(sites: Sequence[str], seed: int, rounds: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """How often each page is drawn in each round, when its site is drawn."""
    names = sorted(set(sites))
    number = {name: i for i, name in enumerate(names)}
    chosen = np.random.default_rng(seed).integers(0, len(names), (rounds, len(names)))
    times = np.stack([np.bincount(row, minlength=len(names)) for row in chosen]).astype(np.float64)
    return times[:, [number[site] for site in sites]]


def _middle(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[float, float]:
    low, high = np.quantile(values, (0.025, 0.975))
    return round(float(low), 4), round(float(high), 4)
