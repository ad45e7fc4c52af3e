"""The table of tortured phrases and how it is looked up; what the rule marks stands in its cases."""

from __future__ import annotations

from importlib import resources

import pytest

import spinscore
from spinscore.detectors.spin import tortured_phrase
from spinscore.detectors.spin._tortured_table import Table, pair_keys, table, word_spans
from spinscore.document import Document
from spinscore.text import chars

RULE = "spin.tortured-phrase"
SMALL = """\
# A table.
text\texpected\tnear
bosom peril\tbreast cancer
of the third sort\tof the third kind\ttrue
profound gaining
"""


def rows() -> list[list[str]]:
    text = (resources.files("spinscore.detectors.spin") / "_tortured_phrases.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def keys_of(text: str) -> tuple[list[str], object]:
    codes = chars.code_points(text)
    spans = word_spans(chars.kinds(codes))
    return [text[start:end] for start, end in spans.tolist()], pair_keys(codes, spans)


def test_the_table_is_sorted_unique_and_in_folded_words() -> None:
    header, *entries = rows()
    phrases = [row[0] for row in entries]
    assert header == ["text", "expected", "near", "source"]
    assert phrases == sorted(set(phrases))
    assert len(phrases) > 7000
    for phrase in phrases:
        assert phrase == " ".join(phrase.casefold().split())
        assert phrase.replace(" ", "").isalnum(), phrase
        assert " " in phrase, phrase


def test_no_phrase_is_the_term_that_it_should_have_been() -> None:
    assert [row[0] for row in rows()[1:] if row[1:] and row[0] == row[1].casefold()] == []


def test_every_phrase_is_found_where_it_stands() -> None:
    phrases = [row[0] for row in rows()[1:]]
    found = {hit.entry.words for hit in tortured_phrase._search(Document.parse(".\n\n".join(phrases)))}
    assert {" ".join(words) for words in found} == set(phrases)


def test_a_row_is_found_by_its_two_longest_neighbours() -> None:
    small = Table(SMALL)
    words, keys = keys_of("man of the third sort and bosom peril")
    found = small.find(keys)  # type: ignore[arg-type]
    assert len(small) == 3
    assert [(words[place], " ".join(entry.words), entry.offset) for place, entry in found] == [
        ("third", "of the third sort", 2),
        ("bosom", "bosom peril", 0),
    ]
    assert [(entry.expected, entry.doubtful) for _, entry in found] == [
        ("of the third kind", True),
        ("breast cancer", False),
    ]


def test_what_was_meant_may_be_unknown() -> None:
    words, keys = keys_of("a profound gaining")
    ((place, entry),) = Table(SMALL).find(keys)  # type: ignore[arg-type]
    assert (words[place], entry.expected, entry.doubtful) == ("profound", "", False)


def test_other_words_are_looked_up_in_vain() -> None:
    _, keys = keys_of("the third sort of bosom, and peril")
    found = Table(SMALL).find(keys)  # type: ignore[arg-type]
    assert [" ".join(entry.words) for _, entry in found] == ["of the third sort"]


@pytest.mark.parametrize("text", ["", "bosom", "bosom peril"])
def test_short_texts(text: str) -> None:
    marked = [finding.text for finding in spinscore.check(text, rules=[RULE])]
    assert marked == [text] * (" " in text)


def test_a_finding_names_the_term_and_offers_it_as_an_edit() -> None:
    text = "Bosom malignancy is found early by counterfeit consciousness."
    first, second = spinscore.check(text, rules=[RULE])
    assert "breast cancer" in first.message
    assert "artificial intelligence" in second.suggestion
    assert first.edit is not None
    assert (first.edit.start, first.edit.end, first.edit.replacement, first.edit.safe) == (
        0,
        16,
        "Breast cancer",
        False,
    )
    assert (second.severity, second.confidence) == ("major", tortured_phrase.SURE)


def test_doubtful_phrases_are_minor_and_need_another_one() -> None:
    doubtful = "The brain tumefaction was found late."
    both = f"{doubtful} The chest torment was not."
    assert spinscore.check(doubtful, rules=[RULE]) == ()
    assert [(f.severity, f.confidence) for f in spinscore.check(both, rules=[RULE])] == [
        ("minor", tortured_phrase.DOUBTFUL)
    ] * 2


def test_the_same_doubtful_phrase_twice_vouches_for_nothing() -> None:
    assert spinscore.check("A brain tumefaction. Another brain tumefaction.", rules=[RULE]) == ()


def test_the_shipped_table_is_read_once() -> None:
    assert table() is table()
