"""Finds and reads scorecards: those that ship, or one at a path."""

from __future__ import annotations

import functools
from importlib.resources.abc import Traversable
from pathlib import Path

from spinscore.errors import ModelError
from spinscore.model.folder import shipped
from spinscore.model.scorecard import SCHEMA, Scorecard

DEFAULT = "en-1"
_HEAD = 200
"""Characters at the top of a model that name its schema."""


def shipped_models() -> list[str]:
    """The names of the models that came with the library."""
    folder = shipped()
    if not folder.is_dir():
        return []
    return sorted(entry.name for entry in folder.iterdir() if _is_scorecard(entry / "model.json"))


def _is_scorecard(file: Traversable) -> bool:
    """Whether a model is a scorecard: the models of lines and of pages lie in the same folder."""
    if not file.is_file():
        return False
    with file.open("r", encoding="utf-8") as opened:
        return f'"{SCHEMA}"' in opened.read(_HEAD)


def load(model: str | Path = DEFAULT) -> Scorecard:
    """A scorecard by the name of a shipped model, or by the path of a model.json or its folder.

    Shipped models are read once per process; a file is read each time, for it may have been fitted again. Raises
    ModelError when there is none, or when it is damaged.
    """
    if isinstance(model, str) and model in shipped_models():
        return _load_shipped(model)
    path = Path(model)
    path = path / "model.json" if path.is_dir() else path
    if not path.is_file():
        names = ", ".join(shipped_models()) or "none"
        raise ModelError(f'no model "{model}". Give the path of a model.json, or a shipped name: {names}.')
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    return Scorecard.from_json(text, str(path))


@functools.cache
def _load_shipped(name: str) -> Scorecard:
    text = (shipped() / name / "model.json").read_text("utf-8")
    return Scorecard.from_json(text, f"{name}/model.json")
