"""Reports as one HTML page that needs no script, no network and no other file."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections import Counter
from collections.abc import Sequence
from importlib import resources

from spinscore.findings import Severity
from spinscore.render import bars
from spinscore.render.article import write_article
from spinscore.render.cards import write_findings
from spinscore.render.escape import attribute, counted, escape, one_line, shorten
from spinscore.render.fragment import render_explanation, render_fragment
from spinscore.render.outline import Room
from spinscore.render.page_marks import PageMarks
from spinscore.render.tables import write_account, write_numbers, write_overview
from spinscore.render.view import View, counts_of, view_of
from spinscore.render.words import verdict_note
from spinscore.report import Report

__all__ = ["render_explanation", "render_fragment", "render_page"]

MOST_ARTICLES = 200
"""Of more articles these are shown in full, those that need a look most; all stand in the overview."""
_ROOM = Room(shown=300_000, folded=200_000)
_LONGEST_LABEL = 240
_ORDER = {"poor": 0, "review": 1, None: 2, "good": 3}


def render_page(
    entries: Sequence[tuple[str, Report]], *, show: Severity = "minor", title: str = "spinscore report"
) -> str:
    """A whole page on some reports, each with a name such as the file's. Findings below `show` are only counted.

    The page holds no script and asks for nothing; every text in it is escaped, and it can be encoded as UTF-8.
    Raises SpinscoreError for a severity that there is not.
    """
    in_full = _most_needed([report for _, report in entries])
    several = len(entries) > 1
    parts = [_overview(entries, in_full)] if several else []
    if not entries:
        parts.append('<p class="note">No articles.</p>')
    for number, (name, report) in enumerate(entries, 1):
        if number in in_full:
            parts.append(_article(name, view_of(report, show, f"a{number}-", room=_ROOM), f"a{number}", back=several))
    return _document(title if title.strip() else "spinscore report", "\n".join(parts), _provenance(entries))


def _most_needed(reports: Sequence[Report]) -> set[int]:
    """The numbers, from 1, of the articles to show in full: the worst verdicts and scores if there are many."""
    order = sorted(
        range(len(reports)),
        key=lambda index: (_ORDER.get(reports[index].verdict, 2), reports[index].score or 0.0, index),
    )
    return {index + 1 for index in order[:MOST_ARTICLES]}


def _label(name: str, report: Report) -> str:
    """What an article is called: its title, or else its name."""
    label = next((label for label in (report.title, name) if label and label.strip()), "Untitled")
    return shorten(one_line(label).strip(), _LONGEST_LABEL)


@functools.cache
def _style() -> tuple[str, str]:
    """The style sheet, and the hash by which the page's policy allows it."""
    css = "\n" + resources.files("spinscore.render").joinpath("style.css").read_text("utf-8")
    return css, base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()


def _document(title: str, main: str, footer: str) -> str:
    css, digest = _style()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="spinscore">
