"""Many texts on every core: streaming, in order, with nothing lost."""

from __future__ import annotations

import itertools
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from spinscore.report import Report
    from spinscore.scorer import Scorer

_CHUNK = 16
"""Texts per task: enough to hide the cost of a task, few enough to keep memory flat."""
_AHEAD = 3
"""Tasks in flight per worker."""

Progress = bool | Callable[[int], object]


def score_stream(
    scorer: Scorer, texts: Iterable[object], *, workers: int | None = None, progress: Progress = False
) -> Iterator[Report]:
    """Reports in the order of the texts; what is not a text, or fails, gives a report with `error` set.

    `workers` is the number of processes, None for one per core, 0 or 1 for none.
    """
    if isinstance(texts, (str, bytes)):
        raise TypeError(f"score_many() takes an iterable of texts, got one {type(texts).__name__}. Write [text].")
    count = (os.cpu_count() or 1) if workers is None else workers
    if count < 0:
        raise ValueError(f"workers must be 0 or more, got {workers}")
    reports = _in_processes(scorer, texts, count) if count > 1 else (_score_one(scorer, text) for text in texts)
    return _reported(reports, progress) if progress else reports


def _score_one(scorer: Scorer, text: object) -> Report:
    if text is None or (isinstance(text, (float, np.floating)) and text != text):
        return scorer.blank_report("", "No score: no text.")
    try:
        return scorer.score(text)  # type: ignore[arg-type]
    except Exception as error:  # a row's error stays in its row
        name = type(error).__name__
        return _failed(scorer, text, name, f"{name}: {error}")


_worker_scorer: Scorer | None = None


def _start_worker(scorer: Scorer) -> None:
    global _worker_scorer
    _worker_scorer = scorer


def _score_chunk(texts: list[object]) -> list[Report]:
    assert _worker_scorer is not None
    return [_score_one(_worker_scorer, text) for text in texts]


def _pool(scorer: Scorer, count: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(count, initializer=_start_worker, initargs=(scorer,))


def _in_processes(scorer: Scorer, texts: Iterable[object], count: int) -> Iterator[Report]:
    source = iter(texts)
    pending: deque[tuple[list[object], Future[list[Report]]]] = deque()
    pool = _pool(scorer, count)
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
                reports = _one_by_one(scorer, chunk)
                pool = _pool(scorer, count)
                pending = deque((waiting, _submit(pool, waiting)) for waiting, _ in pending)
            except Exception:  # one of the texts cannot be sent to a worker
                reports = _one_by_one(scorer, chunk)
            yield from reports
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, chunk: list[object]) -> Future[list[Report]]:
    """The task of scoring a chunk; in a pool that has lost a worker one that fails like those before it."""
    try:
        return pool.submit(_score_chunk, chunk)
    except BrokenProcessPool as error:
        failed: Future[list[Report]] = Future()
        failed.set_exception(error)
        return failed


def _one_by_one(scorer: Scorer, chunk: list[object]) -> list[Report]:
    """A chunk that failed as a whole, text by text, so that only the text that kills a worker is lost."""
    reports = []
    for text in chunk:
        with _pool(scorer, 1) as pool:
            try:
                reports += pool.submit(_score_chunk, [text]).result()
            except BrokenProcessPool:
                reports.append(_failed(scorer, text, "the worker died", "BrokenProcessPool: the worker died"))
            except Exception as error:  # a row's error stays in its row
                name = type(error).__name__
                reports.append(_failed(scorer, text, name, f"{name}: {error}"))
    return reports


def _failed(scorer: Scorer, text: object, reason: str, error: str) -> Report:
    return scorer.blank_report(text if isinstance(text, str) else "", f"No score: {reason}.", error)


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
