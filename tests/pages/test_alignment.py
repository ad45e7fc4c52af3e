"""Every character of a block's text is traced back to the source."""

from __future__ import annotations

from html import unescape
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from webpages import sources

from spinscore.pages.blocks import Page, read_page
from spinscore.pages.pieces import collapsed


def quoted(page: Page, block: int, words: str) -> list[str]:
    start = page.texts[block].index(words)
    return [page.html[a:b] for a, b in page.sources(block, start, start + len(words))]


@pytest.mark.parametrize(
    ("html", "words", "expected"),
    [
        ("<p>The bank  raised rates.</p>", "bank raised", ["bank  raised"]),
        ("<p>The <b>ba</b>nk raised</p>", "bank", ["ba", "nk"]),
        ("<p>Ben &amp; Jerry</p>", "&", ["&amp;"]),
        ("<p>Ben &amp; Jerry</p>", "Ben & J", ["Ben &amp; J"]),
        ("<p>&lt;CITY&gt; won</p>", "<CITY>", ["&lt;CITY&gt;"]),
        ("<p>&notit; &ampx</p>", "¬it;", ["&notit;"]),
        ("<p>&NotEqualTilde; x</p>", "≂̸", ["&NotEqualTilde;"]),
        ("<p>a&nbsp;<i> b</i></p>", "a b", ["a&nbsp;", " b"]),
        ("<p>a<!-- x -->b</p>", "ab", ["a", "b"]),
        ("<p>one<br>two</p>", "one\ntwo", ["one<br>two"]),
        ("<p>one<br>two</p>", "two", ["two"]),
        ("<tr><td>a</td><td>b</td></tr>", "a\tb", ["a", "b"]),
        ("<a href=x>Home</a><a href=y>News</a>", "Home News", ["Home", "News"]),
        ("<p>The <CITY> won</p>", "<CITY>", ["<CITY>"]),
        ("<p>🙂 é &#x1F642; a</p>", "🙂 a", ["&#x1F642; a"]),
        ("<pre>\n a\n  b</pre>", "a\n  b", ["a\n  b"]),
        ("<p>Ã&nbsp;x</p>", "Ã\xa0x", ["Ã&nbsp;x"]),
    ],
)
def test_spans_of_a_text_in_its_source(html: str, words: str, expected: list[str]) -> None:
    page = read_page(f"<p>before</p>{html}<p>after</p>")
    assert quoted(page, 1, words) == expected


def test_an_empty_span_has_no_source() -> None:
    assert read_page("<p>a</p>").sources(0, 1, 1) == []


@settings(max_examples=400, deadline=None)
@given(sources)
@example("<p>&#x110000;a</p><pre> &#x110000;\n</pre>")
def test_alignment_gives_the_text_of_every_block(html: str) -> None:
    page = read_page(html)
    for block, text in enumerate(page.texts):
        alignment = page.alignment(block)
        assert alignment.text == text
        spans = alignment.sources(0, len(text))
        assert all(a < b for a, b in spans)
        assert all(b <= c for (_, b), (c, _) in pairwise(spans))
        start, end = page.places[block]
        assert start <= spans[0][0] or page.kinds[block] == "code"  # whose first line keeps its indentation
        assert spans[-1][1] <= end or "&" in html[end : spans[-1][1]]


@settings(max_examples=400, deadline=None)
@given(sources)
def test_each_character_comes_from_its_own_place(html: str) -> None:
    page = read_page(html)
    for block, text in enumerate(page.texts):
        for at, character in enumerate(text):
            spans = page.sources(block, at, at + 1)
            if character in "\n\t " and not spans:
                continue  # between two cells or links
            (span,) = spans
            written = html[slice(*span)]
            blank = character.isspace() and (unescape(written).isspace() or written[:1] == "<")
            assert blank or character in unescape(written)


@settings(max_examples=400, deadline=None)
@given(sources)
def test_runs_hold_all_words_of_a_block(html: str) -> None:
    page = read_page(html)
    for block, text in enumerate(page.texts):
        raw = "".join(unescape(html[a:b]) for a, b in page.runs(block))
        assert "".join(collapsed(raw).split()) == "".join(text.split())
