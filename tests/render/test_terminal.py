"""Text for a terminal: harmless, measured in cells, cut without breaking characters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spinscore.render.terminal import cells, harmless, head, inert, shorten, tail

HOSTILE = [
    "\x1b]0;t\x07",
    "\x9b2J",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ud800",
    "\r",
    "\n",
    "é",
    "e\u0301",
    "日",
    "👩‍👧",
    "\t",
]
ANY = st.text(st.one_of(st.characters(), st.sampled_from("".join(HOSTILE))), max_size=60)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain — “text” 日本", "plain — “text” 日本"),
        ("one\n\n  two \r\n", "one⏎two"),
        ("a\tb\u00a0c\u3000d", "a b c d"),
        ("\x1b[31m", "␛[31m"),
        ("\x00\x7f", "␀␡"),
        ("\x9b", "⟨U+009B⟩"),
        ("a\u202eb\u2066c\u200bd", "a⟨U+202E⟩b⟨U+2066⟩c⟨U+200B⟩d"),
        ("\ud800\U000e0041", "⟨U+D800⟩⟨U+E0041⟩"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert harmless(text) == shown


@given(ANY)
def test_nothing_that_is_shown_steers_the_terminal(text: str) -> None:
    assert harmless(text).isprintable()


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("ﾊﾞ", 2), ("😀", 2), ("", 0)])
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width


@given(ANY, st.integers(0, 40))
def test_cuts_fit_and_are_as_long_as_can_be(text: str, width: int) -> None:
    first, last = head(text, width), tail(text, width)
    assert text.startswith(first)
    assert text.endswith(last)
    assert cells(first) <= width
    assert cells(last) <= width
    if first != text:
        assert cells(text[: len(first) + 1]) > width
    if last != text and last:
        assert unicodedata.category(last[0]) not in ("Mn", "Me")


@given(ANY, st.integers(4, 80))
def test_shortened_texts_fit(text: str, width: int) -> None:
    short = shorten(text, width)
    assert cells(short) <= width
    assert short == text or "…" in short


@pytest.mark.parametrize("line", ["::error::x", "  ::add-mask::x", "##[error]x", "\t##[group]"])
def test_lines_that_a_runner_of_workflows_would_obey(line: str) -> None:
    assert not inert(line).lstrip().startswith(("::", "##["))
    assert inert(line).replace("│ ", "") == line


@pytest.mark.parametrize("line", ["a ::error::x", ": :", "# heading", "", "   "])
def test_other_lines_stay(line: str) -> None:
    assert inert(line) == line
