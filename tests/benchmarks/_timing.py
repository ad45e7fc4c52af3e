"""Paired timing: every contender works on the same texts in the same round, in turning order."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Work = Callable[[str], object]


@dataclass
class Contender:
    """Something to time, and the CPU seconds it took in each round."""

    name: str
    work: Work
    seconds: list[float] = field(default_factory=list)

    @property
    def best(self) -> float:
        return min(self.seconds)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def run_rounds(contenders: Sequence[Contender], texts: Sequence[str], rounds: int) -> None:
    """Times all contenders in each round, one after the other; who begins changes from round to round.

    The texts of a round end in a sentence of their own, so that no contender's memory of whole texts (textstat has
    one) answers for it. One round more than asked for runs first and is not counted.
    """
    for number in range(rounds + 1):
        fresh = [f"{text}\n\nThis is edition {number} of the article." for text in texts]
        shift = number % len(contenders)
        for contender in (*contenders[shift:], *contenders[:shift]):
            work = contender.work
            begun = time.process_time()
            for text in fresh:
                work(text)
            spent = time.process_time() - begun
            if number:
                contender.seconds.append(spent)
