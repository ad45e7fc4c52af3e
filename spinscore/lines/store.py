"""Reads and writes line models: model.json with settings and digests, and an .npy file for each array."""

from __future__ import annotations

import functools
import hashlib
import io
import json
import math
from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from spinscore.errors import ModelError
from spinscore.lines.features import NAMES
from spinscore.lines.model import LineModel, Settings
from spinscore.lines.outline import KINDS
from spinscore.lines.wording import HEAD, SHAPES, TAIL
from spinscore.model.forest import ARRAYS, forest_from
from spinscore.model.hashed import HashedLinear

SCHEMA: Final = "spinscore.lines/1"
DEFAULT: Final = "lines-1"
_LINEAR: Final = ("weights", "scales", "bias")

Array = npt.NDArray[Any]


@functools.cache
def load_line_model() -> LineModel:
    """The line model that ships with the library, read once per process. Raises ModelError where it is damaged."""
    package = resources.files("spinscore")
    inside = package / "_models"
    folder = inside if inside.is_dir() else Path(str(package)).parent / "models"
    return read_line_model(folder / DEFAULT)


def read_line_model(folder: Path | Traversable) -> LineModel:
    """The line model in a folder. Raises ModelError naming the file and what is wrong."""
    data = _json(folder / "model.json")
    name = f"{folder.name}/model.json"
    if data.get("schema") != SCHEMA:
        raise ModelError(f'{name}: schema is "{data.get("schema")}", this version reads "{SCHEMA}"')
    if data.get("digest") != digest_of(data):
        raise ModelError(f"{name}: the digest does not fit the contents; the file was changed or cut")
    if data.get("features") != digest_of_features():
        raise ModelError(f"{name}: made for other features than this version has; fit the model again")
    try:
        arrays = {str(key): _array(folder / f"{key}.npy", str(stated)) for key, stated in data["arrays"].items()}
        return LineModel(
            name=str(data["name"]),
            digest=str(data["digest"]),
            settings=_settings(data["settings"]),
            wording=_linear(arrays, "wording"),
            trees=forest_from({key: arrays[f"trees_{key}"] for key in ARRAYS}),
            types=_linear(arrays, "types"),
        )
    except ModelError as error:
        raise ModelError(f"{name}: {error}") from None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"{name}: not a line model: {type(error).__name__}: {error}") from None


def write_line_model(folder: Path, model: LineModel, training: Mapping[str, Any]) -> LineModel:
    """Writes a model and reads it again, as scoring will; its digest is that of the files."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = _arrays(model)
    digests = {}
    for key, array in arrays.items():
        path = folder / f"{key}.npy"
        np.save(path, array, allow_pickle=False)
        digests[key] = hashlib.sha256(path.read_bytes()).hexdigest()
    settings = model.settings
    data: dict[str, Any] = {
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
        "arrays": digests,
        "training": dict(training),
    }
    data["digest"] = digest_of(data)
    text = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
    (folder / "model.json").write_text(text, encoding="utf-8", newline="\n")
    return read_line_model(folder)


def digest_of(data: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of a model without its digest; the arrays are in it by their own."""
    bare = {key: value for key, value in data.items() if key != "digest"}
    return hashlib.sha256(json.dumps(bare, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def digest_of_features() -> str:
    """Twelve digits that change when the features do, so that a model never reads others than it was made for."""
    stated = json.dumps([*NAMES, HEAD, TAIL, SHAPES, KINDS])
    return hashlib.sha256(stated.encode()).hexdigest()[:12]


def _arrays(model: LineModel) -> dict[str, Array]:
    found = {f"trees_{key}": array for key, array in model.trees.arrays().items()}
    for name, linear in (("wording", model.wording), ("types", model.types)):
        found |= {f"{name}_{key}": getattr(linear, key) for key in _LINEAR}
    return found


def _json(path: Path | Traversable) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ModelError(f"{path}: there is no line model: {error}") from None
    except ValueError as error:
        raise ModelError(f"{path}: not JSON in UTF-8: {error}") from None
    if not isinstance(data, dict):
        raise ModelError(f"{path}: a line model is a JSON object, got {type(data).__name__}.")
    return data


def _array(path: Path | Traversable, stated: str) -> Array:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path.name} is missing: {error}") from None
    if hashlib.sha256(content).hexdigest() != stated:
        raise ModelError(f"{path.name}: the digest does not fit the contents; the file was changed or cut")
    array: Array = np.load(io.BytesIO(content), allow_pickle=False)
    array.flags.writeable = False
    return array


def _linear(arrays: Mapping[str, Array], name: str) -> HashedLinear:
    return HashedLinear(*(arrays[f"{name}_{key}"] for key in _LINEAR))


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
