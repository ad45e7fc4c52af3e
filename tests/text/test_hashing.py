"""Tokens are found by hash exactly where a dictionary finds them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinscore.document import Document
from spinscore.text import lexicon
from spinscore.text.chars import code_points
from spinscore.text.hashing import HashFilter, PairTable, WordTable, compact, hash_words, spread, token_hashes


def hashes(text: str) -> np.ndarray:
    doc = Document.parse(text)
    return token_hashes(code_points(doc.folded), doc.tokens)


def test_equal_words_have_equal_hashes_wherever_they_stand() -> None:
    first, *others = hashes("bridge " + "x" * 40_000 + " bridge harbour bridge")
    assert [first == other for other in others] == [False, True, False, True]


def test_words_have_the_hashes_that_they_have_in_a_text() -> None:
    words = ["ant", "café", "日本", "x" * 40_000, "o'brien's", ""]
    assert hash_words(words).tolist() == [*hashes(" ".join(words)).tolist(), 0]
    assert hash_words([]).tolist() == []


def test_a_table_gives_the_place_of_each_word() -> None:
    table = WordTable.of(["ant", "bee", "café", "日本"])
    assert table.find(hashes("bee wasp 日本 ant Café ants")).tolist() == [2, 0, 4, 1, 3, 0]


def test_the_shipped_tables_are_those_that_this_code_builds() -> None:
    words = lexicon.vocabulary()[1:]
    table = WordTable.of(words)
    assert np.array_equal(table.find(hash_words(words)), np.arange(1, len(words) + 1))
    bits, taken = compact(table.slots)
    assert np.array_equal(lexicon._array("word_slots.npy"), bits)
    assert np.array_equal(lexicon._array("word_hashes.npy"), taken)
    assert np.array_equal(spread(bits, taken), table.slots)


@pytest.mark.parametrize(
    "text", ["", "The harbour bridge reopened.", "naïve café, well-known O’Brien’s 3.5 xyzzy", "日本 語"]
)
def test_facts_of_tokens_are_the_facts_of_the_words(text: str) -> None:
    doc = Document.parse(text)
    for one, other in zip(doc.facts, lexicon.facts(doc.words), strict=True):
        np.testing.assert_array_equal(one, other)


@given(st.lists(st.text("abcé語", min_size=1, max_size=6), unique=True, max_size=50), st.text("abcé語 ", max_size=80))
def test_find_agrees_with_a_dictionary(words: list[str], text: str) -> None:
    place = {word: number for number, word in enumerate(words, 1)}
    doc = Document.parse(text)
    assert WordTable.of(words).find(hashes(text)).tolist() == [place.get(word, 0) for word in doc.words]


def test_a_pair_table_gives_the_number_of_each_pair_and_0_for_all_others() -> None:
    rng = np.random.default_rng(5)
    some = np.unique(rng.integers(1, 1 << 32, 400_000, dtype=np.uint32))
    keys, others = some[::2], some[1::2]
    numbers = rng.integers(1280, 2400, len(keys)).astype(np.float16) / np.float16(256)
    table = PairTable.of(keys, numbers)
    np.testing.assert_array_equal(table.find(keys), numbers.astype(np.float32))
    assert not table.find(others).any()
    assert not table.find(np.arange(3_000_000, dtype=np.uint32)[~np.isin(np.arange(3_000_000), keys)]).any()
    assert table.find(keys[:0]).tolist() == []


def test_a_pair_table_says_when_its_slots_have_no_room_for_the_numbers() -> None:
    with pytest.raises(ValueError, match="1100 different numbers"):
        PairTable.of(np.arange(1, 1101, dtype=np.uint32), np.arange(1100).astype(np.float16))


def test_a_filter_lets_all_its_words_pass_and_few_others() -> None:
    words = lexicon.vocabulary()[1:2001]
    sieve = HashFilter(hash_words(words))
    assert sieve.passed(hash_words(words)).all()
    assert sieve.passed(hash_words(lexicon.vocabulary()[2001:])).mean() < 0.02
