"""A run of `score` or `check`: articles in, reports out, and the exit code."""

from __future__ import annotations

import argparse
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from spinscore.cli.output import Progress, opened
from spinscore.cli.places import is_one_text
from spinscore.cli.reading import Fields, Item, read
from spinscore.cli.writing import Writer, writer_for
from spinscore.findings import RANK
from spinscore.profile import Profile
from spinscore.render.terminal import harmless
from spinscore.report import Report

if TYPE_CHECKING:
    from spinscore.batch import Row, Work

OK: Final = 0
FOUND: Final = 1
FAILED: Final = 2
_TOLD: Final = 20
"""Articles that could not be read and are named on standard error; more are only counted."""

Judge = Callable[[Item, Report], bool]


def run(options: argparse.Namespace, work: Work, *, scored: bool, judge: Judge, skip: Iterable[str | None] = ()) -> int:
    """Does the work on all articles that the options name, writes the results and gives the exit code.

    `judge` says whether a report falls short of the user's limit for scores. `skip` are files to pass over in folders.
    """
    from spinscore.batch import stream

    single = is_one_text(options.paths, options.input_format)
    fields = Fields(options.field, options.id_field, options.title_field)
    passed_over = [path for path in (options.output, *skip) if path]
    items = read(options.paths, options.input_format, fields, passed_over)
    waiting: deque[Item] = deque()
    with opened(options.output) as out:
        writer = writer_for(options, out, scored=scored, single=single)
        results = Results(options.fail_on, writer, judge, Progress(options.progress, out))
        with closing(stream(work, _rows(items, waiting, options), workers=options.workers)) as reports:
            for report in reports:
                results.take(waiting.popleft(), report)
        results.finish()
        out.flush()
    return results.code


def _rows(items: Iterable[Item], waiting: deque[Item], options: argparse.Namespace) -> Iterator[Row]:
    """The rows of a batch. Their items wait for the reports without their texts; what has none is passed through."""
    from spinscore.batch import Row

    for item in items:
        waiting.append(item._replace(text=None))
        title = options.title if item.title is None else item.title
        yield Row(item.text, title, options.lang)


class Results:
    """What becomes of reports: written, judged, and those of articles that failed told of."""

    def __init__(self, limit: str | None, writer: Writer, judge: Judge, progress: Progress) -> None:
        self._limit, self._writer, self._judge, self._progress = limit, writer, judge, progress
        self._failures = 0
        self.code = OK

    def take(self, item: Item, report: Report) -> None:
        """One article's result."""
        reason = item.error or report.error
        if reason:
            self._failures += 1
            self.code = FAILED
            if self._failures <= _TOLD:
                self._tell(f"{harmless(item.source.name)}: {harmless(reason)}")
            self._writer.fail(item, reason)
        else:
            falls_short = self._judge(item, report)
            if falls_short or _is_over(report, self._limit):
                self.code = max(self.code, FOUND)
            self._writer.write(item, report, falls_short)
        self._progress.step()

    def finish(self) -> None:
        """The end of the results."""
        self._progress.clear()
        if self._failures > _TOLD:
            self._tell(f"{self._failures - _TOLD:,} more articles could not be read.")
        if remark := self._writer.finish(self.code != FAILED):
            self._tell(remark)

    def _tell(self, message: str) -> None:
        self._progress.clear()
        tell(message)


def tell(message: str) -> None:
    """A message on standard error."""
    print(f"spinscore: {message}", file=sys.stderr)


def _is_over(report: Report, limit: str | None) -> bool:
    return limit is not None and any(RANK[finding.severity] >= RANK[limit] for finding in report.findings)


def profile_of(options: argparse.Namespace) -> Profile:
    """The profile that was named, otherwise the nearest one above the working directory, unless none is wanted.

    Raises ProfileError for a profile that is wrong.
    """
    if options.no_profile:
        return Profile()
    path = options.profile or Profile.find(Path.cwd())
    return Profile() if path is None else Profile.load(path)
