"""Findings as annotations of GitHub Actions: one workflow command a line.

Critical findings are errors, major ones warnings, the rest notices. GitHub shows at most ten errors, ten warnings and
ten notices a step; the log holds all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spinscore.findings import Severity
from spinscore.render.source import Lines, Source
from spinscore.render.terminal import harmless, shorten
from spinscore.report import Report

LEVELS: Final[dict[Severity, str]] = {"critical": "error", "major": "warning", "minor": "notice", "info": "notice"}
_EXCERPT = 160


def annotate(report: Report, source: Source, *, show: Severity = "minor") -> Iterator[str]:
    """The findings of at least severity `show`, one annotation each, at their lines and columns (code points).

    A finding in a row of a file is put at the row's line. Columns are left out where a finding runs over several
    lines, as GitHub asks for.
    """
    shown = report.at_least(show)
    lines = Lines(report.text) if shown and source.row is None else None
    for finding in shown:
        excerpt = shorten(harmless(finding.text), _EXCERPT)
        message = f"{harmless(finding.message)}: {excerpt}\n{harmless(finding.suggestion)}"
        if lines is None:
            message = f"{harmless(source.name)}: {message}"
            place = {} if source.line is None else {"line": source.line}
        else:
            place = _place(lines, finding.start, finding.end)
        yield _command(LEVELS[finding.severity], source, place, finding.rule, message)


def notice(source: Source, title: str, message: str) -> str:
    """An error annotation on a whole file, or on the row of one."""
    place = {} if source.line is None else {"line": source.line}
    return _command("error", source, place, title, message)


def _place(lines: Lines, start: int, end: int) -> dict[str, int]:
    line, column = lines.place(start)
    last, _ = lines.place(max(end - 1, start))
    if last != line:
        return {"line": line, "endLine": last}
    return {"line": line, "endLine": last, "col": column, "endColumn": column + end - start}


def _command(level: str, source: Source, place: dict[str, int], title: str, message: str) -> str:
    file = {} if source.file == "-" else {"file": source.file.replace("\\", "/")}
    properties = {**file, **place, "title": title}
    written = ",".join(f"{name}={escape_property(str(value))}" for name, value in properties.items())
    return f"::{level} {written}::{escape_message(message)}"


def escape_message(text: str) -> str:
    """A text as the message of a workflow command.

    >>> escape_message("100%\\nsure")
    '100%25%0Asure'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """A text as the value of a property of a workflow command.

    >>> escape_property("a,b:c")
    'a%2Cb%3Ac'
    """
    return escape_message(text).replace(":", "%3A").replace(",", "%2C")
