"""Many texts on every core: streaming, in order, with nothing lost."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

if TYPE_CHECKING:
    from spinscore.report import Report
    from spinscore.scorer import Scorer

_CHUNK = 16
"""Texts per task: enough to hide the cost of a task, few enough to keep memory flat."""
_AHEAD = 3
"""Tasks in flight per worker."""

Progress = bool | Callable[[int], object]


class Row(NamedTuple):
    """A text of a batch with what goes with it: headline, language, fingerprints of accepted findings.

    Of a text in HTML, headline and language are those that it names itself.
    """

    text: object
    title: str | None = None
    lang: str | None = None
    ignore: Collection[str] = ()
    html: bool = False


class Work(Protocol):
    """What is done with each row, and what stands for a row that has no text or failed. Picklable."""

    def __call__(self, row: Row) -> Report: ...

    def blank(self, text: str, caveat: str, error: str | None = None) -> Report: ...


class Scoring:
    """The work of scoring rows; `ignore` are fingerprints accepted in all of them.

    `on_source` gives reports on HTML with the source for their text and places in it.
    """

    __slots__ = ("ignore", "on_source", "scorer")

    def __init__(self, scorer: Scorer, ignore: frozenset[str] = frozenset(), *, on_source: bool = False) -> None:
        self.scorer = scorer
        self.ignore = ignore
        self.on_source = on_source

    def __call__(self, row: Row) -> Report:
        accepted = self.ignore.union(row.ignore) if row.ignore else self.ignore
        if row.html:
            report = self.scorer.score_html(row.text, ignore=accepted)  # type: ignore[arg-type]
            return moved_to_source(report, row.text) if self.on_source else report
        return self.scorer.score(row.text, title=row.title, lang=row.lang, ignore=accepted)  # type: ignore[arg-type]

    def blank(self, text: str, caveat: str, error: str | None = None) -> Report:
        """The report of a row without score."""
        return self.scorer.blank_report(text, caveat, error)


def moved_to_source(report: Report, html: object) -> Report:
    """A report on HTML with the source for its text, and places in it."""
    from spinscore.pages.scoring import on_source

    return on_source(report, str(html))


def score_stream(
    scorer: Scorer, texts: Iterable[object], *, workers: int | None = None, progress: Progress = False
) -> Iterator[Report]:
    """Reports in the order of the texts; what is not a text, or fails, gives a report with `error` set.

    `workers` is the number of processes, None for one per core, 0 or 1 for none. A text may come as a `Row`.
    """
    if isinstance(texts, (str, bytes)):
        raise TypeError(f"score_many() takes an iterable of texts, got one {type(texts).__name__}. Write [text].")
    reports = stream(Scoring(scorer), texts, workers=workers)
    return _reported(reports, progress) if progress else reports


def stream(work: Work, texts: Iterable[object], *, workers: int | None = None) -> Generator[Report, None, None]:
    """The reports that some work gives for texts or rows, in their order. See `score_stream`.

    Closing the generator ends its processes.
    """
    count = (os.cpu_count() or 1) if workers is None else workers
    if not isinstance(count, int):
        raise TypeError(f"workers takes a number of processes or None, got {type(workers).__name__}.")
    if count < 0:
        raise ValueError(f"workers must be 0 or more, got {workers}")
    return _in_processes(work, texts, count) if count > 1 else (_one(work, text) for text in texts)


def _one(work: Work, given: object) -> Report:
    row = given if isinstance(given, Row) else Row(given)
    if _is_missing(row.text):
        return work.blank("", "No score: no text.")
    try:
        return work(row)
    except Exception as error:  # a row's error stays in its row
        name = type(error).__name__
        return _failed(work, given, name, f"{name}: {error}")


def _is_missing(text: object) -> bool:
    """Whether a value stands for a text that is not there: None, NaN, or the NA of pandas."""
    if isinstance(text, (float, np.floating)):
        return bool(text != text)
    return text is None or text is getattr(sys.modules.get("pandas"), "NA", None)


_work: Work | None = None


def _start_worker(work: Work) -> None:
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-C is the parent's to handle; it ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Ends a worker whose parent was killed: it would wait for its next task for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _do_chunk(texts: list[object]) -> list[Report]:
    assert _work is not None
    return [_one(_work, text) for text in texts]


def _pool(work: Work, count: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(count, initializer=_start_worker, initargs=(work,))


def _in_processes(work: Work, texts: Iterable[object], count: int) -> Generator[Report, None, None]:
    source = iter(texts)
    pending: deque[tuple[list[object], Future[list[Report]]]] = deque()
    pool = _pool(work, count)
    try:
        while True:
            while len(pending) < count * _AHEAD and (chunk := list(itertools.islice(source, _CHUNK))):
                pending.append((chunk, _submit(pool, chunk)))
            if not pending:
                return
            chunk, future = pending.popleft()
            try:
                reports = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                reports = _one_by_one(work, chunk)
                pool = _pool(work, count)
                pending = deque((waiting, _submit(pool, waiting)) for waiting, _ in pending)
            except Exception:  # one of the texts cannot be sent to a worker
                reports = _one_by_one(work, chunk)
            yield from reports
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, chunk: list[object]) -> Future[list[Report]]:
    """The task of scoring a chunk; in a pool that has lost a worker one that fails like those before it."""
    try:
        return pool.submit(_do_chunk, chunk)
    except BrokenProcessPool as error:
        failed: Future[list[Report]] = Future()
        failed.set_exception(error)
        return failed


def _one_by_one(work: Work, chunk: list[object]) -> list[Report]:
    """A chunk that failed as a whole, text by text, so that only the text that kills a worker is lost."""
    reports = []
    for text in chunk:
        with _pool(work, 1) as pool:
            try:
                reports += pool.submit(_do_chunk, [text]).result()
            except BrokenProcessPool:
                reports.append(_failed(work, text, "the worker died", "BrokenProcessPool: the worker died"))
            except Exception as error:  # a row's error stays in its row
                name = type(error).__name__
                reports.append(_failed(work, text, name, f"{name}: {error}"))
    return reports


def _failed(work: Work, given: object, reason: str, error: str) -> Report:
    text = given.text if isinstance(given, Row) else given
    return work.blank(text if isinstance(text, str) else "", f"No score: {reason}.", error)


def _reported(reports: Iterator[Report], progress: Progress) -> Iterator[Report]:
    """Passes reports on and tells how many there were: to a function, or on standard error."""
    begun = told = time.monotonic()
    done = 0
    for report in reports:
        yield report
        done += 1
        if callable(progress):
            progress(done)
        elif (now := time.monotonic()) - told > 0.5:
            told = now
            print(f"\r{done:,} texts, {done / (now - begun):,.0f}/s ", end="", file=sys.stderr, flush=True)  # noqa: T201
    if not callable(progress):
        spent = max(time.monotonic() - begun, 1e-9)
        print(f"\r{done:,} texts, {done / spent:,.0f}/s ", file=sys.stderr, flush=True)  # noqa: T201
