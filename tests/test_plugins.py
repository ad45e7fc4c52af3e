"""Rules of other packages: found by their entry point, in folders and zip files, and refused when they are broken."""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from spinscore import sources
from spinscore.errors import RuleError
from spinscore.registry import all_rules, load, unite

ROOT = Path(__file__).parents[1]

RULE = """
id = "leak.acme-{name}"
title = "Slip of the Acme system"
severity = "critical"
since = "0.3"
why = "The Acme system leaves it."
suggestion = "Delete it."

[words]
allowed = ["seven"]

[[phrase]]
text = "acme slip {{n}}"

[[example]]
text = "The bridge ⟦Acme slip 7⟧ reopened."
"""
DETECTOR = '''
"""leak.acme-slip"""
from acme_words import LAST

def accept(doc, rule, hit):
    return None if doc.words[doc.token_at(hit.end) - 1] == LAST else hit
'''
TABLE = "text\tat\tconfidence\nacme marker\tline\t0.75\n"

PROGRAM = """
import json
import spinscore

text = "The bridge Acme slip 7 reopened, Acme slip 9 too. " + "It was open again. " * 20 + chr(10) + "Acme marker"
report = spinscore.score(text)
rule = spinscore.rules()["leak.acme-slip"]
print(json.dumps({
    "origins": sorted({rule.origin for rule in spinscore.rules().values()}),
    "findings": [[f.rule, f.text, f.confidence] for f in report.findings],
    "verdict": report.verdict,
    "named": "Acme-Rules" in report.provenance.values(),
    "measured": "leak.acme-slip.coverage" in report.features,
    "words": sorted(rule.words["allowed"]),
}))
"""


def distribution(site: Path, name: str, package: str, files: dict[str, str], value: str = "") -> Path:
    """An installed distribution: a package with these files, and what a wheel's installer writes beside it."""
    info = site / f"{name.replace('-', '_')}-0.3.dist-info"
    texts = {
        info / "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.3\n",
        info / "entry_points.txt": f"[spinscore.rules]\nacme = {value or package}\n",
        site / package / "__init__.py": "",
        **{site / package / path: text for path, text in files.items()},
    }
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return site


GOOD = {
    "leak/acme_slip.toml": RULE.format(name="slip"),
    "leak/acme_slip.tsv": TABLE,
    "leak/acme_slip.py": DETECTOR,
    "leak/__init__.py": "",
}


@pytest.fixture
def good(tmp_path: Path) -> Path:
    site = distribution(tmp_path / "site", "Acme-Rules", "acme_rules", GOOD)
    (site / "acme_words.py").write_text('LAST = "9"\n')
    return site


def run(program: str, *path: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, [*path, ROOT]))}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def zipped(site: Path, archive: Path) -> Path:
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(site.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                file.write(path, path.relative_to(site))
    return archive


@pytest.mark.parametrize("is_zip", [False, True], ids=["folder", "zip"])
def test_an_installed_package_adds_its_rules(good: Path, is_zip: bool) -> None:
    place = zipped(good, good.parent / "site.zip") if is_zip else good
    done = run(PROGRAM, place)
    assert done.stderr == ""
    assert json.loads(done.stdout) == {
        "origins": ["Acme-Rules", "spinscore"],
        "findings": [["leak.acme-slip", "Acme slip 7", 0.9], ["leak.acme-slip", "Acme marker", 0.75]],
        "verdict": "review",
        "named": True,
        "measured": True,
        "words": ["seven"],
    }


def test_old_scores_stay_and_the_rule_set_is_another_one(good: Path) -> None:
    program = """
import json, spinscore
report = spinscore.score("The bridge reopened on Monday, the council said. " * 20)
print(json.dumps([report.score, report.provenance["rules"]]))
"""
    without, with_rules = (json.loads(run(program, *path).stdout) for path in ((), (good,)))
    assert without[0] == with_rules[0] is not None
    assert without[1] != with_rules[1]


def test_the_command_line_lists_tests_and_explains_them(good: Path) -> None:
    program = "import sys; from spinscore.cli import main; sys.exit(main({}))"
    listed = run(program.format(["rules", "list", "leak"]), good).stdout
    assert re.search(r"^leak\.acme-slip +critical +Slip of the Acme system  \(Acme-Rules\)$", listed, re.M)
    assert "critical, since 0.3, from Acme-Rules" in run(program.format(["explain", "leak.acme-slip"]), good).stdout
    tried = run(program.format(["rules", "test", "--quick", "leak.acme-slip"]), good)
    assert tried.returncode == 1
    assert f"{good}/acme_rules/leak/acme_slip.toml" in tried.stdout
    assert "There is no case file yet." in tried.stdout


@pytest.fixture
def on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., list[sources.Source]]]:
    """Installs a distribution for this process and gives the sources that are found."""

    def install(files: dict[str, str], *, name: str = "acme-rules", value: str = "") -> list[sources.Source]:
        distribution(tmp_path, name, "acme_rules", files, value)
        monkeypatch.syspath_prepend(tmp_path)
        importlib.invalidate_caches()
        return sources.installed()

    yield install
    for module in [name for name in sys.modules if name.partition(".")[0] == "acme_rules"]:
        del sys.modules[module]


