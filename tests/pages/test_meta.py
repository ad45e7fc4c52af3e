"""What a page says about itself: headline, author, date, language."""

from __future__ import annotations

import json

import pytest

from spinscore.pages.blocks import read_page
from spinscore.pages.meta import Meta, read_meta


def meta(html: str) -> Meta:
    return read_meta(read_page(html))


def test_a_page_that_says_everything() -> None:
    data = {
        "@graph": [
            {"@type": "Organization", "name": "The Daily"},
            {
                "@type": ["NewsArticle"],
                "headline": "Rates rise &amp; rents fall",
                "author": [{"@type": "Person", "name": "Ann Lee"}, "Bo Fu"],
                "datePublished": "2024-05-06T07:08:09Z",
                "articleBody": "The bank raised rates. " * 20,
            },
        ]
    }
    said = meta(
        f"""<!doctype html><html lang=en_GB><head><title>Rates rise &amp; rents fall | The Daily</title>
        <meta property=og:site_name content="The Daily"><meta name=description content=" What  it means ">
        <link rel="alternate canonical" href="https://daily.example/rates">
        <script type="application/ld+json">{json.dumps(data)}</script></head><body><h1>Other</h1>"""
    )
    assert said == Meta(
        title="Rates rise & rents fall",
        language="en-GB",
        author="Ann Lee, Bo Fu",
        date="2024-05-06T07:08:09Z",
        url="https://daily.example/rates",
        site="The Daily",
        description="What it means",
        body="The bank raised rates. " * 20,
    )


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>Rates rise again - The Daily</title><h1>The Daily</h1><h1>Rates rise again</h1>", "Rates rise again"),
        ("<title>Rates rise</title><h1>RATES  <b>rise</b></h1>", "RATES rise"),
        ("<title>The Daily | Rates rise</title><meta name=application-name content='The Daily'>", "Rates rise"),
        ("<title>Rates rise again, bank says | Daily</title>", "Rates rise again, bank says"),
        ("<title>Covid-19: what we know</title>", "Covid-19: what we know"),
        ("<meta property=og:title content='Rates rise'><title>Daily</title>", "Rates rise"),
        ("<meta name=twitter:title content='Rates rise'>", "Rates rise"),
        ("<title>Rates rise again, bank says - Daily News</title><h1>Daily News</h1>", "Rates rise again, bank says"),
        ("<title>央行再次加息_财经_每日新闻</title>", "央行再次加息"),
        ("<h1>Rates rise</h1>", "Rates rise"),
        ("<svg><title>Logo</title></svg><p>Rates rose.</p>", None),
        ("<h2>Rates rise</h2>", None),
        ("<title> </title><title>Rates rise</title>", "Rates rise"),
        ("<h1 hidden>Hidden</h1>", None),
    ],
)
def test_the_headline(html: str, title: str | None) -> None:
    assert meta(html).title == title


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ("<html lang='de'>", "de"),
        ("<html><body lang=pt-BR>", "pt-BR"),
        ("<html lang=''><meta property=og:locale content=fr_CA>", "fr-CA"),
        ("<meta http-equiv=content-language content=nl>", "nl"),
        ("<html lang='{{ lang }}'>", None),
        ("<p>", None),
    ],
)
def test_the_language(html: str, language: str | None) -> None:
    assert meta(html).language == language


@pytest.mark.parametrize(
    "data",
    [
        "{",
        "null",
        "[1, [2, []]]",
        '{"@type": 5, "headline": "x"}',
        '{"@type": "Article", "headline": ["x"], "author": {"name": 7}, "articleBody": {}}',
        '{"@type": "Person", "headline": "x"}',
        "[" * 100_000,
        '{"a":' * 5_000 + "1" + "}" * 5_000,
        '{"@type": "Article", "headline": "' + "x" * 400_000 + '"}',
    ],
)
def test_data_that_say_nothing_are_passed_over(data: str) -> None:
    said = meta(f"<title>Rates rise</title><script type='application/ld+json'>{data}</script>")
    assert (said.title, said.author, said.body) == ("Rates rise", None, None)


def test_what_a_page_says_is_bounded() -> None:
    said = meta(f"<title>{'t' * 5000}</title><meta name=author content='{'a' * 5000}'>")
    assert len(said.title or "") <= 1000
    assert len(said.author or "") <= 1000
