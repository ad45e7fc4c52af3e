"""A run of `score` or `check`: articles in, reports out, and the exit code."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from spinscore.cli.accepted import Accepted
from spinscore.cli.output import Progress, opened
from spinscore.cli.places import is_one_text
from spinscore.cli.reading import Fields, Item, read
from spinscore.cli.writing import Writer, writer_for
from spinscore.findings import Severity
from spinscore.profile import Profile
from spinscore.render.terminal import counted, harmless
from spinscore.report import Report

if TYPE_CHECKING:
    from spinscore.batch import Row, Work

OK: Final = 0
FOUND: Final = 1
FAILED: Final = 2
_TOLD: Final = 20
"""Articles that could not be read and are named on standard error; more are only counted."""

Judge = Callable[[Item, Report], bool]


def run(options: argparse.Namespace, work: Work, accepted: Accepted, *, scored: bool, judge: Judge) -> int:
    """Does the work on all articles that the options name, writes the results and gives the exit code.

    `judge` says whether a report falls short of the user's limit for scores. Files of the run itself, such as the
    output, are passed over in folders.
    """
    from spinscore.batch import stream

    single = is_one_text(options.paths, options.input_format)
    fields = Fields(options.field, options.id_field, options.title_field)
    own = (options.output, *options.ignore, getattr(options, "write_ignore", None))
    passed_over = [path for path in own if path]
    items = read(options.paths, options.input_format, fields, passed_over)
    waiting: deque[Item] = deque()
    with _ended_in_order(), opened(options.output) as out:
        writer = writer_for(options, out, scored=scored, single=single)
        results = Results(options.fail_on, writer, judge, Progress(options.progress, out))
        with closing(stream(work, _rows(items, waiting, options, accepted), workers=options.workers)) as reports:
            for report in reports:
                results.take(waiting.popleft(), report)
        results.finish()
        out.flush()
    return results.code


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Makes the signal to terminate an exception, so that workers end and half a file goes; gives back what was set."""
    if threading.current_thread() is not threading.main_thread():  # only there Python takes signals
        yield
        return
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminate(number: int, _: object) -> None:
    raise SystemExit(128 + number)  # what a shell gives for a program that a signal ended


def _rows(
    items: Iterable[Item], waiting: deque[Item], options: argparse.Namespace, accepted: Accepted
) -> Iterator[Row]:
    """The rows of a batch. Their items wait for the reports without their texts; what has none is passed through."""
    from spinscore.batch import Row

    for item in items:
        waiting.append(item._replace(text=None))
        title = options.title if item.title is None else item.title
        yield Row(item.text, title, options.lang, accepted.of(item.source.name), item.html or options.html)


class Results:
    """What becomes of reports: written, judged, and those of articles that failed told of."""

    def __init__(self, limit: Severity | None, writer: Writer, judge: Judge, progress: Progress) -> None:
        self._limit, self._writer, self._judge, self._progress = limit, writer, judge, progress
        self._failures = self._over = self._short = 0
        self.code = OK

    def take(self, item: Item, report: Report) -> None:
        """One article's result."""
        reason = item.error or report.error
        if reason:
            self._failures += 1
            self.code = FAILED
            if self._failures <= _TOLD:
                self._tell(f"{harmless(item.source.place)}: {harmless(reason)}")
            self._writer.fail(item, reason)
        else:
            falls_short = self._judge(item, report)
            over = self._limit is not None and bool(report.at_least(self._limit))
            self._over += over
            self._short += falls_short
            if falls_short or over:
                self.code = max(self.code, FOUND)
            self._writer.write(item, report, falls_short)
        self._progress.step()

    def finish(self) -> None:
        """The end of the results, and why the exit code is not 0."""
        self._progress.clear()
        if self._over:
            self._tell(f"{counted(self._over, 'article')} with a finding of severity {self._limit} or worse.")
        if self._short:
            self._tell(f"{counted(self._short, 'article')} with a score under the limit.")
        if self._failures > _TOLD:
            self._tell(f"{counted(self._failures - _TOLD, 'more article')} could not be read.")
        if remark := self._writer.finish(self.code != FAILED):
            self._tell(remark)

    def _tell(self, message: str) -> None:
        self._progress.clear()
        tell(message)


def tell(message: str) -> None:
    """A message on standard error."""
    print(f"spinscore: {message}", file=sys.stderr)


def profile_of(options: argparse.Namespace) -> Profile:
    """The profile that was named, otherwise the nearest one above the working directory, unless none is wanted.

    Raises ProfileError for a profile that is wrong.
    """
    if options.no_profile:
        return Profile()
    path = options.profile or Profile.find(Path.cwd())
    return Profile() if path is None else Profile.load(path)
