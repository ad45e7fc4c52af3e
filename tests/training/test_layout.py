"""Layout and quotes are redrawn without touching a word."""

from __future__ import annotations

import random

import pytest

from spinscore.training.layout import curl, paragraphs, relayout, requote, shorten, straighten
from tests.training.conftest import article

TEXT = "It was late. \"We can't stay,\" she said.\n\nThe others' coats were wet -- all of them."


@pytest.mark.parametrize("seed", range(40))
def test_layout_keeps_all_words(seed: int) -> None:
    text = article(seed)
    assert relayout(text, random.Random(seed)).split() == text.split()


def test_layouts_differ() -> None:
    text = article(1)
    assert len({relayout(text, random.Random(seed)) for seed in range(40)}) > 4


def test_quotes_curl_both_ways() -> None:
    curled = curl(TEXT)
    assert "“We can’t stay,” she said." in curled
    assert straighten(curled) == TEXT


def test_requoted_text_is_one_of_three() -> None:
    assert {requote(TEXT, random.Random(seed)) for seed in range(30)} == {
        TEXT,
        straighten(TEXT),
        curl(straighten(TEXT)),
    }


@pytest.mark.parametrize("words", [1, 30, 75, 10_000])
def test_shortened_text_ends_with_a_sentence(words: int) -> None:
    text = article(3)
    short = shorten(text, words)
    assert short.endswith("minded.")
    assert text.split()[: len(short.split())] == short.split()
    assert len(short.split()) <= max(words, 30)


def test_paragraphs_are_lines_where_no_line_is_blank() -> None:
    assert paragraphs("a\nb\n") == ["a", "b"]
    assert paragraphs("a\nb\n\nc") == ["a\nb", "c"]