SLIP = RULE.format(name="slip")


@pytest.mark.parametrize(
    ("files", "value", "said"),
    [
        (GOOD, "acme_nothing", "(entry point acme = acme_nothing), but importing it fails: ModuleNotFoundError"),
        ({"__init__.py": "1 / 0"}, "", "but importing it fails: ZeroDivisionError: division by zero"),
        (GOOD, "acme_rules:RULES", 'but the entry point must name a package, such as "acme_rules"'),
        ({"plain.py": ""}, "acme_rules.plain", "acme_rules.plain is a module and not a package with family folders"),
        ({}, "", "acme-rules: there is no rule file in it"),
        ({"leek/acme_slip.toml": SLIP}, "", 'acme-rules: "leek" is no family. Did you mean "leak"?'),
        ({"leak/acme_slip.toml": "id ="}, "", "acme-rules: leak/acme_slip.toml: not valid TOML"),
        (
            {"leak/acme_slop.toml": SLIP},
            "",
            'acme-rules: leak/acme_slop.toml: id is "leak.acme-slip" but the file name',
        ),
        (
            {"leak/acme_slip.toml": SLIP.replace("acme slip {n}", "acme (slip")},
            "",
            "acme-rules: leak/acme_slip.toml: phrase 'acme (slip': a ( is not closed",
        ),
        (
            {"leak/acme_slip.toml": SLIP.replace("acme slip {n}", "acme {x}")},
            "",
            "acme-rules: leak/acme_slip.toml: phrase 'acme {x}': braces may only be {n} or {}",
        ),
        (
            {"leak/acme_slip.toml": SLIP.replace("acme slip {n}", "acme.* slip")},
            "",
            "acme-rules: leak/acme_slip.toml: phrase 'acme.* slip': \".*\" is of regexes",
        ),
        (
            {"leak/acme_slip.toml": SLIP.replace("acme slip {n}", "acme" + " (a|b)" * 11 + '"\nat = "line')},
            "",
            "acme-rules: leak/acme_slip.toml: phrase 'acme (a|b)",
        ),
        (
            {"leak/acme_slip.toml": SLIP + '[[regex]]\nname = "x"\npattern = "(a"\nneeds = ["a"]'},
            "",
            'acme-rules: leak/acme_slip.toml: regex "x": missing )',
        ),
        (
            {"leak/acme_slip.toml": SLIP, "leak/acme_slip.py": "import nothing_of_the_kind"},
            "",
            "acme-rules: leak/acme_slip.py is a detector, but importing it fails: ModuleNotFoundError",
        ),
        (
            {"leak/acme_slip.toml": SLIP, "leak/acme_slip.py": "def search(doc, rule): ..."},
            "",
            "acme-rules: leak/acme_slip.py has neither find(doc, rule) nor accept(doc, rule, hit)",
        ),
    ],
)
def test_a_broken_package_is_refused_by_name(
    on_path: Callable[..., list[sources.Source]], files: dict[str, str], value: str, said: str
) -> None:
    with pytest.raises(RuleError) as caught:
        unite(rule for source in on_path(files, value=value) for rule in load(source))
    assert said in str(caught.value)
    assert "acme-rules" in str(caught.value)


def test_an_id_that_ships_is_refused_naming_both_packages(on_path: Callable[..., list[sources.Source]]) -> None:
    (source,) = on_path({"leak/html.toml": SLIP.replace("leak.acme-slip", "leak.html")})
    with pytest.raises(
        RuleError, match=r'two rules are called "leak.html": one of "spinscore" and one of "acme-rules"'
    ):
        unite([*all_rules().values(), *load(source)])


def test_a_broken_package_does_not_score_by_halves(tmp_path: Path) -> None:
    site = distribution(tmp_path, "acme-rules", "acme_rules", {"__init__.py": "1 / 0"})
    done = run("import spinscore; spinscore.check('a')", site)
    assert 'RuleError: "acme-rules" offers rules of spinscore' in done.stderr
    assert "Mend, update or uninstall it." in done.stderr


def test_nothing_is_imported_to_find_that_no_package_offers_rules() -> None:
    """importlib.metadata, with what it imports, would be the largest part of the start."""
    done = run("import sys, spinscore; spinscore.check('a'); print('importlib.metadata' in sys.modules)")
    assert done.stdout.strip() == "False"


@pytest.mark.package
def test_the_package_of_the_how_to_builds_into_a_wheel_that_adds_its_rule(tmp_path: Path) -> None:
    if not os.environ.get("CI"):
        pytest.importorskip("hatchling")
    page = (ROOT / "docs" / "writing-rules.md").read_text("utf-8")
    for block in page.split("```toml\n# acme-rules/")[1:]:
        name, _, text = block.partition("\n```")[0].partition("\n")
        path = tmp_path / "acme-rules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "acme-rules" / "src" / "acme_rules" / "__init__.py").touch()
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(build, cwd=tmp_path / "acme-rules", capture_output=True, timeout=300, check=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    program = "import spinscore; print([(f.rule, f.text) for f in spinscore.check('Acme desk note: cut\\n\\nA mill.')])"
    done = run(program, tmp_path / "site")
    assert done.stdout.strip() == "[('boilerplate.acme-desk-note', 'Acme desk note: cut')]"
