"""Reads a rule from its files and checks every key: TOML, a table of phrases, a detector."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Container, Mapping, Sequence
from importlib.resources.abc import Traversable
from typing import Any

from spinscore.errors import RuleError, nearest
from spinscore.phrases import check as check_phrases
from spinscore.phrasetable import read_table
from spinscore.rule import SHIPPED, Example, Guard, Pattern, Phrase, Rule, compiled, unmark
from spinscore.rulekeys import RULE_KEYS, build, check, parse_toml, unknown_key, within

REQUIRED = ("id", "title", "severity", "why", "suggestion", "since")
REGEX_FLAGS = {"i": int(re.I), "m": int(re.M), "x": int(re.X), "s": int(re.S)}
LONGEST_MEASURED = 200
"""Characters of a text under [measured]: the name of a corpus or a remark, not a report."""
_REGEX_SIGNS = re.compile(r"\.[*+]|\\\w")


def read_rule(
    folder: Traversable,
    stem: str,
    family: str,
    *,
    beside: Container[str],
    module: Callable[[], object],
    path: str,
    origin: str,
    careful: bool,
) -> Rule:
    """The rule in `<stem>.toml` of a folder, with its `.tsv` and its detector where these are `beside` it.

    `careful` also compiles the regexes and expands the phrases, so that an error in them shows now and not with the
    first text; the rules that ship are tested and need not. Raises RuleError naming file, key and allowed values.
    """
    data = parse_toml((folder / f"{stem}.toml").read_bytes(), path)
    phrases: list[Mapping[str, Any] | Phrase] = data.pop("phrase", [])
    if f"{stem}.tsv" in beside:
        table = (folder / f"{stem}.tsv").read_text("utf-8")
        phrases = [*phrases, *read_table(table, f"{path.removesuffix('.toml')}.tsv")]
    rule = build_rule(
        data,
        phrases,
        path=path,
        expected_id=f"{family}.{stem.replace('_', '-')}",
        module=module() if f"{stem}.py" in beside else None,
        compile_now=careful,
        origin=origin,
    )
    if careful:
        _check_wordings(rule, path)
    return rule


def build_rule(
    data: Mapping[str, Any],
    phrases: Sequence[Mapping[str, Any] | Phrase] = (),
    *,
    path: str,
    expected_id: str,
    module: object = None,
    compile_now: bool = True,
    origin: str = SHIPPED,
) -> Rule:
    """A rule from the parsed contents of its file. Raises RuleError naming file, key and allowed values.

    `compile_now=False` puts off compiling the regexes, and with it the check that they are valid.
    """
    values = dict(data)
    patterns = _entries(path, "regex", values.pop("regex", []))
    examples = _entries(path, "example", values.pop("example", []))
    _check_keys(path, values, expected_id)
    guard = build(Guard, f"{path}: [guard]", values.pop("guard", {}))
    for key in ("yields_to", "needs", "gate_words"):
        values[key] = tuple(values.get(key, ()))
    _check_examples(path, examples)
    return Rule(
        **values | {"words": _words(path, values.get("words", {})), "measured": _measured(path, values)},
        guard=guard._replace(topic=frozenset(guard.topic)),
        phrases=tuple(
            [
                entry if isinstance(entry, Phrase) else build(Phrase, within(path, "phrase", entry.get("text")), entry)
                for entry in _entries(path, "phrase", phrases)
            ]
        ),
        patterns=tuple([_pattern(path, entry, compile_now) for entry in patterns]),
        examples=tuple([_example(path, entry["text"]) for entry in examples]),
        find=getattr(module, "find", None),
        accept=getattr(module, "accept", None),
        origin=origin,
    )


def _check_keys(path: str, values: Mapping[str, Any], expected_id: str) -> None:
    """Refuses unknown keys, values that are not what their key takes, missing texts, and an id unlike the file name."""
    for key, takes in (("guard", "settings"), ("words", "lists of words"), ("measured", "figures")):
        if not isinstance(values.get(key, {}), dict):
            raise RuleError(f"{path}: write [{key}] as a table of {takes}")
    for key in values:
        if key not in RULE_KEYS:
            raise RuleError(f'{path}: unknown key "{key}". {nearest(key, RULE_KEYS | {"phrase", "regex", "example"})}')
        check(path, key, values[key])
    for key in REQUIRED:
        if not isinstance(values.get(key), str) or not values[key].strip():
            raise RuleError(f'{path}: "{key}" must be given as a text: {key} = "…"')
    if values["id"] != expected_id:
        raise RuleError(f'{path}: id is "{values["id"]}" but the file name asks for "{expected_id}"')


def _check_examples(path: str, examples: Sequence[Mapping[str, Any]]) -> None:
    if not examples:
        raise RuleError(f"{path}: a rule needs [[example]] entries, hits and near misses")
    for example in examples:
        if misplaced := [key for key in example if key in RULE_KEYS]:
            raise RuleError(f"{path}: [[example]]: {unknown_key(misplaced[0], ['text'])}")
        if not isinstance(example.get("text"), str) or len(example) > 1:
            raise RuleError(f'{path}: each [[example]] has one key, "text", and it is a text')


def _example(path: str, marked: str) -> Example:
    try:
        return unmark(marked)
    except RuleError as error:
        raise RuleError(f"{path}: {error}") from None


def _entries(path: str, name: str, value: Any) -> Any:
    if not isinstance(value, list | tuple) or not all(isinstance(entry, dict | Phrase) for entry in value):
        raise RuleError(f"{path}: write [[{name}]] with two brackets: there may be several")
    return value


def _words(path: str, lists: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    for name, value in lists.items():
        if not isinstance(value, list):
            raise RuleError(f'{path}: [words] "{name}" takes a list, got {value!r}')
    return {name: frozenset(map(str, value)) for name, value in lists.items()}


def _measured(path: str, values: Mapping[str, Any]) -> dict[str, Any]:
    measured = dict(values.get("measured", {}))
    for name, value in measured.items():
        parts = value.values() if isinstance(value, dict) else (value,)
        if any(not isinstance(x, int | float | str) or len(str(x)) > LONGEST_MEASURED for x in parts):
            raise RuleError(
                f'{path}: [measured] "{name}" takes a number, a text of up to {LONGEST_MEASURED} characters, '
                "or a table of these"
            )
    return measured


def _pattern(path: str, entry: Mapping[str, Any], compile_now: bool) -> Pattern:
    entry = dict(entry)
    if "source" in entry:
        raise RuleError(f'{path}: unknown key "source". Did you mean "pattern"?')
    source, flags = entry.pop("pattern", ""), entry.pop("flags", "")
    name = entry.get("name")
    if not source or not name:
        raise RuleError(f"{path}: each [[regex]] needs a name and a pattern")
    if ranges := entry.pop("needs_ranges", []):
        check(path, "needs_ranges", ranges)
        entry["needs"] = [*entry.get("needs", []), *(literal for text in ranges for literal in spell_out(path, text))]
    if not entry.get("needs") and not entry.get("gate_words"):
        raise RuleError(
            f'{path}: regex "{name}" needs a gate: "needs" (literals) or "gate_words" (words), of which one stands in '
            "every text that it matches"
        )
    if entry.get("at") in ("start", "end"):
        raise RuleError(
            f'{path}: regex "{name}": "at" is inline or line; for the rest there are ^ and $ with flags "m"'
        )
    if unknown := set(flags) - set(REGEX_FLAGS):
        raise RuleError(f'{path}: regex "{name}": unknown flags {"".join(sorted(unknown))}; known: imxs')
    bits = functools.reduce(lambda bits, flag: bits | REGEX_FLAGS[flag], flags, 0)
    pattern = build(Pattern, within(path, "regex", name), {**entry, "source": source, "flags": bits})
    if compile_now:
        try:
            groups = compiled(source, bits).groups
        except re.error as error:
            raise RuleError(f'{path}: regex "{name}": {error}') from None
        if pattern.group > groups:
            raise RuleError(f'{path}: regex "{name}" has {groups} groups, "group" asks for {pattern.group}')
    return pattern


def spell_out(path: str, text: str) -> list[str]:
    """The literals that a literal with ranges of last characters stands for.

    >>> spell_out("rule.toml", "turn0-3")
    ['turn0', 'turn1', 'turn2', 'turn3']
    """
    match = re.fullmatch(r"(.+?)((?:[A-Za-z0-9]-[A-Za-z0-9])+)", text)
    if match is None:
        raise RuleError(
            f'{path}: needs_ranges takes a literal and ranges, such as "turn0-9" or "%A-Za-z", got {text!r}'
        )
    ends = zip(match[2][::3], match[2][2::3], strict=True)
    return [match[1] + chr(code) for low, high in ends for code in range(ord(low), ord(high) + 1)]


def _check_wordings(rule: Rule, path: str) -> None:
    """Refuses phrases that could not be read later, with the first text that asks for them, or never match."""
    for phrase in rule.phrases:
        if sign := _REGEX_SIGNS.search(phrase.text):
            raise RuleError(
                f'{path}: phrase {phrase.text!r}: "{sign[0]}" is of regexes; a phrase has words, (a|b), [x]'
            )
    try:
        check_phrases(rule)
    except RuleError as error:
        raise RuleError(f"{path}: {error}") from None
