"""A report and findings as plain text, with or without terminal colours."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence

from spinscore.findings import RANK, Finding, Severity
from spinscore.render.source import Lines
from spinscore.render.terminal import cells, counted, harmless, head, inert, tail
from spinscore.report import Report

WIDTH = 100
"""Width of what does not go to a terminal, in cells."""
_INDENT = 10
_LEAST = 20
_CONTEXT = (16, 36)
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


def render_report(
    report: Report,
    name: str,
    *,
    show: Severity = "minor",
    colour: bool = False,
    width: int = WIDTH,
    explain: bool = False,
) -> str:
    """A report: score, account, and each finding of at least severity `show` marked in its passage.

    `explain` gives the whole account as a tree instead of its largest parts. `width` is counted in cells.
    """
    lines = [_headline(report, name, colour)]
    if not (explain and report.score is not None):  # the tree ends with the caveats
        lines += _caveats(report, width)
    if report.error:
        lines += _wrapped(f"error: {harmless(report.error)}", width)
    if report.contributions:
        lines += _tree(report) if explain else _account(report, width)
    shown = report.at_least(show)
    lines += render_findings(report.text, shown, colour=colour, width=width)
    if hidden := Counter(f.rule for f in report.findings if RANK[f.severity] < RANK[show]):
        listed = _joined([f"{rule} {count}" for rule, count in sorted(hidden.items())], ",")
        lines += ["", *_wrapped(f"not shown, below {show}: {listed}", width)]
    return "\n".join(map(inert, lines)) + "\n"


def render_check(
    report: Report, name: str, *, show: Severity = "minor", colour: bool = False, width: int = WIDTH
) -> str:
    """Only the findings of a report, and what is to be said about those left out."""
    listed = report.at_least(show)
    lines = [f"{harmless(name)}  {counted(len(listed), 'finding')}", *_caveats(report, width)]
    lines += render_findings(report.text, listed, colour=colour, width=width)
    return "\n".join(map(inert, lines)) + "\n"


def render_findings(text: str, findings: Sequence[Finding], *, colour: bool = False, width: int = WIDTH) -> list[str]:
    """The findings as lines: place, severity, rule and message, then the marked passage and what to do."""
    places = Lines(text) if findings else None
    lines: list[str] = []
    for finding in findings:
        assert places is not None
        lines += ["", *_heading(finding, places, colour, width)]
        lines.append(f"{' ' * _INDENT}{_passage(text, finding, colour, width)}")
        for start, _ in finding.related:
            row, column = places.place(start)
            lines.append(f"{' ' * _INDENT}{paint(f'see {row}:{column}', 'info', colour)}")
        advice = textwrap.wrap(harmless(finding.suggestion), max(width - _INDENT, _LEAST), break_long_words=False)
        lines += [f"{' ' * _INDENT}{paint(line, 'info', colour)}" for line in advice]
    return lines


def bar(score: float, width: int = _BAR) -> str:
    """A score as a bar.

    >>> bar(50, 4)
    '██░░'
    """
    filled = round(score / 100 * width)
    return "█" * filled + "░" * (width - filled)


def _headline(report: Report, name: str, colour: bool) -> str:
    name = harmless(name)
    if report.score is None:
        verdict = f"  {report.verdict}" if report.verdict else ""
        return f"{name}  no score{verdict}"
    verdict = report.verdict or ""
    return f"{name}  {paint(f'{bar(report.score)} {report.score:.1f} {verdict}', verdict, colour)}"


def _tree(report: Report) -> list[str]:
    return [f"  {line}" for line in str(report.explain()).splitlines()]


def _account(report: Report, width: int) -> list[str]:
    parts = [f"base {report.base:.1f}"]
    parts += [f"{part.name} {part.points:+.1f}" for part in report.contributions[:_TOP]]
    rest = sum(round(part.points * 10) for part in report.contributions[_TOP:])
    if len(report.contributions) > _TOP:
        parts.append(f"{counted(len(report.contributions) - _TOP, 'other')} {rest / 10:+.1f}")
    return _wrapped(_joined(parts, "\xa0·"), width)


def _caveats(report: Report, width: int) -> list[str]:
    return [line for caveat in report.caveats for line in _wrapped(harmless(caveat), width)]


def _heading(finding: Finding, places: Lines, colour: bool, width: int) -> list[str]:
    """Place, severity, rule and message; what does not fit goes on under the place's end."""
    row, column = places.place(finding.start)
    place = f"  {f'{row}:{column}':<{_INDENT - 3}} "
    before = f"{place}{finding.severity:<8}"
    lines = textwrap.wrap(
        f"{finding.rule}  {harmless(finding.message)}",
        max(width, _LEAST),
        initial_indent=f"{before}  ",
        subsequent_indent=" " * _INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
    severity = paint(f"{finding.severity:<8}", finding.severity, colour)
    return [f"{place}{severity}{lines[0].removeprefix(before)}", *lines[1:]]


def _joined(parts: Sequence[str], mark: str) -> str:
    """The parts in a row with a mark after each but the last; lines are broken between them only."""
    return f"{mark} ".join(parts).replace(" ", "\xa0").replace(f"{mark}\xa0", f"{mark} ")


def _wrapped(text: str, width: int) -> list[str]:
    """Lines indented by two; a space that must not be broken at is written as U+00A0 and comes out as a space."""
    wrapped = textwrap.wrap(text, max(width - 2, _LEAST), break_long_words=False, break_on_hyphens=False)
    return [f"  {line}".replace("\xa0", " ") for line in wrapped]


def _passage(text: str, finding: Finding, colour: bool, width: int) -> str:
    """The marked place with a little of what stands around it, on one line; a long one keeps its two ends."""
    start, end = finding.start, finding.end
    inside = _inside(text, start, end, width * 12 // 5)
    least, most = _CONTEXT
    context = min(max((width - _INDENT - 4 - cells(inside)) // 2, least), most)
    left = max(text.rfind("\n", 0, start) + 1, start - context)
    stop = text.find("\n", end)
    right = min(len(text) if stop < 0 else stop, end + context)
    before, after = harmless(text[left:start]), harmless(text[end:right].removesuffix("\r"))
    near, far = tail(before, context), head(after, context)
    cut_before = len(near) < len(before) or (left > 0 and text[left - 1] != "\n")
    cut_after = len(far) < len(after) or (right < len(text) and text[right] != "\n")
    marked = paint(f"⟦{inside}⟧", finding.severity, colour)
    return f"{'…' if cut_before else ''}{near}{marked}{far}{'…' if cut_after else ''}"


def _inside(text: str, start: int, end: int, longest: int) -> str:
    if end - start <= longest and cells(shown := harmless(text[start:end])) <= longest:
        return shown
    ending = longest // 5
    opening = head(harmless(text[start : start + longest]), longest - ending - 3)
    return f"{opening} … {tail(harmless(text[max(start, end - ending) : end]), ending)}"
