"""How blocks end: as a sentence does, or as a label or headline does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spinscore.document import Document

_STOPS = ".!?"


def last_character(doc: Document, block: int) -> str:
    """The last character of a block."""
    return doc.text[doc.block_list[block][1] - 1]


def ends_as_sentence(doc: Document, block: int, stops: str = _STOPS) -> bool:
    """Whether a block ends in one of some stops; three points in a row, of a text cut off, are none.

    >>> from spinscore.document import Document
    >>> doc = Document.parse("It rained.\\n\\nRain ahead for...\\n\\nRain")
    >>> [ends_as_sentence(doc, block) for block in range(3)]
    [True, False, False]
    """
    end = doc.block_list[block][1]
    return doc.text[end - 1] in stops and not doc.text.startswith("...", end - 3)


def word_count(doc: Document, block: int) -> int:
    """How many words a block has."""
    first, last = doc.block_tokens[block]
    return last - first
