"""Malformed, huge and hostile pages: a result in linear time, whatever stands in the source."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from webpages import sources

from spinscore.pages.blocks import read_page
from spinscore.pages.meta import read_meta

FLOODS = {
    "nested blocks": lambda n: "<div>" * n + "x" + "</div>" * n,
    "nested inline": lambda n: "<b>" * n + "x" + "</b>" * n,
    "misnested": lambda n: "<b><div><p><i>x</b>" * n,
    "links never closed": lambda n: "<a href=x><div>x</a>" * n,
    "stray end tags": lambda n: "<span>" * 200 + "x</b></div></p></td>" * n,
    "paragraphs never closed": lambda n: "<p>x" * n,
    "paragraphs in buttons": lambda n: "<p><button>x" * n,
    "items never closed": lambda n: "<ul><li>x" * n,
    "cells of one row": lambda n: "<table><tr>" + "<td>x" * n,
    "nested tables": lambda n: "<table><tr><td>x" * n,
    "open tags": lambda n: "<a" * n,
    "open end tags": lambda n: "</" * n,
    "open comments": lambda n: "<!--" * n,
    "comments nearly closed": lambda n: "<!-- - -- ->" * n,
    "comments": lambda n: "<!-- x -->y" * n,
    "declarations": lambda n: "<!x" * n,
    "sections of character data": lambda n: "<![CDATA[" * n,
    "open quotes": lambda n: '<a b="' * n,
    "crossed quotes": lambda n: "<a b=\"'>x<a b='\">" * n,
    "attributes": lambda n: "<p " + "a=b " * n + ">x",
    "attributes of equals signs": lambda n: "<p " + "= " * n + ">x",
    "attributes of slashes": lambda n: "<p " + "/" * n + ">x",
    "attributes of blanks": lambda n: "<p" + " " * n + "=" + " " * n + ">x",
    "ampersands": lambda n: "<p>" + "&" * n,
    "references": lambda n: "<p>" + "&amp;&notit" * n,
    "long references": lambda n: "<p>" + ("&#" + "9" * 3000 + ";") * (n // 1000),
    "nuls": lambda n: "<p>" + "\0" * n,
    "lone surrogates": lambda n: "<p>\ud800" * n,
    "open scripts": lambda n: "<script>" * n,
    "scripts in comments": lambda n: "<script><!--<script></script>" * n,
    "open drawings": lambda n: "<svg>" * n,
    "drawings with text": lambda n: "<svg><foreignObject>" * n + "</svg>",
    "open titles": lambda n: "<title>" * n,
    "text fields nearly closed": lambda n: "<textarea></textare" * n,
    "line breaks": lambda n: "x<br>" * n + "<br>" * n,
    "links": lambda n: "<a href=x>y</a>" * n,
    "unknown elements": lambda n: "".join([f"<foo{i}>x" for i in range(n)]),
    "slots": lambda n: "".join([f"<CITY_{i}>x" for i in range(n)]),
    "a long slot": lambda n: "<City" + " a" * n + ">x",
    "blanks": lambda n: "<p>" + " " * n + "x" + " \n" * n + "<pre>" + " \n" * n + "x",
    "hidden blocks": lambda n: "<div hidden>x</div><p>y" * n,
    "inline marks": lambda n: "<p>" + "<i>a</i>b" * n,
    "deep inline marks": lambda n: "<p>" + "<i>" * 240 + "<b>x</b></i><i>" * n,
    "deep JSON": lambda n: "<script type=ld+json>" + "[" * n + "</script>",
    "many JSON": lambda n: '<script type=ld+json>{"@type":"Article","headline":"a"}</script>' * n,
    "headings": lambda n: "<title>yyyyyyyy</title>" + "<h1>" + "<b>" * 240 + "yyyy</h1>" * n,
    "metas": lambda n: "<meta name=a content=b>" * n,
    "class words": lambda n: '<p class="' + "aB" * n + '">x',
}


def seconds(html: str) -> float:
    start = time.process_time()
    page = read_page(html)
    for block in range(0, len(page.texts), len(page.texts) // 20 + 1):
        page.words(page.elements[block])
        page.alignment(block)
    read_meta(page)
    return time.process_time() - start


@pytest.mark.parametrize("name", FLOODS)
def test_four_times_the_flood_takes_about_four_times_the_time(name: str) -> None:
    flood = FLOODS[name]
    few, many = flood(3_000), flood(12_000)
    best = min(seconds(many) / max(seconds(few), 0.002) for _ in range(2))
    assert best < 10  # quadratic would be 16


@settings(max_examples=300, deadline=None)
@given(sources | st.text())
def test_any_text_gives_a_page(html: str) -> None:
    page = read_page(html)
    read_meta(page)
    assert all(text.strip() for text in page.texts)
    assert all(parent < element for element, parent in enumerate(page.parents))
    assert all(0 <= start < end <= len(html) for start, end in page.places)


def test_ten_megabytes() -> None:
    html = "<p>Rates rose &amp; fell <b>again</b>.</p>\n" * 250_000
    page = read_page(html)
    assert (len(page.texts), page.texts[-1]) == (250_000, "Rates rose & fell again.")
