"""Scripts of code points."""

from __future__ import annotations

import pytest

from spinscore.text.chars import code_points
from spinscore.text.scripts import letters_by_script


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("12.5 %, “…” — €", {}),
        ("Straße", {"Latn": 6}),
        ("Ελλάδα", {"Grek": 6}),
        ("שלום", {"Hebr": 4}),
        ("سلام", {"Arab": 4}),
        ("ไทย", {"Thai": 3}),
        ("漢字かなカナ", {"Kana": 4, "Hani": 2}),
        ("댓글 3개", {"Hang": 3}),
        ("\U00020000\U0001f600", {"Hani": 1}),
        ("\udc80a", {"Latn": 1}),
    ],
)
def test_letters_are_counted_by_script(text: str, expected: dict[str, int]) -> None:
    assert letters_by_script(code_points(text)) == expected


def test_the_most_frequent_script_comes_first() -> None:
    assert list(letters_by_script(code_points("Bob и Глеб"))) == ["Cyrl", "Latn"]