<title>{escape(title)}</title>
<style>{css}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header class="top"><h1><bdi>{escape(title)}</bdi></h1></header>
<main id="main">
{main}
</main>
<footer>
{footer}
</footer>
</body>
</html>
"""


def _overview(entries: Sequence[tuple[str, Report]], in_full: set[int]) -> str:
    verdicts = Counter(report.verdict or "without a verdict" for _, report in entries)
    rows = [
        (_label(name, report), report, f"a{number}" if number in in_full else "")
        for number, (name, report) in enumerate(entries, 1)
    ]
    counts = ", ".join(f"{verdicts[name]:,} {name}" for name in ("good", "review", "poor", "without a verdict")
                       if verdicts[name])  # fmt: skip
    left_out = len(entries) > len(in_full)
    note = f" The {MOST_ARTICLES:,} that need a look most are shown in full below." if left_out else ""
    return (
        f'<section class="all" id="overview" aria-labelledby="overview-title">\n'
        f'<h2 id="overview-title">{counted(len(entries), "article")}</h2>\n<p class="lead">{counts}.{note}</p>\n'
        f"{write_overview(rows)}\n</section>"
    )


def _article(name: str, view: View, anchor: str, *, back: bool) -> str:
    report = view.report
    up = '<p class="up"><a href="#overview">Back to all articles</a></p>' if back else ""
    columns = _columns(view) if report.text or report.findings else ""
    return (
        f'<article id="{anchor}" aria-labelledby="{anchor}-title">\n{_summary(name, view, anchor)}\n'
        f"{columns}\n{_account(view, unfolded=not back)}\n{_numbers(view)}\n{up}\n</article>"
    )


def _columns(view: View) -> str:
    """The findings, and the article beside or below them."""
    text = write_article(view, PageMarks()) or '<p class="note">The text is not part of this report.</p>'
    beside = " beside" if view.shown else ""
    return (
        f'<div class="columns{beside}">\n'
        f'<section class="findings">\n<h3>Findings</h3>\n{write_findings(view)}\n</section>\n'
        f'<section class="reading">\n<h3>The article</h3>\n<div class="text">\n{text}\n</div>\n</section>\n</div>'
    )


def _summary(name: str, view: View, anchor: str) -> str:
    report = view.report
    label = _label(name, report)
    file = f'<p class="file"><bdi>{escape(shorten(name, _LONGEST_LABEL))}</bdi></p>' if name and report.title else ""
    verdict = attribute(report.verdict or "")
    pill = f'<span class="verdict {verdict}">{verdict}</span>' if verdict else ""
    if report.score is None:
        figure, bar = '<span class="none">No score</span>', ""
    else:
        figure = f'<span class="figure">{report.score:.1f}</span> <span class="of">of 100</span>'
        bar = bars.gauge(report.score, report.base, verdict)
        bar += f'<p class="scale">The tick marks an ordinary article: {report.base:.1f}</p>' if report.base else ""
    notes = [f'<p class="meaning">{verdict_note(report)}</p>'] if verdict else []
    if report.error is not None:
        notes = [f'<p class="error"><strong>Not scored.</strong> <bdi>{escape(report.error)}</bdi></p>']
    notes += [f'<p class="caveat"><bdi>{escape(caveat)}</bdi></p>' for caveat in report.caveats]
    return (
        f'<header class="summary">\n<div class="headline"><h2 id="{anchor}-title"><bdi>{escape(label)}</bdi></h2>'
        f"{file}</div>\n"
        f'<p class="score">{figure} {pill}</p>\n<div class="scales">{bar}{"".join(notes)}'
        f'<p class="tallies">{_tallies(view)}</p></div>\n</header>'
    )


def _tallies(view: View) -> str:
    counts = [
        f"{number:,} {'for information' if severity == 'info' else severity}"
        for severity, number in counts_of(view.report).items()
        if number
    ]
    total = len(view.report.findings)
    return f"{counted(total, 'finding')}: {', '.join(counts)}." if total else "No findings."


def _account(view: View, *, unfolded: bool) -> str:
    explanation = view.report.explain()
    if explanation.score is None:
        return ""
    return (
        f'<details class="sums"{" open" * unfolded}><summary><h3>How the score came about</h3></summary>\n'
        '<p class="lead">The score starts where an ordinary article stands. Each part moves it; together they are the '
        "score, to the tenth.</p>\n"
        f"{write_account(view, explanation)}\n</details>"
    )


def _numbers(view: View) -> str:
    table = write_numbers(view)
    if not table or view.report.error is not None:
        return ""
    return (
        '<details class="measures"><summary><h3>Measured numbers</h3></summary>\n<p class="lead">Properties of the '
        f"text. Most are no judgement: a good article may be hard to read.</p>\n{table}\n</details>"
    )


def _provenance(entries: Sequence[tuple[str, Report]]) -> str:
    groups: dict[tuple[tuple[str, str], ...], int] = Counter(tuple(report.provenance.items()) for _, report in entries)
    lists = []
    for provenance, number in groups.items():
        head = f"<p>{counted(number, 'article')}</p>" if len(groups) > 1 else ""
        items = "".join(f"<div><dt>{escape(key)}</dt><dd>{escape(value)}</dd></div>" for key, value in provenance)
        lists.append(f"{head}<dl>{items}</dl>" if items else head)
    return (
        "<p>The score estimates how likely a careful editor would publish a text as it stands. It does not say "
        "who wrote it, nor whether it is true. Rules miss things: no findings does not mean nothing is wrong.</p>\n"
        + ("<p>Scores can be compared where all of these agree:</p>\n" if entries else "")
        + "\n".join(lists)
    )
