"""A rule as a value: what of it decides what it finds."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from spinscore.rule import Guard, Pattern, Phrase, Rule

RULE = Rule(
    "leak.test",
    "A test",
    "major",
    "To test.",
    "Delete it.",
    "0.1",
    words={"slots": frozenset({"city", "name"})},
    phrases=(Phrase("your name here"),),
    patterns=(Pattern("slot", r"\[city\]", needs=("[",)),),
)
DECIDES: dict[str, Any] = {
    "id": "leak.other",
    "severity": "minor",
    "unit": "block",
    "join": True,
    "judged": True,
    "max_words": 40,
    "yields_to": ("leak.html",),
    "needs": ("[",),
    "gate_words": ("name",),
    "guard": Guard(quote="drop"),
    "words": {"slots": frozenset({"city"})},
    "phrases": (Phrase("your name here", near=True),),
    "patterns": (Pattern("slot", r"\[city\]", needs=("[",), group=1),),
}
TELLS = {"title", "why", "suggestion", "since", "removable", "examples", "measured", "origin"}
CODE = {"find", "accept"}


@pytest.mark.parametrize("key", DECIDES)
def test_settings_tell_rules_apart_that_find_something_else(key: str) -> None:
    assert replace(RULE, **{key: DECIDES[key]}).settings != RULE.settings


@pytest.mark.parametrize(
    "guard", [Guard(code="info"), Guard(topic=frozenset({"a"})), Guard(topic_min=4), Guard(topic_action="info")]
)
def test_settings_hold_the_whole_guard(guard: Guard) -> None:
    assert replace(RULE, guard=guard).settings != RULE.settings


def test_settings_do_not_depend_on_texts_for_people() -> None:
    assert replace(RULE, title="Another", why="So.", suggestion="Go.", measured={"words": 3}).settings == RULE.settings


def test_every_field_of_a_rule_is_settings_texts_or_code() -> None:
    assert {field.name for field in fields(Rule)} == DECIDES.keys() | TELLS | CODE
