"""The JSON schema of rule files, made from the types that they are read into, for editors that complete and check."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from spinscore.findings import Hit
from spinscore.rule import FAMILIES, Guard, Pattern, Phrase, Rule
from spinscore.rulefile import LONGEST_MEASURED, REGEX_FLAGS, REQUIRED
from spinscore.rulekeys import RULE_KEYS

_DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that editors for TOML know (Taplo, Even Better TOML)."""
_SHORT = [{"type": "number"}, {"type": "string", "maxLength": LONGEST_MEASURED}]

ABOUT = {
    "id": "family.kebab-name: what is wrong, not the remedy. The file is named after it, in snake case.",
    "title": "What is wrong, as the reader of a report sees it.",
    "severity": "How bad it is if true; in a phrase or regex: for its hits instead of the rule's.",
    "why": "What harm it does or where it comes from. Readers see it on the page of the rule.",
    "suggestion": "What to do about it, as an order.",
    "since": "The version that the rule first shipped in.",
    "unit": "match: a hit covers itself; block: the whole block (non-blank line) that it stands in.",
    "join": "Hits in directly neighbouring blocks become one finding.",
    "removable": "clean() removes blocks that the rule covers.",
    "max_words": "Hits in blocks of more words are dropped: there a phrase is a remark. 0: no limit.",
    "judged": "Only the model of lines finds it: the rule has no words of its own, and its examples are near misses.",
    "yields_to": "Ids of rules: a hit that overlaps one of theirs is dropped.",
    "needs": "Literals, compared with case: the regex, or find(), runs only where one of them stands in the text.",
    "gate_words": "Folded words: the regex, or find(), runs only where one of them is a word of the text.",
    "guard": "What to do with hits in code, in quotation marks, and in articles about the thing itself.",
    "words": "Lists of folded words by name, for the detector: rule.words.",
    "measured": "What the rule was seen to do on texts: numbers, short texts, tables of these.",
    "phrase": "A wording, matched by folded words.",
    "regex": "A shape rather than a wording. It must be linear and needs a gate.",
    "example": "A text with ⟦ ⟧ around what the rule marks; without marks, a near miss. Two of each at least.",
    "text": "Words; (a|b) one of them, [x] perhaps, {n} a number, {} up to twelve free words.",
    "at": "Where a hit stands: inline anywhere, line the whole block, start or end of one.",
    "confidence": "How likely a hit is right, over 0 and up to 1.",
    "near": "Counts only beside another hit of the family, or a leak, of confidence 0.5 and over.",
    "prev": 'The word before must be one of these; "^": nothing stands before.',
    "not_prev": 'The word before must be none of these; "^": nothing stands before.',
    "next": 'The word after must be one of these; "$": nothing stands after, "{n}": any number.',
    "not_next": 'The word after must be none of these; "$": nothing stands after, "{n}": any number.',
    "case": "How the matched text must be written.",
    "lang": "The language of the phrase (ISO 639-1), for the reader of the file.",
    "name": "What a detector calls the phrase or regex: hit.name; a regex is also rule.regex[name].",
    "pattern": "A regex of Python's re, best in triple single quotes.",
    "flags": "Letters of re flags: i, m, x, s.",
    "needs_ranges": 'Literals with ranges of last characters: "turn0-9" stands for "turn0" to "turn9".',
    "group": "The group that is the hit; 0: the whole match.",
    "code": "Hits in fenced, indented or inline code.",
    "quote": "Hits inside quotation marks.",
    "topic": "Words that show that the article is about the thing.",
    "topic_min": "How many of them, outside of the hit, make it so.",
    "topic_action": "What to do with hits in such an article.",
}
"""What every key means, in a sentence. Editors show it."""


def rule_schema() -> dict[str, Any]:
    """The schema of `<family>/<rule>.toml`, JSON Schema draft 7."""
    hints = get_type_hints(Rule, localns={"Document": object, "Hit": Hit})
    properties = {key: _of(key, hints[key]) for key in hints if key in RULE_KEYS}
    properties["id"]["pattern"] = rf"^({'|'.join(FAMILIES)})\.[a-z][a-z0-9]*(-[a-z0-9]+)*$"
    properties["guard"] = {**_table(Guard), "description": ABOUT["guard"]}
    properties["measured"]["additionalProperties"] = {
        "anyOf": [*_SHORT, {"type": "object", "additionalProperties": {"anyOf": _SHORT}}]
    }
    properties["phrase"] = _several("phrase", _table(Phrase, required=("text",)))
    properties["regex"] = _several("regex", _regex())
    example = {"type": "object", "properties": {"text": {"type": "string"}}}
    properties["example"] = _several("example", {**example, "required": ["text"], "additionalProperties": False})
    return {
        "$schema": _DRAFT,
        "title": "A rule of spinscore",
        "type": "object",
        "properties": properties,
        "required": [*REQUIRED, "example"],
        "additionalProperties": False,
    }


def _regex() -> dict[str, Any]:
    """A pattern as it is written: source and flags have other names and shapes there, gates one more."""
    table = _table(Pattern, required=("name", "pattern"))
    properties = table["properties"]
    del properties["source"]
    properties["pattern"] = _of("pattern", str)
    properties["flags"] = {**_of("flags", str), "pattern": f"^[{''.join(REGEX_FLAGS)}]*$"}
    properties["needs_ranges"] = _of("needs_ranges", tuple[str, ...])
    return {**table, "anyOf": [{"required": [gate]} for gate in ("needs", "gate_words", "needs_ranges")]}


def _table(kind: type, required: tuple[str, ...] = ()) -> dict[str, Any]:
    properties = {key: _of(key, hint) for key, hint in get_type_hints(kind).items()}
    made = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**made, "required": list(required)} if required else made


def _several(key: str, table: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": dict(table), "description": ABOUT[key]}


def _of(key: str, hint: Any) -> dict[str, Any]:
    made = {**_shape(hint), "description": ABOUT.get(key, "")}
    if key == "confidence":
        made |= {"exclusiveMinimum": 0, "maximum": 1}
    if made.get("type") == "integer":
        made["minimum"] = 0
    if key in REQUIRED and made.get("type") == "string":
        made["minLength"] = 1
    return made


def _shape(hint: Any) -> dict[str, Any]:
    """The schema of a type. Raises TypeError for one that no rule file can hold."""
    plain = {str: "string", bool: "boolean", int: "integer", float: "number"}
    if hint in plain:
        return {"type": plain[hint]}
    if hint is Guard:
        return {}
    kind, inner = get_origin(hint), get_args(hint)
    if kind is Literal:
        return {"enum": list(inner)}
    if kind in (Union, types.UnionType):
        (only,) = [part for part in inner if part is not type(None)]
        return _shape(only)
    if kind in (tuple, frozenset):
        return {"type": "array", "items": _shape(inner[0])}
    if kind is not None and issubclass(kind, Mapping):
        return {"type": "object", "additionalProperties": {} if inner[1] is Any else _shape(inner[1])}
    raise TypeError(f"no rule file can hold {hint}")
