"""Every rule: its file, its examples, its cases and floors, its regexes on hostile text."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import spinscore
from spinscore.document import Document
from spinscore.engine import RuleSet
from spinscore.registry import Example, Rule, unmark

CASES = Path(__file__).parent / "rules"
RULES = list(spinscore.rules().values())


def case_file(rule: Rule) -> Path:
    family, name = rule.id.split(".")
    return CASES / family / f"{name.replace('-', '_')}.toml"


def load_cases(rule: Rule) -> dict:
    return tomllib.loads(case_file(rule).read_text("utf-8"))


def spans_of(rule: Rule, text: str) -> list[tuple[int, int]]:
    return [(finding.start, finding.end) for finding in spinscore.check(text, rules=[rule.id])]


def marked(text: str, spans: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> str:
    """The text with marks, so that a failure reads like a case."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text


def agrees(rule: Rule, example: Example) -> bool:
    return spans_of(rule, example.text) == list(example.spans)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_are_marked_as_written(rule: Rule) -> None:
    for example in rule.examples:
        assert marked(example.text, spans_of(rule, example.text)) == marked(example.text, example.spans)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_has_hits_and_near_misses(rule: Rule) -> None:
    hits = sum(bool(example.spans) for example in rule.examples)
    assert hits >= 2
    assert len(rule.examples) - hits >= 2
    cases = load_cases(rule)["case"]
    marks = [bool(unmark(case["text"]).spans) for case in cases]
    assert marks.count(True) >= 3
    assert marks.count(False) >= 3


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_regexes_compile(rule: Rule) -> None:
    """They are compiled only when a text opens their gate."""
    assert len(rule.regex) == len(rule.patterns)


def all_cases() -> list[object]:
    found = []
    for rule in RULES:
        if not case_file(rule).is_file():
            continue  # test_every_rule_has_cases_and_no_cases_lack_a_rule says so
        for case in load_cases(rule)["case"]:
            reason = "known failure" if case.get("known_failure") else None
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            found.append(pytest.param(rule, case["text"], id=f"{rule.id}: {case['name']}", marks=marks))
    return found


@pytest.mark.parametrize(("rule", "text"), all_cases())
def test_case(rule: Rule, text: str) -> None:
    example = unmark(text)
    assert marked(example.text, spans_of(rule, example.text)) == marked(example.text, example.spans)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_floors_hold_over_all_cases(rule: Rule) -> None:
    """Known failures count here: a rule may not hide them below its own floors."""
    data = load_cases(rule)
    right = flagged = expected = 0
    for case in data["case"]:
        example = unmark(case["text"])
        found = set(spans_of(rule, example.text))
        right += len(found & set(example.spans))
        flagged += len(found)
        expected += len(example.spans)
    assert right / flagged >= data["floors"]["precision"]
    assert right / expected >= data["floors"]["recall"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_second_run_gives_the_same(rule: Rule) -> None:
    text = "\n\n".join(example.text for example in rule.examples)
    alone = RuleSet((rule,))
    first = alone.run(Document.parse(text))
    assert first == alone.run(Document.parse(text))
    assert first


def test_every_rule_has_cases_and_no_cases_lack_a_rule() -> None:
    assert sorted(CASES.rglob("*.toml")) == sorted(case_file(rule) for rule in RULES)
