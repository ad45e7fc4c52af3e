"""Reports as plain data for strict JSON, schema "spinscore.report/1", and back."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from spinscore.errors import ReportError, nearest
from spinscore.findings import Edit, Finding
from spinscore.model.explain import Contribution
from spinscore.segments import Segment, pieces_of
from spinscore.text.offsets import UNITS, Offsets, Unit

if TYPE_CHECKING:
    from spinscore.report import Report

SCHEMA: Final = "spinscore.report/1"

Convert = Callable[[Iterable[int]], list[int]]


def report_schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of a report as plain data."""
    text = (resources.files("spinscore.data") / "report.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def report_to_dict(report: Report, offsets: Unit) -> dict[str, Any]:
    """A report as plain data. See `Report.to_dict`."""
    if offsets not in UNITS:
        raise ReportError(f'no offsets "{offsets}". {nearest(str(offsets), UNITS)}')
    convert = Offsets(report.text, offsets).to_unit
    index = {id(finding): number for number, finding in enumerate(report.findings)}
    segments = dict(zip((s.id for s in report.segments), report.segments, strict=True))
    return {
        "schema": SCHEMA,
        "offsets": offsets,
        "title": _json_text(report.title),
        "score": report.score,
        "verdict": report.verdict,
        "base": report.base,
        "findings": [finding_to_dict(finding, convert, segments) for finding in report.findings],
        "contributions": [
            {
                "name": part.name,
                "points": part.points,
                "findings": [index[id(finding)] for finding in part.findings],
                "shares": list(part.shares),
            }
            for part in report.contributions
        ],
        "features": {name: float(v) if math.isfinite(v) else None for name, v in report.features.items()},
        "caveats": list(report.caveats),
        "provenance": dict(report.provenance),
        "segments": [dict(zip(("id", "start", "end"), (s.id, *convert(s[1:])), strict=True)) for s in report.segments],
        "error": _json_text(report.error),
    }


def finding_to_dict(
    finding: Finding, convert: Convert = list, segments: Mapping[str | int, Segment] | None = None
) -> dict[str, Any]:
    """A finding as plain data, its places counted as `convert` does: in code points unless told otherwise."""
    start, end = convert((finding.start, finding.end))
    return {
        "rule": finding.rule,
        "start": start,
        "end": end,
        "severity": finding.severity,
        "confidence": round(finding.confidence, 4),
        "message": finding.message,
        "suggestion": finding.suggestion,
        "text": _json_text(finding.text),
        "fingerprint": finding.fingerprint,
        "occurrence": finding.occurrence,
        "related": [convert(span) for span in finding.related],
        "edit": finding.edit and _edit_to_dict(finding.edit, convert),
        "pieces": _pieces(finding, convert, segments or {}),
    }


def _edit_to_dict(edit: Edit, convert: Convert) -> dict[str, Any]:
    start, end = convert((edit.start, edit.end))
    return {"start": start, "end": end, "replacement": _json_text(edit.replacement), "safe": edit.safe}


def _pieces(finding: Finding, convert: Convert, segments: Mapping[str | int, Segment]) -> list[dict[str, Any]]:
    """The pieces, counted from the start of their own segments."""
    found = []
    for piece in finding.pieces:
        origin = segments[piece.id].start
        zero, start, end = convert((origin, origin + piece.start, origin + piece.end))
        found.append({"id": piece.id, "start": start - zero, "end": end - zero})
    return found


def _json_text(text: str | None) -> str | None:
    """A text that every JSON reader takes: lone surrogates, which UTF-8 cannot hold, become question marks."""
    return text if text is None or text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def report_from_dict(data: Mapping[str, Any], text: str | None) -> dict[str, Any]:
    """The fields of the report in plain data. See `Report.from_dict`."""
    if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
        got = data.get("schema") if isinstance(data, Mapping) else type(data).__name__
        raise ReportError(f'from_dict() takes a report of schema "{SCHEMA}", got {got!r}.')
    unit = data.get("offsets", "codepoint")
    if unit not in UNITS:
        raise ReportError(f"the report has offsets {unit!r}. {nearest(str(unit), UNITS)}")
    if unit != "codepoint" and text is None:
        raise ReportError(f"the report counts in {unit}; give from_dict() the text too, to count in code points.")
    convert = Offsets(text or "", unit).to_code_points
    try:
        segments = tuple(Segment(s["id"], *convert((s["start"], s["end"]))) for s in data["segments"])
        findings = tuple(_finding(entry, convert, segments, text) for entry in data["findings"])
        return {
            "text": text or "",
            "score": data["score"],
            "verdict": data["verdict"],
            "findings": findings,
            "base": data["base"],
            "contributions": tuple(_contribution(entry, findings) for entry in data["contributions"]),
            "features": {name: math.nan if value is None else value for name, value in data["features"].items()},
            "caveats": tuple(data["caveats"]),
            "provenance": dict(data["provenance"]),
            "error": data["error"],
            "title": data["title"],
            "segments": segments,
        }
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise ReportError(f"not a report of schema {SCHEMA}: {type(error).__name__}: {error}") from None


def _finding(entry: Mapping[str, Any], convert: Convert, segments: tuple[Segment, ...], text: str | None) -> Finding:
    start, end = convert((entry["start"], entry["end"]))
    if text is not None and _json_text(text[start:end]) != entry["text"]:
        raise ReportError(f"the report belongs to another text: {entry['text']!r} does not stand at {start} to {end}.")
    edit = entry["edit"]
    return Finding(
        entry["rule"],
        start,
        end,
        entry["severity"],
        entry["confidence"],
        entry["message"],
        entry["suggestion"],
        entry["text"] if text is None else text[start:end],
        edit and _edit(edit, convert),
        tuple((first, last) for first, last in map(convert, entry["related"])),
        entry["occurrence"],
        pieces_of(segments, start, end),
    )


def _edit(entry: Mapping[str, Any], convert: Convert) -> Edit:
    start, end = convert((entry["start"], entry["end"]))
    return Edit(start, end, entry["replacement"], entry["safe"])


def _contribution(entry: Mapping[str, Any], findings: tuple[Finding, ...]) -> Contribution:
    own = tuple(findings[number] for number in entry["findings"])
    return Contribution(entry["name"], entry["points"], own, tuple(entry["shares"]))
