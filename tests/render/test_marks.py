"""Marks under overlap: runs are gapless, carry every finding, and can be written as elements that nest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from spinscore.render.marks import DEEPEST, Run, Span, cut, steps

SIZE = 40


@st.composite
def spans(draw: st.DrawFn, most: int = 7) -> list[Span]:
    places = draw(st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(1, SIZE), st.integers(0, 3)), max_size=most))
    return [Span(start, min(start + size, SIZE), rank, key) for key, (start, size, rank) in enumerate(places)]


def test_findings_apart_make_one_run_each() -> None:
    assert cut(0, 10, [Span(2, 4, 1, 0), Span(6, 8, 1, 1)]) == [
        Run(0, 2), Run(2, 4, (0,)), Run(4, 6), Run(6, 8, (1,)), Run(8, 10),
    ]  # fmt: skip


def test_a_finding_inside_another_nests() -> None:
    assert [run.keys for run in cut(0, 9, [Span(3, 6, 3, 0), Span(0, 9, 1, 1)])] == [(1,), (1, 0), (1,)]


def test_crossing_findings_split_where_one_ends() -> None:
    assert cut(0, 9, [Span(0, 5, 1, 0), Span(3, 9, 1, 1)]) == [Run(0, 3, (0,)), Run(3, 5, (0, 1)), Run(5, 9, (1,))]


def test_findings_on_the_same_place_both_stay() -> None:
    assert cut(0, 4, [Span(1, 3, 0, 0), Span(1, 3, 3, 1)]) == [Run(0, 1), Run(1, 3, (0, 1)), Run(3, 4)]


def test_a_finding_is_cut_to_the_block() -> None:
    assert cut(5, 8, [Span(0, 20, 1, 0), Span(8, 9, 1, 1), Span(0, 5, 1, 2)]) == [Run(5, 8, (0,))]


def test_of_too_many_over_one_place_the_worst_are_kept() -> None:
    crowd = [Span(0, 9, 0, key) for key in range(DEEPEST + 5)] + [Span(3, 4, 3, 99)]
    kept = [run.keys for run in cut(0, 9, crowd)]
    assert [len(keys) for keys in kept] == [DEEPEST] * 3
    assert [99 in keys for keys in kept] == [False, True, False]


@given(spans())
def test_runs_have_no_gap_and_exactly_the_findings_that_lie_over_them(found: list[Span]) -> None:
    runs = cut(0, SIZE, found)
    assert [place for run in runs for place in range(run.start, run.end)] == list(range(SIZE))
    for run in runs:
        assert set(run.keys) == {s.key for s in found if s.start <= run.start and run.end <= s.end}
        assert not any(run.start < edge < run.end for span in found for edge in span[:2])


@given(spans(most=DEEPEST + 4))
def test_steps_close_what_they_open_innermost_first(found: list[Span]) -> None:
    runs = cut(0, SIZE, found)
    stack: list[int] = []
    written: list[Run] = []
    for step in steps(runs):
        if step.what == "open":
            stack.append(step.key)
        elif step.what == "close":
            assert stack.pop() == step.key
        else:
            assert tuple(stack) == step.run.keys
            written.append(step.run)
    assert stack == []
    assert written == runs
