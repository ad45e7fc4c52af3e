"""Small rules made for the purpose, and the folders of an author."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from spinscore.registry import Rule, build_rule

NEAR_MISSES = [{"text": "A first near miss."}, {"text": "A second near miss."}]


def rule_of(*phrases: str | Mapping[str, Any], name: str = "leak.test", find: Any = None, **keys: Any) -> Rule:
    """A rule with some phrases; `find`, `accept` and all keys of a rule file may be given."""
    data = {
        "id": name,
        "title": "A test",
        "severity": "major",
        "why": "To test.",
        "suggestion": "Delete it.",
        "since": "0.1",
        "example": [{"text": "⟦Slip one⟧ here."}, {"text": "There: ⟦slip one⟧"}, *NEAR_MISSES],
        **keys,
    }
    module = SimpleNamespace(find=find, accept=data.pop("accept", None))
    entries = [{"text": phrase} if isinstance(phrase, str) else phrase for phrase in phrases]
    return build_rule(data, entries, path="test.toml", expected_id=name, module=module)


@pytest.fixture
def make_rule() -> Callable[..., Rule]:
    return rule_of


CASES = """
[floors]
precision = 1.0
recall = 1.0

[[case]]
name = "one"
text = "⟦Slip one⟧ stands here."
[[case]]
name = "two"
text = "Here is a ⟦slip one⟧ again."
[[case]]
name = "three"
text = "And ⟦SLIP ONE⟧!"
[[case]]
name = "four"
text = "A slip two."
[[case]]
name = "five"
text = "One slip."
[[case]]
name = "six"
text = "Slips: one."
"""


@pytest.fixture
def case_text() -> str:
    return CASES


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[str], Path]:
    """Makes the folder of an author with the cases of leak.test, and gives it."""

    def make(cases: str) -> Path:
        path = tmp_path / "cases" / "leak" / "test.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(cases, "utf-8")
        return tmp_path

    return make
