"""Where findings overlap: a span of text cut into runs, each with the findings that lie over it.

The findings over a run come outermost first, in one order for the whole text. So two neighbouring runs share the
beginning of their lists where marks go on, and marks can be written as elements that nest: what differs is closed
and opened again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

DEEPEST = 8
"""More marks than this over one place are not drawn: nobody can read them, and browsers limit nesting."""


class Span(NamedTuple):
    """A finding's place in the text; `rank` is its severity, higher is worse, and `key` its number."""

    start: int
    end: int
    rank: int
    key: int


class Run(NamedTuple):
    """A piece of text without a boundary inside, and the keys of the findings over it, outermost first."""

    start: int
    end: int
    keys: tuple[int, ...] = ()


class Step(NamedTuple):
    """One step of writing runs as nested marks: open or close the mark of a finding, or write a run's text."""

    what: Literal["open", "text", "close"]
    key: int
    run: Run


def cut(start: int, end: int, spans: Sequence[Span]) -> list[Run]:
    """The runs of text[start:end], in order and without gaps. Of more than `DEEPEST` findings the worst are kept.

    >>> cut(0, 9, [Span(0, 5, 1, 0), Span(3, 7, 1, 1)])
    [Run(start=0, end=3, keys=(0,)), Run(start=3, end=5, keys=(0, 1)), Run(start=5, end=7, keys=(1,)), \
Run(start=7, end=9, keys=())]
    """
    inside = sorted((s for s in spans if max(s.start, start) < min(s.end, end)), key=_outer_first)
    edges = {start, end}
    for span in inside:
        edges.update((max(span.start, start), min(span.end, end)))
    places = sorted(edges)
    runs: list[Run] = []
    over: list[Span] = []
    upcoming = 0
    for here, there in pairwise(places):
        over = [span for span in over if span.end > here]
        while upcoming < len(inside) and inside[upcoming].start <= here:
            over.append(inside[upcoming])
            upcoming += 1
        runs.append(Run(here, there, tuple(span.key for span in _worst(over))))
    return runs


def _outer_first(span: Span) -> tuple[int, int, int]:
    return span.start, -span.end, span.key


def _worst(over: list[Span]) -> list[Span]:
    if len(over) <= DEEPEST:
        return over
    worst = sorted(over, key=lambda span: (-span.rank, _outer_first(span)))[:DEEPEST]
    return sorted(worst, key=_outer_first)


def steps(runs: Sequence[Run]) -> Iterator[Step]:
    """The runs as nested marks: each mark that is opened is closed, innermost first."""
    open_keys: list[int] = []
    for number, run in enumerate(runs):
        shared = 0
        while shared < min(len(open_keys), len(run.keys)) and open_keys[shared] == run.keys[shared]:
            shared += 1
        while len(open_keys) > shared:
            yield Step("close", open_keys.pop(), runs[number - 1])
        for key in run.keys[shared:]:
            open_keys.append(key)
            yield Step("open", key, run)
        yield Step("text", -1, run)
    while open_keys:
        yield Step("close", open_keys.pop(), runs[-1])
