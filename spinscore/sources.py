"""Where rules lie: in this package, in packages of others that name themselves by an entry point, in a folder."""

from __future__ import annotations

import importlib
import os
import sys
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from spinscore.errors import RuleError
from spinscore.rule import SHIPPED

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "spinscore.rules"
"""The entry point group. An entry names a package with family folders, laid out as `spinscore/detectors` is."""
_PACKAGE = "spinscore.detectors"


class Source(NamedTuple):
    """A tree of family folders with rule files."""

    origin: str
    """The distribution that it belongs to; the path of a folder that belongs to none."""
    root: Traversable
    package: str = ""
    """Its dotted name; "" for a folder that is no package."""

    def detector(self, family: str, stem: str) -> object:
        """The module `<family>/<stem>.py`, imported."""
        if self.package:
            return importlib.import_module(f"{self.package}.{family}.{stem}")
        return _import_file(Path(str(self.root)) / family / f"{stem}.py")


def shipped() -> Source:
    """The rules that come with the library."""
    return Source(SHIPPED, resources.files(_PACKAGE), _PACKAGE)


def in_folder(path: Path) -> Source:
    """The rules in a folder, which is no package and stands in no registry."""
    return Source(str(path), path)


def installed() -> list[Source]:
    """The rules of other distributions, by their names. Raises RuleError for one that cannot be imported."""
    if not _may_be_some():
        return []
    from importlib.metadata import entry_points

    return [_source(point) for point in sorted(entry_points(group=GROUP), key=lambda p: (_owner(p), p.name, p.value))]


def _owner(point: EntryPoint) -> str:
    return point.dist.name if point.dist else point.name


def _source(point: EntryPoint) -> Source:
    owner = _owner(point)
    named = f'"{owner}" offers rules of spinscore (entry point {point.name} = {point.value})'
    if point.attr:
        raise RuleError(f'{named}, but the entry point must name a package, such as "{point.module}"')
    try:
        package = importlib.import_module(point.module)
        if not hasattr(package, "__path__"):
            raise RuleError(f"{named}, but {point.module} is a module and not a package with family folders")
        return Source(owner, resources.files(package), point.module)
    except RuleError:
        raise
    except Exception as error:  # code of others: whatever it raises
        raise broken(named, error) from error


def broken(named: str, error: Exception) -> RuleError:
    """The error for code of others that failed on import."""
    return RuleError(f"{named}, but importing it fails: {type(error).__name__}: {error}. Mend, update or uninstall it.")


def _may_be_some() -> bool:
    """Whether any distribution may have an entry point of ours.

    importlib.metadata takes 20 to 40 ms to import; reading the entry points of a few hundred distributions takes 2.
    True where a distribution may lie in something else than a plain folder: zip files, eggs, finders of others.
    """
    known = {"PathFinder", "BuiltinImporter", "FrozenImporter"}
    if any(hasattr(f, "find_distributions") and getattr(f, "__name__", "") not in known for f in sys.meta_path):
        return True
    marker = GROUP.encode()
    for folder in dict.fromkeys(entry or os.curdir for entry in sys.path):
        try:
            names = os.listdir(folder)
        except NotADirectoryError:
            return True
        except OSError:
            continue
        if folder.lower().endswith(".egg"):
            return True
        for name in names:
            if name.lower().endswith((".dist-info", ".egg-info")):
                try:
                    with open(os.path.join(folder, name, "entry_points.txt"), "rb") as file:
                        if marker in file.read():
                            return True
                except OSError:  # most distributions have none
                    continue
    return False


def _import_file(path: Path) -> object:
    """The module in a file that belongs to no package."""
    from importlib.util import module_from_spec, spec_from_file_location

    name = f"spinscore_rule_{path.parent.name}_{path.stem}"
    spec = spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module
