"""Hostile texts: what grows too fast is told, counted by a clock that ticks with the work and not with time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from spinscore.authoring.hostile import hostile_problems, slowness, units
from spinscore.registry import Rule

MakeRule = Callable[..., Rule]


class Worker:
    """Work whose cost for n characters is `cost(n)` millionths of a second on its own clock."""

    def __init__(self, cost: Callable[[int], float]) -> None:
        self.cost = cost
        self.now = 0.0
        self.longest = 0

    def work(self, text: str) -> None:
        self.now += self.cost(len(text)) / 1_000_000
        self.longest = max(self.longest, len(text))

    def clock(self) -> float:
        return self.now


@pytest.mark.parametrize(
    "cost", [lambda _: 50, lambda n: n, lambda n: 10 * n, lambda n: n * n.bit_length(), lambda n: n * n / 20_000]
)
def test_work_in_proportion_is_not_flagged(cost: Callable[[int], float]) -> None:
    worker = Worker(cost)
    assert slowness(worker.work, "a", worker.clock) is None


@pytest.mark.parametrize(
    ("cost", "at_most"),
    [
        (lambda n: 2**n, 48),  # one character more is twice the work: caught before it hangs
        (lambda n: n**3, 2048),
        (lambda n: n * n, 2048),
        (lambda n: n * n / 100, 8192),
        (lambda n: n * n / 10_000, 65_536),
    ],
)
def test_work_out_of_proportion_is_flagged_on_the_shortest_text_that_shows_it(
    cost: Callable[[int], float], at_most: int
) -> None:
    worker = Worker(cost)
    slow = slowness(worker.work, "ab", worker.clock)
    assert slow is not None
    assert (slow.unit, worker.longest) == ("ab", slow.size)
    assert slow.size <= at_most
    assert slow.seconds == pytest.approx(cost(slow.size) / 1_000_000)


def test_texts_repeat_what_opens_the_gate_and_what_is_marked(make_rule: MakeRule) -> None:
    regex = {"name": "slot", "pattern": r"\[\[.{1,9}\]\]", "needs": ["[["]}
    rule = make_rule(regex=[regex], example=[{"text": "A ⟦[[city]]⟧."}, {"text": "None."}])
    found = units(rule, rule.patterns[0])
    assert {"[[", "[[a", "[[\n", "[[city]]", "[[city]", "[[cit", "a", " ", "\n"} <= set(found)
    assert len(found) == len(set(found))


def test_many_literals_are_sampled(make_rule: MakeRule) -> None:
    rule = make_rule("slip one", regex=[{"name": "x", "pattern": "x", "needs_ranges": ["$A-Za-z"]}])
    assert len(units(rule, rule.patterns[0])) < 70


def test_a_rule_is_tried_regex_by_regex_and_as_a_whole(make_rule: MakeRule) -> None:
    regex = {"name": "slip", "pattern": "slip one", "needs": ["slip"]}
    now = [0.0]

    def slower_each_time() -> float:
        now[0] += 1
        return now[0]

    problems = list(hostile_problems(make_rule("slip one", regex=[regex]), slower_each_time))
    assert [problem.where for problem in problems] == ['regex "slip"', "the whole rule"]
    assert problems[0].what.startswith("16 characters that repeat 'a' take 1.00 s, far more than in proportion.")


def test_a_clock_that_stands_still_flags_nothing(make_rule: MakeRule) -> None:
    assert list(hostile_problems(make_rule("slip one"), lambda: 0.0)) == []
