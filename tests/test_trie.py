"""The tries of the phrase index: they find what all variants would, and read only what texts ask for."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_rules import rule_of

from spinscore.document import Document
from spinscore.errors import RuleError
from spinscore.phrases import PhraseIndex, check
from spinscore.trie import Entry, first_words
from spinscore.wording import NUMBER, expand, parts_of

ALPHABET = ["ab", "cd", "ef", "don't", "gh-ij"]


def phrase_texts() -> st.SearchStrategy[str]:
    """Phrases of the little language, with brackets in brackets."""

    def bracketed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        options = st.lists(inner, min_size=1, max_size=3).map("|".join)
        piece = st.one_of(inner, options.map("({})".format), options.map("[{}]".format))
        return st.lists(piece, min_size=1, max_size=3).map(" ".join)

    words = st.lists(st.sampled_from([*ALPHABET, NUMBER]), min_size=1, max_size=2).map(" ".join)
    return st.recursive(words, bracketed, max_leaves=6)


PASSAGES = st.lists(st.sampled_from([*ALPHABET, "12", "zz"]), max_size=9)


def stands(sequence: tuple[str, ...], passage: list[str]) -> bool:
    return len(sequence) == len(passage) and all(
        wanted == word or (wanted == NUMBER and word == "12") for wanted, word in zip(sequence, passage, strict=True)
    )


@given(phrase_texts(), PASSAGES)
def test_a_phrase_stands_wherever_one_of_its_variants_does(text: str, words: list[str]) -> None:
    index = PhraseIndex((rule_of({"text": text}),))
    found = {(match.first, match.last) for match in index.find(Document.parse(" ".join(words)))}
    variants = expand(text)
    spans = [(first, last) for first in range(len(words)) for last in range(first + 1, len(words) + 1)]
    expected = {span for span in spans if any(stands(variant, words[slice(*span)]) for variant in variants)}
    assert found == expected


@given(phrase_texts(), PASSAGES)
def test_a_line_is_one_of_the_variants(text: str, words: list[str]) -> None:
    index = PhraseIndex((rule_of({"text": text, "at": "line"}),))
    found = bool(index.find(Document.parse(f"Zz.\n{' '.join(words)}\nzz")))
    assert found == any(stands(variant, words) for variant in expand(text))


@given(phrase_texts())
def test_first_words(text: str) -> None:
    (parts,) = parts_of([text])
    listed = first_words(parts)
    assert not listed or set(listed) == {variant[0] for variant in expand(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("leave a reply", {"leave"}),
        ("(leave a|post your) reply", {"leave", "post"}),
        ("[please] leave a reply", {"please", "leave"}),
        ("((leave|post) a|my) reply", set()),
        ("(|my) reply", set()),
        ("a b|c d", set()),
        ("要約を(見る|読む)", set()),
    ],
)
def test_first_words_are_told_without_reading_where_that_is_easy(text: str, expected: set[str]) -> None:
    (parts,) = parts_of([text])
    found = set(first_words(parts))
    assert found in (expected, {variant[0] for variant in expand(text)})
    assert found or not expected


def test_a_phrase_at_a_block_is_read_when_a_text_holds_its_first_word(monkeypatch: pytest.MonkeyPatch) -> None:
    read: Counter[str] = Counter()
    begin = Entry.start.fget
    assert begin is not None

    def counted(entry: Entry) -> object:
        read[entry.phrase.text] += 1
        return begin(entry)

    monkeypatch.setattr(Entry, "start", property(counted))
    texts = ["leave (a|your) reply", "(share|send) this", "[now] comment on {}", "post a comment"]
    index = PhraseIndex((rule_of(*({"text": text, "at": "line"} for text in texts)),))
    assert not read
    assert index.find(Document.parse("Send this\n\nHarbour news")) != []
    assert read == Counter({"(share|send) this": 1})
    assert index.find(Document.parse("Send this")) != []
    assert read == Counter({"(share|send) this": 1})


def test_the_same_words_by_two_ways_are_one_match() -> None:
    index = PhraseIndex((rule_of({"text": "(ab cd|ab [ef] cd) (gh|gh)"}),))
    assert len(index.find(Document.parse("So ab cd gh."))) == 1


@pytest.mark.parametrize("text", ["leave (a reply", "leave a) reply", "leave (a] reply", "hello {name}", "…", "{n} {}"])
def test_check_refuses_a_phrase_that_is_not_well_formed(text: str) -> None:
    with pytest.raises(RuleError):
        check(rule_of({"text": text, "at": "line"}))


def test_a_digit_phrase_is_found_however_many_numbers_stand_around_it() -> None:
    index = PhraseIndex((rule_of({"text": "7 of (9|ten)"}, {"text": "{n} percent of 5"}, {"text": "{n} of {n}"}),))
    found = Counter(match.phrase.text for match in index.find(Document.parse("1 2 7 of 9 and 7 of ten, 3 of 4.")))
    assert found == Counter({"7 of (9|ten)": 2, "{n} of {n}": 2})


def test_a_phrase_beside_a_digit_phrase_is_found_once() -> None:
    index = PhraseIndex((rule_of({"text": "24 hours a day"}, {"text": "open (for|all)"}),))
    for text in ("Open all 24 hours a day", "24 hours a day open for all", "open for 24 hours"):
        found = [match.phrase.text for match in index.find(Document.parse(text))]
        assert len(found) == len(set(found)) > 0
