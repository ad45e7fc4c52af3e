"""The phrases of rules in other languages than English, read when a document has a block in that language.

A family folder may hold a folder `languages` with one table for each language, such as `de.tsv`: the stem of the rule's
file, the phrase and its settings, one phrase a line. Adding a language is adding a file. Phrases and blocks are
compared in canonical spelling (see `spinscore.text.spelling`), as words, or as strings where words are not set apart.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Protocol

from spinscore import sources
from spinscore.building import without_collection
from spinscore.document import Document
from spinscore.errors import RuleError
from spinscore.phrasetable import read_list
from spinscore.rule import SHIPPED, Phrase, Rule
from spinscore.stringindex import StringIndex
from spinscore.text.language import languages, preload
from spinscore.text.spelling import canonical, canonical_words
from spinscore.wordindex import Match, WordIndex
from spinscore.wording import expand

FOLDER = "languages"

Entries = list[tuple[int, Phrase]]


class _Index(Protocol):
    def find_in(self, doc: Document, blocks: Collection[int]) -> list[Match]: ...


class LanguageLists:
    """The lists of the languages that were asked for, over some rules."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._indexes: dict[str, _Index] = {}
        self._numbers: dict[tuple[str, str], dict[str, int]] = {}
        for number, rule in enumerate(rules):
            name = rule.id.partition(".")[2]
            self._numbers.setdefault((rule.origin, rule.family), {})[name.replace("-", "_")] = number
        self._numbers = {source: numbers for source, numbers in self._numbers.items() if _tables(*source)}
        preload()

    def find(self, doc: Document) -> list[Match]:
        """The phrases of each language in the blocks that are in it."""
        matches: list[Match] = []
        reworded: Document | None = None
        for code, blocks in doc.blocks_by_language.items():
            known = languages().get(code)
            for each in (code, *known.kin) if known and self._numbers else ():
                index = self._index(each)
                if isinstance(index, WordIndex):
                    reworded = reworded or doc.reworded(canonical_words(doc.words))
                    matches += index.find_in(reworded, blocks)
                else:
                    matches += index.find_in(doc, blocks)
        return matches

    def _index(self, code: str) -> _Index:
        if code not in self._indexes:
            with without_collection():
                self._indexes[code] = _index_of(list(self._entries(code)), languages()[code].spaced)
        return self._indexes[code]

    def _entries(self, code: str) -> Iterator[tuple[int, Phrase]]:
        """The phrases of a language, each with the number of its rule."""
        for (origin, family), numbers in self._numbers.items():
            for stem, phrase in read(origin, family, code):
                if stem in numbers:
                    yield numbers[stem], phrase


def _index_of(entries: Entries, spaced: bool) -> _Index:
    if not spaced:
        return StringIndex(entries)
    return WordIndex(
        [
            (number, phrase._replace(text=canonical(phrase.text), name=phrase.name or phrase.text))
            for number, phrase in entries
        ]
    )


@functools.cache
def _tables(origin: str, family: str) -> Mapping[str, bytes]:
    """The lists of one origin and family as they lie in their folder, by language; read at once, parsed when asked for.

    So that nothing is read any more once the rules are ready.
    """
    folder = _root(origin) / family / FOLDER
    if not folder.is_dir():
        return {}
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".tsv")), key=lambda item: item.name)
    return {item.name.removesuffix(".tsv"): item.read_bytes() for item in files}


def read(origin: str, family: str, code: str) -> list[tuple[str, Phrase]]:
    """The list of a language for the rules of one origin and family, each phrase with the stem of its rule's file.

    Raises RuleError naming the file and the line that is wrong.
    """
    path = f"{family}/{FOLDER}/{code}.tsv"
    content = _tables(origin, family).get(code, b"")
    try:
        return list(read_list(content.decode("utf-8"), path))
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: not UTF-8: {error}") from None


def contents(origin: str = SHIPPED, family: str = "boilerplate") -> str:
    """All lists of one origin and family as one text: what decides which phrases of other languages are found."""
    tables = _tables(origin, family)
    return "\n".join([f"{code}\n{tables[code].decode('utf-8', 'replace')}" for code in sorted(tables)])


def available(origin: str = SHIPPED, family: str = "boilerplate") -> tuple[str, ...]:
    """The codes of the languages that have a list."""
    return tuple(_tables(origin, family))


def check(code: str, entries: Entries) -> None:
    """Raises RuleError for a phrase of a list that is not well formed."""
    if code not in languages():
        raise RuleError(f'"{code}" is no language that is told apart (see spinscore/data/languages.tsv)')
    spaced = languages()[code].spaced
    for _, phrase in entries if spaced else ():
        expand(canonical(phrase.text))
    _index_of(entries, spaced)


@functools.cache
def _root(origin: str) -> Traversable:
    if origin == SHIPPED:
        return sources.shipped().root
    for source in sources.installed():
        if source.origin == origin:
            return source.root
    return Path(origin)
