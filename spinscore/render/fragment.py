"""Reports and explanations inside a notebook: inline styles only, no anchors, colours that bring their background.

Notebooks strip style blocks and scripts, show several outputs on one page, and may be light or dark.
"""

from __future__ import annotations

from collections.abc import Sequence

from spinscore.explanation import Explanation
from spinscore.render.account import Row, extent, rows_of
from spinscore.render.article import write_article
from spinscore.render.escape import JOINER, attribute, counted, escape, one_line, shorten, signed
from spinscore.render.outline import Room
from spinscore.render.view import GLYPHS, View, view_of
from spinscore.render.words import about, family_title
from spinscore.report import Report

_SERIF = "Charter,'Bitstream Charter','Iowan Old Style','Noto Serif',Georgia,Cambria,serif"
_SANS = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif"
_PAPER, _INK, _SOFT, _LINE = "#fffefb", "#211f1c", "#625d55", "#ddd6ca"
_COLOURS = {
    "critical": ("#a3142b", "#fbe2e1", "solid 3px"),
    "major": ("#94480a", "#fdebd0", "solid 2px"),
    "minor": ("#655a05", "#f6f0c0", "dashed 2px"),
    "info": ("#47586b", "#fffefb", "dotted 2px"),
}
_VERDICTS = {"good": ("#1d6a43", "#dff0e4"), "review": ("#94480a", "#fdebd0"), "poor": ("#a3142b", "#fbe2e1")}
_PLUS, _MINUS, _BASE = "#2f8a5b", "#bd4452", "#8b857a"
_BOX = (
    f"box-sizing:border-box;max-width:48rem;padding:16px 20px;border:1px solid {_LINE};border-radius:6px;"
    f"background:{_PAPER};color:{_INK};font:15px/1.5 {_SANS};text-align:left;overflow-wrap:anywhere;color-scheme:light"
)
_SCROLL = (
    f"max-height:28em;overflow:auto;margin:12px 0;padding:10px 14px;border:1px solid {_LINE};border-radius:4px;"
    f"background:{_PAPER};color:{_INK};font:16px/1.65 {_SERIF}"
)
_TABLE = f"border-collapse:collapse;width:100%;margin:10px 0 0;font:14px/1.45 {_SANS};background:{_PAPER};color:{_INK}"
_RAIL = f"background:linear-gradient({_LINE},{_LINE}) center/100% 1px no-repeat"
_CELL = f"padding:3px 10px 3px 0;border:0;background:{_PAPER};color:{_INK};text-align:left;vertical-align:top;"
_MOST_KINDS = 8
_QUOTE = 60
_ROOM = Room(shown=40_000, folded=30_000)
_LONGEST = 240


def render_fragment(report: Report) -> str:
    """The report for a notebook's cell: score, what was found, the article with its marks, a short account."""
    view = view_of(report, "minor", room=_ROOM)
    head = _head(report.title, report.score, report.verdict)
    notes = [f"Not scored: {report.error}"] if report.error is not None else []
    parts = [head, *(_note(note) for note in [*notes, *report.caveats]), _kinds(view)]
    if text := write_article(view, InlineMarks()):
        label = attribute(f"The article with its marks: {shorten(one_line(report.title or report.text[:200]), _QUOTE)}")
        parts.append(
            f'<div role="region" aria-label="{label}" tabindex="0" style="{_SCROLL}">'
            f'<div style="max-width:68ch">{text}</div></div>'
        )
    if report.score is not None:
        parts.append(_account(report.explain(), depth=0))
    return f'<div style="{_BOX}">{"".join(parts)}</div>'


def render_explanation(explanation: Explanation) -> str:
    """The account of a score for a notebook's cell: families, features, findings, in points that add up."""
    parts = [_head(None, explanation.score, explanation.verdict), *(_note(note) for note in explanation.caveats)]
    if explanation.score is not None:
        parts.append(_account(explanation, depth=2))
    return f'<div style="{_BOX}">{"".join(parts)}</div>'


def _head(title: str | None, score: float | None, verdict: str | None) -> str:
    parts = []
    if title:
        label = escape(shorten(one_line(title), _LONGEST))
        parts.append(f'<div style="font:bold 19px/1.3 {_SERIF};margin-bottom:4px"><bdi>{label}</bdi></div>')
    figure = "No score" if score is None else f"{score:.1f}"
    pill = ""
    if verdict:
        ink, tint = _VERDICTS.get(verdict, (_INK, _PAPER))
        pill = (
            f'<span style="display:inline-block;margin-left:10px;padding:1px 12px;border:1px solid {ink};'
            f'border-radius:14px;background:{tint};color:{ink};font:600 14px/1.5 {_SANS};vertical-align:4px">'
            f"{escape(verdict)}</span>"
        )
    of = "" if score is None else f'<span style="color:{_SOFT}"> of 100</span>'
    parts.append(f'<div><span style="font:bold 32px/1.2 {_SERIF}">{figure}</span>{of}{pill}</div>')
    return "".join(parts)


def _note(text: str) -> str:
    return f'<div style="color:{_SOFT};margin:4px 0"><bdi>{escape(text)}</bdi></div>'


