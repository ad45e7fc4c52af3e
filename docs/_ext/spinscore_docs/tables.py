"""Tables of the reference: features, the command line, the schema of a report."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from spinscore.features import FeatureSpec, family_measures
from spinscore.model.store import DEFAULT, load
from spinscore.plain import report_schema as schema_of_reports
from spinscore.registry import all_rules
from spinscore.rule import FAMILIES, SHIPPED
from spinscore_docs.markup import code, plain, table

_ARGPARSE = {"positional arguments": "arguments"}
_DIRECTION = {1: "higher", -1: "lower", 0: ""}


def features() -> str:
    """The features by family: measures of the text, then what its rules give."""
    parts = []
    measures = {family.family: family.specs for family in family_measures()}
    weighed = {shape.name for shape in load().shapes}
    for family in FAMILIES:
        parts.append(f"({family})=\n## {family}")
        if specs := measures.get(family):
            parts.append(_measures(specs, weighed))
        if rules := [rule for rule in all_rules().values() if (rule.family, rule.origin) == (family, SHIPPED)]:
            parts.append(
                "Three for each rule: "
                + ", ".join(f"[{code(rule.id)}](rules/{rule.id.replace('.', '/')}.md)" for rule in rules)
                + "."
            )
    return "\n\n".join(parts)


def _measures(specs: Iterable[FeatureSpec], weighed: set[str]) -> str:
    rows = [
        (
            code(spec.name.partition(".")[2]),
            plain(spec.about),
            plain(spec.unit),
            f"{spec.low:g} to {spec.high:g}",
            _DIRECTION[spec.direction],
            "yes" if spec.name in weighed else "",
        )
        for spec in specs
    ]
    return table(("name", "what it says", "unit", "usual range", "better", f"in {DEFAULT}"), rows)


def command_line(parser: argparse.ArgumentParser) -> str:
    """Every command of a parser, with its usage and its options."""
    parts = []
    for command in _commands(parser):
        parts.append(f"## {command.prog}")
        if about := _about(parser, command):
            parts.append(plain(about))
        parts.append(f"```text\n{_usage(command)}\n```")
        for group in command._action_groups:
            if rows := [(_names(action), _help(action)) for action in group._group_actions if _shown(action)]:
                parts.append(table((_ARGPARSE.get(group.title or "", group.title or ""), "meaning"), rows))
    return "\n\n".join(parts)


def _commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and those of its commands, in order."""
    yield parser
    for command in _subparsers(parser).values():
        yield from _commands(command)


def _subparsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _about(root: argparse.ArgumentParser, command: argparse.ArgumentParser) -> str:
    """The description of a command, or the line that its parent's help has for it."""
    if command.description:
        return command.description
    for parent in _commands(root):
        for action in parent._actions:
            if isinstance(action, argparse._SubParsersAction):
                for choice in action._choices_actions:
                    if action.choices.get(choice.dest) is command and choice.help:
                        return f"{choice.help[0].upper()}{choice.help[1:]}."
    return ""


def _usage(command: argparse.ArgumentParser) -> str:
    formatter = argparse.HelpFormatter(command.prog, width=88)
    formatter.add_usage(command.usage, command._actions, command._mutually_exclusive_groups, prefix="")
    return formatter.format_help().strip()


def _shown(action: argparse.Action) -> bool:
    return action.help != argparse.SUPPRESS and not isinstance(action, argparse._HelpAction)


def _names(action: argparse.Action) -> str:
    if isinstance(action, argparse._SubParsersAction):
        return code(str(action.metavar or "COMMAND"))
    value = action.metavar or (action.dest.rpartition("_")[2].upper() if action.nargs != 0 else "")
    shown = value if isinstance(value, str) else " ".join(value or ())
    if not action.option_strings:
        return code(shown)
    return ", ".join(code(f"{name} {shown}".strip() if action.nargs != 0 else name) for name in action.option_strings)


def _help(action: argparse.Action) -> str:
    if isinstance(action, argparse._SubParsersAction):
        return ", ".join(code(name) for name in action.choices)
    words = {**vars(action), "prog": "spinscore"}
    text = plain((action.help or "") % words)
    if action.choices and not action.metavar:
        text += f"{'. ' if text else ''}One of " + ", ".join(code(str(choice)) for choice in action.choices)
    return text


def report_schema() -> str:
    """The keys of a report, object by object, as its JSON schema has them."""
    schema = schema_of_reports()
    parts = [_object("The report", schema)]
    for name, definition in schema.get("$defs", {}).items():
        parts.append(_object(name, definition))
    return "\n\n".join(parts)


def _object(name: str, schema: Mapping[str, Any]) -> str:
    parts = [f"(schema-{name.lower().replace(' ', '-')})=\n## {plain(name)}", plain(schema.get("description", ""))]
    if properties := schema.get("properties"):
        rows = [(code(key), _type(value), plain(value.get("description", ""))) for key, value in properties.items()]
        parts.append(table(("key", "type", "meaning"), rows))
    else:
        parts.append(f"Type: {_type(schema)}.")
    return "\n\n".join(part for part in parts if part)


def _type(schema: Mapping[str, Any]) -> str:
    """The type of a value in a few words."""
    if ref := schema.get("$ref"):
        name = ref.rpartition("/")[2]
        return f"[{plain(name)}](#schema-{name.lower()})"
    if "const" in schema:
        return code(json.dumps(schema["const"]))
    if "enum" in schema:
        return " or ".join(code(json.dumps(value)) for value in schema["enum"])
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return " or ".join(_type(option) for option in schema[key])
    kinds = schema.get("type", "any")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return " or ".join(_kind(kind, schema) for kind in kinds)


def _kind(kind: str, schema: Mapping[str, Any]) -> str:
    if kind == "array" and "prefixItems" in schema:
        return "list: " + ", ".join(_type(item) for item in schema["prefixItems"])
    if kind == "array" and "items" in schema:
        return f"list of {_type(schema['items'])}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), Mapping):
        return f"object, each value {_type(schema['additionalProperties'])}"
    return plain(kind)
