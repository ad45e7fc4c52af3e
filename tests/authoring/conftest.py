"""Small rules made for the purpose, and the folders of an author."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import small_rules

from spinscore.rule import Rule

NEAR_MISSES = [{"text": "A first near miss."}, {"text": "A second near miss."}]


def rule_of(*phrases: str | Mapping[str, Any], name: str = "leak.test", **keys: Any) -> Rule:
    """A rule with some phrases and the examples that an author's rule needs."""
    examples = [{"text": "⟦Slip one⟧ here."}, {"text": "There: ⟦slip one⟧"}, *NEAR_MISSES]
    return small_rules.rule_of(*phrases, name=name, **{"example": examples, **keys})


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
