"""What is tried: rules by id, by family, by file and by folder, with all others around them."""

from __future__ import annotations

from pathlib import Path

import pytest

import spinscore
from spinscore.authoring.bench import gather
from spinscore.authoring.scaffold import rule_text
from spinscore.errors import RuleError
from spinscore.registry import SHIPPED

DETECTORS = Path(spinscore.__file__).parent / "detectors"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    for name in ("leak.one", "leak.two", "stance.three"):
        family, stem = name.split(".")
        (tmp_path / family).mkdir(exist_ok=True)
        (tmp_path / family / f"{stem}.toml").write_text(rule_text(name), "utf-8")
    return tmp_path


def test_ids_and_families_are_those_of_the_registry() -> None:
    bench = gather(["stance", "leak.html"])
    assert list(bench.rules) == [*(n for n in spinscore.rules() if n.startswith("stance.")), "leak.html"]
    assert list(bench.everything) == list(spinscore.rules())
    assert bench.everything["spin.case"] is spinscore.rules()["spin.case"]
    assert bench.roots["leak.html"] == DETECTORS


def test_without_names_all_rules_that_ship_are_meant() -> None:
    assert list(gather([]).rules) == list(spinscore.rules())


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (".", ["leak.one", "leak.two", "stance.three"]),
        ("leak", ["leak.one", "leak.two"]),
        ("leak/two.toml", ["leak.two"]),
    ],
)
def test_paths_are_files_family_folders_and_the_folder_around_them(mine: Path, path: str, names: list[str]) -> None:
    bench = gather([str(mine / path)])
    assert list(bench.rules) == names
    assert {bench.roots[name] for name in names} == {mine}
    assert set(bench.everything) == {*spinscore.rules(), "leak.one", "leak.two", "stance.three"}


def test_paths_may_be_relative(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(mine)
    assert list(gather(["."]).rules) == ["leak.one", "leak.two", "stance.three"]
    assert list(gather(["./leak"]).rules) == ["leak.one", "leak.two"]
    assert list(gather(["stance/three.toml"]).rules) == ["stance.three"]
    assert "leak.one" not in gather(["leak"]).rules
    monkeypatch.chdir(mine / "leak")
    assert list(gather(["."]).rules) == ["leak.one", "leak.two"]


def test_a_rule_of_a_folder_takes_the_place_of_the_installed_one(mine: Path) -> None:
    (mine / "leak" / "html.toml").write_text(rule_text("leak.html"), "utf-8")
    bench = gather([str(mine / "leak" / "html.toml")])
    assert bench.rules["leak.html"].origin == str(mine)
    assert bench.everything["leak.html"] is bench.rules["leak.html"]


def test_files_that_ship_are_the_rules_of_the_registry() -> None:
    bench = gather([str(DETECTORS / "leak" / "html.toml")])
    assert bench.rules["leak.html"].phrases is spinscore.rules()["leak.html"].phrases
    assert bench.rules["leak.html"].origin == SHIPPED


def test_an_id_stands_for_its_file_below_this_folder(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RuleError, match=r"A rule that is not installed is named by its file: path/to/leak/one\.toml"):
        gather(["leak.one"])
    monkeypatch.chdir(mine)
    bench = gather(["leak.one"])
    assert list(bench.rules) == ["leak.one"]
    assert bench.roots["leak.one"] == mine


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("leak.htlm", 'no rule or family is called "leak.htlm". Did you mean "leak.html"?'),
        ("leak/nothing.toml", "leak/nothing.toml: there is no such file or folder"),
        ("leek/one.toml", 'lies in a folder named after its family, and "leek" is none. Did you mean "leak"?'),
        ("leak/one.txt", "leak/one.txt: a rule file ends with .toml"),
        ("cases/leak/one.toml", "this is a case file. Name the rule's own file, or its id."),
        ("empty/", "there is no rule file in it"),
    ],
)
def test_what_is_no_rule_is_refused(mine: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str) -> None:
    monkeypatch.chdir(mine)
    for path in ("leek/one.toml", "leak/one.txt", "cases/leak/one.toml", "empty/note"):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text('[[case]]\nname = "a"', "utf-8")
    with pytest.raises(RuleError) as caught:
        gather([name])
    assert said in str(caught.value)


def test_an_error_in_a_file_names_its_path(mine: Path) -> None:
    (mine / "leak" / "one.toml").write_text("id =", "utf-8")
    with pytest.raises(RuleError) as caught:
        gather([str(mine)])
    assert str(caught.value).startswith(f"{mine}/leak/one.toml: not valid TOML")
