"""Word tokens: what belongs together, and where it stands."""

from __future__ import annotations

import pytest

from spinscore.document import Document


def words(text: str) -> list[str]:
    return list(Document.parse(text).words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council met on Tuesday.", ["the", "council", "met", "on", "tuesday"]),
        ("don't", ["don't"]),
        ("Don’t", ["don't"]),
        ("a well-known writer", ["a", "well-known", "writer"]),
        ("up 3.5 percent", ["up", "3.5", "percent"]),
        ("1,234,567 people", ["1,234,567", "people"]),
        ("the U.S. government", ["the", "u.s", "government"]),
        ("U.S.A. first", ["u.s.a", "first"]),
        ("e.g. bread", ["e.g", "bread"]),
        ("first_name here", ["first_name", "here"]),
        ("REWRITE_TITLE", ["rewrite_title"]),
        ("the 1990s", ["the", "1990s"]),
        ("£20m deal", ["20m", "deal"]),
        ("café naïve", ["café", "naïve"]),
        ("cafe\u0301", ["cafe\u0301"]),
        ("", []),
        ("… — “”", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ended.Then it rained", ["it", "ended", "then", "it", "rained"]),
        ("Paris,London", ["paris", "london"]),
        ("years—and", ["years", "and"]),
        ("years--and", ["years", "and"]),
        ("'quoted'", ["quoted"]),
        ("the players' kit", ["the", "players", "kit"]),
        ("-5 degrees", ["5", "degrees"]),
        ("rose 5.", ["rose", "5"]),
        ("in 2019, 300", ["in", "2019", "300"]),
        ("and/or", ["and", "or"]),
        ("__TITLE__", ["title"]),
        ("zero\u200bwidth", ["zero", "width"]),
        ("no\xa0break", ["no", "break"]),
    ],
)
def test_signs_that_do_not_join(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize("text", ["’tis the season’s end", "x İstanbul y", "a😀b c", "a\ud800b c", "日本語 text"])
def test_offsets_give_back_the_words(text: str) -> None:
    doc = Document.parse(text)
    assert [doc.folded[start:end] for start, end in zip(doc.token_starts, doc.token_ends, strict=True)] == list(
        doc.words
    )


def test_an_astral_letter_is_one_code_point_of_a_word() -> None:
    doc = Document.parse("x 𝐁𝐨𝐥𝐝 y")
    assert doc.tokens.tolist() == [[0, 1], [2, 6], [7, 8]]


def test_an_emoji_before_a_word_moves_it_by_one_code_point() -> None:
    assert Document.parse("😀 yes").tokens.tolist() == [[2, 5]]


def test_tokens_are_read_only() -> None:
    tokens = Document.parse("one two").tokens
    with pytest.raises(ValueError, match="read-only"):
        tokens[0, 0] = 5


def test_tokens_are_pairs_of_int32_even_when_there_are_none() -> None:
    tokens = Document.parse("").tokens
    assert tokens.shape == (0, 2)
    assert tokens.dtype == "int32"
