"""All rules: found in the family folders of their sources, put together, and chosen by id or family."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources.abc import Traversable
from types import MappingProxyType

from spinscore.building import without_collection
from spinscore.errors import RuleError, nearest
from spinscore.rule import (
    FAMILIES,
    SHIPPED,
    Accept,
    Action,
    Example,
    Find,
    Guard,
    Pattern,
    Phrase,
    Place,
    Rule,
    mark,
    unmark,
)
from spinscore.rulefile import build_rule, read_rule
from spinscore.sources import Source, broken, installed, shipped

__all__ = [
    "FAMILIES",
    "SHIPPED",
    "Accept",
    "Action",
    "Example",
    "Find",
    "Guard",
    "Pattern",
    "Phrase",
    "Place",
    "Rule",
    "all_rules",
    "build_rule",
    "load",
    "mark",
    "meant",
    "select",
    "sources",
    "unite",
    "unmark",
]


@functools.cache
def sources() -> tuple[Source, ...]:
    """Where all rules come from: this library, then other distributions by name."""
    return (shipped(), *installed())


@functools.cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule that is installed, id to `Rule`, in the order of their ids within the families.

    Raises RuleError for a rule file that is wrong, an id that comes twice, and a package of rules that is broken.
    """
    with without_collection():
        return MappingProxyType(unite(rule for source in sources() for rule in load(source)))


def unite(rules: Iterable[Rule]) -> dict[str, Rule]:
    """Rules by id, in order. Raises RuleError for two of one id, and for one that gives way to a rule that is not."""
    found: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in found:
            raise RuleError(
                f'two rules are called "{rule.id}": one of "{found[rule.id].origin}" and one of "{rule.origin}". '
                "The newer one needs another name."
            )
        found[rule.id] = rule
    for rule in found.values():
        for name in rule.yields_to:
            if name not in found:
                raise RuleError(f'{rule.id}: yields_to names "{name}", which is no rule. {nearest(name, found)}')
    return {name: found[name] for name in sorted(found, key=lambda name: (FAMILIES.index(found[name].family), name))}


def load(source: Source, *, careful: bool = False) -> Iterator[Rule]:
    """The rules of one source. Raises RuleError naming the source, the file and the key that is wrong.

    Regexes are compiled and phrases expanded to check them, for the rules that ship only if one is `careful`.
    """
    where = "" if source.origin == SHIPPED else f"{source.origin}{': ' if source.package else os.sep}"
    count = 0
    for family, folder in _families(source, where):
        names = {entry.name for entry in folder.iterdir()}
        for name in sorted(names):
            if name.endswith(".toml"):
                count += 1
                yield _load(source, folder, names, family, name.removesuffix(".toml"), where, careful)
    if not count:
        raise RuleError(
            f"{where}there is no rule file in it. Rules lie in folders named after their families "
            f"({', '.join(FAMILIES)}) and are package data: see that the built package holds the .toml files."
        )


def _families(source: Source, where: str) -> Iterator[tuple[str, Traversable]]:
    """The family folders of a source. A folder of rule files with another name is a mistake."""
    for folder in sorted(source.root.iterdir(), key=lambda item: item.name):
        if not folder.is_dir() or folder.name.startswith((".", "_")):
            continue
        if folder.name in FAMILIES:
            yield folder.name, folder
        elif source.package and any(entry.name.endswith(".toml") for entry in folder.iterdir()):
            raise RuleError(f'{where}"{folder.name}" is no family. {nearest(folder.name, FAMILIES)}')


def _load(
    source: Source, folder: Traversable, names: set[str], family: str, stem: str, where: str, careful: bool
) -> Rule:
    path = f"{where}{family}/{stem}.toml"

    def detector() -> object:
        try:
            module = source.detector(family, stem)
        except Exception as error:  # code of others: whatever it raises
            raise broken(f"{where}{family}/{stem}.py is a detector", error) from error
        if not hasattr(module, "find") and not hasattr(module, "accept"):
            raise RuleError(f"{where}{family}/{stem}.py has neither find(doc, rule) nor accept(doc, rule, hit)")
        return module

    return read_rule(
        folder,
        stem,
        family,
        beside=names,
        module=detector,
        path=path,
        origin=source.origin,
        careful=careful or source.origin != SHIPPED,
    )


def meant(name: str, rules: Iterable[str]) -> str:
    """A clause naming the rule or family that a wrong name may stand for, or how to see them all.

    >>> meant("html", ["leak.html", "leak.value"])
    'Did you mean "leak.html"?'
    """
    ids = list(rules)
    clause = nearest(name, [*ids, *FAMILIES])
    if clause.startswith("Known"):
        same = [each for each in ids if each.partition(".")[2] == name]
        clause = f'Did you mean "{same[0]}"?' if same else "All are listed by: spinscore rules"
    return clause


def select(names: Iterable[str] | None, rules: Mapping[str, Rule] | None = None) -> tuple[Rule, ...]:
    """The rules with these ids, or of these families; all of them for None.

    Raises RuleError for a name that is neither.
    """
    rules = all_rules() if rules is None else rules
    if names is None:
        return tuple(rules.values())
    if isinstance(names, str):
        raise TypeError(f'rules takes a list of ids or families, got a str. Write rules=["{names}"].')
    if not isinstance(names, Iterable):
        raise TypeError(f"rules takes a list of ids or families, got {type(names).__name__}.")
    listed = list(names)
    families = set(FAMILIES)
    for name in listed:
        if not isinstance(name, str) or (name not in rules and name not in families):
            raise RuleError(f'no rule or family is called "{name}". {meant(str(name), rules)}')
    wanted = set(listed)
    return tuple(rule for rule in rules.values() if rule.id in wanted or rule.family in wanted)
