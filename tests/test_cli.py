"""The command line: exit codes, output for machines and people, files that cannot be read."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from spinscore.cli import main
from spinscore.render.terminal import counted
from spinscore.version import __version__

LEAK = "The summit, held in [City], ended on Friday.\n"
CLEAN = "The bridge reopened on Monday after two years of repairs.\n"
ROOT = Path(__file__).parents[1]


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "spinscore", *arguments],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


@pytest.fixture
def leak(tmp_path: Path) -> str:
    path = tmp_path / "leak.txt"
    path.write_text(LEAK, "utf-8")
    return str(path)


@pytest.fixture
def clean(tmp_path: Path) -> str:
    path = tmp_path / "clean.txt"
    path.write_text(CLEAN, "utf-8")
    return str(path)


@pytest.fixture
def article(tmp_path: Path, good: str) -> str:
    path = tmp_path / "good.txt"
    path.write_text(good, "utf-8")
    return str(path)


# --- check


def test_check_shows_place_rule_and_passage(leak: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", leak]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"{leak}  1 finding\n")
    assert "1:21" in out
    assert "critical  leak.placeholder" in out
    assert "held in ⟦[City]⟧, ended" in out
    assert err == ""


@pytest.mark.parametrize(("limit", "code"), [(None, 0), ("info", 1), ("minor", 1), ("major", 1), ("critical", 1)])
def test_fail_on_with_a_critical_finding(leak: str, limit: str | None, code: int) -> None:
    assert main(["check", leak, *(["--fail-on", limit] if limit else [])]) == code


def test_fail_on_passes_where_all_is_milder(tmp_path: Path) -> None:
    path = tmp_path / "hedge.txt"
    path.write_text("Perhaps it might rain, the forecasters said.", "utf-8")
    assert main(["check", str(path), "--fail-on", "minor"]) == 0
    assert main(["check", str(path), "--fail-on", "info"]) == 1


def test_check_json_of_one_path_is_an_object(leak: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", leak, "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["path"] == leak
    assert [(f["rule"], f["start"], f["end"], f["text"]) for f in shown["findings"]] == [
        ("leak.placeholder", 20, 26, "[City]")
    ]


def test_check_json_of_several_paths_is_a_list(leak: str, clean: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", clean, leak, "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [(entry["path"], len(entry["findings"])) for entry in shown] == [(clean, 0), (leak, 1)]


@pytest.mark.parametrize(
    ("rules", "count"),
    [("leak", 1), ("leak.placeholder", 1), ("boilerplate, stance", 0), ("leak.html,leak.placeholder", 1)],
)
def test_check_rules(leak: str, capsys: pytest.CaptureFixture[str], rules: str, count: int) -> None:
    assert main(["check", leak, "--rules", rules]) == 0
    assert f"  {counted(count, 'finding')}\n" in capsys.readouterr().out


def test_check_with_an_unknown_rule(leak: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", leak, "--rules", "leek"]) == 2
    assert 'spinscore: no rule or family is called "leek". Did you mean "leak"?' in capsys.readouterr().err


# --- score


def test_score_json_is_strict_and_is_the_report(
    article: str, small_model: Path, scorer: Any, good: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", article, "--format", "json", "--model", str(small_model)]) == 0

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    shown = json.loads(capsys.readouterr().out, parse_constant=refuse)
    assert shown.pop("path") == article
    assert shown == scorer.score(good).to_dict()


def test_score_shows_score_verdict_and_account(
    article: str, small_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", article, "--model", str(small_model)]) == 0
    out = capsys.readouterr().out
    assert "78.6 good" in out.splitlines()[0]
    assert "base 76.9 · stance.hedging.count_per_1000 +1.7" in out


@pytest.mark.parametrize(("limit", "code"), [("78", 0), ("78.6", 0), ("78.7", 1), ("100", 1)])
def test_fail_under(article: str, small_model: Path, limit: str, code: int) -> None:
    assert main(["score", article, "--model", str(small_model), "--fail-under", limit]) == code


def test_fail_under_passes_over_a_text_without_score_and_says_why(
    leak: str, small_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", leak, "--model", str(small_model), "--fail-under", "50"]) == 0
    assert "--fail-under passed over. No score: 8 words" in capsys.readouterr().err
    assert main(["score", leak, "--model", str(small_model), "--fail-under", "50", "--fail-on", "critical"]) == 1


def test_lang_and_profile(article: str, small_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = tmp_path / "newsroom.toml"
    profile.write_text('disable = ["stance"]', "utf-8")
    options = ["--format", "json", "--model", str(small_model)]
    assert main(["score", article, *options, "--lang", "de"]) == 0
    assert json.loads(capsys.readouterr().out)["score"] is None
    assert main(["score", article, *options, "--profile", str(profile)]) == 0
    assert json.loads(capsys.readouterr().out)["score"] == 76.9


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["score"],
        ["nothing"],
        ["check", "x", "--fail-on", "bad"],
        ["check", "x", "--format", "xml"],
        ["score", "x", "--fail-under", "101"],
        ["score", "x", "--fail-under", "much"],
        ["score", "x", "--fail-under", "nan"],
        ["explain"],
        ["check", "x", "--workers", "-1"],
        ["check", "x", "--workers", "many"],
        ["check", "x", "--profile", "a.toml", "--no-profile"],
        ["check", "x", "--offsets", "bytes"],
        ["check", "x", "--fail-under", "3"],
    ],
)
def test_wrong_usage_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: spinscore" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["score", "x.txt", "--model", "en-99"], 'no model "en-99"'),
        (["score", "x.txt", "--profile", "nowhere.toml"], "profile nowhere.toml: No such file"),
        (["explain", "leak.placholder"], 'no rule is called "leak.placholder". Did you mean "leak.placeholder"?'),
        (["rules", "list", "leek"], 'no rule or family is called "leek"'),
    ],
)
def test_errors_of_the_library_are_2_on_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("spinscore: ")
    assert said in err
    assert err.count("\n") == 1


# --- files


def test_a_file_that_is_missing_does_not_stop_the_others(
    leak: str, clean: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", leak, "nowhere.txt", clean, "--format", "json"]) == 2
    out, err = capsys.readouterr()
    assert [entry["path"] for entry in json.loads(out) if "error" not in entry or not entry["error"]] == [leak, clean]
    assert json.loads(out)[1] == {"path": "nowhere.txt", "error": "No such file or directory"}
    assert err == "spinscore: nowhere.txt: No such file or directory\n"


def test_a_failed_file_outweighs_a_finding(leak: str) -> None:
    assert main(["check", leak, "nowhere.txt", "--fail-on", "critical"]) == 2
    assert main(["check", "nowhere.txt", leak, "--fail-on", "critical"]) == 2


def test_a_file_that_is_too_long_does_not_stop_the_others(
    leak: str, clean: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile, long = tmp_path / "p.toml", tmp_path / "long.txt"
    profile.write_text("max_chars = 100", "utf-8")
    long.write_text("x" * 101, "utf-8")
    assert main(["check", leak, str(long), clean, "--profile", str(profile), "--format", "json"]) == 2
    out, err = capsys.readouterr()
    assert [entry["path"] for entry in json.loads(out) if "error" not in entry or not entry["error"]] == [leak, clean]
    assert "101 characters, the limit is 100" in err


@pytest.mark.parametrize(
    ("contents", "said"),
    [(b"caf\xe9", "not UTF-8 at byte 3"), (b"\xff\xfeh\x00", "not UTF-8 at byte 0")],
)
def test_a_file_that_is_not_utf_8(
    tmp_path: Path, contents: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(contents)
    assert main(["check", str(path)]) == 2
    assert capsys.readouterr().err.startswith(f"spinscore: {path}: {said}")


def test_an_empty_folder_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 2
    assert f"spinscore: {tmp_path}: no article in this folder. Looked for .txt" in capsys.readouterr().err


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + LEAK.encode())
    assert main(["check", str(path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"][0]["start"] == 20


@pytest.mark.parametrize("contents", [b"", b"\n", b"\x01"])
def test_an_empty_file_is_no_error(
    tmp_path: Path, small_model: Path, contents: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(contents)
    assert main(["score", str(path), "--model", str(small_model)]) == 0
    assert "no score" in capsys.readouterr().out


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LEAK.encode())))
    assert main(["check", "-", "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["path"], len(shown["findings"])) == ("-", 1)


# --- rules, explain, version


def test_rules_lists_all_or_some(capsys: pytest.CaptureFixture[str]) -> None:
    import spinscore

    assert main(["rules"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(spinscore.rules())
    assert main(["rules", "list", "leak.placeholder", "leak.html"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["leak.html", "leak.placeholder"]


def test_explain_shows_why_and_marked_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "leak.placeholder"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("leak.placeholder  (")
    assert "What to do:" in out
    marked = out.split("\nMarked\n")[1].split("\nNot marked\n")
    assert "⟦" in marked[0]
    assert "⟦" not in marked[1]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"spinscore {__version__}\n"


# --- what is written to a terminal


def test_the_article_cannot_send_escapes_to_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A \x1b]0;title\x07 in \x1b[31m the [City] \x9b2J now.", "utf-8")
    assert main(["check", str(path)]) == 0
    out = capsys.readouterr().out
    assert "⟦[City]⟧" in out
    assert not any(not char.isprintable() and char != "\n" for char in out)


@pytest.mark.parametrize(("no_color", "painted"), [(None, True), ("1", False)])
def test_colours_only_on_a_terminal_and_not_with_no_color(
    leak: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], no_color: str | None, painted: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert main(["check", leak]) == 0
    assert ("\x1b[" in capsys.readouterr().out) == painted


def test_no_colours_in_a_file(leak: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", leak]) == 0
    assert "\x1b" not in capsys.readouterr().out


# --- as a process


def test_the_module_runs_and_reads_a_pipe() -> None:
    done = run("check", "-", "--fail-on", "critical", stdin=LEAK.encode())
    assert done.returncode == 1
    assert "⟦[City]⟧" in done.stdout.decode()
    assert done.stderr == b"spinscore: 1 article with a finding of severity critical or worse.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", ["check -", "schema", "rules"])
def test_a_full_standard_output_is_told_in_a_line(command: str) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "spinscore", *command.split()],
            input=LEAK.encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == b"spinscore: the results could not be written: No space left on device\n"


@pytest.mark.parametrize(
    ("closed", "out", "err"),
    [
        ("<&-", "", "spinscore: -: standard input is closed.\n"),
        (">&-", "", "spinscore: standard output is closed.\n"),
        ("2>&-", "", ""),
    ],
)
def test_streams_that_are_closed(closed: str, out: str, err: str) -> None:
    command = f"{sys.executable} -m spinscore check - nowhere.txt --format jsonl --output /dev/null {closed}"
    done = subprocess.run(["sh", "-c", command], input=b"", capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert done.stdout.decode() == out
    assert done.stderr.decode().startswith(err)


def test_an_order_to_end_stops_the_workers_and_leaves_no_half_file(tmp_path: Path) -> None:
    """The workers hold the ends of the pipes: these are closed only when all of them are gone."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        arguments = ["check", "-", "--input-format", "jsonl", "--format", "jsonl", "--workers", "2"]
        output = ["--output", str(tmp_path / "out.jsonl")] if number == signal.SIGTERM else []
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "spinscore", *arguments, *output, "--progress"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        )
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write((json.dumps({"text": LEAK}) + "\n").encode() * 200)
        process.stdin.flush()
        assert process.stderr.read(3)  # the first reports are there, so the workers are too
        process.send_signal(number)
        process.communicate(timeout=60)
        assert process.returncode == (143 if number == signal.SIGTERM else -signal.SIGKILL)
        assert list(tmp_path.iterdir()) == []


