"""The files of a new rule, made from templates, and what in them is still the template's."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

import spinscore
from spinscore.authoring.cases import CaseFile, case_path, rule_path
from spinscore.authoring.problem import Problem
from spinscore.errors import RuleError, nearest
from spinscore.registry import all_rules
from spinscore.rule import FAMILIES, Rule, unmark
from spinscore.version import __version__

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_SETTINGS = {
    "leak": '\n[guard]\ncode = "drop"                   # hits in code: keep, drop, or info for information only\n',
    "stance": '\n[guard]\nquote = "drop"                  # hits in quotation marks: keep, drop, or info\n',
}
_BLOCKS = """unit = "block"                  # a hit covers its whole line
join = true                     # hits in neighbouring lines become one finding
removable = true                # clean() removes it
"""


class Place(NamedTuple):
    """Where the files of a rule go: the folder around the families, and its cases."""

    root: Path
    cases: Path
    is_checkout: bool


def place_for(rule_id: str, into: Path | None, here: Path) -> Place:
    """In a checkout of spinscore its own folders; elsewhere `into`, or the folder where one is.

    Raises RuleError in a checkout that is not the one that runs.
    """
    if into is None:
        ours = Path(spinscore.__file__).resolve().parents[1]
        for folder in (here.resolve(), *here.resolve().parents):
            if (folder / "spinscore" / "detectors").is_dir() and (folder / "tests" / "rules").is_dir():
                if folder != ours:
                    raise RuleError(
                        f"{folder} is a checkout of spinscore, but the one that runs is in {ours}. "
                        "Install this one: pip install -e ."
                    )
                root = ours / "spinscore" / "detectors"
                return Place(root, case_path(root, rule_id), True)
    root = into or Path()
    return Place(root, case_path(root, rule_id), False)


def check_name(rule_id: str) -> None:
    """Raises RuleError for an id that is not `family.kebab-name`, of no family, or taken."""
    family, dot, name = rule_id.partition(".")
    if not dot or not name:
        raise RuleError(f'"{rule_id}" is no rule id. Write FAMILY.NAME, such as "{FAMILIES[0]}.what-is-wrong".')
    if family not in FAMILIES:
        raise RuleError(f'"{family}" is no family. {nearest(family, FAMILIES)} Families: {", ".join(FAMILIES)}.')
    if not _NAME.fullmatch(name):
        mended = re.sub(r"[^a-z0-9]+", "-", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()).strip("-")
        better = f' Write "{family}.{mended}".' if _NAME.fullmatch(mended) else ""
        raise RuleError(f'"{name}" is no name of a rule: small letters, digits and single hyphens.{better}')
    if rule_id in all_rules():
        raise RuleError(
            f'"{rule_id}" exists (of {all_rules()[rule_id].origin}). See it with: spinscore explain {rule_id}'
        )


def make_rule(rule_id: str, place: Place, *, python: bool = False) -> list[Path]:
    """Writes the files of a new rule and gives their paths. Raises RuleError, and writes nothing, if one exists."""
    check_name(rule_id)
    file = rule_path(place.root, rule_id)
    texts = {file: rule_text(rule_id, is_checkout=place.is_checkout), place.cases: _filled("cases.toml", id=rule_id)}
    if python:
        texts[file.with_suffix(".py")] = detector_text(rule_id)
        if (place.root / "__init__.py").is_file() and not (file.parent / "__init__.py").is_file():
            texts[file.parent / "__init__.py"] = ""  # so that the package also runs from a zip file
    for path in texts:
        if path.exists():
            raise RuleError(f"{path} exists. Take another name, or remove the file.")
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return list(texts)


def rule_text(rule_id: str, *, is_checkout: bool = False) -> str:
    """A rule file that loads and works, with texts to replace."""
    family = rule_id.partition(".")[0]
    blocks = family == "boilerplate"
    text = _filled(
        "rule.toml",
        id=rule_id,
        since=_next_version() if is_checkout else "0.1",
        settings=_BLOCKS if blocks else "",
        at="line" if blocks else "inline",
    )
    before, mark, after = text.partition("\n# A phrase")
    return before + _SETTINGS.get(family, "") + mark + after


def detector_text(rule_id: str) -> str:
    """A detector that changes nothing yet."""
    return _filled("detector.py", id=rule_id)


def unwritten(rule: Rule, cases: CaseFile | None, root: Path) -> Iterator[Problem]:
    """What a rule still has from its template."""
    template = tomllib.loads(rule_text(rule.id))
    for key in ("title", "why", "suggestion"):
        if getattr(rule, key) == template[key]:
            yield _to_write(key)
    phrases = {entry["text"] for entry in template["phrase"]}
    yield from (_to_write(f'phrase "{phrase.text}"') for phrase in rule.phrases if phrase.text in phrases)
    examples = _texts(template["example"])
    yield from (_to_write(f"example {n}") for n, e in enumerate(rule.examples, 1) if e.text in examples)
    if cases is not None:
        texts = _texts(tomllib.loads(_filled("cases.toml", id=rule.id))["case"])
        yield from (_to_write(f'case "{case.name}"') for case in cases.cases if case.example.text in texts)
    detector = rule_path(root, rule.id).with_suffix(".py")
    if rule.accept is not None and detector.is_file() and detector.read_text("utf-8") == detector_text(rule.id):
        yield _to_write("accept() in its detector")


def _to_write(where: str) -> Problem:
    return Problem(where, "It still says what the template says.", weight="to write")


def _texts(entries: list[Mapping[str, Any]]) -> set[str]:
    return {unmark(entry["text"]).text for entry in entries}


def _filled(name: str, **values: str) -> str:
    template = (resources.files("spinscore.authoring") / "templates" / f"{name}.txt").read_text("utf-8")
    return Template(template).substitute(values)


def _next_version() -> str:
    """The version that a rule written today will first ship in: the next minor one."""
    major, minor = __version__.split(".")[:2]
    return f"{major}.{int(minor) + 1}"