def _kinds(view: View) -> str:
    """What was found, each kind once, worst first."""
    kinds: dict[tuple[str, str, str, str], int] = {}
    for severity in GLYPHS:
        for finding in view.shown:
            if finding.severity == severity:
                kind = (severity, finding.message, finding.suggestion, finding.rule)
                kinds[kind] = kinds.get(kind, 0) + 1
    lines = []
    for (severity, message, suggestion, rule), number in list(kinds.items())[:_MOST_KINDS]:
        times = f" ×{number:,}" if number > 1 else ""
        lines.append(
            f'<li style="margin:3px 0"><span style="color:{_COLOURS[severity][0]};font-weight:600">'
            f'<span aria-hidden="true">{GLYPHS[severity]}</span> {severity}</span> <bdi style="font-weight:600">'
            f"{escape(shorten(message, _LONGEST))}</bdi>{times}. <bdi>{escape(shorten(suggestion, _LONGEST))}</bdi> "
            f'<span style="color:{_SOFT};font-size:13px">{escape(rule)}</span></li>'
        )
    if more := len(kinds) - len(lines):
        lines.append(f'<li style="color:{_SOFT}">and {counted(more, "more kind")} of findings</li>')
    listed = f'<ul style="list-style:none;margin:10px 0 0;padding:0">{"".join(lines)}</ul>' if lines else ""
    if below := sum(view.hidden.values()):
        listed += _note(f"{counted(below, 'finding')} for information not marked; see report.findings.")
    return listed or _note("No findings.")


class InlineMarks:
    """How marks, blocks and folds look in a notebook: styles on the elements, severity and rule written out."""

    def open_mark(self, view: View, key: int, *, first: bool) -> str:  # noqa: ARG002
        finding = view.shown[key]
        ink, tint, line = _COLOURS[finding.severity]
        title = f"{finding.severity}: {shorten(finding.message, _LONGEST)}"
        return (
            f'<mark title="{attribute(title)}" style="background:{tint};color:{_INK};padding:1px 0;'
            f'text-decoration:underline {line} {ink};text-underline-offset:4px">'
        )

    def close_mark(self, view: View, key: int, *, last: bool) -> str:
        if not last:
            return "</mark>"
        finding = view.shown[key]
        ink = _COLOURS[finding.severity][0]
        return (
            f'</mark><span style="margin:0 2px 0 5px;padding:1px 7px;border:1px solid {ink};border-radius:9px;'
            f"background:{_PAPER};color:{ink};font:600 11px/1.6 {_SANS};vertical-align:2px;user-select:none;"
            f'unicode-bidi:isolate"><span aria-hidden="true">{JOINER}{GLYPHS[finding.severity]}\xa0</span>'
            f"{finding.severity}\xa0{escape(finding.rule)}</span>"
        )

    def omitted(self, note: str) -> str:
        return f'<span style="color:{_SOFT};font:13px/1.5 {_SANS}">[{note}]</span>'

    def block(self, inner: str, *, wrapped: bool) -> str:
        space = "normal" if wrapped else "pre-wrap"
        return f'<p dir="auto" style="margin:0 0 .9em;white-space:{space};unicode-bidi:isolate">{inner}</p>'

    def fold(self, note: str, inner: str) -> str:
        return (
            f'<details style="margin:0 0 .9em"><summary style="cursor:pointer;color:{_SOFT};font:13px/1.5 {_SANS}">'
            f"{note}</summary>{inner}</details>"
        )

    def section(self, title: str, inner: str) -> str:
        return (
            f'<section style="border-left:2px solid {_LINE};padding-left:12px;margin-bottom:12px">'
            f'<div style="font:600 13px/1.6 {_SANS};color:{_SOFT}"><bdi>{title}</bdi></div>{inner}</section>'
        )


def _account(explanation: Explanation, *, depth: int) -> str:
    base, score = explanation.base or 0.0, explanation.score or 0.0
    rows = rows_of(explanation, depth)
    low, high = extent(base, rows)
    lines = [
        _line("An ordinary article without findings", f"{base:.1f}", _bar(0, base, low, high, _BASE), strong=True),
        *_parts(rows, low, high),
        _line("Score", f"{score:.1f}", _bar(0, score, low, high, _INK), strong=True),
    ]
    head = "".join(
        f'<th scope="col" style="{_CELL}text-align:{side};color:{_SOFT};font-weight:400;font-size:12px">{name}</th>'
        for name, side in (("How the score came about", "left"), ("Points", "right"), ("Score on the way", "left"))
    )
    return (
        f'<table style="{_TABLE}"><thead><tr style="background:{_PAPER}">{head}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table>"
    )


def _parts(rows: Sequence[Row], low: float, high: float) -> list[str]:
    lines = []
    for row in rows:
        if row.others:
            label = counted(row.others, "more finding")
        elif row.depth == 0:
            label = escape(family_title(row.name))
        else:
            small = f'<span style="color:{_SOFT};font-size:12px">{escape(row.name)}</span>'
            label = f"{escape(about(row.name))} {small}" if row.name else ""
            if row.finding is not None:
                quote = escape(shorten(one_line(row.finding.text), _QUOTE))
                label += f'<span style="display:block;font-family:{_SERIF}"><bdi>“{quote}”</bdi></span>'
        bar = _bar(row.before, row.after, low, high, _PLUS if row.points > 0 else _MINUS)
        lines.append(_line(label, signed(row.points), bar, depth=row.depth, strong=row.depth == 0))
    return lines


def _line(label: str, points: str, bar: str, *, depth: int = 0, strong: bool = False) -> str:
    cell = f"{_CELL}font-weight:{600 if strong else 400};"
    number = f"{cell}text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums"
    return (
        f'<tr style="background:{_PAPER}"><th scope="row" style="{cell}padding-left:{16 * depth}px">{label}</th>'
        f'<td style="{number}">{points}</td><td style="{cell}width:34%;padding-top:9px">{bar}</td></tr>'
    )


def _bar(before: float, after: float, low: float, high: float, colour: str) -> str:
    left, right = sorted(((before - low) / (high - low) * 100, (after - low) / (high - low) * 100))
    width = max(right - left, 0.8)
    return (
        f'<div style="{_RAIL}"><div style="margin-left:{min(left, 100 - width):.1f}%;width:{width:.1f}%;height:9px;'
        f'border-radius:2px;background:{colour}"></div></div>'
    )
