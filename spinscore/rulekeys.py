"""The keys of rule files: which there are, what each takes, and how an entry of them is built."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Any, TypeVar, get_args

from spinscore.errors import RuleError, nearest
from spinscore.findings import SEVERITIES
from spinscore.rule import Action, Case, Guard, Pattern, Phrase, Place, Rule

T = TypeVar("T", Phrase, Pattern, Guard)

RULE_KEYS = frozenset(f.name for f in fields(Rule)) - {
    "phrases",
    "patterns",
    "examples",
    "find",
    "accept",
    "origin",
}
"""The keys of a rule file beside its [[phrase]], [[regex]] and [[example]] entries."""
_CHOICES: Mapping[str, tuple[object, ...]] = {
    "at": get_args(Place),
    "severity": SEVERITIES,
    "case": get_args(Case),
    "code": get_args(Action),
    "quote": get_args(Action),
    "topic_action": get_args(Action),
    "unit": ("match", "block"),
}
LISTS = frozenset("yields_to needs needs_ranges gate_words prev not_prev next not_next topic".split())
SWITCHES = frozenset({"join", "removable", "near", "judged"})
_COUNTS = frozenset({"max_words", "topic_min", "group"})


def parse_toml(content: bytes, path: str) -> dict[str, Any]:
    """The contents of a TOML file. Raises RuleError showing the line that is wrong."""
    try:
        text = content.decode("utf-8")
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: not UTF-8: {error}") from None
    except tomllib.TOMLDecodeError as error:
        said = f"{path}: not valid TOML: {error}"
        if place := re.search(r"at line (\d+)", str(error)):
            line = text.split("\n")[int(place[1]) - 1]
            said += f": {line.strip()}"
        if "Unescaped" in said:
            said += ". Put a regex in triple single quotes, where a backslash is only a backslash."
        raise RuleError(said) from None


def within(path: str, name: str, called: object) -> str:
    """The path with the entry that is meant, by its text or name."""
    return f'{path}: [[{name}]] "{called}"' if called else f"{path}: [[{name}]]"


def unknown_key(key: str, known: Collection[str]) -> str:
    """What to say of a key that an entry does not have."""
    if key in RULE_KEYS:
        return f'"{key}" is a key of the rule itself. Write it at the top of the file, above the first [table].'
    return f'unknown key "{key}". {nearest(key, known)}'


def build(kind: type[T], path: str, entry: Mapping[str, Any]) -> T:
    """A phrase, pattern or guard from its entry. Raises RuleError naming the key that is wrong."""
    values: dict[str, Any] = {}
    for key, value in entry.items():
        if key not in kind._fields:
            raise RuleError(f"{path}: {unknown_key(key, _known(kind))}")
        check(path, key, value)
        values[key] = tuple(value) if isinstance(value, list) else value
    if kind is not Guard and not values.get(kind._fields[0]):
        raise RuleError(f"{path}: a [[phrase]] needs a text")
    return kind(**values)


def _known(kind: type[tuple[Any, ...]]) -> Collection[str]:
    """The keys of an entry as they are written."""
    written = {"source": ("pattern",), "needs": ("needs", "needs_ranges")} if kind is Pattern else {}
    return [name for each in kind._fields for name in written.get(each, (each,))]  # type: ignore[attr-defined]


def check(path: str, key: str, value: object) -> None:
    """Refuses a value that is not what its key takes; a key means the same wherever it stands."""
    if key in _CHOICES:
        if value not in _CHOICES[key]:
            shown = ", ".join(str(item) for item in _CHOICES[key] if item)
            raise RuleError(f'{path}: "{key}" is {value!r}; allowed are: {shown}')
    elif key == "confidence":
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
            raise RuleError(f"{path}: confidence must be over 0 and at most 1, got {value}")
    elif key in LISTS:
        if not isinstance(value, list | tuple | frozenset) or not all(isinstance(item, str) for item in value):
            raise RuleError(f'{path}: "{key}" takes a list of texts, got {value!r}')
    elif key in SWITCHES:
        if not isinstance(value, bool):
            raise RuleError(f'{path}: "{key}" is true or false, got {value!r}')
    elif key in _COUNTS and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
        raise RuleError(f'{path}: "{key}" takes a whole number, got {value!r}')
