"""Each language: an article, lines of a page below it that are found, and prose with the same words that is not.

A file a language, `de.tsv`: "article", a rule or "prose", a tab, and the text. Written for the purpose.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest

from spinscore.document import Document
from spinscore.engine import RuleSet
from spinscore.languagelists import available, check, read
from spinscore.registry import all_rules
from spinscore.text.language import languages

FILES = sorted(Path(__file__).parent.glob("*.tsv"))
RULES = RuleSet(tuple(all_rules().values()))
"""Without the model that judges lines by their form: what the lists find alone."""


def rows(file: Path) -> list[tuple[str, str]]:
    lines = file.read_text("utf-8").splitlines()
    return [(kind, text) for kind, _, text in (line.partition("\t") for line in lines)]


def texts(file: Path, kind: str) -> list[str]:
    return [text for each, text in rows(file) if each == kind]


def page_lines(file: Path) -> list[tuple[str, str]]:
    return [(kind, text) for kind, text in rows(file) if kind.startswith("boilerplate.")]


def found(text: str) -> list[tuple[str, str]]:
    return [(found.rule, found.text) for found in RULES.run(Document(text)) if found.rule.startswith("boilerplate.")]


def page(article: str, lines: Sequence[str]) -> str:
    return "\n\n".join([article, *lines])


def each(files: Sequence[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("file", files, ids=[file.stem for file in files])


def test_there_are_at_least_fifty_languages() -> None:
    assert len(FILES) >= 50
    assert {file.stem for file in FILES} <= set(available())


@each(FILES)
def test_the_lines_of_a_page_are_found_below_an_article(file: Path) -> None:
    lines = page_lines(file)
    assert {kind for kind, _ in lines} == {
        f"boilerplate.{name}" for name in ("comment-prompt", "newsletter", "cookie", "share", "navigation", "copyright")
    }
    assert found(page(texts(file, "article")[0], [text for _, text in lines])) == lines


@each(FILES)
def test_prose_with_the_same_words_is_left_alone(file: Path) -> None:
    assert found(page(texts(file, "article")[0], texts(file, "prose"))) == []


@each(FILES)
def test_the_language_of_an_article_is_told(file: Path) -> None:
    for text in texts(file, "article") + texts(file, "prose"):
        assert Document(text).language in {file.stem, *languages()[file.stem].kin}


@each(FILES)
def test_another_unicode_form_and_letter_case_change_nothing(file: Path) -> None:
    lines = page_lines(file)
    article = texts(file, "article")[0]
    expected = [kind for kind, _ in lines]
    for changed in ([unicodedata.normalize("NFD", text) for _, text in lines], [text.upper() for _, text in lines]):
        assert [rule for rule, _ in found(page(article, changed))] == expected


@pytest.mark.parametrize("code", available())
def test_a_list_is_well_formed(code: str) -> None:
    stems = {name.partition(".")[2].replace("-", "_") for name in all_rules()}
    entries = read("spinscore", "boilerplate", code)
    assert {stem for stem, _ in entries} <= stems
    check(code, [(0, phrase) for _, phrase in entries])
