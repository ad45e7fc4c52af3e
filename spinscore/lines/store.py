"""Reads and writes line models."""

from __future__ import annotations

import functools
import hashlib
import json
import math
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from spinscore.errors import ModelError
from spinscore.lines.features import NAMES
from spinscore.lines.model import LineModel, Settings
from spinscore.lines.outline import KINDS
from spinscore.lines.wording import HEAD, SHAPES, TAIL
from spinscore.model import folder as folders

SCHEMA: Final = "spinscore.lines/1"
DEFAULT: Final = "lines-1"


@functools.cache
def load_line_model() -> LineModel:
    """The line model that ships with the library, read once per process. Raises ModelError where it is damaged."""
    return read_line_model(folders.shipped() / DEFAULT)


def read_line_model(folder: Path | Traversable) -> LineModel:
    """The line model in a folder. Raises ModelError naming the file and what is wrong."""
    contents = folders.read_folder(folder, SCHEMA, digest_of_features(), "line model")
    name = f"{folder.name}/model.json"
    try:
        return LineModel(
            name=str(contents.data["name"]),
            digest=str(contents.data["digest"]),
            settings=_settings(contents.data["settings"]),
            wording=contents.linear("wording"),
            trees=contents.forest("trees"),
            types=contents.linear("types"),
        )
    except ModelError as error:
        raise ModelError(f"{name}: {error}") from None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"{name}: not a line model: {type(error).__name__}: {error}") from None


def write_line_model(folder: Path, model: LineModel, training: Mapping[str, Any]) -> LineModel:
    """Writes a model and reads it again, as scoring will; its digest is that of the files."""
    settings = model.settings
    stated: dict[str, Any] = {
        "schema": SCHEMA,
        "name": model.name,
        "features": digest_of_features(),
        "settings": {
            "gate": list(settings.gate),
            "length": settings.length,
            "sure": settings.sure,
            "likely": settings.likely,
            "scale": settings.scale,
            "shift": settings.shift,
            "stray": settings.stray,
            "rules": list(settings.rules),
            "furniture": sorted(settings.furniture),
        },
        "training": dict(training),
    }
    arrays = folders.arrays_of([("wording", model.wording), ("types", model.types)], [("trees", model.trees)])
    folders.write_folder(folder, stated, arrays)
    return read_line_model(folder)


def digest_of_features() -> str:
    """Twelve digits that change when the features do, so that a model never reads others than it was made for."""
    stated = json.dumps([*NAMES, HEAD, TAIL, SHAPES, KINDS])
    return hashlib.sha256(stated.encode()).hexdigest()[:12]


def _settings(entry: Mapping[str, Any]) -> Settings:
    first, second = entry["gate"]
    settings = Settings(
        gate=(float(first), float(second)),
        length=float(entry["length"]),
        sure=float(entry["sure"]),
        likely=float(entry["likely"]),
        scale=float(entry["scale"]),
        shift=float(entry["shift"]),
        stray=str(entry["stray"]),
        rules=tuple(map(str, entry["rules"])),
        furniture=frozenset(map(str, entry["furniture"])),
    )
    numbers = (*settings.gate, settings.length, settings.sure, settings.likely, settings.scale, settings.shift)
    if not all(map(math.isfinite, numbers)) or settings.length <= 0:
        raise ModelError("all numbers must be finite and length positive")
    return settings
