"""Whether a rule takes time in proportion to the text on input that was made to hurt it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from spinscore.authoring.detectors import DetectorError
from spinscore.authoring.problem import Problem
from spinscore.building import without_collection
from spinscore.document import Document
from spinscore.engine import RuleSet
from spinscore.rule import Pattern, Rule

Clock = Callable[[], float]
Work = Callable[[str], object]
_SIZES = (*range(16, 48, 4), *(64 << power for power in range(9)))
"""Characters. The first steps are small: a regex that takes exponential time must be caught before it hangs."""
_LONG = 0.3
"""Seconds. What takes so long for at most 16 KB is hopeless on a long article."""
_NOTICED = 0.02
"""Seconds from which on times are worth comparing."""
_FARTHER = 4
_STEEP = 10.0
"""How often longer four times the text may take. Linear work takes 4 times as long, quadratic 16."""
_UNITS = ("a", "a ", " ", "\n", "A", "Aa ", "1", "1 ", ".", "-", "“", "a\n\n")
_MOST_LITERALS = 8


class Slow(NamedTuple):
    """A text that takes too long: the unit that it repeats, its length, and seconds."""

    unit: str
    size: int
    seconds: float


def slowness(work: Work, unit: str, clock: Clock = time.process_time) -> Slow | None:
    """None where work grows with the text as it should, on texts that repeat a unit."""
    seconds = 0.0
    for size in _SIZES:
        seconds = _timed(work, _repeated(unit, size), clock)
        if seconds > _LONG:
            return Slow(unit, size, seconds)
    if seconds > _NOTICED:
        size = _SIZES[-1]
        seconds = min(seconds, *(_timed(work, _repeated(unit, size), clock) for _ in range(2)))
        farther = _timed(work, _repeated(unit, size * _FARTHER), clock)
        if farther > _STEEP * seconds:
            return Slow(unit, size * _FARTHER, farther)
    return None


def _repeated(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def _timed(work: Work, text: str, clock: Clock) -> float:
    with without_collection():  # it takes longer the more there is, whatever made it
        begun = clock()
        work(text)
        return clock() - begun


def hostile_problems(rule: Rule, clock: Clock = time.process_time) -> Iterator[Problem]:
    """The regexes of a rule, and the rule as a whole, that take longer than in proportion on some text."""
    for pattern in rule.patterns:
        if pattern.at == "inline":
            yield from _slow(f'regex "{pattern.name}"', _all_of(pattern), units(rule, pattern), clock)
    alone = RuleSet((rule,))
    try:
        alone.run(Document.parse("\n\n".join(example.text for example in rule.examples)))
    except DetectorError:
        return  # told with the texts of the author, which are shorter
    yield from _slow("the whole rule", lambda text: alone.run(Document.parse(text)), units(rule), clock)


def _all_of(pattern: Pattern) -> Work:
    return lambda text: sum(1 for _ in pattern.regex.finditer(text))


def _slow(where: str, work: Work, hostile: list[str], clock: Clock) -> Iterator[Problem]:
    for unit in hostile:
        try:
            slow = slowness(work, unit, clock)
        except DetectorError as error:
            yield Problem("detector", str(error))
            return
        if slow:
            yield Problem(
                where,
                f"{slow.size:,} characters that repeat {unit[:40]!r} take {slow.seconds:.2f} s, far more than in "
                "proportion. Bound the repeats, and keep what opens a match out of its body.",
            )
            return


def units(rule: Rule, pattern: Pattern | None = None) -> list[str]:
    """What to repeat: a few characters, what opens the gates, and what the rule marks, whole and cut short."""
    needs = pattern.needs if pattern else tuple(need for each in rule.patterns for need in each.needs) + rule.needs
    step = len(needs) // _MOST_LITERALS + 1
    found = [*_UNITS]
    for literal in needs[::step]:
        found += [literal, f"{literal}a", f"{literal} a ", f"{literal}\n"]
    for example in rule.examples:
        for start, end in example.spans:
            marked = example.text[start:end]
            found += [marked, f"{marked}\n\n", marked[:-1], marked[: len(marked) // 2 + 1]]
    return [unit for unit in dict.fromkeys(found) if unit]
