"""Formats of the command line: what each holds, when it is written, and that each can be read back."""

from __future__ import annotations

import csv
import io
import itertools
import json
import os
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from spinscore.cli import main
from spinscore.cli.writing import PAGE_LIMIT

LEAK = "The summit, held in [City], ended on Friday.\n"
CLEAN = "The bridge reopened on Monday after two years of repairs.\n"
STREAMED = ("text", "json", "jsonl", "csv", "github")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a leak, a clean text and one that cannot be decoded."""
    (tmp_path / "a.txt").write_text(LEAK, "utf-8")
    (tmp_path / "b.md").write_text(CLEAN, "utf-8")
    (tmp_path / "c.txt").write_bytes(b"caf\xe9")
    return tmp_path


def shown(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main([*arguments]) == code
    return capsys.readouterr().out


# --- json and jsonl


def test_json_of_a_folder_is_a_list_also_of_one_article(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = json.loads(shown(capsys, "check", str(folder), "--format", "json", code=2))
    assert [Path(entry["path"]).name for entry in listed] == ["a.txt", "b.md", "c.txt"]
    assert listed[2].keys() == {"path", "error"}
    for name in ("b.md", "c.txt"):
        (folder / name).unlink()
    listed = json.loads(shown(capsys, "check", str(folder), "--format", "json"))
    assert [len(entry["findings"]) for entry in listed] == [1]


def test_each_entry_of_a_scored_article_fits_the_published_schema(
    tmp_path: Path, small_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(LEAK, "utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": LEAK}), "utf-8")
    paths = [str(tmp_path / "a.txt"), str(tmp_path / "b.jsonl")]
    entries = json.loads(shown(capsys, "score", *paths, "--model", str(small_model), "--format", "json"))
    schema = json.loads(shown(capsys, "schema"))
    assert len(entries) == 2
    for entry in entries:
        jsonschema.validate(entry, schema)


def test_json_of_no_rows_is_an_empty_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"")
    assert json.loads(shown(capsys, "check", str(tmp_path / "a.jsonl"), "--format", "json")) == []


def test_jsonl_is_json_in_lines(folder: Path, small_model: Path, poor: str, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "d.txt").write_text(f"One\x85two\u2028three\u2029four “{poor}”", "utf-8")
    arguments = ("score", str(folder), "--model", str(small_model), "--format")
    lines = shown(capsys, *arguments, "jsonl", code=2).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(shown(capsys, *arguments, "json", code=2))


def test_jsonl_lines_are_lines_for_every_reader(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Held in [City\u2028of\x85Light].", "utf-8")
    out = shown(capsys, "check", str(tmp_path / "a.txt"), "--format", "jsonl", "--title", "One\u2028two\x85three")
    assert len(out.splitlines()) == 1


@pytest.mark.parametrize(("unit", "start"), [("codepoint", 8), ("utf-16", 10), ("utf-8", 14)])
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_offsets(tmp_path: Path, form: str, unit: str, start: int, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("😀😀 now: [City] is calm.", "utf-8")
    entry = json.loads(shown(capsys, "check", str(path), "--format", form, "--offsets", unit))
    assert (entry["offsets"], entry["findings"][0]["start"], entry["findings"][0]["text"]) == (unit, start, "[City]")


def test_the_report_keeps_to_its_schema(folder: Path, small_model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(shown(capsys, "schema"))
    jsonschema.Draft202012Validator.check_schema(schema)
    out = shown(capsys, "score", str(folder / "a.txt"), "--format", "json", "--model", str(small_model))
    entry = json.loads(out)
    del entry["path"]
    jsonschema.Draft202012Validator(schema).validate(entry)
    entry["score"] = "high"
    assert not jsonschema.Draft202012Validator(schema).is_valid(entry)


def test_rows_say_which_file_and_row_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "one", "id": "x"}\n', "utf-8")
    (entry,) = json.loads(shown(capsys, "check", str(path), "--id-field", "id", "--format", "json"))
    assert (entry["path"], entry["file"], entry["row"]) == ("x", str(path), 1)


@pytest.mark.parametrize("form", STREAMED)
def test_results_are_written_while_more_is_read(
    form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each row that is read finds the results of the rows before it already written."""
    seen: list[int] = []

    class Lines(io.BytesIO):
        def __next__(self) -> bytes:
            seen.append(len(capsys.readouterr().out))
            return super().__next__()

    source = Lines(json.dumps({"text": LEAK}).encode() + b"\n" + json.dumps({"text": LEAK}).encode() + b"\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(source))
    assert main(["check", "-", "--input-format", "jsonl", "--format", form]) == 0
    assert len(seen) == 3
    assert seen[1] > 10
    assert seen[2] > 10


# --- csv


def test_csv_has_a_row_for_each_article(
    folder: Path, small_model: Path, good: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "d.txt").write_text(good, "utf-8")
    out = shown(capsys, "score", str(folder), "--model", str(small_model), "--format", "csv", code=2)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [Path(row["name"]).name for row in rows] == ["a.txt", "b.md", "c.txt", "d.txt"]
    assert [(row["score"], row["verdict"], row["critical"], row["info"]) for row in rows] == [
        ("", "review", "1", "0"),
        ("", "", "0", "0"),
        ("", "", "", ""),
        ("78.6", "good", "0", rows[3]["info"]),
    ]
    assert rows[0]["caveats"].startswith("No score: 8 words")
    assert rows[2]["error"].startswith("not UTF-8 at byte 3")


# --- text


def test_several_articles_end_with_a_summary(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "check", str(folder), code=2)
    assert out.endswith("\n\n2 articles · 1 not read\nfindings: 1 critical\n")
    assert "findings: " not in shown(capsys, "check", str(folder / "a.txt"))


def test_the_summary_counts_verdicts_and_names_the_worst(
    tmp_path: Path, small_model: Path, good: str, poor: str, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [f"{number:02}.txt" for number in range(12)]
    for number, name in enumerate(names):
        (tmp_path / name).write_text(poor if number % 4 == 1 else good, "utf-8")
    (tmp_path / "short.txt").write_text(CLEAN, "utf-8")
    out = shown(capsys, "score", str(tmp_path), "--model", str(small_model))
    summary = out[out.index("13 articles") :].splitlines()
    assert summary[0] == "13 articles · 9 good · 3 poor · 1 without score"
    assert summary[1].startswith("findings: ")
    assert summary[2] == "worst:"
    worst = [Path(line.split()[2]).name for line in summary[3:]]
    assert worst == ["01.txt", "05.txt", "09.txt", "00.txt", "02.txt", "03.txt", "04.txt", "06.txt", "07.txt", "08.txt"]


def test_explain_shows_the_whole_account(
    tmp_path: Path, small_model: Path, poor: str, scorer: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(poor, "utf-8")
    out = shown(capsys, "score", str(tmp_path / "a.txt"), "--model", str(small_model), "--explain")
    for line in str(scorer.score(poor).explain()).splitlines():
        assert f"  {line}\n" in out


# --- html and sarif


def test_html_is_a_page_of_all_articles(folder: Path, small_model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, "score", str(folder), "--model", str(small_model), "--format", "html", code=2)
    assert out.lstrip().lower().startswith("<!doctype html>")
    assert "a.txt" in out
    assert "b.md" in out
    assert "[City]" in out


def test_html_shows_the_worst_of_very_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert PAGE_LIMIT == 500
    monkeypatch.setattr("spinscore.cli.writing.PAGE_LIMIT", 3)
    rows = [{"text": LEAK if number in (1, 4, 6) else CLEAN, "id": f"row-{number}"} for number in range(8)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert main(["check", str(tmp_path / "a.jsonl"), "--id-field", "id", "--format", "html"]) == 0
    out, err = capsys.readouterr()
    assert [name for name in (f"row-{number}" for number in range(8)) if name in out] == ["row-1", "row-4", "row-6"]
    assert "the page shows the 3 worst of 8 articles" in err


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_html_on_a_stream_that_knows_few_characters_is_still_right(
    tmp_path: Path, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("“Über” [City] 日本", "utf-8")
    stream = io.TextIOWrapper(io.BytesIO(), encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    assert main(["check", str(tmp_path / "a.txt"), "--format", "html"]) == 0
    page = stream.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]
    assert ("日本" in page) == (encoding == "utf-8")
    assert ("&#26085;&#26412;" in page) == (encoding == "ascii")


def test_sarif_tells_of_what_was_not_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (run,) = json.loads(shown(capsys, "check", str(folder), "--format", "sarif", code=2))["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["leak.placeholder"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "c.txt: not UTF-8" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_show_holds_for_what_people_read_and_not_for_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Perhaps it might rain, the forecasters said, in [City].", "utf-8")

    def count(form: str, show: str) -> int:
        return shown(capsys, "check", str(path), "--format", form, "--show", show).count("stance.hedging")

    for form in ("text", "github"):
        assert (count(form, "info"), count(form, "critical")) == (2, 0)
    assert count("html", "info") > count("html", "critical")
    assert count("json", "critical") == 2
    extra = count("sarif", "critical")  # the rule's own page
    assert count("sarif", "info") == extra + 2


# --- github


def test_github_annotates_scores_under_the_limit_and_what_was_not_read(
    tmp_path: Path, small_model: Path, poor: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(poor, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"\xff")
    monkeypatch.chdir(tmp_path)
    out = shown(
        capsys, "score", ".", "--model", str(small_model), "--format", "github", "--fail-under", "60", code=2
    ).splitlines()
    assert [line.partition(": score ")[0] for line in out if "score under" in line] == [
        "::error file=a.txt,title=score under 60::a.txt"
    ]
    assert out[-1].startswith("::error file=b.txt,title=not read::b.txt: not UTF-8 at byte 0.")


# --- all of them


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "html", "sarif", "github", "csv"])
@pytest.mark.parametrize("command", ["score", "check"])
def test_output_goes_to_a_file_as_it_would_to_standard_output(
    command: str, form: str, folder: Path, small_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = ["--model", str(small_model)] if command == "score" else []
    arguments = [command, str(folder / "a.txt"), str(folder / "b.md"), "--format", form, *model]
    target = folder / "out"
    assert main([*arguments, "--output", str(target)]) == 0
    assert capsys.readouterr().out == ""
    written = target.read_bytes().decode("utf-8")
    assert len(written) > 50
    assert shown(capsys, *arguments) == written


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif"])
def test_lone_surrogates_are_no_error(tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Held in [City \\ud800].", "id": "\\ud800", "h": "\\udfff"}', "utf-8")
    arguments = ["check", str(path), "--id-field", "id", "--title-field", "h", "--format", form]
    assert main([*arguments, "--output", str(tmp_path / "out")]) == 0
    written = (tmp_path / "out").read_text("utf-8")
    for part in written.splitlines() if form == "jsonl" else [written]:
        assert json.loads(part)


def test_names_of_files_that_are_no_utf_8(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(name, "wb") as file:
            file.write(LEAK.encode())
    except OSError:
        pytest.skip("this file system has no such names")
    for form in ("text", "json", "jsonl", "sarif", "github", "csv", "html"):
        assert main(["check", os.fsdecode(name), "--format", form, "--output", str(tmp_path / "out")]) == 0
        assert (tmp_path / "out").read_bytes().decode("utf-8")
    assert capsys.readouterr().err == ""


def test_a_stream_of_rows_needs_no_more_memory_for_more_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not measured: how many reports are alive while results are written."""
    import gc

    from spinscore.report import Report

    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"text": f"{LEAK}{number}"}) for number in range(120)), "utf-8")
    alive: list[int] = []
    turns = itertools.count()
    original = Report.to_dict

    def watched(self: Report, **options: Any) -> dict[str, Any]:
        if next(turns) % 40 == 39:
            alive.append(sum(isinstance(thing, Report) for thing in gc.get_objects()))
        return original(self, **options)

    monkeypatch.setattr(Report, "to_dict", watched)
    assert main(["check", str(path), "--format", "jsonl", "--output", str(tmp_path / "out")]) == 0
    assert len(alive) == 3
    assert max(alive) - min(alive) <= 2
