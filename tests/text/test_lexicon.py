"""Facts of words: the tables, words outside them, and what is remembered."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from spinscore.text import lexicon
from spinscore.text.lexicon import facts, pair_scores, vocabulary


def test_facts_of_common_words() -> None:
    known = facts(["the", "government", "happy", "unconstitutional"])
    assert known.ids[0] == 1
    assert (known.ids > 0).all()
    assert known.syllables.tolist() == [1, 3, 2, 6]
    assert known.letters.tolist() == [3, 10, 5, 16]
    assert known.function.tolist() == [True, False, False, False]
    assert known.dale_chall.tolist() == [True, True, True, False]
    assert known.spache.tolist() == [True, True, True, False]
    assert np.all(np.diff(known.zipf) < 0)
    assert 7.5 < known.zipf[0] < 7.7  # "the" is 23,135,851,162 of 588,117,981,387 words


def test_arrays_have_their_types_and_are_read_only() -> None:
    known = facts(["a", "b"])
    assert [array.dtype for array in known] == [np.int32, np.int32, np.int32, np.float32, bool, bool, bool]
    assert all(len(array) == 2 and not array.flags.writeable for array in known)
    assert all(array.size == 0 for array in facts([]))


def test_a_possessive_is_its_noun() -> None:
    noun, possessive = facts(["church", "church's"]), facts(["church's"])
    assert possessive.ids[0] == noun.ids[0]
    assert possessive.zipf[0] == noun.zipf[0]
    assert noun.syllables.tolist() == [1, 2]
    assert noun.letters.tolist() == [6, 7]


def test_a_contraction_is_a_word_of_its_own() -> None:
    known = facts(["it's", "it", "don't", "wouldn't"])
    assert len(set(known.ids.tolist())) == 4
    assert known.function.all()
    assert (known.zipf > 4).all()


def test_accents_do_not_hide_a_word() -> None:
    known = facts(["café", "cafe", "cafe\u0301", "café's"])
    assert known.ids[0] > 0
    assert len(set(known.ids.tolist())) == 1


def test_a_compound_is_as_rare_as_its_rarest_part() -> None:
    known = facts(["well-known", "well", "known", "well-qwzzx"])
    assert known.ids[0] == 0
    assert known.zipf[0] == min(known.zipf[1], known.zipf[2])
    assert np.isnan(known.zipf[3])
    assert known.letters.tolist() == [9, 4, 5, 9]


@pytest.mark.parametrize("word", ["blenk", "12", "1,234", "москва", "", "'", "\ud800"])
def test_an_unknown_word(word: str) -> None:
    known = facts([word])
    assert known.ids.tolist() == [0]
    assert np.isnan(known.zipf).all()
    assert known.syllables.tolist() == [1]
    assert known.letters.tolist() == [sum(map(str.isalnum, word))]
    assert not known.function.any()
    assert not known.dale_chall.any()
    assert known.spache.all()


def test_a_huge_word_is_counted_and_not_remembered() -> None:
    word = "banana" * 30_000
    known = facts([word])
    assert known.letters.tolist() == [180_000]
    assert known.syllables.tolist() == [255]
    assert word not in lexicon._table().seen
    assert facts(["x" * 3_000_000]).letters.tolist() == [(1 << 20) - 1]


def test_memory_is_bounded_and_changes_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    table = lexicon._Table()
    monkeypatch.setattr(lexicon, "_REMEMBERED", 50)
    words = [f"qw{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(500)]
    first = [packed for word in words for packed in table.worked_out([word])]
    assert 0 < len(table.seen) <= 50
    assert table.worked_out(words) == first
    assert len(table.seen) <= 50
    assert table.worked_out(words[::-1]) == first[::-1]


@pytest.mark.parametrize(
    "words",
    [
        ["xyzzy", "senator's", "cafés", "well-known", "qwzzx-known", "o'clock", "3.5"],
        ["naïve's-end", "senator's-aide", "-", "'", "a-b-c", "co-co", "well-known"],
    ],
)
def test_unknown_words_are_the_same_together_and_one_by_one(words: list[str]) -> None:
    together = lexicon._Table().worked_out(words)
    assert together == [packed for word in words for packed in lexicon._Table().worked_out([word])]


def test_the_vocabulary() -> None:
    words = vocabulary()
    assert len(words) == 65_536
    assert len(set(words)) == len(words)
    assert words[:4] == ("", "the", "of", "and")
    ids = facts(words[1:]).ids
    assert np.array_equal(ids, np.arange(1, len(words)))
    zipf = facts(words[1:]).zipf
    assert np.all(np.diff(zipf) <= 0)
    assert zipf[-1] > 1


def test_common_words_of_both_spellings_are_in_the_vocabulary() -> None:
    words = "colour color organise organize analyse analyze travelling traveling metre blog website email".split()
    assert (facts(words).ids > 0).all()


def test_function_words_are_common() -> None:
    known = facts(vocabulary()[1:])
    assert 250 < known.function.sum() < 400
    assert np.median(known.ids[known.function]) < 1000


def test_pairs() -> None:
    scores = pair_scores(facts(["of", "the", "prime", "minister", "qwzzx", "minister"]).ids)
    assert scores.dtype == np.float32
    assert scores.round(2).tolist() == pytest.approx([9.44, 6.25, 6.33, 0.0, 0.0], abs=0.01)


@pytest.mark.parametrize("words", [[], ["the"]])
def test_no_pairs(words: list[str]) -> None:
    assert pair_scores(facts(words).ids).tolist() == []


def test_the_pair_table_is_whole() -> None:
    table = lexicon._pairs()
    assert np.count_nonzero(table.slots) == len(lexicon._array("pair_entries.npy")) > 200_000
    assert table.values.min() >= 5
    assert np.all(table.values[1:] > table.values[:-1])
    assert pair_scores(np.array([65_535, 65_535], np.int32))[0] == 0


def test_pairs_are_looked_up_where_they_are_asked_for() -> None:
    ids = facts(["of", "the", "prime", "minister"]).ids
    some = pair_scores(ids, np.array([False, True, True]))
    assert some[0] == 0
    assert some[1:].tolist() == pair_scores(ids)[1:].tolist()


def test_the_tables_stay_small() -> None:
    folder = files("spinscore") / "data"
    sizes = [len(entry.read_bytes()) for entry in folder.iterdir() if entry.name.endswith((".gz", ".npy"))]
    assert len(sizes) >= 7
    assert sum(sizes) < 3_000_000
