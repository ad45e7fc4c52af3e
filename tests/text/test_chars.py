"""Character kinds and folding: the folded text has the length of the text, whatever it holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinscore.text.chars import (
    BREAK,
    DIGIT,
    JOINER,
    POINT,
    QUOTE,
    SPACE,
    STOP,
    WORD,
    code_points,
    fold,
    folded,
    kinds,
    string,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don’t SHOUT", "don't shout"),
        ("İstanbul", "İstanbul"),
        ("STRAẞE straße", "straße straße"),
        ("ΟΔΟΣ", "οδος"),  # either small sigma will do
        ("ÀÉÎ", "àéî"),
        ("\ud800A", "\ud800a"),
        ("𐐀", "𐐨"),
        ("", ""),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text).replace("ς", "σ") == expected.replace("ς", "σ")


@pytest.mark.parametrize("text", ["İ", "İİ’İ", "ß", "ẞ", "ŉ", "ﬁ", "Σ", "😀İ\ud83d", "\x00’"])
def test_fold_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_a_letter_that_grows_when_lowered_does_not_stop_the_rest_from_folding() -> None:
    assert fold("İZMİR IS FAR") == "İzmİr is far"


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        ("a", WORD),
        ("é", WORD),
        ("\u0301", WORD),
        ("7", WORD | DIGIT),
        ("²", WORD | DIGIT),
        ("½", WORD),
        ("'", JOINER),
        ("-", JOINER),
        ("_", JOINER),
        ("’", JOINER),
        (".", POINT | STOP),
        (",", POINT),
        (" ", SPACE),
        ("\xa0", SPACE),
        ("\t", SPACE),
        ("\n", SPACE | BREAK),
        ("\r", SPACE | BREAK),
        ("\u2028", SPACE | BREAK),
        ("\x85", SPACE | BREAK),
        ("\x0c", SPACE | BREAK),
        ("?", STOP),
        ("…", STOP),
        ("“", QUOTE),
        ("«", QUOTE),
        ("\u200b", 0),
        ("\x00", 0),
        ("\ud800", 0),
        ("😀", 0),
        ("𝐁", WORD),
    ],
)
def test_kinds(char: str, expected: int) -> None:
    assert kinds(code_points(char)).tolist() == [expected]


def test_line_breaks_are_those_of_str_splitlines() -> None:
    ours = [
        chr(i) for i, kind in enumerate(kinds(code_points("".join(map(chr, range(0x3000))))).tolist()) if kind & BREAK
    ]
    assert ours == [chr(i) for i in range(0x3000) if len(f"a{chr(i)}b".splitlines()) == 2]


def test_every_code_point_has_a_kind() -> None:
    assert kinds(code_points("\U0010ffff\uffff\ud800\udfff")).tolist() == [0, 0, 0, 0]


@given(st.text("aÉΣİ’Ñß😀ς.\u2028 ", max_size=30))
def test_the_folded_code_points_are_those_of_the_folded_text(text: str) -> None:
    assert string(folded(text, code_points(text))) == fold(text)


def test_every_code_point_of_the_plane_folds_as_its_letter_does() -> None:
    text = "".join(map(chr, range(0x10000)))
    assert string(folded(text, code_points(text))) == fold(text)
    plain = text.replace("Σ", "").replace("İ", "")
    assert string(folded(plain, code_points(plain))) == "".join(map(str.lower, plain)).replace("’", "'")
