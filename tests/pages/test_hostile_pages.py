"""Malformed, huge and hostile pages: a result in linear time, whatever stands in the source."""

from __future__ import annotations

import gc
import time

import pytest
from hostile import STRINGS
from hypothesis import given, settings
from hypothesis import strategies as st
from webpages import sources

import spinscore
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
    """The time that a page takes, without the collector's, which grows with what other tests left."""
    best = 1e9
    for _ in range(2):
        gc.collect()
        gc.disable()
        start = time.process_time()
        page = read_page(html)
        for block in range(0, len(page.texts), len(page.texts) // 20 + 1):
            page.words(page.elements[block])
            page.alignment(block)
        read_meta(page)
        best = min(best, time.process_time() - start)
        gc.enable()
    return best


@pytest.mark.parametrize("name", FLOODS)
def test_eight_times_the_flood_takes_about_eight_times_the_time(name: str) -> None:
    flood = FLOODS[name]
    assert seconds(flood(12_000)) < 24 * max(seconds(flood(1_500)), 0.001)  # quadratic would be 64 times


@settings(max_examples=300, deadline=None)
@given(sources | st.text())
def test_any_text_gives_a_page(html: str) -> None:
    page = read_page(html)
    read_meta(page)
    assert all(text.strip() for text in page.texts)
    assert all(parent < element for element, parent in enumerate(page.parents))
    assert all(0 <= start < end <= len(html) for start, end in page.places)


@pytest.mark.parametrize("text", STRINGS)
def test_what_tries_to_break_out_gives_an_article_and_a_report(text: str) -> None:
    for html in (text, f"<html><body>{text}", f"<p title='{text}'>a", f"<!-- {text} --><p>a"):
        article = spinscore.extract(html)
        report = spinscore.score_html(html)
        assert all(html[block.start : block.end] for block in article.blocks)
        assert all(finding.source for finding in report.findings)


def test_a_page_cut_anywhere_gives_an_article() -> None:
    page = (
        "<!doctype html><html><head><title>Rates</title></head><body><nav><a href=/>Home</a></nav><article>"
        + "".join(
            f"<h2 class='head'>Part {n}</h2><p>The bank raised its rate by {n} points &amp; lenders <b>did</b> so.</p>"
            for n in range(9)
        )
    )
    for end in range(0, len(page), 5):
        article = spinscore.extract(page[:end])
        assert article.text == "\n\n".join([block.text for block in article.blocks if block.is_article])


def test_ten_megabytes() -> None:
    sentence = "Rates rose &amp; fell <b>again</b>. "
    html = f"<p>{sentence * 14}</p>\n" * 20_000
    page = read_page(html)
    assert len(html) > 9_900_000
    assert (len(page.texts), page.texts[-1][:25]) == (20_000, "Rates rose & fell again. ")
