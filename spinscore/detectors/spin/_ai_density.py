"""How thick a text is with words that language models overuse, and how many edited news articles are thinner.

The number tells about style, not about who wrote: press releases and abstracts use the same words. Each word or phrase
counts twice at most, so that a term of the topic ("landscape" in an article on gardens) does not carry the number.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from spinscore.document import Document
from spinscore.text.hashing import HashFilter, hash_words
from spinscore.wording import expand

LEAST: Final = 150
"""Words under which one word more or less would move the percentile too far."""
_OFTEN: Final = 2
_FOLDER: Final = "spinscore.detectors.spin"


class Density(NamedTuple):
    """Style words per 1,000 words, the percentage of edited news articles with fewer, and their token ranges."""

    per_1000: float
    percentile: float
    places: list[tuple[int, int]]


class _Vocabulary(NamedTuple):
    words: frozenset[str]
    anchors: dict[str, list[tuple[int, tuple[str, ...]]]]
    """Phrases by their longest word, each with the place of that word in it."""
    filter: HashFilter
    """Rules out nearly all words that neither asks for."""


def density(doc: Document) -> Density | None:
    """The density of a document; None for one that is too short to tell. About 0.05 ms for 850 words."""
    _vocabulary(), _quantiles()  # read with the first text, however short: scoring opens no file later
    total = len(doc.tokens)
    if total < LEAST:
        return None
    places = style_places(doc)
    per_1000 = 1000 * counted(doc, places) / total
    return Density(per_1000, percentile(per_1000, total), places)


def style_places(doc: Document) -> list[tuple[int, int]]:
    """The token ranges of all style words and phrases, in order."""
    vocabulary = _vocabulary()
    words = doc.words
    places = []
    for place in vocabulary.filter.passed(doc.hashes).nonzero()[0].tolist():
        if words[place] in vocabulary.words:
            places.append((place, place + 1))
            continue
        for offset, phrase in vocabulary.anchors.get(words[place], ()):
            first = place - offset
            if first >= 0 and words[first : first + len(phrase)] == phrase:
                places.append((first, first + len(phrase)))
                break
    return places


def counted(doc: Document, places: list[tuple[int, int]]) -> int:
    """How many of the places count: each wording twice at most."""
    seen: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for first, last in places:
        seen[doc.words[first:last]] += 1
    return sum(min(count, _OFTEN) for count in seen.values())


def percentile(per_1000: float, words: int) -> float:
    """The percentage of edited news articles of about this many words that have a lower density, rounded down.

    It takes the values of the head of `_ai_vocabulary_quantiles.tsv`, so it is 0 below the first of them.
    """
    table = _quantiles()
    row = table.rows[max(bisect_right(table.lengths, words) - 1, 0)]
    above = bisect_left(row, per_1000)
    return table.percentages[above - 1] if above else 0.0


class _Quantiles(NamedTuple):
    percentages: list[float]
    lengths: list[int]
    """Least words of each class of lengths."""
    rows: list[list[float]]


@cache
def _quantiles() -> _Quantiles:
    header, *rows = _table("_ai_vocabulary_quantiles.tsv")
    return _Quantiles(
        [float(cell) for cell in header[2:]],
        [int(row[0]) for row in rows],
        [[float(cell) for cell in row[2:]] for row in rows],
    )


@cache
def _vocabulary() -> _Vocabulary:
    words = set()
    anchors: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for text, _ in _table("_ai_vocabulary.tsv")[1:]:
        if " " not in text:
            words.add(text)
            continue
        for phrase in expand(text):
            longest = max(phrase, key=len)
            anchors.setdefault(longest, []).append((phrase.index(longest), phrase))
    asked = HashFilter(hash_words(sorted(words | anchors.keys())))
    return _Vocabulary(frozenset(words), anchors, asked)


def _table(name: str) -> list[list[str]]:
    text = (resources.files(_FOLDER) / name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
