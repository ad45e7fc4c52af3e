"""Which rules are worked on: by id or family those that are installed, by path those of a folder."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from spinscore.authoring.cases import rule_path
from spinscore.authoring.detectors import watched
from spinscore.errors import RuleError, nearest
from spinscore.registry import all_rules, load, meant, select, sources, unite
from spinscore.rule import FAMILIES, Rule
from spinscore.sources import in_folder, shipped


class Bench(NamedTuple):
    """Rules to try, by id, with the folders that they come from, and all rules that they run together with."""

    rules: Mapping[str, Rule]
    roots: Mapping[str, Path]
    everything: Mapping[str, Rule]


def gather(names: Sequence[str]) -> Bench:
    """The rules that some ids, families and paths name; all that ship for none.

    A path is that of a rule file, of a family folder or of the folder around the families. The rules of a folder
    replace installed ones of the same id. Raises RuleError for a name that is none of these.
    """
    installed = all_rules()
    for _ in load(shipped(), careful=True):
        pass  # an error in a phrase or regex of theirs shows here, with its file
    chosen: list[str] = []
    of_folders: dict[str, Rule] = {}
    roots = {rule.id: _root(rule) for rule in installed.values()}
    if not names:
        chosen = [rule.id for rule in installed.values() if rule.origin == sources()[0].origin]
    for name in names:
        path = _path(name, installed)
        if path is None:
            chosen += [rule.id for rule in select([name])]
            continue
        root, wanted = _place(path)
        for rule in _rules_in(root):
            if rule.origin not in {source.origin for source in sources()}:
                of_folders[rule.id] = rule
                roots[rule.id] = root
            if wanted in ("", rule.family, rule.id):
                chosen.append(rule.id)
    for rule in [each for each in installed.values() if each.id in chosen and each.id not in of_folders]:
        of_folders[rule.id] = rule
    of_folders = {name: watched(rule) for name, rule in of_folders.items()}
    everything = unite([*(rule for rule in installed.values() if rule.id not in of_folders), *of_folders.values()])
    return Bench({name: everything[name] for name in dict.fromkeys(chosen)}, roots, everything)


def _root(rule: Rule) -> Path:
    """The folder around the families that an installed rule lies in; a distribution may have several."""
    file = rule_path(Path(), rule.id).name
    for source in sources():
        if source.origin == rule.origin and (source.root / rule.family / file).is_file():
            return Path(str(source.root))
    raise RuleError(f"{rule.id}: its file is gone from {rule.origin}")


def _path(name: str, installed: Mapping[str, Rule]) -> Path | None:
    """The path that a name is, or stands for as the id of a rule below this folder; None for an id or a family.

    Raises RuleError for an id that is neither installed nor below this folder.
    """
    if name in installed or name in FAMILIES:
        return None
    if _is_path(name):
        return Path(name)
    if name.partition(".")[0] in FAMILIES and name.count(".") == 1:
        file = rule_path(Path(), name)
        if file.is_file():
            return file
        raise RuleError(
            f'no rule or family is called "{name}". {meant(name, installed)} '
            f"A rule that is not installed is named by its file: path/to/{file.as_posix()}"
        )
    return None


def _is_path(name: str) -> bool:
    return os.sep in name or "/" in name or name in (".", "..") or name.endswith(".toml") or Path(name).is_dir()


def _place(path: Path) -> tuple[Path, str]:
    """The folder around the families, and which family or rule in it is meant; "" for all of it."""
    if not path.exists():
        raise RuleError(f"{path}: there is no such file or folder")
    path = path.resolve() if path.name in ("", "..") else path
    if path.is_dir():
        return (path.absolute().parent, path.absolute().name) if path.absolute().name in FAMILIES else (path, "")
    if path.suffix != ".toml":
        raise RuleError(f"{path}: a rule file ends with .toml")
    family = path.absolute().parent.name
    if family not in FAMILIES:
        raise RuleError(
            f'{path}: a rule file lies in a folder named after its family, and "{family}" is none. '
            f"{nearest(family, FAMILIES)}"
        )
    root = path.absolute().parents[1]
    if root.name in ("cases", "rules") and "[[case]]" in path.read_text("utf-8"):
        raise RuleError(f"{path}: this is a case file. Name the rule's own file, or its id.")
    return root, f"{family}.{path.stem.replace('_', '-')}"


def _rules_in(root: Path) -> list[Rule]:
    """The rules of a folder; those of the registry where it is the folder of an installed package."""
    for source in sources():
        if Path(str(source.root)).resolve() == root.resolve():
            return [rule for rule in all_rules().values() if rule.origin == source.origin]
    return list(load(in_folder(root)))