def test_wrong_usage_takes_two_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--no-such-option", "a.txt"])
    assert len(capsys.readouterr().err.splitlines()) == 2


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_terminal_that_knows_few_characters_is_no_error(encoding: str, form: str) -> None:
    text = "“Über” 日本 [City] 😀"
    done = run("check", "-", "--format", form, stdin=text.encode(), PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"[City]" in done.stdout
    if form == "json":
        assert json.loads(done.stdout.decode(encoding))["path"] == "-"


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(["Held in [City]."] * 5000), "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "spinscore", "check", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(100)
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 0
    assert errors == b""


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupt_is_130_and_quiet(workers: str) -> None:
    """Standard input stays open, so that the run waits for more while it is interrupted."""
    arguments = ["check", "-", "--input-format", "jsonl", "--format", "jsonl", "--workers", workers]
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "spinscore", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdin.write((json.dumps({"text": LEAK}) + "\n").encode() * 200)
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["path"] == "-:1"
    process.send_signal(signal.SIGINT)
    process.stdout.read()
    errors = process.stderr.read()
    assert process.wait(timeout=60) == 130
    assert errors == b""
    for stream in (process.stdin, process.stdout, process.stderr):
        stream.close()


def test_the_command_line_loads_nothing_that_only_some_runs_need() -> None:
    program = """
import sys
from spinscore.cli import parser
parser()
unwanted = {"pyarrow", "pandas", "sklearn", "multiprocessing", "spinscore.batch", "spinscore.cli.parquet"}
print(sorted(name for name in sys.modules if name in unwanted or name.startswith("spinscore.render.")))
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['spinscore.render.source', 'spinscore.render.terminal', 'spinscore.render.text']"
