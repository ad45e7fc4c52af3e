"""The article of a page, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

GAP: Final = "\n\n"
"""What stands between the blocks of an article in its text."""


@dataclass(frozen=True, slots=True)
class ArticleBlock:
    """A visible block of a page: a paragraph, a heading, an item of a list, a row of a table.

    `start` and `end` are its place in the HTML source, code points, half open; tags may stand in between.
    `probability` says how likely it is part of the article (0 to 1), `is_article` whether it is in the article's text.
    `kind` is "heading", "paragraph", "list-item", "table", "quote", "code", "caption", "control" (the text of a button
    or a label) or "text" (lines that no such element holds).
    """

    text: str
    start: int
    end: int
    probability: float
    is_article: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Article:
    """What `extract` gives for a page.

    `title` is the headline without the name of the site, None where there is none. `text` is the article: the blocks
    that belong to it, a blank line between each; empty where the page has no article. `blocks` are all visible blocks
    of the page in their order, those of the article and the others. `url`, `language`, `author`, `date` and
    `description` are what the page says of itself, unchecked.
    """

    title: str | None
    text: str = field(repr=False)
    blocks: tuple[ArticleBlock, ...] = field(repr=False)
    url: str | None = None
    language: str | None = None
    author: str | None = None
    date: str | None = None
    description: str | None = field(default=None, repr=False)
