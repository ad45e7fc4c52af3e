"""The density of style words, its percentile, and when they are marked."""

from __future__ import annotations

from importlib import resources

import pytest

import spinscore
from spinscore.detectors.spin import _ai_density
from spinscore.document import Document
from spinscore.wording import expand

RULE = "spin.ai-vocabulary"
PLAIN = "The council closed the bridge on Monday after an inspector found a crack in the third pier. " * 20


def of_words(count: int, *style: str) -> Document:
    """A text of so many words, the style words at its beginning."""
    rest = PLAIN.split()[: count - sum(len(word.split()) for word in style)]
    return Document.parse(" ".join([*style, *rest]))


def vocabulary() -> list[list[str]]:
    text = (resources.files("spinscore.detectors.spin") / "_ai_vocabulary.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]


def test_the_vocabulary_is_sorted_and_names_its_sources() -> None:
    texts = [text for text, _ in vocabulary()]
    assert texts == sorted(set(texts))
    assert {source for _, source in vocabulary()} == {"Kobak", "own"}
    assert sum(" " not in text for text in texts) > 300


def test_no_phrase_holds_a_word_of_the_list() -> None:
    words = {text for text, _ in vocabulary() if " " not in text}
    phrases = [phrase for text, _ in vocabulary() if " " in text for phrase in expand(text)]
    assert [phrase for phrase in phrases if not words.isdisjoint(phrase)] == []


def test_density_counts_words_and_phrases() -> None:
    found = _ai_density.density(of_words(200, "delve", "tapestry", "at the forefront of"))
    assert found is not None
    assert found.per_1000 == 15.0
    assert [last - first for first, last in found.places] == [1, 1, 4]


def test_a_wording_counts_twice_at_most() -> None:
    doc = of_words(200, *["landscape"] * 9)
    found = _ai_density.density(doc)
    assert found is not None
    assert (found.per_1000, len(found.places)) == (10.0, 9)
    assert _ai_density.counted(doc, found.places) == 2


def test_a_short_text_has_no_density() -> None:
    assert _ai_density.density(of_words(149, "delve", "tapestry", "showcases")) is None
    assert _ai_density.density(of_words(150, "delve", "tapestry", "showcases")) is not None


def test_percentiles_rise_with_density_and_end_below_all() -> None:
    table = _ai_density._quantiles()
    for words in (150, 249, 250, 800, 100_000):
        values = [_ai_density.percentile(density / 10, words) for density in range(400)]
        assert values == sorted(values)
        assert (values[0], values[-1]) == (0.0, table.percentages[-1])


def test_percentiles_speak_of_articles_of_like_length() -> None:
    assert _ai_density.percentile(7.0, 160) < _ai_density.percentile(7.0, 900)


def test_a_density_just_reached_is_not_exceeded() -> None:
    table = _ai_density._quantiles()
    at = table.percentages.index(98)
    value = table.rows[0][at]
    assert _ai_density.percentile(value, 150) < 98
    assert _ai_density.percentile(value + 0.001, 150) >= 98


def test_the_quantiles_rise_in_every_class() -> None:
    table = _ai_density._quantiles()
    assert table.lengths[0] == _ai_density.LEAST
    assert table.lengths == sorted(table.lengths)
    assert table.percentages == sorted(table.percentages)
    assert all(row == sorted(row) and len(row) == len(table.percentages) for row in table.rows)


def test_the_message_says_the_density_and_the_percentile() -> None:
    text = of_words(200, "delve", "tapestry", "showcases", "intricate", "pivotal").text
    findings = spinscore.check(text, rules=[RULE])
    assert [finding.text for finding in findings] == ["delve", "tapestry", "showcases", "intricate", "pivotal"]
    assert findings[0].message == (
        "25.0 style words of language models per 1,000 words: more than 99.5 % of edited news articles of this length"
    )
    assert {finding.severity for finding in findings} == {"info"}


@pytest.mark.parametrize(("style", "marked"), [(("delve", "tapestry"), 0), (("delve", "tapestry", "showcases"), 3)])
def test_two_words_are_chance(style: tuple[str, ...], marked: int) -> None:
    assert len(spinscore.check(of_words(160, *style).text, rules=[RULE])) == marked


def test_words_are_marked_only_in_texts_that_are_thick_with_them() -> None:
    assert spinscore.check(of_words(320, "delve", "tapestry").text, rules=[RULE]) == ()
    assert spinscore.check(of_words(320, "delve", "tapestry", "showcases", "amidst").text, rules=[RULE]) != ()
