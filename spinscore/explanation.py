"""Explanation: the account of a score as a tree, family by family, down to the findings, adding up at each level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spinscore.findings import Finding
from spinscore.model.explain import Contribution

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a score in points (whole tenths): a family, one of its features, or a finding of that feature.

    The points of `parts` add up to `points`. A measure of the whole article has no parts; only a part that stands for
    a finding has a `finding`.
    """

    name: str
    points: float
    parts: tuple[Part, ...] = ()
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a score came about: `base` plus the points of all `parts` is the score, in whole tenths.

    `base` is the score of an ordinary article without findings. Families and features come by the size of their
    points, findings in the order of the text. Where there is no score, `parts` is empty and `caveats` say why. As a
    text, it is a tree that can be read line by line.
    """

    score: float | None
    verdict: str | None
    base: float | None
    parts: tuple[Part, ...]
    caveats: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join(_lines(self))

    def _repr_html_(self) -> str:
        from spinscore.render.html import render_explanation

        return render_explanation(self)


def explain(
    score: float | None,
    verdict: str | None,
    base: float | None,
    contributions: Iterable[Contribution],
    caveats: tuple[str, ...],
) -> Explanation:
    """The explanation of a score from its contributions."""
    families: dict[str, list[Part]] = {}
    for contribution in contributions:
        found = tuple(
            Part(finding.rule, share, (), finding)
            for finding, share in zip(contribution.findings, contribution.shares, strict=True)
        )
        family = contribution.name.partition(".")[0]
        families.setdefault(family, []).append(Part(contribution.name, contribution.points, found))
    parts = [Part(family, _sum(found), tuple(_by_size(found))) for family, found in families.items()]
    return Explanation(score, verdict, base, tuple(_by_size(parts)), caveats)


def _sum(parts: Iterable[Part]) -> float:
    """The sum in whole tenths: adding floats would leave dust."""
    return sum(round(part.points * 10) for part in parts) / 10


def _by_size(parts: Sequence[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: (-abs(part.points), part.name))


def _lines(explanation: Explanation) -> Iterator[str]:
    if explanation.score is None or explanation.base is None:
        yield "no score" + (f"  {explanation.verdict}" if explanation.verdict else "")
        yield from explanation.caveats
        return
    yield f"{explanation.score:6.1f}  score{f', {explanation.verdict}' if explanation.verdict else ''}"
    yield f"{explanation.base:6.1f}  an ordinary article without findings"
    for family in explanation.parts:
        yield from _branch(family, 0)
    yield from explanation.caveats


def _branch(part: Part, depth: int) -> Iterator[str]:
    label = part.name if part.finding is None else f"{part.finding.start:,}: {_short(part.finding.text)}"
    yield f"{'  ' * depth}{part.points:+6.1f}  {label}"
    for inner in part.parts:
        yield from _branch(inner, depth + 1)


def _short(text: str) -> str:
    """A text on one line, cut in the middle if it is long, control characters made harmless."""
    line = "".join(char if char.isprintable() else " " for char in " ".join(text.split()))
    half = _LONGEST // 2
    return line if len(line) <= _LONGEST else f"{line[:half]} … {line[-half:]}"
