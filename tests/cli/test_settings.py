"""Settings of the command line: profiles that are found, accepted findings, files, colours, progress."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from pathlib import Path

import pytest

from spinscore.cli import main
from spinscore.cli.output import Progress, is_coloured, opened
from spinscore.errors import SpinscoreError

LEAK = "The summit, held in [City], ended on Friday. Ask [Name] about it.\n"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def leak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A text with two leaks, in a working directory of its own."""
    folder = tmp_path / "desk" / "news"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    (folder / "leak.txt").write_text(LEAK, "utf-8")
    return folder / "leak.txt"


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """The wordings that a check finds."""
    assert main(["check", *arguments, "--format", "json"]) == 0
    return [finding["text"] for finding in json.loads(capsys.readouterr().out)["findings"]]


# --- profiles


@pytest.mark.parametrize("name", ["spinscore.toml", "pyproject.toml"])
def test_the_nearest_profile_above_the_working_directory_is_used(
    leak: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "[tool.spinscore]\n" if name == "pyproject.toml" else ""
    (tmp_path / "desk" / name).write_text(f'{head}disable = ["leak"]', "utf-8")
    assert found(capsys, "leak.txt") == []
    assert found(capsys, "leak.txt", "--no-profile") == ["[City]", "[Name]"]
    (leak.parent / "other.toml").write_text('[rules."leak.placeholder"]\nallow = ["[city]"]', "utf-8")
    assert found(capsys, "leak.txt", "--profile", "other.toml") == ["[Name]"]


def test_a_profile_that_is_found_and_wrong_is_named(leak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (leak.parent / "spinscore.toml").write_text('disabel = ["leak"]', "utf-8")
    assert main(["check", "leak.txt"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert 'spinscore.toml: unknown key "disabel". Did you mean "disable"?' in err


# --- accepted findings


def test_all_findings_can_be_accepted_and_new_ones_are_still_found(
    leak: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "leak.txt", "--fail-on", "critical", "--write-ignore", "base.txt"]) == 0
    assert "spinscore: base.txt accepts 2 findings." in capsys.readouterr().err
    assert main(["check", "leak.txt", "--fail-on", "info", "--ignore", "base.txt"]) == 0
    assert "Left out as accepted: 2 findings." in capsys.readouterr().out
    leak.write_text(f"{LEAK} Signed, [Author Name].", "utf-8")
    assert main(["check", "leak.txt", "--fail-on", "critical", "--ignore", "base.txt"]) == 1
    assert "[City]" not in capsys.readouterr().out
    assert main(["check", "leak.txt", "--ignore", "base.txt", "--write-ignore", "base.txt"]) == 0
    capsys.readouterr()
    assert found(capsys, "leak.txt", "--ignore", "base.txt") == []


def test_what_is_accepted_in_one_article_is_still_found_in_another(
    leak: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = leak.with_name("other # 2.txt")
    other.write_text(LEAK, "utf-8")
    assert main(["check", "leak.txt", "--write-ignore", "base.txt"]) == 0
    capsys.readouterr()
    assert found(capsys, "./leak.txt", "--ignore", "base.txt") == []
    assert found(capsys, other.name, "--ignore", "base.txt") == ["[City]", "[Name]"]
    assert main(["check", "leak.txt", other.name, "--ignore", "base.txt", "--write-ignore", "base.txt"]) == 0
    assert "base.txt accepts 4 findings." in capsys.readouterr().err
    assert found(capsys, other.name, "--ignore", "base.txt") == []


def test_accepting_lifts_the_score(
    leak: Path, good: str, small_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    leak.write_text(f"{good}\n\n{LEAK}", "utf-8")
    scores = []
    assert main(["check", "leak.txt", "--rules", "leak", "--write-ignore", "base.txt"]) == 0
    capsys.readouterr()
    for more in ([], ["--ignore", "base.txt"]):
        assert main(["score", "leak.txt", "--model", str(small_model), "--format", "json", *more]) == 0
        scores.append(json.loads(capsys.readouterr().out)["score"])
    assert scores[1] > scores[0]


def test_files_of_accepted_findings_hold_comments_and_several_are_read(
    leak: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", leak.name, "--write-ignore", "base.txt"]) == 0
    lines = Path("base.txt").read_text("utf-8").splitlines()
    assert [line.startswith("#") for line in lines] == [True, True, False, False]
    assert lines[2].endswith("\tleak.txt\t# leak.placeholder  [City]")
    first, second = (line.partition("\t")[0] for line in lines[2:])
    Path("one").write_bytes(b"\xef\xbb\xbf# ours\r\n\r\n  " + first.encode() + b"\r\n")
    Path("two").write_text(f"{second}# this too", "utf-8")
    capsys.readouterr()
    assert found(capsys, "leak.txt", "--ignore", "one") == ["[Name]"]
    assert found(capsys, "leak.txt", "--ignore", "one", "--ignore", "two") == []


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        (b"0123456789abcdef\nleak.placeholder\n", "--ignore base.txt, line 2: 'leak.placeholder' is no fingerprint"),
        (b"0123456789ABCDEF\n", "--ignore base.txt, line 1: '0123456789ABCDEF' is no fingerprint"),
        (b"\xff", "--ignore base.txt: not UTF-8"),
        (None, "--ignore base.txt: No such file"),
    ],
)
def test_a_wrong_file_of_accepted_findings(
    leak: Path, contents: bytes | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if contents is not None:
        (leak.parent / "base.txt").write_bytes(contents)
    assert main(["check", "leak.txt", "--ignore", "base.txt"]) == 2
    assert said in capsys.readouterr().err


def test_what_could_not_be_read_stays_2_while_findings_are_accepted(leak: Path) -> None:
    assert main(["check", "leak.txt", "nowhere.txt", "--write-ignore", str(leak.parent / "base.txt")]) == 2
    assert (leak.parent / "base.txt").exists()


def test_files_of_the_run_itself_are_no_articles(leak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        arguments = ["--ignore", "base.txt"] if (leak.parent / "base.txt").exists() else []
        assert main(["check", ".", "--output", "out.txt", "--write-ignore", "base.txt", *arguments]) == 0
    assert sorted(path.name for path in leak.parent.iterdir()) == ["base.txt", "leak.txt", "out.txt"]
    assert Path("out.txt").read_text("utf-8").startswith("leak.txt  0 findings")
    assert capsys.readouterr().out == ""


# --- the file that is written


def test_a_run_that_fails_leaves_the_old_file(leak: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = leak.parent / "out.json"
    target.write_text("old", "utf-8")

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("spinscore.cli.writing.JsonWriter.finish", broken)
    assert main(["check", "leak.txt", "leak.txt", "--format", "json", "--output", "out.json"]) == 2
    assert target.read_text("utf-8") == "old"
    assert sorted(path.name for path in leak.parent.iterdir()) == ["leak.txt", "out.json"]


def test_the_file_is_not_there_before_all_is_written(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with opened(str(target)) as stream:
        stream.write("half")
        stream.flush()
        assert not target.exists()
    assert target.read_text("utf-8") == "half"


def test_the_file_keeps_its_rights_and_links_stay_links(tmp_path: Path) -> None:
    target, link = tmp_path / "out", tmp_path / "link"
    target.write_text("old", "utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    with opened(str(link)) as stream:
        stream.write("new")
    assert link.is_symlink()
    assert target.read_text("utf-8") == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_device_is_written_to_and_not_replaced() -> None:
    with opened(os.devnull) as stream:
        stream.write("gone")
    assert not Path(os.devnull).is_file()


def test_a_file_that_cannot_be_written_is_told_before_anything_is_read(
    leak: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "nowhere.txt", "--output", "no/folder/out.json"]) == 2
    assert capsys.readouterr().err == "spinscore: --output no/folder/out.json: No such file or directory\n"
    assert main(["check", "leak.txt", "--write-ignore", "no/folder/base.txt"]) == 2
    assert capsys.readouterr().err == "spinscore: --write-ignore no/folder/base.txt: No such file or directory\n"
    with pytest.raises(SpinscoreError, match="--output"), opened(str(leak.parent)):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_in_a_line(leak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    leak.write_text(f"{LEAK}\n\n" * 2000, "utf-8")
    assert main(["check", "leak.txt", "--output", "/dev/full"]) == 2
    assert capsys.readouterr().err == "spinscore: --output /dev/full: No space left on device\n"


@pytest.mark.parametrize("rules", ["", ",", " "])
@pytest.mark.usefixtures("leak")
def test_no_rules_at_all_are_refused(rules: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "leak.txt", "--rules", rules]) == 2
    assert "--rules names no rule" in capsys.readouterr().err


def test_why_the_exit_code_is_1_is_told(
    leak: Path, good: str, small_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    leak.write_text(f"{good}\n\n{LEAK}", "utf-8")
    limits = ["--fail-on", "major", "--fail-under", "100", "--show", "critical", "--model", str(small_model)]
    assert main(["score", "leak.txt", *limits]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "spinscore: 1 article with a finding of severity major or worse.",
        "spinscore: 1 article with a score under the limit.",
    ]


# --- colours


@pytest.mark.parametrize(
    ("wanted", "terminal", "environment", "coloured"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", True, {"TERM": "dumb"}, False),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", False, {"FORCE_COLOR": "0"}, False),
        ("auto", False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_when_there_are_colours(
    wanted: str, terminal: bool, environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert is_coloured(wanted, Terminal() if terminal else io.StringIO()) == coloured


def test_colours_as_an_option(leak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "leak.txt", "--color", "always"]) == 0
    assert "\x1b[1;31mcritical" in capsys.readouterr().out
    assert leak.exists()


def test_the_width_of_the_terminal_is_kept(
    leak: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    leak.write_text(f"{'word ' * 40}[City] {'word ' * 40}", "utf-8")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    for columns in ("60", "72", "90"):
        monkeypatch.setenv("COLUMNS", columns)
        assert main(["check", "leak.txt", "--color", "never"]) == 0
        passage = next(line for line in capsys.readouterr().out.splitlines() if "⟦" in line)
        assert int(columns) - 6 < len(passage) <= int(columns)


# --- progress


@pytest.mark.parametrize(
    ("wanted", "stderr_is_terminal", "out_is_terminal", "told"),
    [
        (None, True, False, True),
        (None, True, True, False),
        (None, False, False, False),
        (True, False, True, True),
        (False, True, False, False),
    ],
)
def test_when_progress_is_told(
    wanted: bool | None,
    stderr_is_terminal: bool,
    out_is_terminal: bool,
    told: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [0.0]
    monkeypatch.setattr("spinscore.cli.output.time.monotonic", lambda: now[0])
    stream = Terminal() if stderr_is_terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    progress = Progress(wanted, Terminal() if out_is_terminal else io.StringIO())
    for _ in range(10):
        now[0] += 0.5
        progress.step()
    progress.clear()
    assert ("\r10 articles, 2/s \n" in stream.getvalue()) == told
    assert bool(stream.getvalue()) == told


def test_a_short_run_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    progress = Progress(None, io.StringIO())
    for _ in range(100):
        progress.step()
    progress.clear()
    assert stream.getvalue() == ""


def test_progress_as_an_option_is_on_standard_error_only(leak: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "leak.txt", "leak.txt", "--progress", "--format", "csv"]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 3
    assert err.startswith("\r")
    assert "2 articles, " in err
    assert leak.exists()
