"""The document: lazy, frozen, and right about where things are."""

from __future__ import annotations

import dataclasses
import pickle

import pytest

from spinscore.document import Document


def test_the_text_is_kept_as_given() -> None:
    text = "\ufeff A\r\nB\x00\ud800 "
    assert Document.parse(text).text is text


def test_title_and_language_are_kept() -> None:
    doc = Document.parse("Text.", title="A headline", lang="en")
    assert (doc.title, doc.lang, len(doc)) == ("A headline", "en", 5)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (b"bytes", 'Document.parse() takes text as str, got bytes. Decode it first, for example text.decode("utf-8").'),
        (None, "got NoneType. Skip missing texts"),
        (["a"], "got list. Score several texts with score_many(texts)."),
        (3, "got int. Convert it first."),
    ],
)
def test_anything_but_a_str_is_a_type_error_that_says_what_to_do(value: object, said: str) -> None:
    with pytest.raises(TypeError) as caught:
        Document.parse(value)  # type: ignore[arg-type]
    assert said in str(caught.value)


def test_an_open_file_is_a_type_error_that_says_read(tmp_path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("hello")
    with path.open() as file, pytest.raises(TypeError, match=r"file\.read\(\)"):
        Document.parse(file)


def test_a_document_is_frozen() -> None:
    doc = Document.parse("Text.")
    with pytest.raises(dataclasses.FrozenInstanceError):
        doc.text = "Other."  # type: ignore[misc]


@pytest.mark.parametrize("name", ["tokens", "lines", "blocks", "sentences"])
def test_arrays_are_read_only(name: str) -> None:
    assert not getattr(Document.parse("One. Two.\n\nThree."), name).flags.writeable


def test_code_may_be_told() -> None:
    doc = Document("Use name and `town` here.", None, None, ((4, 8),))
    assert doc.code == [(4, 8), (13, 19)]
    assert doc.in_code(5)
    assert not doc.in_code(9)


def test_nothing_is_computed_before_it_is_asked_for() -> None:
    doc = Document.parse("One two. Three.")
    assert set(vars(doc)) == {"text", "title", "lang", "told_code"}
    assert len(doc.words) == 3
    assert "sentences" not in vars(doc)
    assert "blocks" not in vars(doc)


def test_block_at() -> None:
    doc = Document.parse(" One.\n\nTwo. ")
    assert [doc.block_at(place) for place in (0, 1, 4, 5, 6, 7, 10, 11, 99)] == [-1, 0, 0, -1, -1, 1, 1, -1, -1]


def test_token_at() -> None:
    doc = Document.parse("One two, three")
    assert [doc.token_at(place) for place in (0, 1, 4, 7, 8, 9, 14)] == [0, 1, 1, 2, 2, 2, 3]


def test_counts() -> None:
    assert Document.parse("The cat and the dog and THE end").counts["the"] == 3


def test_a_document_can_be_pickled_after_use() -> None:
    doc = Document.parse("One two.\n\nThree.")
    assert doc.blocks.shape == (2, 2)
    assert pickle.loads(pickle.dumps(doc)).words == ("one", "two", "three")


@pytest.mark.parametrize("mark", ["\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_lined_has_one_kind_of_line_break_at_the_same_places(mark: str) -> None:
    text = f"One.{mark}{mark}Two.\nThree.\r\nFour.{mark}"
    assert Document.parse(text).lined == text.replace("\r\n", "#").replace(mark, "\n").replace("#", "\r\n")


def test_lined_is_the_text_itself_where_it_may_be() -> None:
    doc = Document.parse("One.\n\nTwo “quoted”.")
    assert doc.lined is doc.text


def test_numbers_are_the_tokens_that_begin_with_a_digit() -> None:
    doc = Document.parse("In 2nd place, 3.5 of covid-19 and x2: १२.")
    assert [doc.words[index] for index in doc.numbers] == ["2nd", "3.5", "१२"]
    assert Document.parse("").numbers == []
