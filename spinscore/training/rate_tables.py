"""Writes counted rates into the ``[measured]`` tables of rule files, and leaves everything else in them as it is.

The keys that are counted: ``words``; ``hits_per_million`` (without findings for information, unless the whole rule is);
one rate for each severity that occurs; ``articles`` and ``articles_marked`` (whole articles, and those with a finding
that is major or worse); and, for rules with many findings or such a table already, ``[measured.by_corpus]``. Other keys
and all comments are a reader's judgements and stay.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from spinscore.findings import SEVERITIES
from spinscore.rule import Rule
from spinscore.training import rates
from spinscore.training.dataset import DataError
from spinscore.training.rates import ARTICLES, Tally, per_million

BY_CORPUS = "by_corpus"
SPLIT_FROM = 100.0
"""Findings per million words from which the rate of each corpus says more than chance."""
_WHOLE_FROM = 100
"""Rates from which a digit behind the point would be noise."""
_RATES = ("hits_per_million", *(f"{severity}_per_million" for severity in SEVERITIES))
COUNTED = frozenset({"words", "articles", "articles_marked", BY_CORPUS, *_RATES})
NOTE = "# Counted by `python -m spinscore.training rates`: articles of web pages, BBC news, 20 genres of human text."
_HEADER = "[measured]"
_TABLE = f"[measured.{BY_CORPUS}]"
_OLD_TABLE = "[measured.hits_per_million]"

Figures = dict[str, int | float | dict[str, int | float]]


def figures(tallies: Mapping[str, Tally], rule: Rule, *, split: bool = False) -> Figures:
    """The counted keys of a rule in the order in which they are written; `split` asks for the rate of each corpus."""
    summed, articles = rates.total(tallies), tallies[ARTICLES]
    rate = per_million(summed.hits(rule), summed.words)
    found: Figures = {"words": summed.words, "hits_per_million": round(rate, 2)}
    if rule.severity != "info":
        for severity in reversed(SEVERITIES):
            if hits := summed.findings[rule.id, severity]:
                found[f"{severity}_per_million"] = round(per_million(hits, summed.words), 2)
        found["articles"] = articles.texts
        found["articles_marked"] = articles.severe[rule.id]
    if split or rate >= SPLIT_FROM:
        by_corpus = {name: per_million(tally.hits(rule), tally.words) for name, tally in sorted(tallies.items())}
        found[BY_CORPUS] = {
            name: round(value) if value >= _WHOLE_FROM else round(value, 1) for name, value in by_corpus.items()
        }
    return found


def is_split(text: str) -> bool:
    """Whether a rule file has a table of the rates by corpus, under its name of today or the old one."""
    return not {_TABLE, _OLD_TABLE}.isdisjoint(text.split("\n"))


def with_figures(text: str, counted: Figures) -> str:
    """The text of a rule file with these figures in its [measured] table, made if there is none."""
    lines = text.split("\n")
    plain = {key: value for key, value in counted.items() if not isinstance(value, dict)}
    start, end = _section(lines, _HEADER)
    if start < 0:
        start = next((i for i, line in enumerate(lines) if line.startswith("[[example]]")), len(lines))
        lines[start:start] = [_HEADER, ""]
        end = start + 1
    lines[start + 1 : end] = _entries(lines[start + 1 : end], plain)
    corpora = counted.get(BY_CORPUS)
    if isinstance(corpora, dict):
        lines = _with_table(lines, corpora)
    new = "\n".join(lines)
    if not _is_in_place(new, text, counted):
        raise DataError("its [measured] table has a form that cannot be written in place")
    return new


def _with_table(lines: list[str], corpora: Mapping[str, object]) -> list[str]:
    """The lines with the table of rates by corpus in place of the one that is there, whose comments stay."""
    start, end = _section(lines, _OLD_TABLE if _OLD_TABLE in lines else _TABLE)
    entries = [f"{name} = {value}" for name, value in corpora.items()]
    if start < 0:
        _, end = _section(lines, _HEADER)
        return [*lines[:end], "", _TABLE, "# Findings per million words.", *entries, *lines[end:]]
    comments = [line for line in lines[start + 1 : end] if line.startswith("#")]
    return [*lines[:start], _TABLE, *comments, *entries, *lines[end:]]


def _section(lines: list[str], header: str) -> tuple[int, int]:
    """Where a table's header stands, and the line after its last entry; -1, -1 if it is not there."""
    if header not in lines:
        return -1, -1
    start = lines.index(header)
    end = next((i for i in range(start + 1, len(lines)) if lines[i].startswith("[")), len(lines))
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1  # blank lines, and comments on what follows
    return start, end


def _entries(lines: list[str], plain: Mapping[str, object]) -> list[str]:
    """The lines of the table: counted keys replaced in place, stale ones dropped, new ones after the counted ones.

    Where none was counted before, they come first, so that no comment on another key stands before them.
    """
    waiting = {key: f"{key} = {_number(value)}" for key, value in plain.items()}
    kept: list[str] = []
    place = 0
    for line in lines:
        key = re.match(r"([a-z_]+) *=", line)
        if not key or key[1] not in COUNTED:
            kept.append(line)
        elif key[1] in waiting:
            kept.append(waiting.pop(key[1]))
            place = len(kept)
    kept[place:place] = waiting.values() if place else [NOTE, *waiting.values()]
    return kept


def _number(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _is_in_place(new: str, old: str, counted: Figures) -> bool:
    """Whether the new text says the counted figures, and for the rest what the old one said."""
    before = tomllib.loads(old)
    try:
        after = tomllib.loads(new)
    except tomllib.TOMLDecodeError:
        return False
    judged = {key: value for key, value in before.pop("measured", {}).items() if key not in COUNTED}
    return after.pop("measured", None) == judged | counted and before == after


def write(folder: Path, tallies: Mapping[str, Tally], rules: Iterable[Rule]) -> list[Path]:
    """Writes the figures of rules into their files under a folder of families; the files that changed."""
    changed = []
    for rule in rules:
        path = folder / rule.family / f"{rule.id.partition('.')[2].replace('-', '_')}.toml"
        old = path.read_text(encoding="utf-8")
        try:
            new = with_figures(old, figures(tallies, rule, split=is_split(old)))
        except DataError as error:
            raise DataError(f"{path}: {error}") from None
        if new != old:
            path.write_text(new, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed
