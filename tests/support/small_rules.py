"""Small rules made for the purpose of a test."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from spinscore.rule import Rule
from spinscore.rulefile import build_rule


def rule_of(
    *phrases: str | Mapping[str, Any], name: str = "boilerplate.test", find: Any = None, accept: Any = None, **keys: Any
) -> Rule:
    """A rule with some phrases; `find`, `accept` and all keys of a rule file may be given."""
    data = {
        "id": name,
        "title": "A test",
        "severity": "major",
        "why": "To test.",
        "suggestion": "Delete it.",
        "since": "0.1",
        "example": [{"text": "none"}],
        **keys,
    }
    entries = [{"text": phrase} if isinstance(phrase, str) else phrase for phrase in phrases]
    module = SimpleNamespace(find=find, accept=accept)
    return build_rule(data, entries, path="test.toml", expected_id=name, module=module)
