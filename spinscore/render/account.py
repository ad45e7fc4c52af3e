"""The account of a score as rows: from the base article through families and features to findings, to the score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spinscore.explanation import Explanation, Part
from spinscore.findings import Finding

_MOST_LEAVES = 6
"""Of more findings under one feature the rest is one row."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the account. `before` and `after` are the score so far, in points, without and with this part.

    `depth` is 0 for a family, 1 for a feature, 2 for a finding; `name` is a family or feature, "" for a finding.
    The one finding of a feature stands in the feature's own row. `others` counts the findings that a row stands for
    when it sums up the rest.
    """

    depth: int
    name: str
    points: float
    before: float
    after: float
    finding: Finding | None = None
    others: int = 0


def rows_of(explanation: Explanation, depth: int = 2) -> list[Row]:
    """The rows of an explanation down to a depth, in its order. Those of one depth and parent add up to the parent."""
    rows: list[Row] = []
    _add(rows, explanation.parts, round(10 * (explanation.base or 0)), 0, depth)
    return rows


def _add(rows: list[Row], parts: Sequence[Part], at: int, depth: int, deepest: int) -> None:
    if depth > deepest:
        return
    kept = parts if len(parts) <= _MOST_LEAVES or not parts[0].finding else _largest(parts)
    rest = round(10 * sum(part.points for part in parts)) - round(10 * sum(part.points for part in kept))
    for part in kept:
        after = at + round(10 * part.points)
        name = "" if part.finding else part.name
        alone = len(part.parts) == 1 and part.parts[0].finding is not None and depth < deepest
        finding = part.parts[0].finding if alone else part.finding
        rows.append(Row(depth, name, part.points, at / 10, after / 10, finding))
        if not alone:
            _add(rows, part.parts, at, depth + 1, deepest)
        at = after
    if len(kept) < len(parts):
        rows.append(Row(depth, "", rest / 10, at / 10, (at + rest) / 10, None, len(parts) - len(kept)))


def _largest(parts: Sequence[Part]) -> list[Part]:
    """The parts with the most points, in their order."""
    order = sorted(range(len(parts)), key=lambda index: (-abs(parts[index].points), index))
    return [parts[index] for index in sorted(order[: _MOST_LEAVES - 1])]


def extent(base: float, rows: Sequence[Row]) -> tuple[float, float]:
    """The lowest and highest score on the way, at least 0 to 100: what bars are drawn on."""
    ways = [base, *(row.after for row in rows)]
    return min(0.0, *ways), max(100.0, *ways)


def families(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows family by family, the family's own row first."""
    group: list[Row] = []
    for row in rows:
        if row.depth == 0 and group:
            yield group
            group = []
        group.append(row)
    if group:
        yield group
