"""Reads tables of phrases: comment lines, a header, then one phrase a line, cells divided by tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from spinscore.errors import RuleError
from spinscore.rule import Phrase
from spinscore.rulekeys import LISTS, SWITCHES, build


def read_table(text: str, path: str) -> Iterator[Phrase]:
    """The phrases of a rule's table. The header has the phrase keys, `text` first.

    Raises RuleError naming the line and the key that is wrong.
    """
    for _, phrase in _read(text, path, ("text",)):
        yield phrase


def read_list(text: str, path: str) -> Iterator[tuple[str, Phrase]]:
    """The phrases of a language's list, each with the stem of its rule's file. The header begins with `rule`, `text`.

    Raises RuleError likewise.
    """
    return _read(text, path, ("rule", "text"))


def _read(text: str, path: str, leading: Sequence[str]) -> Iterator[tuple[str, Phrase]]:
    header: list[str] = []
    settings: dict[str, tuple[Any, ...]] = {}  # by what follows the text: most rows of a table share it
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if not header:
            header = line.split("\t")
            for place, name in enumerate(leading):
                if header[place : place + 1] != [name]:
                    found = header[place] if place < len(header) else ""
                    nth = ("first", "second")[place]
                    raise RuleError(f'{path}: the {nth} column must be "{name}", got "{found}". Tabs separate cells.')
            continue
        lead, rest = "", line
        if len(leading) > 1:
            lead, _, rest = rest.partition("\t")
        wording, _, rest = rest.partition("\t")
        if rest not in settings:
            settings[rest] = _settings(f"{path}: line {number}", header[len(leading) :], rest)
        if not wording:
            raise RuleError(f"{path}: line {number} has no text")
        yield lead, Phrase._make((wording, *settings[rest]))


def _settings(path: str, header: Sequence[str], rest: str) -> tuple[Any, ...]:
    """All values of a phrase but its text, from the cells behind it."""
    cells = rest.split("\t") if rest else []
    if len(cells) > len(header):
        raise RuleError(f"{path} has more cells than the header")
    row = {key: _cell(path, key, cell) for key, cell in zip(header, cells, strict=False) if cell}
    return build(Phrase, path, {"text": "-", **row})[1:]


def _cell(path: str, key: str, cell: str) -> Any:
    if key in LISTS:
        return cell.split()
    if key in SWITCHES:
        return {"true": True, "false": False}.get(cell, cell)
    if key == "confidence":
        try:
            return float(cell)
        except ValueError:
            raise RuleError(f"{path}: confidence must be a number, got {cell!r}") from None
    return cell
