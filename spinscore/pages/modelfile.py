"""Reads and writes page models: model.json with settings and digests, and an .npy file for each array."""

from __future__ import annotations

import functools
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from spinscore.errors import ModelError
from spinscore.model.forest import ARRAYS, Forest, forest_from
from spinscore.model.hashed import HashedLinear
from spinscore.pages.context import CONTEXT
from spinscore.pages.features import OWN
from spinscore.pages.model import NEAR_UP, PageModel, Settings
from spinscore.pages.texts import HEAD_TOKENS, WHOLE

SCHEMA: Final = "spinscore.pages/1"
DEFAULT: Final = "pages-1"
_LINEAR: Final = ("weights", "scales", "bias")

Array = npt.NDArray[Any]


@functools.cache
def load_page_model() -> PageModel:
    """The page model that ships with the library, read once per process. Raises ModelError where it is damaged."""
    package = resources.files("spinscore")
    inside = package / "_models"
    folder = inside if inside.is_dir() else Path(str(package)).parent / "models"
    return read_page_model(folder / DEFAULT)


def read_page_model(folder: Path | Traversable) -> PageModel:
    """The page model in a folder. Raises ModelError naming the file and what is wrong."""
    name = f"{folder.name}/model.json"
    data = _json(folder / "model.json")
    if data.get("schema") != SCHEMA:
        raise ModelError(f'{name}: schema is "{data.get("schema")}", this version reads "{SCHEMA}"')
    if data.get("digest") != digest_of(data):
        raise ModelError(f"{name}: the digest does not fit the contents; the file was changed or cut")
    if data.get("features") != digest_of_features():
        raise ModelError(f"{name}: made for other features than this version has; fit the model again")
    try:
        arrays = {str(key): _array(folder / f"{key}.npy", str(stated)) for key, stated in data["arrays"].items()}
        model = PageModel(
            words=HashedLinear(*(arrays[f"words_{key}"] for key in _LINEAR)),
            names=HashedLinear(*(arrays[f"names_{key}"] for key in _LINEAR)),
            guess=forest_from({key: arrays[f"guess_{key}"] for key in ARRAYS}),
            forest=forest_from({key: arrays[f"forest_{key}"] for key in ARRAYS}),
            settings=Settings(**{key: float(value) for key, value in data["settings"].items()}),
            name=str(data["name"]),
            digest=str(data["digest"]),
        )
        _check(model)
    except ModelError as error:
        raise ModelError(f"{name}: {error}") from None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"{name}: not a page model: {type(error).__name__}: {error}") from None
    return model


def _check(model: PageModel) -> None:
    for table, classes in ((model.words, 1), (model.names, 2)):
        if len(table.weights) != classes:
            raise ModelError(f"hashed weights of {classes} classes wanted, got {len(table.weights)}")
    for trees, width in ((model.guess, len(OWN)), (model.forest, len(OWN) + len(CONTEXT))):
        if trees.width > width or trees.roots.shape[1] != 1:
            raise ModelError(f"the trees are made for other features than these {width}")


def write_page_model(folder: Path, model: PageModel, training: Mapping[str, Any]) -> PageModel:
    """Writes a model and reads it again, as scoring will; its digest is that of the files."""
    folder.mkdir(parents=True, exist_ok=True)
    digests = {}
    for key, array in _arrays(model).items():
        path = folder / f"{key}.npy"
        np.save(path, array, allow_pickle=False)
        digests[key] = hashlib.sha256(path.read_bytes()).hexdigest()
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "name": folder.name,
        "features": digest_of_features(),
        "settings": {key: float(value) for key, value in asdict(model.settings).items()},
        "arrays": digests,
        "training": dict(training),
    }
    data["digest"] = digest_of(data)
    text = json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / "model.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    return read_page_model(folder)


def _arrays(model: PageModel) -> dict[str, Array]:
    arrays: dict[str, Array] = {}
    for name in ("words", "names"):
        part: HashedLinear = getattr(model, name)
        arrays |= {f"{name}_{key}": getattr(part, key) for key in _LINEAR}
    for name in ("guess", "forest"):
        trees: Forest = getattr(model, name)
        arrays |= {f"{name}_{key}": array for key, array in trees.arrays().items()}
    return arrays


def digest_of(data: Mapping[str, Any]) -> str:
    """SHA-256 over a model's contents but the digest itself."""
    rest = {key: value for key, value in data.items() if key != "digest"}
    text = json.dumps(rest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def digest_of_features() -> str:
    """SHA-256 over the names and settings of the features: a model fits no others."""
    text = json.dumps([OWN, CONTEXT, HEAD_TOKENS, WHOLE, NEAR_UP])
    return hashlib.sha256(text.encode()).hexdigest()


def _json(path: Path | Traversable) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: cannot be read as JSON in UTF-8: {error}") from None
    if not isinstance(data, dict):
        raise ModelError(f"{path}: not a model, but {type(data).__name__}")
    return data


def _array(path: Path | Traversable, stated: str) -> Array:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path.name} cannot be read: {error}") from None
    if hashlib.sha256(content).hexdigest() != stated:
        raise ModelError(f"{path.name} was changed or cut: its digest does not fit")
    loaded: Array = np.load(io.BytesIO(content), allow_pickle=False)
    return loaded
