"""Which lines of a page stand in an extractor's output: the same matching of tokens for every extractor.

Lines of six tokens or more are matched by shared runs of four tokens, and the heaviest chain in the order of the
output is kept. Shorter lines count only where they stand whole between the neighbouring long ones. The gold labels were
made the same way, from the gold article in place of the output.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

RUN = 4
LONG = 6
"""Tokens from which on a line is matched by its runs."""
_COMMON = 40
"""A run found more often than this in the output does not say where a line stands."""
_PLACES = 6
"""Places in the output looked at for a line."""

Places = Mapping[tuple[str, ...], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Match:
    """A line and a stretch of the output that it may stand at; `covered` tokens of the line are found there."""

    line: int
    start: int
    end: int
    covered: int


def coverage(lines: Sequence[Sequence[str]], output: Sequence[str]) -> list[float]:
    """The share of each line's tokens that stand in the output, in order; of short lines 0 or 1."""
    places = _places(output)
    found = [match for i, line in enumerate(lines) if len(line) >= LONG for match in _matches(i, line, places)]
    shares = [0.0] * len(lines)
    chain = _heaviest_chain(found)
    for match in chain:
        shares[match.line] = match.covered / len(lines[match.line])
    _place_short_lines(lines, output, chain, shares)
    return shares


def _places(output: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(output) - RUN + 1):
        places[tuple(output[i : i + RUN])].append(i)
    return places


def _matches(number: int, line: Sequence[str], places: Places) -> Iterator[Match]:
    """Where a line may stand: stretches of the output about as long as the line, best first."""
    hits: list[tuple[int, int]] = []
    for i in range(len(line) - RUN + 1):
        at = places.get(tuple(line[i : i + RUN]), ())
        if len(at) <= _COMMON:
            hits.extend((place, i) for place in at)
    if not hits:
        return
    hits.sort()
    reach = len(line) + len(line) // 4 + 4
    best: list[tuple[int, int, int]] = []
    first = 0
    while first < len(hits):
        last = bisect_left(hits, (hits[first][0] + reach, -1))
        found = {i + k for _, i in hits[first:last] for k in range(RUN)}
        best.append((len(found), hits[first][0], hits[last - 1][0] + RUN))
        step = bisect_left(hits, (hits[first][0] + max(reach // 2, 1), -1))
        first = max(step, first + 1)
    best.sort(key=lambda entry: (-entry[0], entry[1]))
    for covered, start, end in best[:_PLACES]:
        yield Match(number, start, end, covered)


def _heaviest_chain(found: Sequence[Match]) -> list[Match]:
    """The matches, one a line at most, in the order of lines and output, that cover most tokens in all."""
    ends = sorted({match.end for match in found})
    tree: list[tuple[int, int]] = [(0, -1)] * (len(ends) + 1)  # best weight and match by end, a Fenwick tree of maxima
    before = [-1] * len(found)
    by_line: dict[int, list[int]] = defaultdict(list)
    for i, match in enumerate(found):
        by_line[match.line].append(i)
    for line in sorted(by_line):
        weighed = []
        for i in by_line[line]:
            weight, previous = _best(tree, bisect_left(ends, found[i].start + RUN))
            before[i] = previous
            weighed.append((weight + found[i].covered, i))
        for weight, i in weighed:
            _raise(tree, bisect_left(ends, found[i].end) + 1, (weight, i))
    _, i = _best(tree, len(ends))
    chain = []
    while i >= 0:
        chain.append(found[i])
        i = before[i]
    return chain[::-1]


def _best(tree: Sequence[tuple[int, int]], upto: int) -> tuple[int, int]:
    best = (0, -1)
    while upto > 0:
        best = max(best, tree[upto])
        upto -= upto & -upto
    return best


def _raise(tree: list[tuple[int, int]], place: int, entry: tuple[int, int]) -> None:
    while place < len(tree):
        tree[place] = max(tree[place], entry)
        place += place & -place


def _place_short_lines(
    lines: Sequence[Sequence[str]], output: Sequence[str], chain: Sequence[Match], shares: list[float]
) -> None:
    """Finds short lines in the output between the long lines around them, one after the other."""
    where: dict[str, list[int]] = defaultdict(list)
    for i, token in enumerate(output):
        where[token].append(i)
    following = iter([*chain, Match(len(lines), len(output), len(output), 0)])
    begin = 0
    mark = next(following)
    for i, line in enumerate(lines):
        if i == mark.line:
            begin = max(begin, mark.end)
            mark = next(following)
        elif 0 < len(line) < LONG:
            places = where.get(line[0], [])
            for at in places[bisect_left(places, begin) : bisect_left(places, mark.start)]:
                if list(output[at : at + len(line)]) == list(line):
                    shares[i] = 1.0
                    begin = at + len(line)
                    break
