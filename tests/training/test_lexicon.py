"""The steps that make the word tables, and the tables in place against their sources where those are installed."""

from __future__ import annotations

import gzip
import re
from importlib.metadata import PackageNotFoundError, version

import numpy as np
import pytest

from spinscore.text.lexicon import ROW_FUNCTION, ROW_LETTERS
from spinscore.training import lexicon


def test_first_pronunciations_only() -> None:
    text = "read R EH1 D\nread(2) R IY1 D\no'er AO1 R # poetic\n"
    assert list(lexicon.pronunciations(text)) == [("read", ["R", "EH1", "D"]), ("o'er", ["AO1", "R"])]


def test_syllables_are_stressed_phones() -> None:
    assert lexicon.syllables("AH0 N T IH1 L".split()) == 2


def test_counts_of_words_and_pairs() -> None:
    assert lexicon.counts("the\t10\nof the\t7\n\n") == {"the": 10, "of the": 7}


@pytest.mark.parametrize(
    ("word", "count"),
    [("don't", 5), ("can't", 6), ("i'll", 7), ("let's", 8), ("it's", 9), ("o'clock", 300_000)],
)
def test_a_contraction_counts_as_the_words_it_stands_for(word: str, count: int) -> None:
    pairs = {"do not": 5, "can not": 6, "i will": 7, "let us": 8, "it is": 9}
    assert lexicon.contraction_count(word, pairs) == count


def test_dictionary_words_go_before_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "VOCABULARY_SIZE", 4)
    web = {"smith": 100, "jones": 30, "rare": 10, "need": 1, "a": 90, "b": 95, "www": 80, "naïve": 70}
    chosen = lexicon.choose_vocabulary({"rare": 9}, frozenset({"smith", "jones", "a", "b"}), frozenset({"need"}), web)
    assert list(chosen.items()) == [("smith", 100), ("a", 90), ("rare", 10), ("need", 1)]


def test_fact_rows() -> None:
    the = frozenset({"the"})
    counted = {"the": 1, "nth": 1, "didn't": 2}
    rows = lexicon.facts_rows(["the", "nth", "didn't"], counted, the, the).tolist()
    assert [row & 15 for row in rows] == [1, 1, 2]
    assert [row >> ROW_LETTERS & 31 for row in rows] == [3, 3, 5]
    assert [f"{row >> ROW_FUNCTION:03b}" for row in rows] == ["111", "100", "000"]


def test_pairs_inside_the_vocabulary() -> None:
    keys, scores = lexicon.pair_table({"of the": 1000, "the of": 100, "<s> the": 5, "the cat": 9}, {"the": 1, "of": 2})
    assert keys.tolist() == [1 << 16 | 2, 2 << 16 | 1]
    assert scores.tolist() == [2.0, 3.0]


def test_packing_is_reproducible() -> None:
    packed = lexicon.packed_lines(["b", "a"])
    assert gzip.decompress(packed) == b"b\na\n"
    assert packed == lexicon.packed_lines(["b", "a"])
    assert packed[4:8] == bytes(4)
    assert lexicon.packed_array(np.array([1], np.uint16))[:6] == b"\x93NUMPY"


def test_exceptions_by_count() -> None:
    assert lexicon.grouped({"b": 2, "c": 1, "a": 2}) == ["1 c", "2 a b"]


def test_the_sources_are_named_with_their_versions() -> None:
    text = (lexicon.DATA / "SOURCES.md").read_text("utf-8")
    for package, number in lexicon.VERSIONS.items():
        assert f"{package}=={number}" in text
    assert "Carnegie Mellon University. All rights reserved." in text
    made = {entry.name for entry in lexicon.DATA.iterdir() if re.search(r"\.(gz|npy)$", entry.name)}
    assert all(f"`{name}`" in text for name in made)


def test_a_missing_or_other_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(lexicon.VERSIONS, "no-such-package", "1")
    with pytest.raises(SystemExit, match="is not installed"):
        lexicon.read("no-such-package", "x")
    monkeypatch.setitem(lexicon.VERSIONS, "numpy", "0.0.1")
    with pytest.raises(SystemExit, match=r"are made from 0\.0\.1"):
        lexicon.read("numpy", "x")


def sources_installed() -> bool:
    """Whether the packages that the tables are made from are here in the right versions."""
    try:
        return all(version(package) == number for package, number in lexicon.VERSIONS.items())
    except PackageNotFoundError:
        return False


@pytest.mark.skipif(not sources_installed(), reason="needs the packages that SOURCES.md names")
def test_the_tables_in_place_are_what_the_sources_give(capsys: pytest.CaptureFixture[str]) -> None:
    assert lexicon.main(["--check"]) == 0
    assert capsys.readouterr().out == ""
