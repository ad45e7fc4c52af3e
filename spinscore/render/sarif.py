"""Findings as a log of SARIF 2.1.0, the exchange format of static analysis (OASIS, errata 01).

A critical finding has level "error": it must not be published. A major one is a "warning", a minor one a "note". One of
severity info states a property of the text and no fault: its kind is "informational", its level "none".
"""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import Any, Final
from urllib.parse import quote

from spinscore.findings import Finding, Severity
from spinscore.registry import Rule, all_rules
from spinscore.render.source import Lines, Source
from spinscore.report import Report
from spinscore.version import __version__

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: Final[dict[Severity, str]] = {"critical": "error", "major": "warning", "minor": "note", "info": "none"}
_ROOT = "%SRCROOT%"
_RANKS = {"error": "error", "warning": "warning", "note": "recommendation", "none": "recommendation"}
_LONGEST = 1000


class Log:
    """One run of the tool: results and notifications are added, then it is given as plain data.

    Regions count code points from 1, a byte order mark apart. An article in a row of a file has no region of its own
    in that file: its results point at the line of the row, and `properties` hold the places within the article.
    """

    def __init__(self, show: Severity = "minor") -> None:
        self._show: Severity = show
        self._rules = {name: number for number, name in enumerate(all_rules())}
        self._artifacts: dict[str, dict[str, Any]] = {}
        self._index: dict[str, int] = {}
        self._results: list[dict[str, Any]] = []
        self._notifications: list[dict[str, Any]] = []

    def add(self, report: Report, source: Source) -> None:
        """The findings of a report, of at least the severity that the log shows, as results."""
        artifact = self._artifact(source)
        if source.row is None and report.score is not None:
            artifact["properties"] = {"score": report.score, "verdict": report.verdict}
        shown = report.at_least(self._show)
        lines = Lines(report.text) if shown and source.row is None else None
        for finding in shown:
            self._results.append(self._result(finding, source, lines))

    def fail(self, source: Source, reason: str) -> None:
        """An article that could not be read or scored, as a notification."""
        location: dict[str, Any] = {"physicalLocation": {"artifactLocation": _location(source)}}
        if source.line is not None:
            location["physicalLocation"]["region"] = {"startLine": source.line}
        notification = {"level": "error", "message": {"text": _text(f"{source.name}: {reason}")}}
        self._notifications.append({**notification, "locations": [location]})

    def to_dict(self, *, successful: bool = True) -> dict[str, Any]:
        """The log as plain data for JSON."""
        driver = {
            "name": "spinscore",
            "version": __version__,
            "semanticVersion": __version__,
            "rules": [_rule(rule) for rule in all_rules().values()],
        }
        invocation = {"executionSuccessful": successful, "toolExecutionNotifications": self._notifications}
        run = {
            "tool": {"driver": driver},
            "invocations": [invocation],
            "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that the command ran in."}}},
            "artifacts": list(self._artifacts.values()),
            "columnKind": "unicodeCodePoints",
            "defaultEncoding": "utf-8",
            "newlineSequences": ["\r\n", "\n"],
            "results": self._results,
        }
        return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}

    def _artifact(self, source: Source) -> dict[str, Any]:
        location = _location(source)
        self._index.setdefault(location["uri"], len(self._index))
        return self._artifacts.setdefault(location["uri"], {"location": location, "roles": ["analysisTarget"]})

    def _result(self, finding: Finding, source: Source, lines: Lines | None) -> dict[str, Any]:
        level = LEVELS[finding.severity]
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "level": level,
            "kind": "informational" if level == "none" else "fail",
            "message": {"text": _text(f"{finding.message.rstrip('.')}. {finding.suggestion}")},
            "locations": [self._place(source, finding.start, finding.end, lines, finding.text)],
            "partialFingerprints": {"spinscore/v1": finding.fingerprint},
            "rank": round(100 * finding.confidence, 1),
            "properties": {"severity": finding.severity, "confidence": round(finding.confidence, 4)},
        }
        if finding.rule in self._rules:
            result["ruleIndex"] = self._rules[finding.rule]
        if lines is None:
            result["properties"] |= {"start": finding.start, "end": finding.end, "text": _text(finding.text[:_LONGEST])}
            return result
        if finding.related:
            related = [self._place(source, start, end, lines) for start, end in finding.related]
            result["relatedLocations"] = [
                {"id": number, **place, "message": {"text": "A place that this belongs to."}}
                for number, place in enumerate(related, 1)
            ]
        if finding.edit is not None:
            result["fixes"] = [self._fix(finding, source, lines)]
        return result

    def _place(
        self, source: Source, start: int, end: int, lines: Lines | None, snippet: str | None = None
    ) -> dict[str, Any]:
        physical: dict[str, Any] = {"artifactLocation": self._indexed(source)}
        if lines is None:
            if source.line is not None:
                physical["region"] = {"startLine": source.line}
            return {"physicalLocation": physical, "logicalLocations": [{"name": source.name, "kind": "row"}]}
        physical["region"] = _region(lines, start, end)
        if snippet is not None and len(snippet) <= _LONGEST:
            physical["region"]["snippet"] = {"text": _text(snippet)}
        return {"physicalLocation": physical}

    def _indexed(self, source: Source) -> dict[str, Any]:
        location = _location(source)
        return {**location, "index": self._index[location["uri"]]}

    def _fix(self, finding: Finding, source: Source, lines: Lines) -> dict[str, Any]:
        assert finding.edit is not None
        start, end, new, safe = finding.edit
        replacement = {"deletedRegion": _region(lines, start, end), "insertedContent": {"text": _text(new)}}
        change = {"artifactLocation": self._indexed(source), "replacements": [replacement]}
        fix = {"description": {"text": _text(finding.suggestion)}, "artifactChanges": [change]}
        return {**fix, "properties": {"safe": safe}}


def _region(lines: Lines, start: int, end: int) -> dict[str, int]:
    (line, column), (last, stop) = lines.place(start), lines.place(end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": last,
        "endColumn": stop,
        "charOffset": start,
        "charLength": end - start,
    }


def _location(source: Source) -> dict[str, Any]:
    if source.file == "-":
        return {"uri": "stdin", "description": {"text": "Standard input."}}
    return file_location(source.file)


def file_location(file: str) -> dict[str, Any]:
    """The place of a file: relative to the folder of the command where it lies in there, otherwise absolute.

    >>> file_location("news/a b,ü:1.txt")["uri"]
    'news/a%20b%2C%C3%BC%3A1.txt'
    """
    path = PurePath(os.path.normpath(file))
    if path.is_absolute():
        try:
            path = path.relative_to(Path.cwd())
        except ValueError:
            return {"uri": Path(path).as_uri()}
    if path.parts[:1] == ("..",):
        return {"uri": Path(os.path.abspath(file)).as_uri()}
    return {"uri": quote(os.fsencode(path.as_posix())), "uriBaseId": _ROOT}


def _rule(rule: Rule) -> dict[str, Any]:
    level = LEVELS[rule.severity]
    page = f"**{rule.title}** (`{rule.id}`, {rule.severity})\n\n{rule.why}\n\n**What to do:** {rule.suggestion}"
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.replace(".", "-").split("-")),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why}\n\nWhat to do: {rule.suggestion}", "markdown": page},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": [rule.family], "problem.severity": _RANKS[level]},
    }


def _text(text: str) -> str:
    """A text that every JSON reader takes: lone surrogates, which UTF-8 cannot hold, become question marks."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
