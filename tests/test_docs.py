"""The examples on the front page and under docs/ work: Python runs, rules and profiles build, cases hold."""

from __future__ import annotations

import re
import tomllib
import types
from pathlib import Path
from typing import Any

import pytest

import spinscore
from spinscore.cli import main
from spinscore.document import Document
from spinscore.engine import RuleSet
from spinscore.registry import Rule, build_rule, unmark

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
PATH = re.compile(r"# (\S+\.(?:toml|py))\n")
LINK = re.compile(r"\]\(([^)\s]+)\)")


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a page in one language, in order."""
    return [source for found, source in BLOCK.findall(page.read_text("utf-8")) if found == language]


def named(page: Path, language: str) -> dict[str, str]:
    """The blocks that begin with a comment naming their file, by that name."""
    return {match[1]: source for source in blocks(page, language) if (match := PATH.match(source))}


def rule_files() -> list[tuple[Path, str]]:
    return [(page, path) for page in PAGES for path in named(page, "toml") if path.startswith("spinscore/detectors/")]


def built(page: Path, path: str) -> Rule:
    """The rule of a block, with the detector that the page gives for it."""
    data = tomllib.loads(named(page, "toml")[path])
    family, name = Path(path).with_suffix("").parts[-2:]
    module = None
    if source := named(page, "python").get(path.replace(".toml", ".py")):
        module = types.ModuleType(name)
        exec(compile(source, path, "exec"), module.__dict__)
    expected = f"{family}.{name.replace('_', '-')}"
    return build_rule(data, data.pop("phrase", []), path=path, expected_id=expected, module=module)


def marked(rule: Rule, text: str) -> str:
    """The text with the rule's findings marked."""
    for finding in reversed(RuleSet((rule,)).run(Document.parse(text))):
        text = f"{text[: finding.start]}⟦{text[finding.start : finding.end]}⟧{text[finding.end :]}"
    return text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples_run(page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """All blocks of a page in one namespace, in order, from the root of the repository."""
    monkeypatch.chdir(ROOT)
    text = (ROOT / "examples" / "harbour-bridge.txt").read_text("utf-8")
    names: dict[str, Any] = {"text": text, "articles": [text, "A clean text."], "spinscore": spinscore}
    sources = [source for source in blocks(page, "python") if not PATH.match(source)]
    for number, source in enumerate(sources, 1):
        exec(compile(source, f"{page.name}, Python block {number}", "exec"), names)
    assert not sources or capsys.readouterr().out or page.name == "writing-rules.md"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_profiles_are_valid(page: Path) -> None:
    for source in blocks(page, "toml"):
        if not source.startswith(("# spinscore/", "# tests/")):
            spinscore.Profile.from_dict(tomllib.loads(source))


@pytest.mark.parametrize(("page", "path"), rule_files(), ids=lambda part: getattr(part, "name", part))
def test_rules_mark_their_examples(page: Path, path: str) -> None:
    rule = built(page, path)
    source = tomllib.loads(named(page, "toml")[path])
    assert [marked(rule, unmark(entry["text"]).text) for entry in source["example"]] == [
        entry["text"] for entry in source["example"]
    ]


@pytest.mark.parametrize(("page", "path"), rule_files(), ids=lambda part: getattr(part, "name", part))
def test_rules_pass_their_cases(page: Path, path: str) -> None:
    rule = built(page, path)
    cases = tomllib.loads(named(page, "toml")[path.replace("spinscore/detectors", "tests/rules")])
    right = flagged = expected = 0
    for case in cases["case"]:
        found = marked(rule, unmark(case["text"]).text)
        assert (found == case["text"]) is not case.get("known_failure", False), case["name"]
        spans = set(unmark(found).spans)
        right += len(spans & set(unmark(case["text"]).spans))
        flagged += len(spans)
        expected += len(unmark(case["text"]).spans)
    assert right / flagged >= cases["floors"]["precision"]
    assert right / expected >= cases["floors"]["recall"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = [link.partition("#")[0] for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    missing = [target for target in targets if target and not (page.parent / target).exists()]
    assert missing == []


def test_the_report_in_the_readme_is_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    shown = (ROOT / "README.md").read_text("utf-8").partition("```text\n")[2].partition("\n```")[0]
    main(["score", str(ROOT / "examples" / "harbour-bridge.txt")])
    printed = capsys.readouterr().out.replace(str(ROOT) + "/", "").strip("\n")
    assert printed == shown
