"""The report on HTML: the article's text is judged, and every finding is traced back to the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from spinscore.errors import ReportError
from spinscore.findings import Edit, Finding, Span
from spinscore.pages.alignment import Alignment
from spinscore.pages.article import GAP
from spinscore.pages.extraction import MOST_CHARS, Reading, read
from spinscore.segments import HTML, Piece

if TYPE_CHECKING:
    from spinscore.report import Report
    from spinscore.scorer import Scorer

_LEAST_HEADLINE: Final = 0.25
"""P(article) of an h1 above the article from which it is taken for the headline; the names of sites have under 0.1."""


class Placed(NamedTuple):
    """The text of an HTML source that is to be judged; `place` gives the pieces of the source for a span of it.

    `title` is None where the headline stands in the text. `lang` is None, since templates declare the wrong language
    too often: the text tells. `code` are the spans of the text that stand in <code>, <pre> and the like.
    """

    text: str
    place: Callable[[int, int], tuple[Piece, ...]]
    title: str | None
    lang: str | None
    code: tuple[Span, ...] = ()


class Tracer:
    """Traces spans of an article's text back to its source. A block is aligned when a span of it is asked for."""

    def __init__(self, reading: Reading) -> None:
        self._page = reading.page
        self._blocks = [block for block, kept in enumerate(reading.kept) if kept]
        self._starts: list[int] = []
        at = 0
        for block in self._blocks:
            self._starts.append(at)
            at += len(reading.page.texts[block]) + len(GAP)
        self._alignments: dict[int, Alignment] = {}

    def sources(self, start: int, end: int) -> list[Span]:
        """A span of the text as spans of the source, in order, one for each run without a tag inside."""
        found: list[Span] = []
        number = max(bisect_right(self._starts, start) - 1, 0)
        while number < len(self._starts) and self._starts[number] < end:
            block, origin = self._blocks[number], self._starts[number]
            first, last = max(start - origin, 0), min(end - origin, len(self._page.texts[block]))
            if first < last:
                found += self._alignment(block).sources(first, last)
            number += 1
        return found

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """The same as pieces."""
        return tuple([Piece(HTML, *span) for span in self.sources(start, end)])

    def code(self) -> tuple[Span, ...]:
        """The spans of the text that the source calls code."""
        found: list[Span] = []
        for number, block in enumerate(self._blocks):
            for start, end in self._page.code_runs(block):
                first, last = self._alignment(block).within(start, end)
                if first < last:
                    found.append((self._starts[number] + first, self._starts[number] + last))
        return tuple(found)

    def _alignment(self, block: int) -> Alignment:
        if block not in self._alignments:
            self._alignments[block] = self._page.alignment(block)
        return self._alignments[block]


def score_page(scorer: Scorer, html: str, *, url: str | None = None, ignore: Iterable[str] = ()) -> Report:
    """The report on a page or on rich text. See `spinscore.score_html`."""
    found = placed(html, url=url, max_chars=scorer.profile.max_chars)
    return scorer.score_placed(
        found.text, found.place, title=found.title, lang=found.lang, code=found.code, ignore=ignore, html=html
    )


def placed(html: str, *, url: str | None = None, caller: str = "score_html()", max_chars: int = MOST_CHARS) -> Placed:
    """The text of an HTML source that is to be judged: a page's headline and article, all that is seen of rich text."""
    reading = _with_headline(read(html, caller, url, max_chars))
    tracer = Tracer(reading)
    return Placed(reading.text, tracer.pieces, _title_elsewhere(reading), None, tracer.code())


def _with_headline(reading: Reading) -> Reading:
    """The same reading with the headline above the article kept: it is judged too, since slots are left there as well.

    The headline is the last heading before the article that says the page's title, or an h1 that is not surely
    furniture, for the title of a page with a slot for its headline is often another.
    """
    page, kept = reading.page, reading.kept
    first = next((block for block, keep in enumerate(kept) if keep), 0)
    title = _folded(reading.meta.title or "")
    for block in range(first - 1, -1, -1):
        if page.kinds[block] == "heading" and (
            _folded(page.texts[block]) == title
            or (page.tags[page.containers[block]] == "h1" and reading.probabilities[block] >= _LEAST_HEADLINE)
        ):
            return reading._replace(kept=[keep or number == block for number, keep in enumerate(kept)])
    return reading


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _title_elsewhere(reading: Reading) -> str | None:
    """The headline, unless the text holds it: there it is no repetition."""
    title = reading.meta.title
    if title is None:
        return None
    kept = zip(reading.page.texts, reading.kept, strict=True)
    return None if any(_folded(text) == _folded(title) for text, keep in kept if keep) else title


def on_source(report: Report, html: str) -> Report:
    """The same report with the HTML source for its text, and findings and edits at their places in the source.

    A finding runs from the start of its first run of text to the end of its last, so tags may stand in between; its
    `text` is still the wording that a reader sees. `apply_edits()` of this report mends the source: replacements are
    escaped, an edit over a tag is left out. Raises ReportError where the report is not that of this source.
    """
    reading = _with_headline(read(html, "on_source()", max_chars=max(len(html), 1)))
    if reading.text != report.text:
        raise ReportError("this report is not that of this source; give the HTML that was scored.")
    trace = Tracer(reading).sources
    moved = {id(finding): _moved(finding, trace) for finding in report.findings}
    return replace(
        report,
        text=html,
        findings=tuple(sorted(moved.values(), key=lambda f: (f.start, f.end, f.rule))),
        contributions=tuple(
            part._replace(findings=tuple([moved.get(id(f)) or _moved(f, trace) for f in part.findings]))
            for part in report.contributions
        ),
    )


def _moved(finding: Finding, trace: Callable[[int, int], list[Span]]) -> Finding:
    start, end = _hull(trace(finding.start, finding.end))
    related = tuple([_hull(trace(*span)) for span in finding.related])
    return replace(finding, start=start, end=end, related=related, edit=_moved_edit(finding.edit, trace))


def _hull(spans: list[Span]) -> Span:
    return (spans[0][0], spans[-1][1]) if spans else (0, 0)


def _moved_edit(edit: Edit | None, trace: Callable[[int, int], list[Span]]) -> Edit | None:
    """An edit in the source; None where it would reach over a tag."""
    spans = trace(edit.start, edit.end) if edit else []
    if not edit or len(spans) != 1:
        return None
    return Edit(*spans[0], escape(edit.replacement, quote=False), edit.safe)
