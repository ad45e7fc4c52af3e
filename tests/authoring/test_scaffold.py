"""New rules: their files work at once, say what is left to write, and never take the place of others."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path

import pytest

import spinscore
from spinscore.authoring import scaffold
from spinscore.authoring.bench import gather
from spinscore.authoring.scaffold import Place, check_name, make_rule, place_for
from spinscore.authoring.trial import Bed, try_rule
from spinscore.errors import RuleError
from spinscore.registry import FAMILIES


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("python", [False, True])
def test_a_new_rule_works_and_everything_in_it_is_left_to_write(tmp_path: Path, family: str, python: bool) -> None:
    name = f"{family}.quite-new"
    make_rule(name, place_for(name, tmp_path, tmp_path), python=python)
    bench = gather([str(tmp_path)])
    trial = try_rule(bench.rules[name], Bed(bench.everything), bench.roots[name])
    assert {problem.weight for problem in trial.problems} == {"to write"}
    assert not trial.passed
    assert (trial.precision, trial.recall) == (1.0, 1.0)
    left = [problem.where for problem in trial.problems]
    assert left[:4] == ["title", "why", "suggestion", 'phrase "the wording to look for"']
    assert sum(where.startswith("example") for where in left) == 4
    assert sum(where.startswith("case") for where in left) == 6
    assert ("accept() in its detector" in left) is python


def test_what_was_written_is_no_longer_left(tmp_path: Path) -> None:
    rule, cases = make_rule("leak.quite-new", place_for("leak.quite-new", tmp_path, tmp_path))
    text = rule.read_text("utf-8").replace("What is wrong, as the reader of a report sees it", "Slip of the desk")
    rule.write_text(text.replace("the wording to look for", "a slip"), "utf-8")
    cases.write_text(cases.read_text("utf-8").replace("Nobody knew what to look for", "Nobody knew"), "utf-8")
    bench = gather([str(rule)])
    trial = try_rule(bench.rules["leak.quite-new"], Bed(bench.everything), tmp_path)
    left = [problem.where for problem in trial.problems if problem.weight == "to write"]
    assert left[:2] == ["why", "suggestion"]
    assert 'case "the second near miss, which must stay as it is"' not in left
    assert len(left) == 2 + 4 + 5


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("leak", '"leak" is no rule id. Write FAMILY.NAME, such as "leak.what-is-wrong".'),
        ("leak.", '"leak." is no rule id.'),
        ("leek.slip", '"leek" is no family. Did you mean "leak"? Families: leak, boilerplate, spin'),
        (
            "leak.FooBar",
            '"FooBar" is no name of a rule: small letters, digits and single hyphens. Write "leak.foo-bar".',
        ),
        ("leak.desk_note", 'Write "leak.desk-note".'),
        ("leak.7-days", '"7-days" is no name of a rule'),
        ("leak.a--b", 'Write "leak.a-b".'),
        ("leak.a/../../b", 'Write "leak.a-b".'),
        ("leak.html", '"leak.html" exists (of spinscore). See it with: spinscore explain leak.html'),
    ],
)
def test_bad_names_are_refused_with_a_better_one(name: str, said: str) -> None:
    with pytest.raises(RuleError) as caught:
        check_name(name)
    assert said in str(caught.value)


def test_nothing_is_overwritten_and_nothing_is_made_by_halves(tmp_path: Path) -> None:
    place = place_for("leak.quite-new", tmp_path, tmp_path)
    place.cases.parent.mkdir(parents=True)
    place.cases.write_text("mine", "utf-8")
    with pytest.raises(RuleError, match=r"quite_new.toml exists. Take another name, or remove the file."):
        make_rule("leak.quite-new", place)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [place.cases]
    assert place.cases.read_text("utf-8") == "mine"


def test_in_a_checkout_files_go_where_the_others_are_and_elsewhere_where_one_is(tmp_path: Path) -> None:
    root = Path(spinscore.__file__).parents[1]
    detectors, cases = root / "spinscore" / "detectors", root / "tests" / "rules" / "leak" / "quite_new.toml"
    assert place_for("leak.quite-new", None, root / "docs") == Place(detectors, cases, True)
    assert place_for("leak.quite-new", None, tmp_path) == Place(Path(), Path("cases/leak/quite_new.toml"), False)
    assert place_for("leak.quite-new", tmp_path, root).root == tmp_path


def test_another_checkout_than_the_one_that_runs_is_refused(tmp_path: Path) -> None:
    (tmp_path / "spinscore" / "detectors").mkdir(parents=True)
    (tmp_path / "tests" / "rules").mkdir(parents=True)
    with pytest.raises(RuleError, match=r"Install this one: pip install -e \."):
        place_for("leak.quite-new", None, tmp_path)


def test_a_detector_in_a_package_gets_a_package_around_it(tmp_path: Path) -> None:
    (tmp_path / "__init__.py").touch()
    place = place_for("leak.quite-new", tmp_path, tmp_path)
    assert (tmp_path / "leak" / "__init__.py") in make_rule("leak.quite-new", place, python=True)


def test_the_version_is_the_next_one_in_a_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scaffold, "__version__", "1.9.3")
    assert tomllib.loads(scaffold.rule_text("leak.quite-new", is_checkout=True))["since"] == "1.10"
    assert tomllib.loads(scaffold.rule_text("leak.quite-new"))["since"] == "0.1"


def test_the_detector_of_the_template_gives_every_hit_back(tmp_path: Path) -> None:
    path = tmp_path / "detector.py"
    path.write_text(scaffold.detector_text("leak.quite-new"), "utf-8")
    spec = importlib.util.spec_from_file_location("detector", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.accept(None, None, "hit") == "hit"
