"""boilerplate.bio: the note about the author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spinscore.findings import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spinscore.document import Document
    from spinscore.rule import Rule

_FROM_END = 6
"""Blocks from the end among which the note stands."""
_SHORTEST = 6
"""Words of a note that a detector finds by itself."""
_ROLE_REACH = 22
"""Words within which the author's trade is named."""
_ARTICLES = frozenset({"a", "an", "the"})
_MENTIONS = 1
"""How often the author's surname may stand before the note: in the byline. Who is named more often is in the story."""


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit; within a sentence only near the end, in a block that begins with a name new to the article."""
    block = doc.block_at(hit.start)
    first, last = doc.block_tokens[block]
    starts = hit.start == doc.token_starts[first]
    if starts and doc.token_at(hit.end) >= last:
        return hit
    if starts and hit.name.startswith("about"):
        end = doc.block_list[block][1]
        short = last - first <= 8 and doc.text[end - 1] not in ".,;"
        return hit if short or doc.text[hit.end : hit.end + 1] == ":" else None
    near_end = 0 < block >= len(doc.block_list) - _FROM_END
    return hit if near_end and _new_name(doc, first, last) else None


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Last blocks that say of a name new to the article that it is one of the trades of authors."""
    total = len(doc.block_list)
    for block in range(max(1, total - _FROM_END), total):
        first, last = doc.block_tokens[block]
        if not _SHORTEST <= last - first <= rule.max_words:
            continue
        verb = _new_name(doc, first, last)
        if not verb:
            continue
        following = doc.words[verb : min(last, verb + _ROLE_REACH)]
        writes = following[:2] == ("writes", "about") or following[0] == "covers"
        is_one = following[0] == "is" and following[1] in _ARTICLES
        if writes or (is_one and not rule.words["trade"].isdisjoint(following)):
            yield Hit(*doc.block_list[block], 0.8, name="trade")


def _new_name(doc: Document, first: int, last: int) -> int:
    """Where the word after the two to four capitalised words that open a block stands; 0 if they are no new name."""
    place = first
    while place < min(last - 2, first + 5) and doc.text[doc.token_starts[place]].isupper():
        place += 1
    if not 2 <= place - first <= 4 or doc.text[doc.token_ends[place - 1]] not in " ,":
        return 0
    surname = doc.words[place - 1].removesuffix("'s")
    return place if doc.words[:first].count(surname) <= _MENTIONS else 0
