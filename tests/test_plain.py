"""Reports as plain data and back: the published schema, other offsets, damaged data."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinscore import Report, Scorer
from spinscore.errors import ReportError
from spinscore.plain import report_schema
from spinscore.text.offsets import UNITS, Unit

EMOJI = (
    "🙂 In [City] 𝐁 “maybe” – Zoë, in [State], saw Ñandú 🦤.\n\nLeave a Reply\n\nYour email address will not be shown."
)


def in_unit(text: str, unit: Unit) -> bytes:
    """The text as code units of a fixed number of bytes each, so that places can be sliced."""
    return text.encode({"codepoint": "utf-32-le", "utf-16": "utf-16-le", "utf-8": "utf-8"}[unit])


SIZE = {"codepoint": 4, "utf-16": 2, "utf-8": 1}


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("text", ["", "plain", EMOJI, EMOJI * 9, "\ud800 [City] \udfff"])
def test_real_reports_fit_the_schema(scorer: Scorer, text: str, unit: Unit) -> None:
    jsonschema.validate(scorer.score(text, title=text[:9]).to_dict(offsets=unit), report_schema())


def test_reports_with_everything_fit_the_schema(scorer: Scorer, poor: str) -> None:
    jsonschema.validate(scorer.score(poor).to_dict(), report_schema())
    segmented = scorer.score_segments([(n, block) for n, block in enumerate(poor.split("\n\n"))])
    jsonschema.validate(segmented.to_dict(offsets="utf-8"), report_schema())
    for row in scorer.score_many(["", None, 3], workers=0):  # type: ignore[list-item]
        jsonschema.validate(row.to_dict(), report_schema())


def test_the_schema_is_itself_valid_and_refuses_what_is_no_report(scorer: Scorer, poor: str) -> None:
    jsonschema.Draft202012Validator.check_schema(report_schema())
    plain = scorer.score(poor).to_dict()
    for change in ({"score": 101}, {"extra": 1}, {"verdict": "fine"}, {"findings": [{}]}, {"offsets": "bytes"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**plain, **change}, report_schema())


@pytest.mark.parametrize("unit", UNITS)
def test_places_can_be_sliced_in_each_unit(scorer: Scorer, unit: Unit) -> None:
    found = scorer.score(EMOJI).to_dict(offsets=unit)["findings"]
    assert {"leak.placeholder", "boilerplate.comment-prompt"} <= {finding["rule"] for finding in found}
    text, size = in_unit(EMOJI, unit), SIZE[unit]
    for finding in found:
        assert text[finding["start"] * size : finding["end"] * size] == in_unit(finding["text"], unit)


@pytest.mark.parametrize("unit", UNITS)
def test_pieces_can_be_sliced_from_their_own_segments(scorer: Scorer, unit: Unit) -> None:
    segments = {"🦤": "🙂🙂 In [City] 🙂", "b": "🙂 Held in [State].", "c": "Leave a Reply", "d": "🙂"}
    report = scorer.score_segments(segments.items())
    found = report.to_dict(offsets=unit)["findings"]
    assert len(found) >= 3
    for finding in found:
        (piece,) = finding["pieces"]
        inside = in_unit(segments[piece["id"]], unit)[piece["start"] * SIZE[unit] : piece["end"] * SIZE[unit]]
        assert inside == in_unit(finding["text"], unit)


@pytest.mark.parametrize("unit", UNITS)
def test_back_from_plain_data(scorer: Scorer, poor: str, unit: Unit) -> None:
    for text in (poor, EMOJI, EMOJI + poor, ""):
        report = scorer.score(text, title="A title 🙂")
        stored = json.loads(json.dumps(report.to_dict(offsets=unit)))
        again = Report.from_dict(stored, text=text)
        assert again == report
        assert [f.fingerprint for f in again.findings] == [f.fingerprint for f in report.findings]
        assert again.apply_edits() == report.apply_edits()


def test_back_from_plain_data_in_segments(scorer: Scorer) -> None:
    report = scorer.score_segments([("a", "In [City] 🙂"), (2, "Leave a Reply")])
    assert Report.from_dict(report.to_dict(offsets="utf-16"), text=report.text) == report


def test_without_the_text_code_points_are_enough(scorer: Scorer, poor: str) -> None:
    report = scorer.score(poor)
    again = Report.from_dict(report.to_dict())
    assert again.to_dict() == report.to_dict()
    assert again.text == ""


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": "spinscore.report/9"}, "takes a report of schema"),
        ({"offsets": "utf16"}, 'Did you mean "utf-16"'),
        ({"offsets": "utf-16"}, "give from_dict\\(\\) the text too"),
        ({"findings": [{"rule": "leak.placeholder"}]}, "not a report of schema"),
        ({"contributions": [{"name": "a", "points": 1, "findings": [99], "shares": [1]}]}, "not a report of schema"),
    ],
)
def test_data_that_is_no_report_is_refused(scorer: Scorer, change: dict[str, Any], message: str) -> None:
    with pytest.raises(ReportError, match=message):
        Report.from_dict({**scorer.score("In [City].").to_dict(), **change})


def test_a_report_of_another_text_is_refused(scorer: Scorer) -> None:
    with pytest.raises(ReportError, match="belongs to another text"):
        Report.from_dict(scorer.score("In [City].").to_dict(), text="On [City].x"[1:])


def test_unknown_offsets_are_refused(scorer: Scorer) -> None:
    with pytest.raises(ReportError, match='Did you mean "utf-8"'):
        scorer.score("A.").to_dict(offsets="utf8")  # type: ignore[arg-type]


@given(st.text(st.characters(codec=None, categories=None), max_size=40))
def test_units_agree_with_the_encoders(text: str) -> None:
    from spinscore.text.offsets import Offsets

    for unit in UNITS:
        encoded = {"codepoint": "utf-32-le", "utf-16": "utf-16-le", "utf-8": "utf-8"}[unit]
        wanted = [len(text[:n].encode(encoded, "surrogatepass")) // SIZE[unit] for n in range(len(text) + 1)]
        assert Offsets(text, unit).to_unit(range(len(text) + 1)) == wanted
        assert Offsets(text, unit).to_code_points(wanted) == list(range(len(text) + 1))


def paths(data: Any, before: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The ways to the values in plain data: the first of each list and of many features stands for all."""
    if isinstance(data, dict):
        inner = [(key, data[key]) for key in list(data)[:14]]
    else:
        inner = list(enumerate(data))[:1] if isinstance(data, list) else []
    return [before] * bool(before) + [path for key, value in inner for path in paths(value, (*before, key))]


