"""`spinscore rules`: list, new, test and schema, as an author types them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import spinscore
from spinscore.authoring import hostile
from spinscore.authoring.problem import Problem
from spinscore.authoring.schema import rule_schema
from spinscore.cli import main
from spinscore.registry import Rule
from spinscore.render.rules import render_rule


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_new_then_test_until_it_passes(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "new", "leak.quite-new"]) == 0
    said = capsys.readouterr().out
    assert "made  leak/quite_new.toml        what it says and looks for\n" in said
    assert said.endswith("\n  spinscore rules test leak/quite_new.toml\n")
    assert main(["rules", "test", "--quick", "leak/quite_new.toml"]) == 1
    assert "still to write: title, why, suggestion" in capsys.readouterr().out
    for path in (here / "leak" / "quite_new.toml", here / "cases" / "leak" / "quite_new.toml"):
        text = path.read_text("utf-8").replace("wording", "phrasing").replace("WORDING", "PHRASING")
        for old in ("bridge", "ferry", "clerk", "council", "mill", "Nobody", "What ", "she", "stands"):
            text = text.replace(old, f"{old}x" if old != "What " else "Which ")
        path.write_text(text, "utf-8")
    assert main(["rules", "test", "--quick", "leak/quite_new.toml"]) == 0
    assert capsys.readouterr().out == "leak.quite-new  passed  4 examples, 6 cases, precision 1.00, recall 1.00\n"


def test_several_rules_are_counted(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("leak.one", "leak.two"):
        main(["rules", "new", name, "--into", str(here / "mine")])
    capsys.readouterr()
    assert main(["rules", "test", "--quick", "mine", "leak.html"]) == 1
    assert capsys.readouterr().out.endswith("\n\n1 passed, 2 to mend\n")


def test_hostile_texts_are_part_of_a_test_unless_it_is_to_be_quick(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(hostile, "hostile_problems", lambda _: [Problem("the whole rule", "It is slow.")])
    assert main(["rules", "test", "leak.mail-merge"]) == 1
    shown = "  the whole rule\n    It is slow.\n  remark: cases: They are tried once that is mended.\n"
    assert capsys.readouterr().out.endswith(shown)
    assert main(["rules", "test", "--quick", "leak.mail-merge"]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new", "leek.slip"], 'spinscore: "leek" is no family. Did you mean "leak"?'),
        (["new", "leak.html"], 'spinscore: "leak.html" exists'),
        (["test", "leak.htlm"], 'spinscore: no rule or family is called "leak.htlm". Did you mean "leak.html"?'),
        (["test", "./nowhere"], "spinscore: nowhere: there is no such file or folder"),
        (["list", "leek"], 'spinscore: no rule or family is called "leek". Did you mean "leak"?'),
    ],
)
@pytest.mark.usefixtures("here")
def test_wrong_names_are_wrong_usage(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", *arguments]) == 2
    assert capsys.readouterr().err.startswith(said)


def test_an_unknown_task_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["rules", "leak"])
    assert caught.value.code == 2
    assert "'list', 'new', 'test', 'try', 'schema'" in capsys.readouterr().err


def test_the_list_is_the_same_with_and_without_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    bare = capsys.readouterr().out
    assert main(["rules", "list"]) == 0
    assert capsys.readouterr().out == bare
    assert len(bare.splitlines()) == len(spinscore.rules())


def test_the_schema_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "schema"]) == 0
    assert json.loads(capsys.readouterr().out) == rule_schema()


def test_the_page_of_a_rule_shows_what_was_measured(make_rule: Callable[..., Rule]) -> None:
    measured = {"words": 1_200_000, "hits_per_million": {"news": 0.8, "how_to": 21}, "judged": "all right"}
    page = render_rule(make_rule("slip one", measured=measured))
    assert page.endswith(
        "\nMeasured\n  words: 1,200,000\n  hits per million: news 0.8, how to 21\n  judged: all right\n"
    )
    assert "Measured" not in render_rule(make_rule("slip one"))


@pytest.mark.parametrize("name", ["leak.html", "stance.attitude"])
def test_explain_prints_the_page(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", name]) == 0
    assert capsys.readouterr().out == render_rule(spinscore.rules()[name])
