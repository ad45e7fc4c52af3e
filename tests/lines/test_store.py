"""Line models as files: written and read, and every kind of damage named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from spinscore.document import Document
from spinscore.errors import ModelError
from spinscore.lines import load_line_model
from spinscore.lines.model import LineModel
from spinscore.lines.store import read_line_model, write_line_model
from spinscore.model.folder import digest_of

TEXT = "Most read\n\nThe river rose in the night and the road was closed.\n\nShare this"


@pytest.fixture
def folder(tmp_path: Path, make_model: Callable[..., LineModel]) -> Path:
    write_line_model(tmp_path / "lines-x", make_model(), {"seed": 7})
    return tmp_path / "lines-x"


def change(folder: Path, *, signed: bool = True, **changes: object) -> None:
    data = json.loads((folder / "model.json").read_text("utf-8")) | changes
    if signed:
        data["digest"] = digest_of(data)
    (folder / "model.json").write_text(json.dumps(data), "utf-8")


@pytest.mark.usefixtures("short_texts")
def test_what_is_read_judges_as_what_was_written(folder: Path, make_model: Callable[..., LineModel]) -> None:
    doc = Document(TEXT)
    assert read_line_model(folder).judge(doc, [""] * 3) == make_model().judge(doc, [""] * 3) != []


def test_writing_twice_gives_the_same_bytes(folder: Path, make_model: Callable[..., LineModel]) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    write_line_model(folder, make_model(), {"seed": 7})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="there is no line model"):
        read_line_model(tmp_path / "none")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"schema": "spinscore.lines/9"}, 'this version reads "spinscore.lines/1"'),
        ({"features": "0123"}, "made for other features"),
        ({"settings": {}}, "not a line model: KeyError"),
        ({"arrays": {}}, "lacks|not a line model"),
        ({"arrays": []}, "not a line model"),
    ],
)
def test_other_contents_are_an_error(folder: Path, changes: dict[str, object], message: str) -> None:
    change(folder, **changes)
    with pytest.raises(ModelError, match=message):
        read_line_model(folder)


def test_a_changed_setting_is_noticed(folder: Path) -> None:
    change(folder, signed=False, name="other")
    with pytest.raises(ModelError, match="digest does not fit"):
        read_line_model(folder)


def test_numbers_must_be_finite(folder: Path) -> None:
    settings = json.loads((folder / "model.json").read_text("utf-8"))["settings"]
    change(folder, settings=settings | {"length": 0})
    with pytest.raises(ModelError, match="length positive"):
        read_line_model(folder)


@pytest.mark.parametrize("text", ["", "[1]", '{"schema":'])
def test_files_that_are_no_model_are_an_error(folder: Path, text: str) -> None:
    (folder / "model.json").write_text(text, "utf-8")
    with pytest.raises(ModelError, match=r"model\.json"):
        read_line_model(folder)


def test_a_changed_array_is_noticed(folder: Path) -> None:
    np.save(folder / "trees_value.npy", np.array([0, 9, -2], np.float32))
    with pytest.raises(ModelError, match=r"trees_value\.npy was changed or cut"):
        read_line_model(folder)


def test_a_missing_array_is_named(folder: Path) -> None:
    (folder / "types_bias.npy").unlink()
    with pytest.raises(ModelError, match=r"types_bias\.npy is missing"):
        read_line_model(folder)


def test_pickled_arrays_are_refused(folder: Path) -> None:
    import hashlib

    path = folder / "types_bias.npy"
    np.save(path, np.array([{}], object), allow_pickle=True)
    arrays = json.loads((folder / "model.json").read_text("utf-8"))["arrays"]
    change(folder, arrays=arrays | {"types_bias": hashlib.sha256(path.read_bytes()).hexdigest()})
    with pytest.raises(ModelError, match=r"types_bias\.npy is no array"):
        read_line_model(folder)


def test_the_shipped_model_is_read_once_and_small() -> None:
    model = load_line_model()
    assert load_line_model() is model
    shipped = Path(__file__).parents[2] / "models" / model.name
    assert sum(path.stat().st_size for path in shipped.glob("*.npy")) < 2_000_000
