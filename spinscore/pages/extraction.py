"""From HTML to the article in it: source, blocks, the judge's verdict on each, article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from spinscore.errors import TextTooLongError, expect_text
from spinscore.pages.article import GAP, Article, ArticleBlock
from spinscore.pages.blocks import Page, read_page
from spinscore.pages.meta import Meta, read_meta
from spinscore.profile import Profile

MOST_CHARS: Final = Profile().max_chars


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
        title=meta.title,
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
    if page.fragment:
        everything = len(page.texts)
        return Reading(page, read_meta(page), [1.0] * everything, [True] * everything)
    probabilities, kept = _judged(page)
    return Reading(page, read_meta(page), probabilities, kept)


def expect_html(html: object, caller: str, max_chars: int) -> None:
    """Raises TypeError for anything but `str`, TextTooLongError for too many characters."""
    if isinstance(html, (bytes, bytearray)):
        raise TypeError(
            f"{caller} takes HTML as str, got {type(html).__name__}. Decode it first, by the charset of its HTTP header "
            'or its meta element, for example html.decode("utf-8", "replace").'
        )
    if len(expect_text(html, caller)) > max_chars:
        raise TextTooLongError(
            f"{caller} got {len(html):,} characters of HTML, the limit is {max_chars:,}. "
            "Leave the page out, or raise Profile.max_chars."
        )


def _judged(page: Page) -> tuple[Sequence[float], Sequence[bool]]:
    try:
        from spinscore.pages.judging import judge
    except ModuleNotFoundError:
        return _interim(page)
    return judge(page)


def _interim(page: Page) -> tuple[Sequence[float], Sequence[bool]]:
    dense = [len(t) >= 80 and link < 0.4 * len(t) for t, link in zip(page.texts, page.link_chars, strict=True)]
    near = [
        d or (k in ("heading", "paragraph", "quote", "list-item") and any(dense[max(0, b - 2) : b + 3]))
        for b, (d, k) in enumerate(zip(dense, page.kinds, strict=True))
    ]
    return [0.9 if d else 0.6 if n else 0.1 for d, n in zip(dense, near, strict=True)], near
