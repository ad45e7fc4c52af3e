"""Finding models: shipped names, paths, folders, and what is said when there is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from spinscore.errors import ModelError
from spinscore.model import store


def test_a_path_and_its_folder_give_the_same_card(small_model: Path) -> None:
    assert store.load(str(small_model)) == store.load(small_model.parent) == store.load(small_model)


@pytest.mark.parametrize("name", ["en-9", "nowhere/model.json", "../en-1"])
def test_an_unknown_model_is_an_error_that_names_the_shipped_ones(name: str) -> None:
    with pytest.raises(ModelError, match=f'no model "{name}". Give the path of a model.json, or a shipped name'):
        store.load(name)


def test_a_damaged_file_is_named(tmp_path: Path, make_scorecard: Any) -> None:
    path = tmp_path / "model.json"
    path.write_text(json.dumps(make_scorecard())[:-40], "utf-8")
    with pytest.raises(ModelError, match="not a scorecard") as caught:
        store.load(path)
    assert str(path) in str(caught.value)


def test_a_changed_number_is_noticed(tmp_path: Path, make_scorecard: Any) -> None:
    path = tmp_path / "model.json"
    path.write_text(json.dumps(make_scorecard()).replace("-1.5", "-1.4"), "utf-8")
    with pytest.raises(ModelError, match="digest does not fit"):
        store.load(path)


def test_a_file_that_is_not_utf_8_is_a_model_error(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_bytes(b"\xff\xfe{}")
    with pytest.raises(ModelError):
        store.load(path)


def test_a_model_that_was_fitted_again_is_read_again(tmp_path: Path, make_scorecard: Any) -> None:
    path = tmp_path / "model.json"
    path.write_text(json.dumps(make_scorecard()), "utf-8")
    before = store.load(path)
    path.write_text(json.dumps(make_scorecard(base=0.7)), "utf-8")
    assert (before.base, store.load(path).base) == (1.2, 0.7)


@pytest.mark.skipif(store.DEFAULT not in store.shipped_models(), reason="no model ships yet")
def test_the_default_model_ships_and_is_whole() -> None:
    card = store.load()
    assert card.name == store.DEFAULT
    assert card.language == "en"
    assert card.poor < card.good
    assert card.shapes


@pytest.mark.skipif(store.DEFAULT not in store.shipped_models(), reason="no model ships yet")
def test_the_shapes_of_the_default_model_go_the_way_they_say() -> None:
    for shape in store.load().shapes:
        steps = [b - a for a, b in zip(shape.values, shape.values[1:], strict=False)]
        assert all(step * shape.direction >= 0 for step in steps), shape.name
