"""The shipped line model's stated figures: they belong to its files and do not fall below the floors pinned here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from spinscore.lines import load_line_model
from spinscore.training.lines import card

FOLDER = Path(__file__).parents[2] / "models" / "lines-1"


def stated(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((FOLDER / name).read_text("utf-8"))
    return data


def test_figures_and_card_are_those_of_the_model() -> None:
    model = load_line_model()
    assert stated("metrics.json")["model"] == model.digest
    size = sum(path.stat().st_size for path in FOLDER.glob("*.npy"))
    assert (FOLDER / "CARD.md").read_text("utf-8") == card.render(stated("model.json"), stated("metrics.json"), size)


def test_floors() -> None:
    figures = stated("metrics.json")
    row = figures["residual"]["rules and model"]
    assert row["f1"] >= 0.60
    assert row["characters lost"] <= 0.0051
    assert figures["typed"]["at 2 % of content"]["recall"]["share"] >= 0.65
    assert figures["clean"]["human"]["with a removable verdict"] <= 0.02
    assert figures["clean"]["edited"]["with a removable verdict"] <= 0.02
    assert figures["types"]["same kind"] >= 0.85


def test_only_layouts_that_join_lines_move_verdicts() -> None:
    layouts = stated("metrics.json")["layouts"]
    wrapped = {name: share for name, share in layouts.items() if name.startswith("wrapped")}
    assert {share for name, share in layouts.items() if name not in wrapped} == {0.0}
