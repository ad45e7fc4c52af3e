"""From HTML to the article in it: source, blocks, the judge's verdict on each, article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from spinscore.errors import TextTooLongError, expect_text
from spinscore.pages.article import GAP, Article, ArticleBlock
from spinscore.pages.blocks import Page, read_page
from spinscore.pages.judging import judge
from spinscore.pages.meta import Meta, read_meta
from spinscore.profile import Profile

MOST_CHARS: Final = Profile().max_chars
_ANCHORS: Final = " \xa0¶🔗"
"""Documentation puts a link to a heading behind it."""


class Reading(NamedTuple):
    """A page with what was made of its blocks: P(article) and whether it is kept."""

    page: Page
    meta: Meta
    probabilities: Sequence[float]
    kept: Sequence[bool]

    @property
    def text(self) -> str:
        """The text of the article."""
        return GAP.join([text for text, kept in zip(self.page.texts, self.kept, strict=True) if kept])


def extract(html: str, *, url: str | None = None) -> Article:
    """The article of a page. See `spinscore.extract`."""
    reading = read(html, "extract()", url)
    page, meta = reading.page, reading.meta
    blocks = [
        ArticleBlock(text, *place, float(probability), bool(kept), kind)
        for text, place, probability, kept, kind in zip(
            page.texts, page.places, reading.probabilities, reading.kept, page.kinds, strict=True
        )
    ]
    return Article(
        title=meta.title and meta.title.rstrip(_ANCHORS),
        text=reading.text,
        blocks=tuple(blocks),
        url=url or meta.url,
        language=meta.language,
        author=meta.author,
        date=meta.date,
        description=meta.description,
    )


def read(html: str, caller: str, url: str | None = None, max_chars: int = MOST_CHARS) -> Reading:
    """A page, its blocks judged; all blocks of rich text are kept.

    Raises TypeError or TextTooLongError that name the caller.
    """
    expect_html(html, caller, max_chars)
    if not isinstance(url, (str, type(None))):
        raise TypeError(f"{caller} takes url as str or None, got {type(url).__name__}.")
    page = read_page(html)
    meta = read_meta(page)
    if page.fragment:
        return Reading(page, meta, [1.0] * len(page.texts), [True] * len(page.texts))
    return Reading(page, meta, *judge(page, meta))


def expect_html(html: object, caller: str, max_chars: int) -> None:
    """Raises TypeError for anything but `str`, TextTooLongError for too many characters."""
    if isinstance(html, (bytes, bytearray)):
        raise TypeError(
            f"{caller} takes HTML as str, got {type(html).__name__}. Decode it first, by the charset that its HTTP "
            'header or its meta element names, for example html.decode("utf-8", "replace").'
        )
    if html is None:
        raise TypeError(f"{caller} takes HTML as str, got NoneType. Skip pages without a source.")
    if (length := len(expect_text(html, caller))) > max_chars:
        hint = "Leave the page out." if caller == "extract()" else "Leave the page out, or raise Profile.max_chars."
        raise TextTooLongError(f"{caller} got {length:,} characters of HTML, the limit is {max_chars:,}. {hint}")
