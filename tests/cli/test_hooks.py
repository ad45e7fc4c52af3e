"""The hooks for pre-commit: their commands are ones that the command line knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from spinscore.cli import main, parser

yaml = pytest.importorskip("yaml")
HOOKS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text("utf-8"))
LEAK = "The summit, held in [City], ended on Friday.\n"


def test_the_ids() -> None:
    assert [hook["id"] for hook in HOOKS] == ["spinscore-check", "spinscore-score"]
    for hook in HOOKS:
        assert hook["language"] == "python"
        assert hook["types_or"] == ["plain-text", "markdown"]
        assert hook["entry"] == f"spinscore {hook['id'].removeprefix('spinscore-')}"


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_entry_and_arguments_are_understood(hook: dict[str, Any]) -> None:
    program, *command = hook["entry"].split()
    assert program == "spinscore"
    options = parser().parse_args([*command, *hook["args"], "a.txt", "b.md"])
    assert options.paths == ["a.txt", "b.md"]
    assert options.fail_on in ("major", "critical")


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_leak_stops_the_commit_and_a_clean_text_does_not(hook: dict[str, Any], tmp_path: Path) -> None:
    leak, clean = tmp_path / "leak.txt", tmp_path / "clean.txt"
    leak.write_text(LEAK, "utf-8")
    clean.write_text("The bridge reopened on Monday after two years of repairs.\n", "utf-8")
    command = [*hook["entry"].split()[1:], *hook["args"]]
    assert main([*command, str(clean)]) == 0
    assert main([*command, str(clean), str(leak)]) == 1
