"""A report, findings and rules as plain text, with or without terminal colours."""

from __future__ import annotations

import textwrap
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from spinscore.findings import RANK, Finding, Severity
from spinscore.registry import Rule
from spinscore.report import Report

_WIDTH = 100
_CONTEXT = 36
_LONGEST = 240
_BAR = 20
_TOP = 6
_COLOURS = {
    "critical": "1;31",
    "major": "31",
    "minor": "33",
    "info": "2",
    "good": "32",
    "review": "33",
    "poor": "31",
}


def paint(text: str, kind: str, colour: bool) -> str:
    """The text in the colour of a severity or verdict, if colours are wanted."""
    return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m" if colour and kind in _COLOURS else text


def render_report(report: Report, name: str, *, show: Severity = "minor", colour: bool = False) -> str:
    """A report: score, account, and each finding of at least severity `show` marked in its passage."""
    lines = [_headline(report, name, colour)]
    lines += [f"  {caveat}" for caveat in report.caveats]
    if report.error:
        lines.append(f"  error: {report.error}")
    if report.contributions:
        lines.append(_account(report))
    shown = report.at_least(show)
    lines += render_findings(report.text, shown, colour=colour)
    if hidden := Counter(f.rule for f in report.findings if RANK[f.severity] < RANK[show]):
        counted = ", ".join(f"{rule} {count}" for rule, count in sorted(hidden.items()))
        lines += ["", f"  not shown, below {show}: {counted}"]
    return "\n".join(lines) + "\n"


def render_findings(text: str, findings: Sequence[Finding], *, colour: bool = False) -> list[str]:
    """The findings as lines: place, severity, rule and message, then the marked passage and what to do."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    lines: list[str] = []
    for finding in findings:
        row = bisect_right(starts, finding.start)
        column = finding.start - starts[row - 1] + 1
        severity = paint(f"{finding.severity:<8}", finding.severity, colour)
        lines += ["", f"  {row}:{column:<5} {severity}  {finding.rule}  {_one_line(finding.message)}"]
        lines.append(f"          {_passage(text, finding, colour)}")
        lines.append(f"          {paint(_one_line(finding.suggestion), 'info', colour)}")
    return lines


def _headline(report: Report, name: str, colour: bool) -> str:
    if report.score is None:
        verdict = f"  {report.verdict}" if report.verdict else ""
        return f"{name}  no score{verdict}"
    filled = round(report.score / 100 * _BAR)
    bar = "█" * filled + "░" * (_BAR - filled)
    verdict = report.verdict or ""
    return f"{name}  {paint(f'{bar} {report.score:.1f} {verdict}', verdict, colour)}"


def _account(report: Report) -> str:
    parts = [f"base {report.base:.1f}"]
    parts += [f"{part.name} {part.points:+.1f}" for part in report.contributions[:_TOP]]
    rest = sum(round(part.points * 10) for part in report.contributions[_TOP:])
    if len(report.contributions) > _TOP:
        parts.append(f"{len(report.contributions) - _TOP} others {rest / 10:+.1f}")
    text = textwrap.fill(" · ".join(parts), _WIDTH, break_long_words=False, break_on_hyphens=False)
    return textwrap.indent(text.replace("-", "−"), "  ").replace("−", "-")


def _passage(text: str, finding: Finding, colour: bool) -> str:
    """The marked place with a little of what stands around it, on one line."""
    start, end = finding.start, finding.end
    left = max(text.rfind("\n", 0, start) + 1, start - _CONTEXT)
    stop = text.find("\n", end)
    right = min(len(text) if stop < 0 else stop, end + _CONTEXT)
    inside = text[start:end]
    if len(inside) > _LONGEST:
        inside = f"{inside[: _LONGEST - 60]} … {inside[-50:]}"
    before = ("…" if left > 0 and text[left - 1] != "\n" else "") + text[left:start]
    after = text[end:right] + ("…" if right < len(text) and text[right] != "\n" else "")
    marked = paint(_one_line(f"⟦{inside}⟧"), finding.severity, colour)
    return _one_line(before) + marked + _one_line(after)


def _one_line(text: str) -> str:
    """Line breaks shown as ⏎, other control characters made harmless for a terminal."""
    joined = "⏎".join(part.strip() for part in text.split("\n") if part.strip()) if "\n" in text else text
    return "".join(char if char.isprintable() else " " if char.isspace() else "·" for char in joined)


def render_rules(rules: Iterable[Rule]) -> str:
    """A table of rules: id, severity, title."""
    listed = list(rules)
    width = max((len(rule.id) for rule in listed), default=0)
    return "\n".join(f"{rule.id:<{width}}  {rule.severity:<8}  {rule.title}" for rule in listed) + "\n"


def render_rule(rule: Rule) -> str:
    """The page of a rule: why it exists, what to do, marked examples and near misses."""
    lines = [f"{rule.id}  ({rule.severity}, since {rule.since})", rule.title, ""]
    lines += textwrap.wrap(rule.why, _WIDTH)
    lines += ["", *textwrap.wrap(f"What to do: {rule.suggestion}", _WIDTH)]
    for heading, wanted in (("Marked", True), ("Not marked", False)):
        lines += ["", heading]
        for example in rule.examples:
            if bool(example.spans) == wanted:
                text = example.text
                for start, end in reversed(example.spans):
                    text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
                lines.append(f"  {_one_line(text)}")
    return "\n".join(lines) + "\n"
