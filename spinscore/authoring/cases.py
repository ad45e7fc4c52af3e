"""Case files: texts with the spans that a rule must mark, and the precision and recall that it must keep."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from spinscore.errors import RuleError, nearest
from spinscore.rule import Example, unmark
from spinscore.rulekeys import parse_toml

_KEYS = ("name", "text", "known_failure")
_FLOORS = ("precision", "recall")
_LEVELS = 5
"""How many folders above the family folders may hold tests/rules."""


class Case(NamedTuple):
    """A text with the spans that its rule must mark, or must fail to mark while the failure is known."""

    name: str
    example: Example
    known_failure: bool = False


class CaseFile(NamedTuple):
    """The cases of one rule. The floors count all of them, known failures too."""

    path: Path
    precision: float
    recall: float
    cases: tuple[Case, ...]


def rule_path(root: Path, rule_id: str) -> Path:
    """The file of a rule whose family folder lies in `root`."""
    family, name = rule_id.split(".")
    return root / family / f"{name.replace('-', '_')}.toml"


def case_path(root: Path, rule_id: str) -> Path:
    """Where the cases of a rule are, or should be made, whose family folder lies in `root`.

    Either in `cases/` beside the family folders or in `tests/rules/` of the project around them.
    """
    inside = rule_path(Path(), rule_id)
    beside = root / "cases" / inside
    if not beside.is_file():
        for above in root.resolve().parents[:_LEVELS]:
            if (above / "tests" / "rules").is_dir():
                return above / "tests" / "rules" / inside
    return beside


def read_cases(path: Path) -> CaseFile:
    """The cases in a file. Raises RuleError naming the file, the case and the key that is wrong."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RuleError(f"{path}: {error.strerror or error}") from None
    data = parse_toml(content, str(path))
    for key in data:
        if key not in ("floors", "case"):
            raise RuleError(f'{path}: unknown key "{key}". A case file has [floors] and [[case]] entries.')
    floors = _floors(path, data.get("floors", {}))
    entries = data.get("case", [])
    if not isinstance(entries, list):
        raise RuleError(f"{path}: write [[case]] with two brackets: there may be several")
    cases = tuple(_case(path, number, entry) for number, entry in enumerate(entries, 1))
    names = [case.name for case in cases]
    for name in names:
        if names.count(name) > 1:
            raise RuleError(f'{path}: two cases are called "{name}"')
    return CaseFile(path, *floors, cases)


def _floors(path: Path, floors: Mapping[str, Any]) -> tuple[float, float]:
    if unknown := set(floors) - set(_FLOORS):
        raise RuleError(f'{path}: unknown floor "{min(unknown)}". {nearest(min(unknown), _FLOORS)}')
    values = []
    for name in _FLOORS:
        value = floors.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise RuleError(f"{path}: [floors] needs {name}, a number from 0 to 1")
        values.append(float(value))
    return values[0], values[1]


def _case(path: Path, number: int, entry: Mapping[str, Any]) -> Case:
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        raise RuleError(f'{path}: case {number} needs a "name" that says what it shows')
    for key in entry:
        if key not in _KEYS:
            raise RuleError(f'{path}: case "{name}": unknown key "{key}". {nearest(key, _KEYS)}')
    text, known = entry.get("text"), entry.get("known_failure", False)
    if not isinstance(text, str):
        raise RuleError(f'{path}: case "{name}" needs a "text", with ⟦ ⟧ around what the rule must mark')
    if not isinstance(known, bool):
        raise RuleError(f'{path}: case "{name}": known_failure is true or false')
    try:
        return Case(name, unmark(text), known)
    except RuleError as error:
        raise RuleError(f'{path}: case "{name}": {error}') from None
