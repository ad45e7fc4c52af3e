"""Annotations of GitHub Actions: levels, places, escaping."""

from __future__ import annotations

from typing import Any

import pytest

from spinscore import Report
from spinscore.findings import Finding, Severity
from spinscore.render.github import annotate, escape_message, escape_property, notice
from spinscore.render.source import Source

FILE = Source("news/a.txt", "news/a.txt")


def report_on(text: str, wording: str, **more: Any) -> Report:
    start = text.index(wording)
    values = {"severity": "critical", "confidence": 0.9, "message": "Left over", "suggestion": "Delete it.", **more}
    found = Finding("leak.test", start, start + len(wording), text=wording, **values)
    return Report(text, None, None, (found,), None, (), {}, (), {})


@pytest.mark.parametrize(
    ("severity", "level"), [("critical", "error"), ("major", "warning"), ("minor", "notice"), ("info", "notice")]
)
def test_levels(severity: Severity, level: str) -> None:
    (line,) = annotate(report_on("In [City].", "[City]", severity=severity), FILE, show="info")
    assert line == (
        f"::{level} file=news/a.txt,line=1,endLine=1,col=4,endColumn=10,title=leak.test::Left over: [City]%0ADelete it."
    )


def test_milder_findings_than_those_to_show_are_left_out() -> None:
    assert list(annotate(report_on("In [City].", "[City]", severity="minor"), FILE, show="major")) == []


def test_lines_and_columns_are_those_of_the_file() -> None:
    (line,) = annotate(report_on("One.\r\nIn 日本 [City].", "[City]"), FILE)
    assert "line=2,endLine=2,col=7,endColumn=13," in line


def test_columns_are_left_out_over_several_lines() -> None:
    (line,) = annotate(report_on("One.\nLeave a\nReply\nTwo.", "Leave a\nReply\n"), FILE)
    assert line.startswith("::error file=news/a.txt,line=2,endLine=3,title=leak.test::")
    assert "Leave a⏎Reply" in line


def test_a_row_is_annotated_at_its_line_with_its_name() -> None:
    (line,) = annotate(report_on("a\nb\nIn [City].", "[City]"), Source("id-7", "rows.jsonl", 12, 12))
    assert line.startswith("::error file=rows.jsonl,line=12,title=leak.test::id-7: Left over: [City]%0A")
    (line,) = annotate(report_on("In [City].", "[City]"), Source("id-7", "rows.parquet", 12))
    assert line.startswith("::error file=rows.parquet,title=leak.test::id-7: ")


def test_standard_input_has_no_file() -> None:
    (line,) = annotate(report_on("In [City].", "[City]"), Source("-", "-"))
    assert line.startswith("::error line=1,endLine=1,")


def test_nothing_in_a_text_or_name_begins_another_command() -> None:
    source = Source("a,b:c%\n::x.txt", "a,b:c%\n::x.txt")
    report = report_on(
        "[City%0A\r\n::error::x]", "[City%0A\r\n::error::x]", message="100%\n::stop", suggestion="No\r::x"
    )
    (line,) = annotate(report, source)
    assert "\n" not in line
    assert "\r" not in line
    assert line.startswith("::error file=a%2Cb%3Ac%25%0A%3A%3Ax.txt,line=1,endLine=2,title=leak.test::100%25⏎::stop: ")
    assert "[City%250A" in line
    assert "\n" not in notice(source, "a\nb", "c\r\nd")


def test_escaping() -> None:
    assert escape_message("50% a:b,c\r\nd") == "50%25 a:b,c%0D%0Ad"
    assert escape_property("50% a:b,c\r\nd") == "50%25 a%3Ab%2Cc%0D%0Ad"
