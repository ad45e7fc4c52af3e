"""The account of a score: log-odds turned into points that add up exactly, in whole tenths.

With L the log-odds of the article and B that of the base article, feature i with log-odds c_i gets
100 c_i (s(L) - s(B)) / (L - B) points, s being the logistic function: integrated gradients along the
straight path from B to L (Sundararajan et al. 2017). They sum to the change of the score and keep
each sign. Rounding to tenths happens once, at the leaves, by largest remainder.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from spinscore.findings import Finding
from spinscore.model.scorecard import sigmoid

_FLAT = 1e-9


class Contribution(NamedTuple):
    """What one feature adds to the score, in points (whole tenths).

    `findings` are those that the points come from, for a feature of a rule, and `shares` the points of
    each, in the same order; they add up to `points`. Features of the whole article have no findings.
    """

    name: str
    points: float
    findings: tuple[Finding, ...] = ()
    shares: tuple[float, ...] = ()


def tenths(log_odds: float) -> int:
    """A score in whole tenths of a point, 0 to 1000."""
    return round(1000 * sigmoid(log_odds))


def account(
    base: float, parts: Sequence[tuple[str, float]], groups: Mapping[str, Sequence[Finding]]
) -> tuple[int, list[Contribution]]:
    """The score in tenths, and the contributions that lead to it from the base, in the order given.

    `parts` are features with their log-odds (none of them zero), `groups` the findings of each rule.
    """
    total = base + math.fsum([c for _, c in parts])
    score = tenths(total)
    change = score - tenths(base)
    gap = total - base
    slope = (sigmoid(total) - sigmoid(base)) / gap if abs(gap) > _FLAT else sigmoid(base) * (1 - sigmoid(base))
    leaves: list[float] = []
    owners: list[tuple[str, Sequence[Finding], int]] = []
    for name, c in parts:
        points = 1000 * c * slope
        findings = groups.get(name.rpartition(".")[0], ())
        owners.append((name, findings, max(len(findings), 1)))
        if findings:
            weights = [(f.end - f.start) * f.confidence for f in findings]
            if not any(weights):
                weights = [1.0] * len(findings)
            whole = sum(weights)
            leaves += [points * weight / whole for weight in weights]
        else:
            leaves.append(points)
    whole_tenths = apportion(leaves, change)
    contributions: list[Contribution] = []
    at = 0
    for name, findings, size in owners:
        own = whole_tenths[at : at + size]
        at += size
        if findings:
            shares = tuple([share / 10 for share in own])
            contributions.append(Contribution(name, sum(own) / 10, tuple(findings), shares))
        else:
            contributions.append(Contribution(name, own[0] / 10))
    return score, contributions


def apportion(values: Sequence[float], total: int) -> list[int]:
    """Whole numbers close to real values that add up to a given total: the method of largest remainders.

    >>> apportion([1.4, 1.4, 0.2], 3)
    [2, 1, 0]
    """
    floors = [math.floor(value) for value in values]
    missing = total - sum(floors)
    if missing > 0:
        order = sorted(range(len(values)), key=lambda i: (floors[i] - values[i], i))
        for i in order[:missing]:
            floors[i] += 1
    elif missing < 0:
        order = sorted(range(len(values)), key=lambda i: (values[i] - floors[i], i))
        for i in order[:-missing]:
            floors[i] -= 1
    return floors
