"""What a page shows of a report: which findings, under which numbers, and where in the article each one begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from spinscore.findings import RANK, SEVERITIES, Finding, Severity
from spinscore.render.marks import Run, Span
from spinscore.render.outline import Room, Section, lay_out
from spinscore.report import Report

MOST_LISTED = 300
"""More findings than this are marked in the article, but not listed one by one."""
Place = tuple[str, int, int]
GLYPHS: dict[str, str] = {"critical": "◆", "major": "▲", "minor": "●", "info": "○"}


@dataclass(frozen=True, slots=True)
class View:
    """A report laid out. `shown` are the findings to mark, in the order of the text; their number is index plus 1.

    `listed` are the indexes of those that get a place in the list, the worst ones if there are many. `first` and
    `last` say in which runs the mark of a finding begins and ends; one that is not drawn anywhere is in neither.
    """

    report: Report
    prefix: str
    shown: tuple[Finding, ...]
    listed: frozenset[int]
    sections: tuple[Section, ...]
    first: Mapping[int, Run]
    last: Mapping[int, Run]
    numbers: Mapping[Place, int]
    points: Mapping[Place, float]
    hidden: Mapping[str, int]

    def number_of(self, finding: Finding) -> int | None:
        """The number of a finding, None for one that is not shown."""
        return self.numbers.get(place_of(finding))


def counts_of(report: Report) -> dict[str, int]:
    """How many findings of each severity a report has, worst first, shown or not."""
    counted = Counter(finding.severity for finding in report.findings)
    return {severity: counted[severity] for severity in reversed(SEVERITIES)}


def place_of(finding: Finding) -> Place:
    """What tells a finding from the others of its report: findings of one rule do not overlap."""
    return finding.rule, finding.start, finding.end


def view_of(report: Report, show: Severity, prefix: str = "", *, room: Room) -> View:
    """The view of a report with the findings of at least severity `show`. `prefix` begins the names of its anchors,
    `room` bounds how much of the article is shown.

    Raises SpinscoreError for a severity that there is not.
    """
    shown = report.at_least(show)
    spans = [
        Span(finding.start, finding.end, RANK[finding.severity], index)
        for index, finding in enumerate(shown)
        if 0 <= finding.start < finding.end <= len(report.text)
    ]
    sections = tuple(lay_out(report.text, spans, report.segments, room))
    first: dict[int, Run] = {}
    last: dict[int, Run] = {}
    for section in sections:
        for stretch in section.stretches:
            for block in stretch.blocks if stretch.state != "left out" else ():
                for run in block.runs:
                    for key in run.keys:
                        first.setdefault(key, run)
                        last[key] = run
    worst = sorted(range(len(shown)), key=lambda index: (-RANK[shown[index].severity], index))
    hidden = Counter(finding.rule for finding in report.findings if RANK[finding.severity] < RANK[show])
    return View(
        report=report,
        prefix=prefix,
        shown=shown,
        listed=frozenset(worst[:MOST_LISTED]),
        sections=sections,
        first=first,
        last=last,
        numbers={place_of(finding): index + 1 for index, finding in enumerate(shown)},
        points=_points(report),
        hidden=dict(sorted(hidden.items())),
    )


def _points(report: Report) -> dict[Place, float]:
    """What each finding adds to the score over all features, by rule and place."""
    tenths: Counter[Place] = Counter()
    for contribution in report.contributions:
        for finding, share in zip(contribution.findings, contribution.shares, strict=False):
            tenths[place_of(finding)] += round(10 * share)
    return {place: points / 10 for place, points in tenths.items()}
