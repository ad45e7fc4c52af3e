"""The formats of results. Each writer takes articles one by one; those that can write them at once, so that a run over
a million articles needs no more memory than one over ten.
"""

from __future__ import annotations

import argparse
import csv
import heapq
import json
from collections.abc import Callable
from typing import Any, Final, Protocol, TextIO

from spinscore.cli.output import is_coloured, width_of
from spinscore.cli.reading import Item
from spinscore.findings import SEVERITIES
from spinscore.render.source import Source
from spinscore.report import Report

FORMATS: Final = ("text", "json", "jsonl", "html", "sarif", "github", "csv")
ON_SOURCE: Final = ("sarif", "github")
"""Formats whose places are lines of the file, so that articles in HTML are told of by their source."""
PAGE_LIMIT: Final = 500
"""Articles on one HTML page: a browser has to hold them all."""
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


class Writer(Protocol):
    """Takes the results of a run. `failed` says that a score lies under the user's limit."""

    def write(self, item: Item, report: Report, failed: bool) -> None: ...

    def fail(self, item: Item, reason: str) -> None: ...

    def finish(self, successful: bool) -> str | None:
        """Writes what is left; gives a remark for standard error, if there is something to say."""
        ...


def writer_for(options: argparse.Namespace, stream: TextIO, *, scored: bool, single: bool) -> Writer:
    """The writer of the format that was asked for. `scored`: not only findings; `single`: one article, no list."""
    if options.format == "text":
        return TextWriter(options, stream, scored=scored, single=single)
    if options.format == "csv":
        return CsvWriter(stream)
    if options.format == "github":
        return GithubWriter(stream, options.show, getattr(options, "fail_under", None))
    if options.format == "sarif":
        return SarifWriter(stream, options.show)
    if options.format == "html":
        return HtmlWriter(stream, options.show)
    entry = Entries(options.offsets, scored)
    return JsonWriter(stream, entry, single) if options.format == "json" else JsonlWriter(stream, entry)


class TextWriter:
    """For people: every article as it comes, a summary after several."""

    def __init__(self, options: argparse.Namespace, stream: TextIO, *, scored: bool, single: bool) -> None:
        from spinscore.render.summary import Totals

        self._stream, self._options, self._scored, self._single = stream, options, scored, single
        self._colour, self._width = is_coloured(options.color, stream), width_of(stream)
        self._totals = Totals()

    def write(self, item: Item, report: Report, failed: bool) -> None:  # noqa: ARG002
        from spinscore.render.text import render_check, render_report

        name = item.source.name
        self._totals.add(report, name)
        style: dict[str, Any] = {"show": self._options.show, "colour": self._colour, "width": self._width}
        if self._scored:
            shown = render_report(report, name, **style, explain=self._options.explain)
        else:
            shown = render_check(report, name, **style)
        self._stream.write(f"{shown}\n")

    def fail(self, item: Item, reason: str) -> None:  # noqa: ARG002
        self._totals.failed += 1

    def finish(self, successful: bool) -> str | None:  # noqa: ARG002
        if not self._single and self._totals.articles + self._totals.failed > 1:
            self._stream.write(self._totals.render(colour=self._colour, width=self._width))
        return None


class Entries:
    """Results as plain data for JSON."""

    def __init__(self, offsets: Any, scored: bool) -> None:
        self._offsets, self._scored = offsets, scored

    def of(self, item: Item, report: Report) -> dict[str, Any]:
        """The entry of an article: the whole report, or the findings alone where it was only checked."""
        data = report.to_dict(offsets=self._offsets)
        if not self._scored:
            data = {name: data[name] for name in ("offsets", "findings", "caveats")}
        return {**_origin(item.source), **data}

    def failed(self, item: Item, reason: str) -> dict[str, Any]:
        """The entry of an article that could not be read."""
        return {**_origin(item.source), "error": reason}


def _origin(source: Source) -> dict[str, Any]:
    row = {} if source.row is None else {"file": source.file, "row": source.row}
    return {"path": source.name, **row}


class JsonWriter:
    """One object for one article, otherwise a list that is written entry by entry."""

    def __init__(self, stream: TextIO, entries: Entries, single: bool) -> None:
        self._stream, self._entries, self._single = stream, entries, single
        self._first = True

    def write(self, item: Item, report: Report, failed: bool) -> None:  # noqa: ARG002
        self._put(self._entries.of(item, report))

    def fail(self, item: Item, reason: str) -> None:
        self._put(self._entries.failed(item, reason))

    def finish(self, successful: bool) -> str | None:  # noqa: ARG002
        if not self._single:
            self._stream.write("[]\n" if self._first else "\n]\n")
        return None

    def _put(self, entry: dict[str, Any]) -> None:
        shown = dump(entry, self._stream, indent=2)
        if self._single:
            self._stream.write(f"{shown}\n")
            return
        inner = shown.replace("\n", "\n  ")
        self._stream.write(f"[\n  {inner}" if self._first else f",\n  {inner}")
        self._first = False


