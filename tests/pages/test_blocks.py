"""How a page is cut into blocks, and what each block knows of the page around it."""

from __future__ import annotations

import pytest

from spinscore.pages.blocks import Page, read_page
from spinscore.pages.elements import CAPTION, LINK, QUOTE


def blocks(html: str) -> list[tuple[str, str]]:
    page = read_page(html)
    return list(zip(page.kinds, page.texts, strict=True))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Rates\n  rose <b>a</b>gain.</p>", ["Rates rose again."]),
        ("<div>One<p>two</p>three</div>", ["One", "two", "three"]),
        ("one<br>two<br/>three", ["one\ntwo\nthree"]),
        ("one<br> \n <br>two", ["one", "two"]),
        ("<br>one<br>", ["one"]),
        ("one<hr>two", ["one", "two"]),
        ("un<wbr>broken and un&shy;broken", ["unbroken and un\xadbroken"]),
        ("<p>10&nbsp;% of&#8239;it&nbsp;</p><p>&nbsp;</p>", ["10 % of it"]),
        ("<p>voil&Atilde;&nbsp;!</p>", ["voilÃ\xa0!"]),  # half of a letter: leak.encoding mends it
        ("<b>one</b> <i>two</i>\n<i>three</i>", ["one two three"]),
        ("<a href=x>Home</a><a href=y>News</a>", ["Home News"]),
        ("<b>im</b><i>possible</i>", ["impossible"]),
        ("<pre>\n  one\n\ttwo &lt;b&gt;\n</pre>", ["  one\n\ttwo <b>"]),
        ("<p>See <code>a  b</code>.</p>", ["See a b."]),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", ["漢kan"]),
        ("<p>Pick <select><option>one<option>two</select> now</p>", ["Pick now"]),
        ("x<textarea>y</textarea>", ["x"]),
    ],
)
def test_text_is_cut_as_a_reader_would_copy_it(html: str, expected: list[str]) -> None:
    assert read_page(html).texts == expected


@pytest.mark.parametrize(
    "attributes",
    [
        "hidden",
        "hidden=''",
        "HIDDEN=until-found",
        "style='display:none'",
        'style="color: red; DISPLAY : none !important"',
        "style=visibility:hidden",
        "style='display&#58;none'",
    ],
)
def test_hidden_text_is_left_out_with_all_inside_it(attributes: str) -> None:
    assert read_page(f"<p>One</p><div {attributes}><p>hid<b>den</b></p></div><p>two</p>").texts == ["One", "two"]
    assert read_page(f"<p>One <span {attributes}>hidden</span> two</p>").texts == ["One two"]


@pytest.mark.parametrize(
    "attributes",
    [
        "class=hidden",
        "aria-hidden=true",
        "style='overflow:hidden'",
        "style='display:none-of-these'",
        "data-hidden=1",
        "title='hidden'",
        "style='display:block'",
        "title='style=display:none'",
    ],
)
def test_what_only_sounds_hidden_stays(attributes: str) -> None:
    assert read_page(f"<p {attributes}>seen</p>").texts == ["seen"]


@pytest.mark.parametrize("tag", ["template", "dialog", "video", "audio", "canvas", "datalist", "object", "select"])
def test_elements_that_show_no_text(tag: str) -> None:
    assert read_page(f"<p>One</p><{tag}><p>hidden</p></{tag}><p>two</p>").texts == ["One", "two"]


def test_elements_that_show_it_after_all() -> None:
    assert read_page("<dialog open><p>seen</p></dialog>").texts == ["seen"]
    assert read_page("<template shadowrootmode=open><p>seen</p></template>").texts == ["seen"]
    assert read_page("<body style='display:none'><p>seen</p>").texts == ["seen"]


def test_kinds() -> None:
    html = """<h2>Head</h2><p>Para</p><ul><li>Item<li><p>Item too</ul><dl><dt>Term<dd>Sense</dl>
    <blockquote><p>Quote</p></blockquote><pre>code()</pre><figure><img alt="x"><figcaption>Caption</figcaption></figure>
    <table><caption>Title</caption><tr><th>A<td>B</table><button>Press</button><div>Lines</div>"""
    assert blocks(html) == [
        ("heading", "Head"),
        ("paragraph", "Para"),
        ("list-item", "Item"),
        ("list-item", "Item too"),
        ("list-item", "Term"),
        ("list-item", "Sense"),
        ("quote", "Quote"),
        ("code", "code()"),
        ("caption", "Caption"),
        ("caption", "Title"),
        ("table", "A\tB"),
        ("control", "Press"),
        ("text", "Lines"),
    ]


def test_a_row_of_cells_is_a_line_and_a_cell_of_paragraphs_is_not() -> None:
    data = "<table><tr><th>Year<th>Sum<tr><td><p>2023</p><td>&nbsp;<td>4 <i>m</i></table>"
    assert read_page(data).texts == ["Year\tSum", "2023\t4 m"]
    layout = "<table><tr><td>Menu<td><p>Rates rose.</p><p>Rents did.</p><td>Ad</table>"
    assert read_page(layout).texts == ["Menu", "Rates rose.", "Rents did.", "Ad"]
    nested = "<table><tr><td><table><tr><td>a<td>b</table><td>c</table>"
    assert read_page(nested).texts == ["a\tb", "c"]


