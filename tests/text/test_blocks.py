"""Lines and blocks: line breaks of all kinds, blank lines, lines wrapped by hand."""

from __future__ import annotations

import pytest

from spinscore.document import Document

WRAPPED = (
    "The council voted on Tuesday night to repair the old bridge over the\n"
    "river, which has been closed to lorries since a crack was found in its\n"
    "second pier. Work will begin in the spring and is expected to last until\n"
    "the autumn, when the road above it will be opened to all traffic again."
)


def blocks(text: str) -> list[str]:
    return [text[start:end] for start, end in Document.parse(text).block_list]


def lines(text: str) -> list[str]:
    return [text[start:end] for start, end in Document.parse(text).lines.tolist()]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_every_kind_of_line_break_ends_a_block(end: str) -> None:
    assert blocks(f"First line.{end}Second line.{end}{end}Third.") == ["First line.", "Second line.", "Third."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_a_blank_line_is_a_gap_with_every_kind_of_line_break(end: str) -> None:
    doc = Document.parse(f"One.{end}Two.{end}{end}Three.{end} \t{end}Four.")
    assert doc.gap_before == [False, False, True, True]


def test_a_blank_line_before_the_first_block_is_a_gap() -> None:
    assert Document.parse("\n\nOne.\nTwo.").gap_before == [True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb", ["a", "b"]),
        ("a\r\n\r\nb", ["a", "", "b"]),
        ("a\n\rb", ["a", "", "b"]),
        ("a\r\rb", ["a", "", "b"]),
        ("\r\n", ["", ""]),
        ("a\n", ["a", ""]),
        ("", [""]),
        ("a\r\nb\nc\rd", ["a", "b", "c", "d"]),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


def test_outer_spaces_do_not_belong_to_a_block() -> None:
    assert blocks("  \tIndented here \xa0\n\u3000 wide ") == ["Indented here", "wide"]


@pytest.mark.parametrize("text", ["", " ", "\n\n\r\n", "\u2028 \t"])
def test_no_ink_no_blocks(text: str) -> None:
    doc = Document.parse(text)
    assert doc.blocks.shape == (0, 2)
    assert doc.gap_before == []
    assert doc.block_at(0) == -1


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_hard_wrapped_lines_are_one_block(end: str) -> None:
    text = WRAPPED.replace("\n", end)
    assert blocks(text) == [text]


def test_paragraphs_of_hard_wrapped_lines_stay_apart() -> None:
    assert blocks(f"{WRAPPED}\n\n{WRAPPED}") == [WRAPPED, WRAPPED]


def test_short_lines_are_not_joined() -> None:
    menu = "Home\nNews\nSport\nWeather\nContact us"
    assert blocks(menu) == menu.split("\n")


def test_a_poem_is_not_joined() -> None:
    poem = (
        "The harbour lights are burning low tonight,\n"
        "And no one walks along the empty quay;\n"
        "The ferry, late, comes slowly into sight,\n"
        "And brings the smell of diesel from the sea."
    )
    assert len(blocks(poem)) == 4


def test_paragraphs_in_single_lines_are_not_joined() -> None:
    paragraph = WRAPPED.replace("\n", " ")
    assert blocks(f"{paragraph}\n{paragraph}\n{paragraph}") == [paragraph] * 3


def test_a_menu_under_a_hard_wrapped_text_keeps_its_lines_when_blank_lines_part_them() -> None:
    assert blocks(f"{WRAPPED}\n\nHome\n\nNews") == [WRAPPED, "Home", "News"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Leave a Reply!\n\n12 Comments", ("leave a reply", "{n} comments")),
        ("1,234 shares on 5k posts", ("{n} shares on {n} posts",)),
        ("***", ("",)),
        ("well-known 3.5 U.S", ("well-known {n} u.s",)),
        ("the 2nd time", ("the 2nd time",)),
        ("word " * 31, ("",)),
        ("12", ("{n}",)),
    ],
)
def test_block_keys(text: str, keys: tuple[str, ...]) -> None:
    assert Document.parse(text).block_keys == keys


def test_a_block_of_thirty_words_has_a_key() -> None:
    assert Document.parse("word " * 30).block_keys == (" ".join(["word"] * 30),)


def test_block_tokens_part_the_tokens() -> None:
    doc = Document.parse("One two.\n***\n\nThree four five.")
    assert doc.block_tokens == [(0, 2), (2, 2), (2, 5)]
