"""Which texts are plainly an article, and need no closer look."""

from __future__ import annotations

import pytest

from spinscore.document import Document
from spinscore.lines.prose import is_plain

ONE = "The river rose in the night, and by six the lower road was closed."
TWO = "Nobody was hurt, but two families spent the morning on the first floor of the mill."


def plain(*blocks: str, marked: int = -1) -> bool:
    doc = Document.parse("\n\n".join(blocks))
    return is_plain(doc, ["boilerplate.share" if block == marked else "" for block in range(len(blocks))])


@pytest.mark.parametrize(
    "blocks",
    [
        (ONE, TWO, ONE),
        ("River rises", ONE, TWO),
        ("River rises", ONE, "How it began", TWO),
        (ONE, "That was all he said.", TWO),
        (ONE, "“We were lucky this time, all of us”", TWO),
    ],
)
def test_paragraphs_sentences_and_heads_are_plain(blocks: tuple[str, ...]) -> None:
    assert plain(*blocks)


@pytest.mark.parametrize(
    "blocks",
    [
        (ONE, TWO, "Most read"),
        (ONE, "Most read", "River rises again", TWO),
        ("Home", "News", ONE, TWO),
        (ONE, "Man rescued from roof after three nights in the valley", TWO),
        (ONE, "Share!", TWO, "Print!"),
    ],
)
def test_lines_of_other_kinds_are_not(blocks: tuple[str, ...]) -> None:
    assert not plain(*blocks)


def test_no_text_is_plain_in_which_a_rule_has_marked_something() -> None:
    assert plain(ONE, TWO, ONE)
    assert not plain(ONE, TWO, ONE, marked=1)
