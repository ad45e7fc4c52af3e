"""The account: it adds up in whole tenths, always."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinscore.findings import Finding
from spinscore.model.explain import account, apportion, tenths
from spinscore.model.scorecard import sigmoid

LOG_ODDS = st.floats(-8, 8, allow_nan=False).filter(bool)
PARTS = st.lists(LOG_ODDS, max_size=12)
BASES = st.floats(-6, 6, allow_nan=False)


def finding(start: int, end: int, confidence: float) -> Finding:
    return Finding("leak.x", start, end, "major", confidence, "m", "s", "t" * (end - start))


def whole(points: float) -> int:
    """Points in tenths; fails where they are no whole tenths."""
    assert points == round(points * 10) / 10
    return round(points * 10)


@pytest.mark.parametrize(
    ("values", "total", "expected"),
    [
        ([1.4, 1.4, 0.2], 3, [2, 1, 0]),
        ([], 0, []),
        ([0.5, 0.5], 1, [1, 0]),
        ([-0.5, -0.5], -1, [0, -1]),
        ([-1.4, -1.4, -0.2], -3, [-1, -2, 0]),
        ([2.0, -3.0], -1, [2, -3]),
        ([0.9, -0.4], 0, [1, -1]),
        ([0.9, -0.4], 1, [1, 0]),
        ([0.0, 0.0], 0, [0, 0]),
        ([2.1, 1.9], 2, [1, 1]),
    ],
)
def test_apportion(values: list[float], total: int, expected: list[int]) -> None:
    assert apportion(values, total) == expected


@given(st.lists(st.floats(-500, 500, allow_nan=False), min_size=1, max_size=30), st.booleans())
def test_apportion_adds_up_and_stays_within_one(values: list[float], up: bool) -> None:
    total = (math.ceil if up else math.floor)(math.fsum(values))
    shares = apportion(values, total)
    assert sum(shares) == total
    assert all(abs(share - value) <= 1 for share, value in zip(shares, values, strict=True))


@pytest.mark.parametrize(("log_odds", "expected"), [(0.0, 500), (50.0, 1000), (-50.0, 0), (1.0, 731)])
def test_tenths(log_odds: float, expected: int) -> None:
    assert tenths(log_odds) == expected


@given(BASES, PARTS)
def test_base_and_points_are_the_score_exactly(base: float, parts: list[float]) -> None:
    score, contributions = account(base, [(f"f.{i}", c) for i, c in enumerate(parts)], {})
    assert tenths(base) + sum(whole(part.points) for part in contributions) == score
    assert score == tenths(base + math.fsum(parts))


@given(BASES, PARTS)
def test_points_keep_their_sign_and_are_right_to_a_tenth(base: float, parts: list[float]) -> None:
    total = base + math.fsum(parts)
    _, contributions = account(base, [(f"f.{i}", c) for i, c in enumerate(parts)], {})
    for part, c in zip(contributions, parts, strict=True):
        assert part.points * c >= 0
        if abs(total - base) > 1e-3:
            exact = 100 * c * (sigmoid(total) - sigmoid(base)) / (total - base)
            assert abs(part.points - exact) <= 0.1 + 1e-6


@given(BASES, LOG_ODDS, st.lists(st.tuples(st.integers(1, 400), st.floats(0.05, 1)), min_size=1, max_size=9))
def test_the_shares_of_findings_add_up_to_their_feature(base: float, c: float, sizes: list[tuple[int, float]]) -> None:
    findings = [finding(i * 1000, i * 1000 + size, confidence) for i, (size, confidence) in enumerate(sizes)]
    _, (part, other) = account(base, [("leak.x.coverage", c), ("spin.y", -c / 3)], {"leak.x": findings})
    assert part.findings == tuple(findings)
    assert sum(map(whole, part.shares)) == whole(part.points)
    assert all(share * c >= 0 for share in part.shares)
    assert (other.findings, other.shares) == ((), ())


def test_shares_follow_covered_characters_times_confidence() -> None:
    findings = [finding(0, 10, 0.9), finding(20, 50, 0.9), finding(60, 70, 0.45)]
    _, (part,) = account(0.0, [("leak.x.coverage", -3.0)], {"leak.x": findings})
    assert part.points == -45.3
    assert part.shares == (-10.1, -30.2, -5.0)


def test_findings_without_confidence_share_alike() -> None:
    findings = [finding(0, 10, 0.0), finding(20, 30, 0.0)]
    _, (part,) = account(0.0, [("leak.x.coverage", -3.0)], {"leak.x": findings})
    assert sum(map(whole, part.shares)) == whole(part.points) == -453


def test_parts_that_cancel_leave_the_base() -> None:
    score, contributions = account(0.7, [("a.b", 2.0), ("c.d", -2.0)], {})
    assert score == tenths(0.7)
    assert [part.points for part in contributions] == [44.3, -44.3]


def test_nothing_adds_nothing() -> None:
    assert account(1.2, [], {}) == (769, [])


@given(BASES, PARTS, LOG_ODDS)
def test_a_worse_part_never_raises_the_score(base: float, parts: list[float], c: float) -> None:
    named = [(f"f.{i}", part) for i, part in enumerate(parts)]
    better, _ = account(base, [*named, ("g.h", abs(c))], {})
    same, _ = account(base, named, {})
    worse, _ = account(base, [*named, ("g.h", -abs(c))], {})
    assert worse <= same <= better