class JsonlWriter:
    """An object a line, as soon as it is there."""

    def __init__(self, stream: TextIO, entries: Entries) -> None:
        self._stream, self._entries = stream, entries

    def write(self, item: Item, report: Report, failed: bool) -> None:  # noqa: ARG002
        self._put(self._entries.of(item, report))

    def fail(self, item: Item, reason: str) -> None:
        self._put(self._entries.failed(item, reason))

    def finish(self, successful: bool) -> str | None:  # noqa: ARG002
        return None

    def _put(self, entry: dict[str, Any]) -> None:
        # some readers take these characters for line ends
        self._stream.write(dump(entry, self._stream).translate(_LINE_ENDS) + "\n")


class CsvWriter:
    """A row for each article."""

    HEAD: Final = ("name", "score", "verdict", *reversed(SEVERITIES), "caveats", "error")

    def __init__(self, stream: TextIO) -> None:
        self._table = csv.writer(stream, lineterminator="\n")
        self._table.writerow(self.HEAD)

    def write(self, item: Item, report: Report, failed: bool) -> None:  # noqa: ARG002
        found = [finding.severity for finding in report.findings]
        counts = [found.count(severity) for severity in reversed(SEVERITIES)]
        score = "" if report.score is None else f"{report.score:.1f}"
        self._table.writerow([item.source.name, score, report.verdict or "", *counts, " ".join(report.caveats), ""])

    def fail(self, item: Item, reason: str) -> None:
        self._table.writerow([item.source.name, *[""] * (len(self.HEAD) - 2), reason])

    def finish(self, successful: bool) -> str | None:  # noqa: ARG002
        return None


class GithubWriter:
    """Annotations of GitHub Actions, a line each."""

    def __init__(self, stream: TextIO, show: Any, limit: float | None) -> None:
        self._stream, self._show, self._limit = stream, show, limit

    def write(self, item: Item, report: Report, failed: bool) -> None:
        from spinscore.render.github import annotate, notice

        for line in annotate(report, item.source, show=self._show):
            self._stream.write(f"{line}\n")
        if failed:
            text = f"{item.source.name}: score {report.score:.1f}, {report.verdict}"
            self._stream.write(notice(item.source, f"score under {self._limit:g}", text) + "\n")

    def fail(self, item: Item, reason: str) -> None:
        from spinscore.render.github import notice

        self._stream.write(notice(item.source, "not read", f"{item.source.name}: {reason}") + "\n")

    def finish(self, successful: bool) -> str | None:  # noqa: ARG002
        return None


class SarifWriter:
    """One SARIF log, written at the end; it keeps results, not texts."""

    def __init__(self, stream: TextIO, show: Any) -> None:
        from spinscore.render.sarif import Log

        self._stream, self._log = stream, Log(show)

    def write(self, item: Item, report: Report, failed: bool) -> None:  # noqa: ARG002
        self._log.add(report, item.source)

    def fail(self, item: Item, reason: str) -> None:
        self._log.fail(item.source, reason)

    def finish(self, successful: bool) -> str | None:
        self._stream.write(dump(self._log.to_dict(successful=successful), self._stream, indent=2) + "\n")
        return None


class HtmlWriter:
    """One page, written at the end: of all articles, or of the worst where they are too many for a page."""

    def __init__(self, stream: TextIO, show: Any) -> None:
        self._stream, self._show = stream, show
        self._kept: list[tuple[tuple[float, ...], int, str, Report]] = []
        self._count = 0

    def write(self, item: Item, report: Report, failed: bool) -> None:  # noqa: ARG002
        self._count += 1
        graver = [float(len(report.at_least(severity))) for severity in reversed(SEVERITIES[1:])]
        badness = (-1.0 if report.score is None else 100 - report.score, *graver)
        entry = (badness, -self._count, item.source.name, report)
        keep: Callable[..., object] = heapq.heappush if len(self._kept) < PAGE_LIMIT else heapq.heappushpop
        keep(self._kept, entry)

    def fail(self, item: Item, reason: str) -> None:
        pass

    def finish(self, successful: bool) -> str | None:  # noqa: ARG002
        from spinscore.render.html import render_page

        in_order = sorted(self._kept, key=lambda entry: -entry[1])
        page = render_page([(name, report) for *_, name, report in in_order], show=self._show)
        self._stream.write(page if _is_utf_8(self._stream) else page.encode("ascii", "xmlcharrefreplace").decode())
        if self._count > PAGE_LIMIT:
            return f"the page shows the {PAGE_LIMIT} worst of {self._count:,} articles; --format jsonl gives all."
        return None


def dump(data: object, stream: TextIO, indent: int | None = None) -> str:
    """Strict JSON that the stream's encoding can hold."""
    return json.dumps(data, ensure_ascii=not _is_utf_8(stream), indent=indent, allow_nan=False)


def _is_utf_8(stream: TextIO) -> bool:
    return (getattr(stream, "encoding", None) or "ascii").lower().replace("-", "") == "utf8"
