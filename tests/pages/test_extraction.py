"""`extract`: from HTML to an article with the places of its blocks."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

import spinscore
from spinscore.pages.article import Article, ArticleBlock

STORY = (
    "The central bank raised its main rate by a quarter of a point on Monday, the third rise this year.",
    "Economists had expected no change after inflation slowed in the spring, and the currency rose at once.",
    "“We had to act before wages did,” the governor, Ann Lee, told reporters in the capital after the meeting.",
    "Mortgage lenders said they would follow within days, which adds about 40 a month to a typical loan.",
    "The bank meets again in June, when it will also publish its forecast for growth and employment.",
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Rates rise again | The Daily</title>
<meta property="og:site_name" content="The Daily"><link rel="canonical" href="https://daily.example/rates"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>Rates rise again</h1>{"".join(f"<p>{text}</p>" for text in STORY)}</article></main>
<footer><p><a href="/terms">Terms</a> <a href="/privacy">Privacy</a></p><p>© 2024 The Daily</p></footer>
</body></html>"""


def test_an_article_and_what_is_around_it() -> None:
    article = spinscore.extract(PAGE)
    assert article.title == "Rates rise again"
    assert all(text in article.text for text in STORY)
    assert "Sport" not in article.text
    assert "Privacy" not in article.text
    assert (article.url, article.language) == ("https://daily.example/rates", "en")


def test_blocks_are_all_that_is_seen_with_their_places() -> None:
    article = spinscore.extract(PAGE)
    assert [block.text for block in article.blocks] == [
        "Home",
        "News",
        "Sport",
        "Rates rise again",
        *STORY,
        "Terms Privacy",
        "© 2024 The Daily",
    ]
    assert [PAGE[block.start : block.end] for block in article.blocks[:4]] == [
        "Home",
        "News",
        "Sport",
        "Rates rise again",
    ]
    assert [block.kind for block in article.blocks[2:5]] == ["list-item", "heading", "paragraph"]
    assert all(0 <= block.probability <= 1 for block in article.blocks)


def test_the_text_is_the_blocks_that_are_kept() -> None:
    article = spinscore.extract(PAGE)
    assert article.text == "\n\n".join([block.text for block in article.blocks if block.is_article])


def test_all_blocks_of_rich_text_are_kept() -> None:
    article = spinscore.extract("<p>Rates rose.</p><p><a href=x>Read more</a></p>")
    assert article.text == "Rates rose.\n\nRead more"
    assert [(block.probability, block.is_article) for block in article.blocks] == [(1.0, True), (1.0, True)]


@pytest.mark.parametrize("html", ["", " ", "<!doctype html>", "<html><body></body></html>", "<body><script>x</script>"])
def test_a_page_without_text_gives_an_empty_article(html: str) -> None:
    assert (spinscore.extract(html).text, spinscore.extract(html).blocks) == ("", ())


def test_the_given_url_counts_before_the_declared_one() -> None:
    assert spinscore.extract(PAGE, url="https://other.example/").url == "https://other.example/"


def test_articles_are_values() -> None:
    article = spinscore.extract("<p>a</p>")
    assert article == Article(None, "a", (ArticleBlock("a", 3, 4, 1.0, True, "paragraph"),))
    assert hash(article) == hash(spinscore.extract("<p>a</p>"))
    with pytest.raises(FrozenInstanceError):
        article.text = "b"  # type: ignore[misc]


def test_the_title_has_no_mark_of_a_link_behind_it() -> None:
    link = '<a class="headerlink" href="#settings">¶</a>'
    page = f"<html><title>Settings¶ — Frob docs</title><body><h1>Settings{link}</h1><p>{STORY[0]}</p><p>{STORY[1]}</p>"
    assert spinscore.extract(page).title == "Settings"


def test_no_setting_is_named_that_extract_does_not_have() -> None:
    with pytest.raises(spinscore.TextTooLongError, match=r"Leave the page out\.$"):
        spinscore.extract("x" * 10_000_001)


@pytest.mark.parametrize("call", [spinscore.extract, spinscore.score_html])
def test_what_is_no_html_is_refused_with_what_to_do(call: object) -> None:
    assert callable(call)
    with pytest.raises(TypeError, match=r"takes HTML as str, got bytes\. Decode it first, .*decode"):
        call(b"<p>a</p>")
    with pytest.raises(TypeError, match="takes HTML as str, got NoneType"):
        call(None)
    with pytest.raises(TypeError, match="url as str or None, got int"):
        call("<p>a</p>", url=5)
    with pytest.raises(spinscore.TextTooLongError, match="10,000,001 characters of HTML, the limit is 10,000,000"):
        call("x" * 10_000_001)
