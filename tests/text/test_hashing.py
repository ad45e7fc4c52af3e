"""Tokens are found by hash exactly where a dictionary finds them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinscore.document import Document
from spinscore.text import lexicon
from spinscore.text.chars import code_points
from spinscore.text.hashing import HashTable, PairTable, token_hashes


def hashes(text: str) -> np.ndarray:
    doc = Document.parse(text)
    return token_hashes(code_points(doc.folded), doc.tokens)


def test_equal_words_have_equal_hashes_wherever_they_stand() -> None:
    first, *others = hashes("bridge " + "x" * 40_000 + " bridge harbour bridge")
    assert [first == other for other in others] == [False, True, False, True]


def test_a_table_gives_the_place_of_each_word() -> None:
    table = HashTable(["ant", "bee", "café", "日本"])
    assert table.find(hashes("bee wasp 日本 ant Café ants")).tolist() == [1, -1, 3, 0, 2, -1]


def test_the_whole_vocabulary_is_found() -> None:
    words = lexicon.vocabulary()[1:]
    doc = Document.parse("\n".join(words))
    assert doc.words == words
    assert HashTable(words).find(token_hashes(code_points(doc.folded), doc.tokens)).tolist() == list(range(len(words)))


@pytest.mark.parametrize(
    "text", ["", "The harbour bridge reopened.", "naïve café, well-known O’Brien’s 3.5 xyzzy", "日本 語"]
)
def test_facts_of_tokens_are_the_facts_of_the_words(text: str) -> None:
    doc = Document.parse(text)
    for one, other in zip(doc.facts, lexicon.facts(doc.words), strict=True):
        np.testing.assert_array_equal(one, other)


@given(st.lists(st.text("abcé語", min_size=1, max_size=6), unique=True, max_size=50), st.text("abcé語 ", max_size=80))
def test_find_agrees_with_a_dictionary(words: list[str], text: str) -> None:
    place = {word: number for number, word in enumerate(words)}
    doc = Document.parse(text)
    assert HashTable(words).find(hashes(text)).tolist() == [place.get(word, -1) for word in doc.words]


def test_a_pair_table_gives_the_value_of_each_pair_and_0_for_others() -> None:
    keys = np.arange(1, 200_000, 7, dtype=np.uint32) * np.uint32(65_537)
    values = np.linspace(5, 9, len(keys), dtype=np.float32)
    table = PairTable(keys, values)
    np.testing.assert_array_equal(table.find(keys), values)
    assert not table.find(keys + np.uint32(1)).any()
