"""Quotations and code: which passages are somebody else's words."""

from __future__ import annotations

import pytest

from spinscore.document import Document
from spinscore.registry import unmark


def marked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text


@pytest.mark.parametrize(
    "case",
    [
        "She said ⟦“we are open”⟧ and left.",
        'She said ⟦"we are open"⟧ and left.',
        "Er sagte ⟦„wir sind offen“⟧ und ging.",
        "Il dit ⟦« bonjour »⟧ puis partit.",
        "He called it ⟦‘a disgrace’⟧ yesterday.",
        "He called it ⟦‘a family’s disgrace’⟧ yesterday.",
        "⟦“He told me ‘no’ twice,”⟧ she said.",
        "⟦“One.”⟧ And then ⟦“two.”⟧",
        "⟦“An open quotation runs to the end of its block.⟧\n\nThe next is not quoted.",
        "⟦“First paragraph of a speech.⟧\n\n⟦“Second paragraph of it.”⟧ Then nothing.",
        'A screen of 27" and a pipe of 3" were sold.',
        'A 27" screen, he said, ⟦"is enough"⟧ for him.',
        "The players’ kit and the ’90s and rock ’n’ roll.",
        "It isn't 'quoted' with straight single marks.",
        "A stray ” closes nothing.",
        "Nothing here.",
    ],
)
def test_quotes(case: str) -> None:
    text = unmark(case).text
    assert marked(text, Document.parse(text).quotes) == case


def test_in_quotes_includes_the_marks() -> None:
    doc = Document.parse("a “b” c")
    assert [doc.in_quotes(place) for place in range(7)] == [False, False, True, True, True, False, False]


def test_an_article_that_opens_single_marks_without_closing_them_is_not_quoted() -> None:
    doc = Document.parse(
        "In the ‘nineties it was cheap. " + "Then it rose and rose again. " * 40 + "The players’ fees too."
    )
    assert not doc.in_quotes(100)


@pytest.mark.parametrize(
    "case",
    [
        "Use ⟦`{name}`⟧ in the file.",
        "Text\n\n⟦```\n{name}\n```⟧\n\nMore text.",
        "Text\n\n⟦~~~ python\nx = 1\n~~~⟧\n\nMore.",
        "Text with words:\n\n⟦    x = {name};\n    y = (x);\n⟧\nMore.",
        "Text.\n\n    An indented paragraph of prose is no code, however far it is moved.\n\nMore.",
        "A lone ` is nothing, and a fence that never closes:\n\n```\n{name}",
        "No code at all.",
    ],
)
def test_code(case: str) -> None:
    text = unmark(case).text
    assert marked(text, Document.parse(text).code) == case


def test_inline_code_inside_a_fence_does_not_hide_the_fence() -> None:
    text = "Words.\n\n```\na `b` c\n{name}\n```\nafter"
    doc = Document.parse(text)
    assert doc.in_code(text.index("{name}"))
    assert doc.in_code(text.index("b"))
    assert not doc.in_code(text.index("after"))


def test_a_place_before_between_and_after_code() -> None:
    doc = Document.parse("a `b` c `d` e")
    assert [char for place, char in enumerate(doc.text) if doc.in_code(place)] == list("`b``d`")
