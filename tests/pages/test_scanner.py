"""What the scanner takes for a tag, a comment, raw text and the end of an element: after the WHATWG standard."""

from __future__ import annotations

import pytest

from spinscore.pages.blocks import read_page
from spinscore.pages.nesting import MAX_DEPTH
from spinscore.pages.scanner import scan


def texts(html: str) -> list[str]:
    return read_page(html).texts


def path(html: str, text: str) -> str:
    """The open elements around a text, outermost first."""
    page = read_page(html)
    element = page.elements[page.texts.index(text)]
    names = []
    while element:
        names.append(page.tags[element])
        element = page.parents[element]
    return " ".join(reversed(names))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("1 < 2 and 3 > 2", ["1 < 2 and 3 > 2"]),
        ("I <3 you", ["I <3 you"]),
        ("a<!-- b > c -->d", ["ad"]),
        ("a<!-->b", ["ab"]),
        ("a<!--->b", ["ab"]),
        ("a<!-- x --!>b", ["ab"]),
        ("a<!-- never ends <p>b", ["a"]),
        ("a<!doctype html>b", ["ab"]),
        ("a<?php echo 1 ?>b", ["ab"]),
        ("a</ b>c", ["ac"]),
        ("a</>b", ["ab"]),
        ("a<![CDATA[b]]>c", ["ac"]),
        ("a</", ["a</"]),
        ("a<", ["a<"]),
        ("a<p", ["a"]),
        ("a<p title='b", ["a"]),
        ('a<i title="x > y">b</i>', ["ab"]),
        ("a<i title='x > y'>b</i>", ["ab"]),
        ("a<i title=x>y</i>", ["ay"]),
        ("a<i title=\"it's\" alt='\"'>b</i>", ["ab"]),
        ('a<i title=it"s>b</i>"', ['ab"']),
        ('a<i ="x>y">b</i>', ['ay">b']),
        ('a<i/title="x>y"/>b', ["ab"]),
        ("a<i\n\ttitle = 'x>y'\n>b", ["ab"]),
        ("<DIV>a</DIV><P>b</p>", ["a", "b"]),
        ("\ufeff<p>a</p>", ["a"]),
        ("a\0b", ["a\0b"]),
        ("", []),
        ("   \n ", []),
    ],
)
def test_tags_and_what_looks_like_them(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


@pytest.mark.parametrize("name", ["script", "style", "noscript", "textarea", "iframe", "noembed", "noframes", "title"])
def test_raw_text_is_skipped_to_its_own_end_tag_in_any_case(name: str) -> None:
    assert texts(f"a<{name}><p>'</p>\" </{name}x </no{name}></{name.title()} >b") == ["ab"]
    assert texts(f"a<{name.upper()} x='>'>c</{name}>b") == ["ab"]
    assert texts(f"a<{name}>never ends <p>b</p>") == ["a"]


def test_a_script_may_hold_a_script_in_a_comment() -> None:
    assert texts("a<script><!-- write('<script>x</script>') --></script>b") == ["ab"]
    assert texts("a<script><!-- x </script>b") == ["ab"]
    assert texts("a<script><!-- <script> </script>b") == ["a"]


def test_drawings_are_skipped_up_to_their_end_or_to_a_tag_of_text() -> None:
    assert texts("a<svg><title>b</title><text>c</text></svg>d") == ["ad"]
    assert texts("a<svg/>d") == ["ad"]
    assert texts("a<svg><path d='M0'/><div>b</div>") == ["a", "b"]
    assert texts("a<svg><foreignObject><div>b</div></foreignObject></svg>d") == ["ad"]
    assert texts("a<svg>never ends") == ["anever ends"]


def test_xmp_shows_its_tags() -> None:
    page = read_page("<p>See</p><xmp># Wi-Fi\n<b>x</b></xmp><p>so.</p>")
    assert page.texts == ["See", "# Wi-Fi\n<b>x</b>", "so."]
    assert page.kinds[1] == "code"


@pytest.mark.parametrize(
    ("html", "text", "expected"),
    [
        ("<p>a<p>b", "b", "p"),
        ("<p>a<div>b</div>", "b", "div"),
        ("<p><b>a<p>b", "b", "p"),
        ("<p>a<button>x</button><div>b", "b", "div"),
        ("<ul><li>a<li>b", "b", "ul li"),
        ("<ul><li>a<ul><li>b</ul><li>c", "c", "ul li"),
        ("<ul><li><div>a<li>b", "b", "ul li"),
        ("<dl><dt>a<dd>b<dt>c", "c", "dl dt"),
        ("<table><tr><td>a<p>x<tr><td>b", "b", "table tr td"),
        ("<table><tbody><tr><td><p>a<tbody><tr><td>b", "b", "table tbody tr td"),
        ("<table><tr><td><table><tr><td><p>x</table><p>b", "b", "table tr td p"),
        ("<h1>a<h2>b", "b", "h2"),
        ("<h1>a</h2><p>b", "b", "p"),
        ("<div><table><tr><td>a</div><p>b", "b", "div table tr td p"),
        ("<div><span>a</div>b", "b", ""),
        ("<p><a href=x>a<p><a href=y>b", "b", "p a"),
        ("<b><div>a</b><p>b</div>", "b", "div p"),
        ("<div></b></i></p>b", "b", "div"),
        ("<html><head></head><body><p>b", "b", "html body p"),
        ("<body><div><body><html>b", "b", "body div"),
    ],
)
def test_end_tags_that_were_left_out_or_misplaced(html: str, text: str, expected: str) -> None:
    assert path(html, text) == expected


def test_a_link_that_ends_inside_a_block_does_not_run_on() -> None:
    page = read_page("<a href=x><div>Home</a> <p>Rates rose again.</p></div><p>So did rents.</p>")
    assert page.texts == ["Home", "Rates rose again.", "So did rents."]
    assert page.link_chars == [4, 0, 0]


def test_a_paragraph_goes_on_after_a_button_in_it() -> None:
    assert texts("<p>Rates <button>rose</button> again</p>.") == ["Rates rose again", "."]


def test_places_of_elements_are_those_of_their_start_tags() -> None:
    html = "x<p class='>'>a<i>b</i></p>"
    found = scan(html).nesting
    assert [html[a:b] for a, b in zip(found.starts, found.insides, strict=True)] == ["", "<p class='>'>", "<i>"]
    assert (found.parents, found.depths) == ([-1, 0, 1], [0, 1, 2])


def test_what_is_deeper_than_the_limit_belongs_to_the_last_element_above_it() -> None:
    found = scan("<div>" * 1000 + "a" + "</div>" * 1000 + "<p>b")
    assert max(found.nesting.depths) == MAX_DEPTH - 1
    assert [found.nesting.tags[piece[2]] for piece in found.pieces] == ["div", "p"]


@pytest.mark.parametrize(
    ("html", "fragment"),
    [
        ("<p>a</p>", True),
        ("a", True),
        ("<title>a</title>b", True),
        ("<!DOCTYPE html><p>a</p>", False),
        ("<!-- <html> --><p>a</p>", True),
        ("<html><p>a</p>", False),
        ("<HEAD></HEAD><p>a</p>", False),
        ("<body class=x>a", False),
    ],
)
def test_rich_text_and_pages_are_told_apart(html: str, fragment: bool) -> None:
    assert scan(html).fragment is fragment


@pytest.mark.parametrize(
    "slot",
    ["<REWRITE_TITLE>", "<City>", "<Company Name>", "<insert quote here>", "<CITY-NAME>", "<first_name>", "<City/>"],
)
def test_a_slot_that_a_parser_takes_for_a_tag_is_text(slot: str) -> None:
    assert texts(f"<p>The summit in {slot} ended.</p>") == [f"The summit in {slot} ended."]


@pytest.mark.parametrize(
    "tag",
    [
        "<my-widget>",  # a custom element
        "<fb:like>",
        "<o:p>",
        "<CENTER>",
        "<NOBR>",
        "<linearGradient>",
        "<Headline class='x'>",
        "<break />",
        "</City>",
    ],
)
def test_other_unknown_tags_are_not(tag: str) -> None:
    assert " ".join(texts(f"<p>The summit {tag}ended.</p>")) == "The summit ended."


def test_an_unknown_element_that_is_closed_is_an_element() -> None:
    assert texts("<p><City>Oslo</City> and <CITY>") == ["Oslo and"]