@pytest.mark.parametrize("value", [None, "x", 5, -1, 10**30, 1.5, [], {}, [[1, 2, 3]], True, float("nan")])
def test_damaged_data_gives_an_error_or_a_report_that_works(scorer: Scorer, poor: str, value: Any) -> None:
    whole = scorer.score(poor).to_dict()
    refused = 0
    for path in paths(whole):
        damaged = json.loads(json.dumps(whole))
        place = damaged
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
        try:
            report = Report.from_dict(damaged, text=poor)
        except ReportError:
            refused += 1
            continue
        json.dumps(report.to_dict(), allow_nan=False)
        assert str(report.explain())
        assert report.apply_edits() is not None
        assert report.at_least("info") == report.findings
    assert refused > 20


@pytest.mark.parametrize("unit", ["utf-16", "utf-8"])
def test_without_the_text_there_are_no_edits_and_no_other_offsets(scorer: Scorer, unit: Unit) -> None:
    bare = Report.from_dict(scorer.score(EMOJI).to_dict())
    with pytest.raises(ReportError, match="needs the text"):
        bare.to_dict(offsets=unit)
    with pytest.raises(ReportError, match="needs the text"):
        bare.apply_edits()
    segmented = Report.from_dict(scorer.score_segments([("a", EMOJI)]).to_dict())
    with pytest.raises(ReportError, match="needs the text"):
        segmented.edited_segments()


def test_ids_that_utf_8_cannot_hold_make_strict_json_too(scorer: Scorer) -> None:
    data = scorer.score_segments([("\ud800", "In [City]."), (2, "x")]).to_dict()
    assert json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8")) == data
    assert [segment["id"] for segment in data["segments"]] == ["?", 2]
    assert data["findings"][0]["pieces"][0]["id"] == "?"
