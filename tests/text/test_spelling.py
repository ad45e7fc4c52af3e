"""One spelling for many."""

from __future__ import annotations

import unicodedata

import pytest

from spinscore.text.spelling import canonical, canonical_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("yazısı", "yazisi"),  # Turkish dotless i, as lower() makes of a capital I
        ("i̇çerik", "içerik"),  # a capital İ in lower case
        ("straße", "strasse"),
        ("σχόλιος", "σχολιοσ"),
        ("bình luận", unicodedata.normalize("NFD", "bình luận")),
        ("تعليقٌ", "تعليق"),
        ("تعلـــيق", "تعليق"),
        ("دیدگاه", "ديدگاه"),
        ("תְּגוּבָה", "תגובה"),
        ("コメント（１２）", "コメント(12)"),
        ("ｶﾅ", "カナ"),
        ("ещё", "еще"),
    ],
)
def test_two_spellings_are_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), [("हैं", "हे"), ("が", "か"), ("กา", "กี"), ("댓글", "대글")])
def test_vowels_that_are_marks_stay(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_each_word_stays_a_word() -> None:
    assert canonical_words(("ﷺ", "½", "añade", "\u0301", "x")) == (
        canonical("ﷺ"),
        canonical("½"),
        "anade",
        "\u0301",
        "x",
    )
    assert canonical_words(()) == ()
    assert canonical_words(("plain",)) == ("plain",)
