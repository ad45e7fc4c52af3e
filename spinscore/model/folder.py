"""Models of arrays: a folder with model.json, which holds settings and digests, and an .npy file for each array.

Numbers and names only: reading one runs no code, and a file that was changed or cut is refused.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from spinscore.errors import ModelError
from spinscore.model.forest import ARRAYS, Forest, forest_from
from spinscore.model.hashed import HashedLinear

Array = npt.NDArray[Any]
_LINEAR: Final = ("weights", "scales", "bias")


class Contents(NamedTuple):
    """What a folder holds: the contents of model.json, and the arrays by name."""

    data: Mapping[str, Any]
    arrays: Mapping[str, Array]

    def linear(self, name: str) -> HashedLinear:
        """The hashed linear model whose arrays begin with a name."""
        return HashedLinear(*(self.arrays[f"{name}_{key}"] for key in _LINEAR))

    def forest(self, name: str) -> Forest:
        """The trees whose arrays begin with a name."""
        return forest_from({key: self.arrays[f"{name}_{key}"] for key in ARRAYS})


def shipped() -> Traversable:
    """The folder of the models that ship: inside an installed package, or beside it in a source checkout."""
    package = resources.files("spinscore")
    inside = package / "_models"
    return inside if inside.is_dir() else Path(str(package)).parent / "models"


def read_folder(folder: Path | Traversable, schema: str, features: str, kind: str) -> Contents:
    """The contents of a folder. `features` is the digest of the features that this version has, `kind` for messages.

    Raises ModelError naming the file and what is wrong.
    """
    name = f"{folder.name}/model.json"
    data = _json(folder / "model.json", kind)
    if data.get("schema") != schema:
        raise ModelError(f'{name}: schema is "{data.get("schema")}", this version reads "{schema}"')
    if data.get("digest") != digest_of(data):
        raise ModelError(f"{name}: the digest does not fit the contents; the file was changed or cut")
    if data.get("features") != features:
        raise ModelError(f"{name}: made for other features than this version has; fit the model again")
    if not isinstance(data.get("arrays"), dict):
        raise ModelError(f"{name}: not a {kind}: it names no arrays")
    return Contents(data, {key: _array(folder, str(key), str(stated)) for key, stated in data["arrays"].items()})


def write_folder(folder: Path, stated: Mapping[str, Any], arrays: Mapping[str, Array]) -> None:
    """Writes arrays, and what is stated of them as model.json with all digests."""
    folder.mkdir(parents=True, exist_ok=True)
    digests = {}
    for key, array in arrays.items():
        path = folder / f"{key}.npy"
        np.save(path, array, allow_pickle=False)
        digests[key] = hashlib.sha256(path.read_bytes()).hexdigest()
    data = {**stated, "arrays": digests}
    data["digest"] = digest_of(data)
    text = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
    (folder / "model.json").write_text(text, encoding="utf-8", newline="\n")


def arrays_of(linear: Iterable[tuple[str, HashedLinear]], forests: Iterable[tuple[str, Forest]]) -> dict[str, Array]:
    """The arrays of the parts of a model, each part's under its name."""
    arrays = {f"{name}_{key}": getattr(part, key) for name, part in linear for key in _LINEAR}
    return arrays | {f"{name}_{key}": array for name, trees in forests for key, array in trees.arrays().items()}


def digest_of(data: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of a model without its digest; the arrays are in it by their own."""
    bare = {key: value for key, value in data.items() if key != "digest"}
    return hashlib.sha256(json.dumps(bare, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _json(path: Path | Traversable, kind: str) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ModelError(f"{path}: there is no {kind}: {error}") from None
    except ValueError as error:
        raise ModelError(f"{path}: not JSON in UTF-8: {error}") from None
    if not isinstance(data, dict):
        raise ModelError(f"{path}: a {kind} is a JSON object, got {type(data).__name__}.")
    return data


def _array(folder: Path | Traversable, key: str, stated: str) -> Array:
    path = folder / f"{key}.npy"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{folder.name}/{path.name} is missing: {error}") from None
    if hashlib.sha256(content).hexdigest() != stated:
        raise ModelError(f"{folder.name}/{path.name} was changed or cut: its digest does not fit")
    try:
        array: Array = np.load(io.BytesIO(content), allow_pickle=False)
    except ValueError as error:
        raise ModelError(f"{folder.name}/{path.name} is no array: {error}") from None
    array.flags.writeable = False
    return array
