"""The outline of a document: tokens by case, numbers by length, marks by class, edges of blocks."""

from __future__ import annotations

import numpy as np
import pytest

from spinscore.document import Document
from spinscore.lines import outline
from spinscore.lines.outline import outline_of


def of(text: str) -> outline.Outline:
    return outline_of(Document(text))


def test_words_and_letters_by_block() -> None:
    found = of("Two words\n\n***\n\nand three more")
    assert found.words.tolist() == [2, 0, 3]
    assert found.first.tolist() == [0, 2, 2]
    assert found.letters.tolist() == [9, 3, 14]


def test_case_of_tokens() -> None:
    found = of("the Mayor of NATO 2024 I iPhone")
    lower, capital, upper, digits = range(4)
    assert found.case.tolist() == [lower, capital, lower, upper, digits, capital, lower]


def test_numbers_of_one_length_are_one_word() -> None:
    hashes = of("1984 2024 12 7th").hashes
    assert hashes[0] == hashes[1]
    assert len({int(value) for value in hashes}) == 3


def test_the_hashes_of_the_document_stay_as_they_are() -> None:
    doc = Document("In 1984 it rained")
    before = doc.hashes.copy()
    outline_of(doc)
    assert (doc.hashes == before).all()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a | b", outline.PIPE),
        ("• point", outline.BULLET),
        ("next »", outline.ARROW),
        ("and/or", outline.SLASH),
        ("© us", outline.SIGN),
        ("me@there", outline.AT),
        ("so: yes", outline.COLON),
        ("“yes”", outline.QUOTE),
        ("真的。", outline.STOP),
        ("a ✂ b", outline.OTHER),
        ("a 😀 b", outline.OTHER),
    ],
)
def test_marks_by_class(text: str, name: int) -> None:
    marks = of(text).marks[0]
    assert marks[name] > 0
    assert marks.sum() == marks[name]


def test_edges_of_blocks() -> None:
    found = of("• one.\n\ntwo words\n\n(three)")
    assert found.head.tolist() == [outline.BULLET, outline.KINDS - 1, outline.BRACKET]
    assert found.tail.tolist() == [outline.STOP, outline.KINDS - 1, outline.BRACKET]


def test_places_outside_the_basic_plane() -> None:
    found = of("\U00020000\U00020001 one\n\n😀")
    assert found.words.tolist() == [2, 0]
    assert found.marks.sum() == 1
    assert np.array_equal(found.tail, [outline.KINDS - 1, outline.OTHER])
