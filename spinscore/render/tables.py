"""The tables of a page: the overview of several articles, the account of a score, the measured numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from spinscore.explanation import Explanation
from spinscore.findings import Finding
from spinscore.render import bars
from spinscore.render.account import Row, extent, families, rows_of
from spinscore.render.escape import attribute, counted, escape, one_line, shorten, signed
from spinscore.render.view import GLYPHS, View, counts_of
from spinscore.render.words import about, amount, edge_of_range, family_note, family_title, specs
from spinscore.report import Report

_QUOTE = 56


def write_overview(articles: Sequence[tuple[str, Report, str]]) -> str:
    """One row for each article, given by label, report and anchor: score, verdict, counts by severity.

    The label links to the anchor; "" for an article that is not on the page.

    Narrow pages lay the rows out as blocks; the roles keep it a table for screen readers.
    """
    columns = ("Article", "Score", "Verdict", "Findings")
    head = "".join(f'<th scope="col" role="columnheader">{name}</th>' for name in columns)
    rows = []
    for label, report, anchor in articles:
        title = f"<bdi>{escape(label)}</bdi>"
        verdict = attribute(report.verdict or "")
        if anchor:
            title = f'<a href="#{anchor}">{title}</a>'
        if report.score is None:
            score = "error" if report.error is not None else "no score"
        else:
            score = f"{report.score:.1f}{bars.small_gauge(report.score, verdict)}"
        pill = f'<span class="verdict {verdict}">{verdict}</span>' if verdict else "–"
        rows.append(
            f'<tr role="row"><th scope="row" role="rowheader">{title}</th><td class="score" role="cell">{score}</td>'
            f'<td role="cell">{pill}</td><td class="counts" role="cell">{write_counts(counts_of(report))}</td></tr>'
        )
    return (
        f'<table class="overview" role="table">\n<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n'
        '<tbody role="rowgroup">\n' + "\n".join(rows) + "\n</tbody>\n</table>"
    )


def write_counts(counts: dict[str, int]) -> str:
    """How many findings of each severity, as signs with numbers."""
    parts = [
        f'<span class="tally {severity}" title="{severity}"><span aria-hidden="true">{GLYPHS[severity]}</span>'
        f'{number:,}<span class="sr"> {severity}</span></span>'
        for severity, number in counts.items()
        if number
    ]
    return " ".join(parts) or "none"


def write_account(view: View, explanation: Explanation) -> str:
    """The account as a table: each row with its points and a bar from the score before it to the score after it."""
    base, score = explanation.base or 0.0, explanation.score or 0.0
    rows = rows_of(explanation)
    low, high = extent(base, rows)
    start = _total("An ordinary article without findings", base, low, high, "base")
    end = _total("Score", score, low, high, f"fill {attribute(explanation.verdict or '')}")
    bodies = [f'<tbody class="total">\n{start}\n</tbody>']
    for family in families(rows):
        inner = "\n".join(_account_row(view, row, low, high) for row in family)
        bodies.append(f"<tbody>\n{inner}\n</tbody>")
    bodies.append(f'<tbody class="total">\n{end}\n</tbody>')
    return (
        '<table class="account">\n<thead><tr><th scope="col">Part</th><th scope="col" class="points">Points</th>'
        '<th scope="col" class="way">Score on the way</th></tr></thead>\n' + "\n".join(bodies) + "\n</table>"
    )


def _total(label: str, points: float, low: float, high: float, kind: str) -> str:
    return (
        f'<tr><th scope="row">{label}</th><td class="points">{points:.1f}</td>'
        f'<td class="way">{bars.stretch(0, points, low, high, kind)}</td></tr>'
    )


def _account_row(view: View, row: Row, low: float, high: float) -> str:
    kind = "plus" if row.points > 0 else "minus"
    bar = bars.stretch(row.before, row.after, low, high, f"{kind} depth{row.depth}")
    return (
        f'<tr class="depth{row.depth}"><th scope="row">{_account_label(view, row)}</th>'
        f'<td class="points">{signed(row.points)}</td><td class="way">{bar}</td></tr>'
    )


def _account_label(view: View, row: Row) -> str:
    if row.others:
        return f"{counted(row.others, 'more finding')}"
    if row.depth == 0:
        return f'{escape(family_title(row.name))} <span class="note">{escape(family_note(row.name))}</span>'
    name = f"{escape(about(row.name))} {feature_name(row.name)}" if row.name else ""
    return name + (_quote(view, row.finding) if row.finding is not None else "")


def _quote(view: View, finding: Finding) -> str:
    """The finding's text, with a link to its place if it is marked."""
    number = view.number_of(finding)
    quote = f"<bdi>“{escape(shorten(one_line(finding.text), _QUOTE))}”</bdi>"
    if number is not None and number - 1 in view.first:
        return f'<a class="quote" href="#{view.prefix}m{number}">{number} {quote}</a>'
    return f'<span class="quote">{quote}</span>'


def feature_name(name: str) -> str:
    """A feature's name that may wrap after its dots and underscores."""
    return f"<code>{escape(name).replace('.', '.<wbr>').replace('_', '_<wbr>')}</code>"


def write_numbers(view: View) -> str:
    """The document's measures by family: value, unit, range, and what each one says."""
    features = view.report.features
    known = [spec for name, spec in specs().items() if name in features and name.count(".") == 1]
    bodies = []
    for family in dict.fromkeys(spec.name.partition(".")[0] for spec in known):
        rows = [
            f'<tr class="family"><th scope="rowgroup" colspan="3">{escape(family_title(family))} '
            f'<span class="note">{escape(family_note(family))}</span></th></tr>'
        ]
        for spec in known:
            if spec.name.startswith(f"{family}."):
                value, unit = amount(features[spec.name], spec.unit)
                rows.append(
                    f'<tr><th scope="row">{escape(spec.about)} {feature_name(spec.name)}</th>'
                    f'<td class="value">{value} <span class="unit">{escape(unit)}</span></td>'
                    f'<td class="range">{_range(features[spec.name], spec.low, spec.high, spec.unit)}</td></tr>'
                )
        bodies.append("<tbody>\n" + "\n".join(rows) + "\n</tbody>")
    if not bodies:
        return ""
    return (
        '<table class="numbers">\n<thead><tr><th scope="col">Measure</th><th scope="col">Value</th>'
        '<th scope="col" class="range">Range</th></tr></thead>\n' + "\n".join(bodies) + "\n</table>"
    )


def _range(value: float, low: float, high: float, unit: str) -> str:
    left, right = (edge_of_range(edge, unit) for edge in (low, high))
    dot = bars.position(value, low, high) if math.isfinite(value) and high > low else ""
    return f'<span class="edges"><span>{left}</span> <span class="sr">to</span> <span>{right}</span></span>{dot}'
