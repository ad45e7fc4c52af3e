"""The end of a run over several articles: how many of each kind, and which are worst."""

from __future__ import annotations

import heapq
from collections import Counter

from spinscore.findings import RANK, SEVERITIES
from spinscore.render.terminal import counted, harmless, shorten
from spinscore.render.text import WIDTH, paint
from spinscore.report import Report

_WORST = 10
_VERDICTS = ("good", "review", "poor")

Badness = tuple[float, ...]


class Totals:
    """Counts over reports as they pass, and the worst of them; its size does not grow with their number."""

    def __init__(self) -> None:
        self.articles = 0
        self.failed = 0
        self.verdicts: Counter[str] = Counter()
        self.severities: Counter[str] = Counter()
        self._worst: list[tuple[Badness, int, str, str, str]] = []

    def add(self, report: Report, name: str) -> None:
        """Counts a report in."""
        self.articles += 1
        counts = Counter(finding.severity for finding in report.findings)
        self.severities.update(counts)
        self.verdicts["without score" if report.score is None else str(report.verdict)] += 1
        graver = [counts[severity] for severity in reversed(SEVERITIES) if severity != "info"]
        if report.score is None and not any(graver):
            return
        lowness = -1.0 if report.score is None else 100 - report.score
        label = "" if report.score is None else f"{report.score:5.1f} {report.verdict}"
        found = ", ".join(f"{counts[s]} {s}" for s in reversed(SEVERITIES) if counts[s] and RANK[s] > 0)
        entry = ((lowness, *graver), -self.articles, name, label, found)
        if len(self._worst) < _WORST:
            heapq.heappush(self._worst, entry)
        else:
            heapq.heappushpop(self._worst, entry)

    def render(self, *, colour: bool = False, width: int = WIDTH) -> str:
        """The counts, and the worst articles, worst first: by score where there is one, otherwise by findings."""
        kinds = [(name, self.verdicts[name]) for name in (*_VERDICTS, "without score") if self.verdicts[name]]
        if [name for name, _ in kinds] == ["without score"]:
            kinds = []
        parts = [counted(self.articles, "article")]
        parts += [paint(f"{count:,} {name}", name, colour) for name, count in kinds]
        if self.failed:
            parts.append(f"{self.failed:,} not read")
        found = [paint(f"{self.severities[s]:,} {s}", s, colour) for s in reversed(SEVERITIES) if self.severities[s]]
        lines = [" · ".join(parts), "findings: " + (" · ".join(found) or "none")]
        if self.articles > 2 and self._worst:
            lines.append("worst:")
            lines += [self._line(*entry[2:], colour, width) for entry in sorted(self._worst, reverse=True)]
        return "\n".join(lines) + "\n"

    def _line(self, name: str, label: str, found: str, colour: bool, width: int) -> str:
        shown = paint(f"{label:<12}", label.rpartition(" ")[2], colour) if label else ""
        room = width - (14 if label else 0) - len(found) - 4
        return f"  {shown}{'  ' if label else ''}{shorten(harmless(name), max(room, 20))}  {found}".rstrip()
