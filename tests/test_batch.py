"""Batches: in order, streaming, on several processes, an error stays in its row."""

from __future__ import annotations

import itertools
import math
import os
import threading
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from spinscore import Scorer
from spinscore.batch import Row, Scoring, score_stream, stream
from spinscore.report import Report

ARTICLE = "The bridge over the harbour reopened on Monday after two years of repairs, the council said. " * 5
WORKERS = [0, 1, 2]


class Killer(str):
    """A text that ends the process that looks at it, anywhere but in the one that made it."""

    home = os.getpid()

    def __len__(self) -> int:
        if os.getpid() != Killer.home:
            os._exit(3)
        return super().__len__()


class Unreadable(str):
    """A text that cannot be looked at."""

    def __len__(self) -> int:
        raise RuntimeError("no length today")


def bare(report: Report) -> dict[str, Any]:
    return report.to_dict()


@pytest.mark.parametrize("workers", WORKERS)
def test_reports_come_in_order_and_equal_those_of_score(scorer: Scorer, workers: int) -> None:
    texts = [f"Article {i}. {ARTICLE} Slot {'[City] ' * (i % 3)}" for i in range(70)]
    reports = list(scorer.score_many(texts, workers=workers))
    assert [report.text for report in reports] == texts
    assert [bare(report) for report in reports] == [bare(scorer.score(text)) for text in texts]


@pytest.mark.parametrize("workers", WORKERS)
def test_no_texts_no_reports(scorer: Scorer, workers: int) -> None:
    assert list(scorer.score_many([], workers=workers)) == []


@pytest.mark.parametrize("workers", WORKERS)
def test_an_infinite_source_is_read_only_as_far_as_needed(scorer: Scorer, workers: int) -> None:
    read = itertools.count()

    def source() -> Iterator[str]:
        for number in read:
            yield f"Article {number}. {ARTICLE}"

    reports = scorer.score_many(source(), workers=workers)
    first = list(itertools.islice(reports, 20))
    reports.close()  # type: ignore[attr-defined]
    assert [report.text.split(".")[0] for report in first] == [f"Article {i}" for i in range(20)]
    assert next(read) < 200


@pytest.mark.parametrize("workers", WORKERS)
@pytest.mark.parametrize("missing", [None, math.nan, np.float64("nan"), np.float32("nan")])
def test_a_missing_text_gives_an_empty_report_without_error(scorer: Scorer, workers: int, missing: Any) -> None:
    first, report, last = scorer.score_many([ARTICLE, missing, ARTICLE], workers=workers)
    assert (report.score, report.verdict, report.text, report.error) == (None, None, "", None)
    assert report.caveats == ("No score: no text.",)
    assert first.score == last.score
    assert first.score is not None


@pytest.mark.parametrize("workers", WORKERS)
@pytest.mark.parametrize("value", [7, 1.5, b"bytes", ["a"], object])
def test_what_is_no_text_is_an_error_in_its_row(scorer: Scorer, workers: int, value: Any) -> None:
    _, report, last = scorer.score_many([ARTICLE, value, ARTICLE], workers=workers)
    assert report.score is None
    assert report.error is not None
    assert report.error.startswith("TypeError: score() takes text as str, got")
    assert last.error is None


@pytest.mark.parametrize("workers", WORKERS)
def test_a_text_that_fails_is_an_error_in_its_row(scorer: Scorer, workers: int) -> None:
    texts = [ARTICLE, Unreadable("x"), ARTICLE, "short"]
    reports = list(scorer.score_many(texts, workers=workers))
    assert [report.error for report in reports] == [None, "RuntimeError: no length today", None, None]
    assert reports[1].caveats == ("No score: RuntimeError.",)


@pytest.mark.parametrize("workers", WORKERS)
def test_too_long_a_text_is_an_error_in_its_row(small_model: Any, workers: int) -> None:
    from spinscore import Profile

    scorer = Scorer(Profile(max_chars=1000), str(small_model))
    reports = list(scorer.score_many(["x" * 1001, ARTICLE], workers=workers))
    assert [bool(report.error) for report in reports] == [True, False]
    assert "TextTooLongError" in str(reports[0].error)


def test_a_row_that_cannot_be_sent_to_a_worker_is_an_error_in_its_row(scorer: Scorer) -> None:
    reports = list(scorer.score_many([ARTICLE, threading.Lock(), ARTICLE], workers=2))
    assert [report.error is None for report in reports] == [True, False, True]
    assert "pickle" in str(reports[1].error)


@pytest.mark.parametrize("place", [0, 17, 39])
def test_a_text_that_kills_its_worker_loses_only_its_row(scorer: Scorer, place: int) -> None:
    texts = [f"Article {i}. {ARTICLE}" for i in range(40)]
    texts[place] = Killer(texts[place])
    reports = list(scorer.score_many(texts, workers=2))
    assert [number for number, report in enumerate(reports) if report.error] == [place]
    assert reports[place].error == "BrokenProcessPool: the worker died"
    assert [str(report.text) for report in reports] == [str(text) for text in texts]


