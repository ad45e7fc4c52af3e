"""The title of an article said again below the place where it belongs, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.text import chars

_LEAST_WORDS: Final = 5
_MOST_WORDS: Final = 30
_LEAST_BLOCKS: Final = 3
"""A first line is taken for a title only if an article follows."""
_MOST_PLACES: Final = 4
"""A wording that stands alone more often is a label or a refrain."""
_NO_TITLE: Final = ".…:;,?？"
"""What a first line that is no title ends in; an interview begins with a question."""
_SENTENCE_WORDS: Final = 12
"""A block of so many words that ends as a sentence does is text; what is shorter may be a section or a byline."""
_STOPS: Final = frozenset('.!?…"”’')
_QUOTES: Final = frozenset("\"'“”‘’„«»‹›")
_MESSAGE: Final = "The title again"
_SUGGESTION: Final = "Delete the repeated title."


def repeated_titles(doc: Document) -> Iterator[Hit]:
    """Blocks and sentences that are the title again.

    Not the first line, nor the sentence that follows it; with a title given, not the line of the head that holds it,
    which exports put there. A title that quotes somebody may be said again where it is quoted, and an article may end
    in its title.
    """
    title, own = _title(doc)
    if not _LEAST_WORDS <= len(title) <= _MOST_WORDS:
        return
    counts = doc.counts
    if any(counts[word] < (2 if own else 1) for word in title):
        return
    blocks = doc.block_list
    seen = _places(doc, title, doc.block_tokens)
    if len(seen) > _MOST_PLACES:
        return
    place = _own_place(doc, seen) if doc.title else 0
    related = () if place is None else (blocks[place],)
    for block in seen:
        closing = block == len(blocks) - 1 and doc.text[blocks[block][1] - 1] in _STOPS
        if block != place and not closing:
            yield Hit(*blocks[block], 0.85, _MESSAGE, _SUGGESTION, related=related, name="title")
    if (doc.title or doc.text[slice(*blocks[0])]).lstrip()[0] in _QUOTES:
        return
    lead = blocks[0 if place is None else place + 1][0] if len(blocks) > 1 else 0
    bounds: list[list[int]] = doc.tokens[:, 0].searchsorted(doc.sentences).tolist()
    for sentence in _places(doc, title, bounds):
        start, end = doc.sentences[sentence].tolist()
        last = sentence == len(bounds) - 1
        if start > lead and not last and doc.block_at(start) not in seen and not doc.in_quotes(start):
            yield Hit(start, end, 0.7, _MESSAGE, _SUGGESTION, related=related, name="title in a sentence")


def _own_place(doc: Document, seen: Sequence[int]) -> int | None:
    """The block of the head that holds a title that was given; None if the text begins without it."""
    if not seen:
        return None
    above = zip(doc.block_list[: seen[0]], doc.block_tokens[: seen[0]], strict=True)
    text = any(doc.text[end - 1] in _STOPS and last - first >= _SENTENCE_WORDS for (_, end), (first, last) in above)
    return None if text else seen[0]


def _places(doc: Document, title: tuple[str, ...], bounds: Sequence[Sequence[int]]) -> list[int]:
    """The numbers of the runs of tokens that are the title."""
    words, size = doc.words, len(title)
    return [k for k, (first, last) in enumerate(bounds) if last - first == size and words[first:last] == title]


def _title(doc: Document) -> tuple[tuple[str, ...], bool]:
    """The words of the title, () if there is none, and whether it has its own place, as the first block of the text."""
    blocks = doc.block_list
    if len(blocks) < (1 if doc.title else _LEAST_BLOCKS):
        return (), False
    first, last = doc.block_tokens[0]
    top = doc.words[first:last]
    if not doc.title:
        heading = last - first <= _MOST_WORDS and doc.text[blocks[0][1] - 1] not in _NO_TITLE
        return (top, True) if heading else ((), False)
    longest = max(chars.fold(doc.title).split(), key=len, default="")
    if longest.isalpha() and longest not in doc.counts:
        return (), False
    words = Document.parse(doc.title).words
    return words, words == top and len(blocks) > 1
