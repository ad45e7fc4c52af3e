"""The language of a text and of its blocks."""

from __future__ import annotations

import pytest

from spinscore.document import Document
from spinscore.text.language import Guess, code_of, languages
from spinscore.text.lexicon import frequencies

ENGLISH = "The council voted on Tuesday to repair the old bridge by the mill before the autumn, and work starts in May."
GERMAN = "Der Rat hat am Dienstag beschlossen, die alte Brücke bis zum Herbst zu erneuern."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        ("", None),
        ("12.5 % – 3", None),
        ("xqzt vbrrk wplmf zzgh " * 12, None),
        ("Το συμβούλιο", "el"),
        ("評議会は決めた。", "ja"),
        ("市議會決定修橋。", "zh"),
        ("Kommentar schreiben", "de"),
    ],
)
def test_the_language_of_a_text(text: str, code: str | None) -> None:
    assert Document(text).language == code


def test_a_guess_says_what_tells_it() -> None:
    guess = Document(GERMAN).language_guess
    assert (guess.code, guess.script) == ("de", "Latn")
    assert guess.words == 7  # der, hat, am, die, bis, zum, zu
    assert guess.margin > 10
    assert guess.runner_up not in (None, "de")
    assert Document("ภาษาไทย").language_guess == Guess("th", "Thai", 0, float("inf"), None)


def test_the_caller_knows_better() -> None:
    doc = Document(GERMAN, lang="nl-BE")
    assert doc.language == "nl"
    assert doc.language_guess.code == "de"


@pytest.mark.parametrize(
    ("tag", "code"), [("pt-BR", "pt"), ("no", "nb"), ("zh_Hant", "zh"), ("iw", "he"), ("tlh", "tlh"), (" DE ", "de")]
)
def test_tags_become_codes(tag: str, code: str) -> None:
    assert code_of(tag) == code


def test_a_block_may_speak_another_language_than_its_text() -> None:
    doc = Document(f"{ENGLISH}\n\nSchreibe einen Kommentar\n\nEnd of page\n\n発表する")
    assert doc.block_languages == ("en", "de", "en", "ja")
    assert doc.blocks_by_language == {"de": [1], "ja": [3]}


def test_a_block_too_short_to_tell_is_in_the_language_of_its_text() -> None:
    assert Document(f"{GERMAN}\n\nInfo").block_languages == ("de", "de")


def test_a_short_foreign_block_is_under_both_languages() -> None:
    doc = Document(f"{GERMAN} Die Arbeiten sollen im Mai beginnen.\n\nDeja un comentario para el ayuntamiento")
    assert doc.block_languages == ("de", "es")
    assert {code: list(blocks) for code, blocks in doc.blocks_by_language.items()} == {"de": [0, 1], "es": [1]}


@pytest.mark.parametrize(
    "text",
    [ENGLISH, f"{ENGLISH} She flew to São Paulo in May.\n\nUrsula von der Leyen", f"{ENGLISH}\n\nLes Misérables"],
)
def test_english_has_no_blocks_in_other_languages(text: str) -> None:
    assert Document(text).blocks_by_language == {}


def test_english_costs_no_look_at_its_blocks() -> None:
    doc = Document(f"{ENGLISH}\n\n{ENGLISH}")
    assert doc.blocks_by_language == {}
    assert "block_languages" not in doc.__dict__
    assert "language_guess" not in doc.__dict__


def test_words_called_own_are_not_of_english() -> None:
    for language in languages().values():
        if language.code != "en":
            assert [word for word in language.own if frequencies([word])[0] >= 3] == []
            assert set(language.own) <= set(language.words)


def test_the_table_of_languages_is_sound() -> None:
    table = languages()
    assert len(table) >= 57
    assert list(table) == sorted(table)
    for language in table.values():
        assert {*language.kin, *language.like} <= set(table)
        assert len(set(language.words)) == len(language.words) > 0
        assert language.scripts


def test_a_reworded_document_has_the_same_places_and_other_words() -> None:
    doc = Document("Yazı YAZISI")
    other = doc.reworded(("yazi", "yazisi"))
    assert (other.words, other.tokens.tolist()) == (("yazi", "yazisi"), doc.tokens.tolist())
    assert other.hashes.tolist() == Document("yazi yazisi").hashes.tolist()
    assert doc.words == ("yazı", "yazisi")