def test_a_worker_that_dies_while_the_caller_is_busy_loses_only_its_row(scorer: Scorer) -> None:
    texts = [f"Article {i}. {ARTICLE}" for i in range(200)]
    texts[40] = Killer(texts[40])
    reports = []
    for report in scorer.score_many(texts, workers=2):
        if not reports:
            deadline = time.monotonic() + 5
            while time.monotonic() < deadline and threading.active_count() > 1:
                threading.Event().wait(0.01)  # until the pool has noticed that its worker is gone
        reports.append(report)
    assert [number for number, report in enumerate(reports) if report.error] == [40]
    assert len(reports) == 200


@pytest.mark.parametrize("workers", WORKERS)
def test_progress_calls_a_function_with_the_number_of_reports(scorer: Scorer, workers: int) -> None:
    told: list[int] = []
    assert len(list(scorer.score_many([ARTICLE] * 5, workers=workers, progress=told.append))) == 5
    assert told == [1, 2, 3, 4, 5]


def test_progress_true_tells_the_count_on_standard_error(scorer: Scorer, capsys: pytest.CaptureFixture[str]) -> None:
    list(scorer.score_many([ARTICLE] * 3, workers=0, progress=True))
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("\r3 texts, ")


def test_without_progress_nothing_is_written(scorer: Scorer, capfd: pytest.CaptureFixture[str]) -> None:
    list(scorer.score_many([ARTICLE] * 3, workers=2))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("texts", ["one text", b"one text"])
def test_one_text_is_refused_at_once(scorer: Scorer, texts: Any) -> None:
    with pytest.raises(TypeError, match=r"Write \[text\]"):
        scorer.score_many(texts)


def test_fewer_than_no_workers_are_refused_at_once(scorer: Scorer) -> None:
    with pytest.raises(ValueError, match="workers must be 0 or more, got -1"):
        scorer.score_many([], workers=-1)


def test_none_for_the_texts_is_refused_at_once(scorer: Scorer) -> None:
    with pytest.raises(TypeError):
        list(scorer.score_many(None))  # type: ignore[arg-type]


def test_the_size_of_the_batch_does_not_change_a_report(scorer: Scorer) -> None:
    alone = bare(next(iter(scorer.score_many([ARTICLE], workers=0))))
    assert [bare(report) for report in scorer.score_many([ARTICLE] * 33, workers=2)] == [alone] * 33


@pytest.mark.parametrize("workers", WORKERS)
def test_titles_languages_and_accepted_findings_travel_with_their_rows(scorer: Scorer, workers: int) -> None:
    leak = f"{ARTICLE} Ask [Name]."
    accepted = scorer.score(leak).findings[-1].fingerprint
    rows = [
        Row(leak, "First"),
        Row(leak, lang="de"),
        Row(leak, ignore=[accepted]),
        leak,
        Row(None, "Fifth"),
        Row(7),
        Row(ARTICLE, title=3),  # type: ignore[arg-type]
    ]
    reports = list(score_stream(scorer, [*rows] * 9, workers=workers))
    assert [report.title for report in reports[:7]] == ["First", None, None, None, None, None, None]
    assert [report.score is None for report in reports[:7]] == [False, True, False, False, True, True, True]
    assert [len(report.findings) for report in reports[:4]] == [1, 1, 0, 1]
    assert [report.error for report in reports[4:7]] == [
        None,
        "TypeError: score() takes text as str, got int. Convert it first.",
        "TypeError: score() takes title as str or None, got int.",
    ]
    assert [bare(report) for report in reports] == [bare(report) for report in reports[:7]] * 9


@pytest.mark.parametrize("workers", WORKERS)
def test_findings_accepted_in_all_rows_add_to_those_of_each(scorer: Scorer, workers: int) -> None:
    text = f"{ARTICLE} Ask [Name] in [City]."
    name, city = (finding.fingerprint for finding in scorer.score(text).findings[-2:])
    rows = [Row(text, ignore=(city,)), Row(text), text]
    reports = list(stream(Scoring(scorer, frozenset([name])), rows, workers=workers))
    assert [len(report.findings) for report in reports] == [0, 1, 1]


def test_a_row_that_kills_its_worker_keeps_its_text(scorer: Scorer) -> None:
    rows = [Row(f"{number}. {ARTICLE}") for number in range(20)]
    rows[5] = Row(Killer("killer"), "title")
    reports = list(score_stream(scorer, rows, workers=2))
    assert [number for number, report in enumerate(reports) if report.error] == [5]
    assert reports[5].text == "killer"


@pytest.mark.parametrize("workers", WORKERS)
def test_the_missing_value_of_pandas_is_a_missing_text(scorer: Scorer, workers: int) -> None:
    pandas = pytest.importorskip("pandas")
    (report,) = score_stream(scorer, pandas.Series([pandas.NA]), workers=workers)
    assert (report.error, report.caveats) == (None, ("No score: no text.",))


@pytest.mark.parametrize("workers", ["2", 1.5])
def test_workers_that_are_no_number_of_processes_are_refused_at_once(scorer: Scorer, workers: Any) -> None:
    with pytest.raises(TypeError, match="workers takes a number of processes or None, got"):
        score_stream(scorer, [ARTICLE], workers=workers)
