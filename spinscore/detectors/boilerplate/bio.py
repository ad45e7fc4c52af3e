"""boilerplate.bio: the note about the author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spinscore.findings import Hit
from spinscore.text.endings import last_character

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spinscore.document import Document
    from spinscore.rule import Rule

_FROM_END = 6
"""Blocks from the end among which the note stands."""
_LONGEST_HEADING = 8
"""Words."""
_LONGEST_CONTACT = 30
"""Words of a block that asks for tips and comments."""
_SHORTEST = 6
"""Words of a note that a detector finds by itself."""
_ROLE_REACH = 22
"""Words within which the author's trade is named."""
_VERBS = frozenset({"is", "covers", "writes"})
_LEAST_MARKS = 2
_ARTICLES = frozenset({"a", "an", "the"})
_MENTIONS = 1
"""How often the author's surname may stand before the note: in the byline. Who is named more often is in the story."""
_MOST_MENTIONS = 3
"""The same for a note that has the marks of one."""


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit; within a sentence only near the end, in a block that begins with a name new to the article."""
    block = doc.block_at(hit.start)
    first, last = doc.block_tokens[block]
    starts = hit.start == doc.token_starts[first]
    if starts and hit.name == "about":
        return hit if _is_heading(doc, block, hit) else None
    if starts and (doc.token_at(hit.end) >= last or (hit.name == "contact" and last - first <= _LONGEST_CONTACT)):
        return hit
    if not 0 < block >= len(doc.block_list) - _FROM_END:
        return None
    verb = _after_name(doc, first, last)
    named = verb - first > 1 or (verb and doc.words[verb] in _VERBS)
    return hit if named and _is_new(doc, rule, verb, first, last, near_end=True) else None


def _is_heading(doc: Document, block: int, hit: Hit) -> bool:
    """Whether a block that begins with "about" is a label or heading: followed by a colon, or short and no sentence."""
    if doc.text[hit.end : hit.end + 1] == ":":
        return True
    first, last = doc.block_tokens[block]
    about_number = last - first > 1 and doc.words[first + 1][0].isdigit()
    return last - first <= _LONGEST_HEADING and not about_number and last_character(doc, block) not in ".,;!?"


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Blocks that say of a name new to the article that it is one of the trades of authors.

    Among the last blocks that is enough; before them two marks of such notes must stand in the block as well.
    """
    words, total = doc.words, len(doc.block_list)
    for block, (first, last) in enumerate(doc.block_tokens[1:], 1):
        if not _SHORTEST <= last - first <= rule.max_words:
            continue
        if _VERBS.isdisjoint(words[first + 1 : first + 6]) and not words[first].endswith("-based"):
            continue
        verb = _says_trade(doc, rule, first, last)
        near_end = block >= total - _FROM_END
        if not verb or not (near_end or _is_marked(doc, rule, first, last)):
            continue
        if _is_new(doc, rule, verb, first, last, near_end):
            yield Hit(*doc.block_list[block], 0.8, name="trade")


def _says_trade(doc: Document, rule: Rule, first: int, last: int) -> int:
    """Where the verb stands that says what the person does whose name opens a block; 0 if there is none.

    A block may also open with the place that a correspondent is based in; then it is the word after that.
    """
    trade = rule.words["trade"]
    if doc.words[first].endswith("-based"):
        return 0 if trade.isdisjoint(doc.words[first + 1 : first + 4]) else first + 1
    verb = _after_name(doc, first, last)
    if not verb or doc.words[verb] not in _VERBS:
        return 0
    following = doc.words[verb : min(last, verb + _ROLE_REACH)]
    if following[:2] == ("writes", "about") or following[0] == "covers":
        return verb
    is_one = following[0] == "is" and following[1] in _ARTICLES and following[2] not in rule.words["praise"]
    return verb if is_one and not trade.isdisjoint(following) else 0


def _is_marked(doc: Document, rule: Rule, first: int, last: int) -> bool:
    """Whether a block has two different words such as notes about authors have."""
    marks = rule.words["marks"]
    found = marks.intersection(doc.words[first:last])
    if len(found) < _LEAST_MARKS:
        found |= marks.intersection(word.rpartition("-")[2] for word in doc.words[first:last] if "-" in word)
    return len(found) >= _LEAST_MARKS


def _is_new(doc: Document, rule: Rule, verb: int, first: int, last: int, near_end: bool) -> bool:
    """Whether the person named before the verb is not one whom the article tells of.

    A note with the marks of one may give the first name alone, and the name may stand in a byline and on a card too.
    """
    surname = doc.words[verb - 1].removesuffix("'s")
    if not near_end:
        return doc.counts[surname] - doc.words[first:last].count(surname) <= _MOST_MENTIONS
    before = doc.words[:first].count(surname)
    if before <= _MENTIONS and verb - first > 1:
        return True
    return before <= _MOST_MENTIONS and _is_marked(doc, rule, first, last)


def _after_name(doc: Document, first: int, last: int) -> int:
    """Where the word after the one to four capitalised words stands that open a block; 0 if they are no name."""
    place = first
    while place < min(last - 2, first + 5) and doc.text[doc.token_starts[place]].isupper():
        place += 1
    return place if 1 <= place - first <= 4 and doc.text[doc.token_ends[place - 1]] in " ," else 0
