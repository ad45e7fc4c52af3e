"""Reads and writes page models."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from spinscore.errors import ModelError
from spinscore.model import folder as folders
from spinscore.pages.context import CONTEXT
from spinscore.pages.features import OWN
from spinscore.pages.model import NEAR_UP, PageModel, Settings
from spinscore.pages.texts import HEAD_TOKENS, WHOLE

SCHEMA: Final = "spinscore.pages/1"
DEFAULT: Final = "pages-1"


@functools.cache
def load_page_model() -> PageModel:
    """The page model that ships with the library, read once per process. Raises ModelError where it is damaged."""
    return read_page_model(folders.shipped() / DEFAULT)


def read_page_model(folder: Path | Traversable) -> PageModel:
    """The page model in a folder. Raises ModelError naming the file and what is wrong."""
    contents = folders.read_folder(folder, SCHEMA, digest_of_features(), "page model")
    name = f"{folder.name}/model.json"
    try:
        model = PageModel(
            words=contents.linear("words"),
            names=contents.linear("names"),
            guess=contents.forest("guess"),
            forest=contents.forest("forest"),
            settings=Settings(**{key: float(value) for key, value in contents.data["settings"].items()}),
            name=str(contents.data["name"]),
            digest=str(contents.data["digest"]),
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
    stated: dict[str, Any] = {
        "schema": SCHEMA,
        "name": folder.name,
        "features": digest_of_features(),
        "settings": {key: float(value) for key, value in asdict(model.settings).items()},
        "training": dict(training),
    }
    arrays = folders.arrays_of(
        [("words", model.words), ("names", model.names)], [("guess", model.guess), ("forest", model.forest)]
    )
    folders.write_folder(folder, stated, arrays)
    return read_page_model(folder)


def digest_of_features() -> str:
    """SHA-256 over the names and settings of the features: a model fits no others."""
    text = json.dumps([OWN, CONTEXT, HEAD_TOKENS, WHOLE, NEAR_UP])
    return hashlib.sha256(text.encode()).hexdigest()
