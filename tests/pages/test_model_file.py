"""Page models on disk: whole, damaged, and made for another version."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from spinscore.errors import ModelError
from spinscore.pages.blocks import read_page
from spinscore.pages.features import Read
from spinscore.pages.modelfile import load_page_model, read_page_model, write_page_model

SHIPPED = Path(__file__).parents[2] / "models" / "pages-1"
PAGE = "<html><body><nav><a href='/'>Home</a></nav><h1>Rates rise</h1><p>The bank raised its rate by a quarter.</p>"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "pages-1"))


def change(folder: Path, **entries: object) -> None:
    path = folder / "model.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | entries), encoding="utf-8")


def test_the_shipped_model_is_small_and_read_once() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 1_500_000
    assert load_page_model() is load_page_model()


def test_a_model_written_again_says_the_same(tmp_path: Path) -> None:
    model = load_page_model()
    training = json.loads((SHIPPED / "model.json").read_text("utf-8"))["training"]
    again = write_page_model(tmp_path / "pages-1", model, training)
    assert again.digest == model.digest
    read = Read.of(read_page(PAGE))
    assert np.array_equal(again.logits(read), model.logits(read))


def test_a_changed_setting_is_refused(copy: Path) -> None:
    change(copy, settings={"share": 0.9, "least": 0.0, "empty": 0.0})
    with pytest.raises(ModelError, match=r"pages-1/model\.json: the digest does not fit"):
        read_page_model(copy)


def test_a_changed_array_is_refused_by_name(copy: Path) -> None:
    path = copy / "forest_value.npy"
    path.write_bytes(path.read_bytes()[:-4] + b"\0\0\0\0")
    with pytest.raises(ModelError, match=r"forest_value\.npy was changed or cut"):
        read_page_model(copy)


def test_a_missing_array_is_named(copy: Path) -> None:
    (copy / "words_weights.npy").unlink()
    with pytest.raises(ModelError, match=r"words_weights\.npy is missing"):
        read_page_model(copy)


def test_a_model_of_another_schema_is_refused(copy: Path) -> None:
    change(copy, schema="spinscore.pages/9")
    with pytest.raises(ModelError, match=r'schema is "spinscore\.pages/9", this version reads "spinscore\.pages/1"'):
        read_page_model(copy)


@pytest.mark.parametrize("content", ["", "[]", "{", "\udcff"])
def test_what_is_no_model_is_refused(copy: Path, content: str) -> None:
    (copy / "model.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(ModelError, match="model"):
        read_page_model(copy)
