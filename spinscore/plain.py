"""Reports as plain data for strict JSON, schema "spinscore.report/1", and back."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from spinscore.errors import ReportError, nearest
from spinscore.findings import SEVERITIES, Edit, Finding, Severity
from spinscore.model.explain import Contribution
from spinscore.segments import HTML, Piece, Segment, pieces_of
from spinscore.text.offsets import UNITS, Offsets, Unit

if TYPE_CHECKING:
    from spinscore.report import Report

SCHEMA: Final = "spinscore.report/1"

Convert = Callable[[Iterable[int]], list[int]]
Count = Callable[[Piece], list[int]]


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
    of_piece = _counting(report, offsets, convert)
    return {
        "schema": SCHEMA,
        "offsets": offsets,
        "title": _json_text(report.title),
        "score": report.score,
        "verdict": report.verdict,
        "base": report.base,
        "findings": [finding_to_dict(finding, convert, of_piece) for finding in report.findings],
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
        "caveats": [_json_text(caveat) for caveat in report.caveats],
        "provenance": dict(report.provenance),
        "segments": [
            dict(zip(("id", "start", "end"), (_json_id(s.id), *convert(s[1:])), strict=True)) for s in report.segments
        ],
        "error": _json_text(report.error),
    }


def _counting(report: Report, offsets: Unit, convert: Convert) -> Count:
    """How the places of pieces are counted: from the start of their own segment, or in the HTML source."""
    if not report.segments:
        in_source = Offsets(report.html or "", offsets).to_unit
        return lambda piece: in_source((piece.start, piece.end))
    origins = {segment.id: segment.start for segment in report.segments}

    def count(piece: Piece) -> list[int]:
        origin = origins[piece.id]
        zero, start, end = convert((origin, origin + piece.start, origin + piece.end))
        return [start - zero, end - zero]

    return count


def _in_code_points(piece: Piece) -> list[int]:
    return [piece.start, piece.end]


def finding_to_dict(finding: Finding, convert: Convert = list, of_piece: Count = _in_code_points) -> dict[str, Any]:
    """A finding as plain data, its places counted as `convert` does: in code points unless told otherwise.

    `of_piece` counts those of a piece.
    """
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
        "pieces": [
            dict(zip(("id", "start", "end"), (_json_id(piece.id), *of_piece(piece)), strict=True))
            for piece in finding.pieces
        ],
    }


def _edit_to_dict(edit: Edit, convert: Convert) -> dict[str, Any]:
    start, end = convert((edit.start, edit.end))
    return {"start": start, "end": end, "replacement": _json_text(edit.replacement), "safe": edit.safe}


def _json_text(text: str | None) -> str | None:
    """A text that every JSON reader takes: lone surrogates, which UTF-8 cannot hold, become question marks."""
    return text if text is None or text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _json_id(name: str | int) -> str | int | None:
    return name if isinstance(name, int) else _json_text(name)


def report_from_dict(data: Mapping[str, Any], text: str | None, html: str | None) -> dict[str, Any]:
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
    in_source = Offsets(html or "", unit).to_code_points if html is not None or unit == "codepoint" else _without_html
    try:
        segments = tuple(Segment(_take(s, "id", _TEXT + _WHOLE), *_span(s, convert)) for s in data["segments"])
        findings = tuple(_finding(entry, convert, segments, text, in_source) for entry in data["findings"])
        return {
            "text": text or "",
            "score": _take(data, "score", _NUMBER + _NONE),
            "verdict": _take(data, "verdict", _TEXT + _NONE),
            "findings": findings,
            "base": _take(data, "base", _NUMBER + _NONE),
            "contributions": tuple(_contribution(entry, findings) for entry in data["contributions"]),
            "features": {name: _feature(data["features"], name) for name in data["features"]},
            "caveats": tuple(_all(data, "caveats", _TEXT)),
            "provenance": {name: _take(data["provenance"], name, _TEXT) for name in data["provenance"]},
            "error": _take(data, "error", _TEXT + _NONE),
            "title": _take(data, "title", _TEXT + _NONE),
            "segments": segments,
            "html": html,
        }
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
        raise ReportError(f"not a report of schema {SCHEMA}: {type(error).__name__}: {error}") from None


_NONE: Final = (type(None),)
_TEXT: Final = (str,)
_WHOLE: Final = (int,)
_NUMBER: Final = (int, float)
_BOOL: Final = (bool,)


def _take(entry: Mapping[str, Any], name: str, kinds: tuple[type, ...]) -> Any:
    """The value of a field. Raises ValueError where it is of another kind than those, or a number that is none."""
    return _checked(entry[name], name, kinds)


def _all(entry: Mapping[str, Any], name: str, kinds: tuple[type, ...]) -> list[Any]:
    """The values of a field that holds a list."""
    return [_checked(value, name, kinds) for value in _take(entry, name, (list, tuple))]


def _checked(value: Any, name: str, kinds: tuple[type, ...]) -> Any:
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds) or value != value:
        raise ValueError(f'"{name}" is {value!r}')
    return value


def _span(entry: Mapping[str, Any], convert: Convert) -> tuple[int, int]:
    return _places((_take(entry, "start", _WHOLE), _take(entry, "end", _WHOLE)), convert)


def _places(span: Iterable[int], convert: Convert) -> tuple[int, int]:
    start, end = convert(_checked(place, "place", _WHOLE) for place in span)
    if not 0 <= start <= end:
        raise ValueError(f"there is no place {start} to {end}")
    return start, end


def _feature(features: Mapping[str, Any], name: str) -> float:
    value = _take(features, name, _NUMBER + _NONE)
    return math.nan if value is None else value


def _without_html(_: Iterable[int]) -> list[int]:
    raise ReportError("the report counts places in HTML in another unit; give from_dict() the html too.")


def _pieces(entry: Mapping[str, Any], in_source: Convert) -> tuple[Piece, ...]:
    """The pieces of a report without segments: they lie in the HTML source."""
    return tuple(Piece(HTML, *_span(piece, in_source)) for piece in entry["pieces"])


def _finding(
    entry: Mapping[str, Any],
    convert: Convert,
    segments: tuple[Segment, ...],
    text: str | None,
    in_source: Convert,
) -> Finding:
    start, end = _span(entry, convert)
    if text is not None and _json_text(text[start:end]) != entry["text"]:
        raise ReportError(f"the report belongs to another text: {entry['text']!r} does not stand at {start} to {end}.")
    return Finding(
        _take(entry, "rule", _TEXT),
        start,
        end,
        _severity(entry),
        _take(entry, "confidence", _NUMBER),
        _take(entry, "message", _TEXT),
        _take(entry, "suggestion", _TEXT),
        _take(entry, "text", _TEXT) if text is None else text[start:end],
        entry["edit"] and _edit(entry["edit"], convert),
        tuple(_places(span, convert) for span in entry["related"]),
        _take(entry, "occurrence", _WHOLE),
        pieces_of(segments, start, end) if segments else _pieces(entry, in_source),
    )


def _severity(entry: Mapping[str, Any]) -> Severity:
    severity: Severity = entry["severity"]
    if severity not in SEVERITIES:
        raise ValueError(f'"severity" is {severity!r}')
    return severity


def _edit(entry: Mapping[str, Any], convert: Convert) -> Edit:
    return Edit(*_span(entry, convert), _take(entry, "replacement", _TEXT), _take(entry, "safe", _BOOL))


def _contribution(entry: Mapping[str, Any], findings: tuple[Finding, ...]) -> Contribution:
    own = tuple(findings[number] for number in _all(entry, "findings", _WHOLE))
    shares = tuple(_all(entry, "shares", _NUMBER))
    if len(shares) != len(own):
        raise ValueError(f"{len(own)} findings have {len(shares)} shares")
    return Contribution(_take(entry, "name", _TEXT), _take(entry, "points", _NUMBER), own, shares)