def test_links_and_marks_are_counted_in_characters_of_the_text() -> None:
    page = read_page(
        "<p>See <a href=x>the <b>report</b></a> &amp; <a href=y> the\n data </a>.</p><p><a name=z>Notes</a></p>"
        "<p><strong>All</strong></p><p><button>Go</button> on</p><li><a href=x><span>Home</span></a></li>"
    )
    assert page.texts[0] == "See the report & the data ."
    assert page.link_chars == [len("the") + len("report") + len("the data"), 0, 0, 0, 4]
    assert page.links == [2, 0, 0, 0, 1]
    assert page.strong_chars == [6, 0, 3, 0, 0]
    assert page.button_chars == [0, 0, 0, 2, 0]


def test_elements_hold_the_whole_block_and_containers_its_line() -> None:
    page = read_page("<div><p><span><b>all</b></span></p><p><i>some</i> more</p></div>")
    assert [page.tags[e] for e in page.elements] == ["b", "p"]
    assert [page.tags[e] for e in page.containers] == ["p", "p"]


def test_images_are_those_since_the_block_before() -> None:
    assert read_page("<img><p>a</p><p hidden><img>x</p><img><p>b <img> c</p><p>d</p><img>").images == [1, 3, 0]


def test_flags_are_handed_down() -> None:
    page = read_page("<blockquote><figure><figcaption><a href=x>a</a></figcaption></figure></blockquote>")
    assert page.flags[page.elements[0]] == QUOTE | CAPTION | LINK


def test_attributes_and_words_of_elements() -> None:
    page = read_page("<p CLASS=\"navBar main-menu2\" class=no id='x' data-n=1 hidden2 Title='a &amp; b'>a")
    element = page.elements[0]
    assert dict(page.attributes(element)) == {
        "class": "navBar main-menu2",
        "id": "x",
        "data-n": "1",
        "hidden2": "",
        "title": "a & b",
    }
    assert page.words(element) == ("nav", "bar", "main", "menu", "x")
    assert page.words(0) == ()


def test_siblings() -> None:
    page = read_page("<ul><li>a<li>b</ul><p>c</p>")
    assert [page.siblings[e] for e in page.elements] == [0, 1, 1]


def test_places_are_where_the_ink_is() -> None:
    html = "<div>\n  One <b>two </b>\n</div><p><!-- x -->three</p>"
    page = read_page(html)
    assert [html[start:end] for start, end in page.places] == ["One <b>two", "three"]


PAGE = """<!DOCTYPE html><html><body><header><a href="/">Site</a></header><article><h1>Rates rise again</h1>
<figure><img src="data:image/gif;base64,R0" data-src="real.jpg" class="lazy"><noscript><img src="real.jpg"
alt="A bank"></noscript><figcaption>The bank on Monday. <span>Photo: A. Person</span></figcaption></figure>
<p>The bank raised rates.</p><h2>What it means</h2><ul><li>Loans cost more.</li></ul>
<blockquote><p>“We had to,” she said.</p></blockquote><pre><code>rate = 4.5
rate += 0.25</code></pre></article><section id="comments"><p>First!</p></section>
<div class="consent" hidden>We use cookies.</div>
<article><h1>A second story</h1><p>It loads as you scroll.</p></article>
</body></html>"""


def test_a_page_whole() -> None:
    assert blocks(PAGE) == [
        ("text", "Site"),
        ("heading", "Rates rise again"),
        ("caption", "The bank on Monday. Photo: A. Person"),
        ("paragraph", "The bank raised rates."),
        ("heading", "What it means"),
        ("list-item", "Loans cost more."),
        ("quote", "“We had to,” she said."),
        ("code", "rate = 4.5\nrate += 0.25"),
        ("paragraph", "First!"),
        ("heading", "A second story"),
        ("paragraph", "It loads as you scroll."),
    ]


def columns(page: Page) -> list[list[object]]:
    return [
        *(list(c) for c in (page.texts, page.elements, page.containers, page.places, page.link_chars, page.kinds)),
        *(list(c) for c in (page.strong_chars, page.button_chars, page.links, page.images)),
    ]


def test_truncated_anywhere_a_page_gives_what_was_read_so_far() -> None:
    whole = read_page(PAGE).texts
    for end in range(len(PAGE)):
        page = read_page(PAGE[:end])
        assert len({len(column) for column in columns(page)}) == 1
        texts = page.texts
        if texts and texts[-1] in ("<", "</"):  # a tag of which nothing tells that it is one
            texts = texts[:-1]
        assert texts[:-1] == whole[: max(len(texts) - 1, 0)]
        assert not texts or whole[len(texts) - 1].startswith(texts[-1].rstrip("</"))
