"""Gates open exactly where a literal stands in the text or a word is one of its tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinscore.document import Document
from spinscore.gates import Gates


@pytest.mark.parametrize(
    ("literals", "words", "text", "opened"),
    [
        (("{",), (), "Held in {city}.", True),
        (("{",), (), "Held in [city].", False),
        (("[/caption]",), (), "A [caption] and a [/caption].", True),
        (("[/caption]",), (), "A [/cap] and a [caption].", False),
        (("語",), (), "日本語", True),
        (("語",), (), "日本", False),
        ((), ("reply",), "Leave a Reply", True),
        ((), ("reply",), "They replied", False),
        (("%%",), ("reply",), "Leave a Reply", True),
        ((), (), "anything", True),
    ],
)
def test_a_gate_opens(literals: tuple[str, ...], words: tuple[str, ...], text: str, opened: bool) -> None:
    assert Gates([(literals, words)]).opened(Document.parse(text)) == ([0] if opened else [])


@pytest.mark.parametrize(
    ("literals", "text", "opened"),
    [
        (["[/caption]"], "A [/captive] and a [/caption].", [0]),
        (["[/caption]", "[/captive]"], "A [/captive] and a [/caption].", [0, 1]),
        (["[/caption]", "[/captive]"], "A [/capt] and a [/caption].", [0]),
        (["[/caption]", "a [/capt"], "[/caption]", [0]),
    ],
)
def test_literals_with_a_run_in_common(literals: list[str], text: str, opened: list[int]) -> None:
    assert Gates([((literal,), ()) for literal in literals]).opened(Document.parse(text)) == opened


def test_the_empty_text_opens_no_gate_with_needs() -> None:
    assert Gates([(("a",), ()), ((), ())]).opened(Document.parse("")) == [1]


@given(st.lists(st.text("ab{é語", min_size=1, max_size=7), min_size=1, max_size=6), st.text("ab{é語 ", max_size=40))
def test_gates_agree_with_a_plain_search(literals: list[str], text: str) -> None:
    gates = Gates([((literal,), ()) for literal in literals])
    assert gates.opened(Document.parse(text)) == [n for n, literal in enumerate(literals) if literal in text]


@pytest.mark.parametrize("end", ["\n", "\r", "\u2029"])
def test_a_line_break_in_a_literal_stands_for_all_of_them(end: str) -> None:
    assert Gates([(("says\n",), ()), (("\nNone",), ())]).opened(Document.parse(f"She says{end}None{end}")) == [0, 1]
