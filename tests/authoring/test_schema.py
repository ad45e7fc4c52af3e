"""The schema of rule files: it takes what the reader of rules takes, refuses what that refuses, and describes it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import spinscore
from spinscore.authoring.schema import ABOUT, rule_schema
from spinscore.errors import RuleError
from spinscore.registry import FAMILIES, build_rule

jsonschema = pytest.importorskip("jsonschema")

FILES = sorted(
    path for family in FAMILIES for path in (Path(spinscore.__file__).parent / "detectors" / family).glob("*.toml")
)
GOOD: dict[str, Any] = {
    "id": "leak.test",
    "title": "A test",
    "severity": "major",
    "why": "To test.",
    "suggestion": "Delete it.",
    "since": "0.1",
    "example": [{"text": "⟦a⟧"}],
}


def errors(data: Mapping[str, Any]) -> list[str]:
    return [error.message for error in jsonschema.Draft7Validator(rule_schema()).iter_errors(data)]


def test_it_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(rule_schema())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_shipped_rule_files_are_valid(path: Path) -> None:
    assert errors(tomllib.loads(path.read_text("utf-8"))) == []


def test_a_good_rule_is_valid() -> None:
    assert errors(GOOD) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "leek.test"},
        {"title": ""},
        {"severity": "bad"},
        {"unit": "line"},
        {"join": "yes"},
        {"max_words": -1},
        {"max_words": 1.5},
        {"yields_to": "leak.html"},
        {"origin": "elsewhere"},
        {"sugestion": "x"},
        {"example": [{"txt": "a"}]},
        {"words": {"slots": "city"}},
        {"measured": {"judged": "x" * 201}},
        {"measured": {"news": {"hits": [1, 2]}}},
        {"guard": {"code": "hide"}},
        {"guard": {"kode": "drop"}},
        {"phrase": [{"text": "a", "at": "top"}]},
        {"phrase": [{"text": "a", "confidence": 0}]},
        {"phrase": [{"text": "a", "confidence": 1.5}]},
        {"phrase": [{"text": "a", "prev": "by"}]},
        {"phrase": [{"text": "a", "near": 1}]},
        {"phrase": [{"at": "line"}]},
        {"phrase": {"text": "a"}},
        {"regex": [{"pattern": "a", "needs": ["a"]}]},
        {"regex": [{"name": "x", "pattern": "a"}]},
        {"regex": [{"name": "x", "pattern": "a", "needs": ["a"], "flags": "q"}]},
        {"regex": [{"name": "x", "pattern": "a", "needs": ["a"], "source": "b"}]},
    ],
    ids=str,
)
def test_what_the_reader_refuses_the_schema_refuses_too(changes: dict[str, Any]) -> None:
    assert errors({**GOOD, **changes})
    data = {**GOOD, **changes}
    with pytest.raises(RuleError):
        build_rule(
            {key: data[key] for key in data if key != "phrase"},
            data.get("phrase", ()),
            path="x",
            expected_id="leak.test",
        )


def described(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in table.get("properties", {}).items():
        yield key, value.get("description", "")
        yield from described(value)
        yield from described(value.get("items", {}))


def test_every_key_is_described_and_no_description_is_left_over() -> None:
    found = dict(described(rule_schema()))
    assert [key for key, about in found.items() if not about and key != "text"] == []
    assert set(ABOUT) == set(found)
