"""The syllable model learns what the counts imply, and the same from the same words."""

from __future__ import annotations

from spinscore.text.syllables import by_rule, nested
from spinscore.training.syllables import Perceptron, exceptions, is_held_out, train

SILENT = {f"{start}{vowel}{end}e": 1 for start in "bdfglprt" for vowel in "aiou" for end in ("k", "t", "n")}
SPOKEN = {f"{start}{vowel}{end}y": 2 for start in "bdfglprt" for vowel in "aiou" for end in ("k", "t", "n")}
WORDS = SILENT | SPOKEN


def test_learns_the_silent_e_and_applies_it_to_new_words() -> None:
    seen = {word: count for word, count in WORDS.items() if not is_held_out(word)}
    new = WORDS.keys() - seen.keys()
    weights = train(seen)
    assert len(new) > 10
    assert {word: by_rule(word, nested(weights), {}) for word in new} == {word: WORDS[word] for word in new}


def test_the_order_of_the_words_makes_no_difference() -> None:
    assert train(WORDS) == train(dict(reversed(WORDS.items())))


def test_words_that_cannot_be_learnt_are_passed_over() -> None:
    assert "ab" not in Perceptron({"ab": 5, "abba": 2}).rows
    assert train(WORDS | {"nth": 1, "x-ray": 2, "o'er": 1}) == train(WORDS)


def test_exceptions_are_what_the_model_gets_wrong() -> None:
    weights = train(WORDS)
    wrong = exceptions(WORDS | {"kate": 2, "bake's": 1, "kate's": 2, "kate-bake": 3, "bake-bake": 5}, weights)
    assert wrong == {"kate": 2, "bake-bake": 5}


def test_about_a_tenth_is_held_out() -> None:
    words = [f"word{number}" for number in range(10_000)]
    assert 800 < sum(map(is_held_out, words)) < 1_200
