"""boilerplate.byline: who wrote the article, and when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spinscore.findings import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spinscore.document import Document
    from spinscore.rule import Rule

_GLUED = re.compile(r"By(?:[A-Z][a-z]{1,20}|the)(?: [A-Z][\w.'’-]{1,20}){1,4}")
_OPENINGS = ("(by|", "(published|updated|posted|last")
"""How the phrases begin that need a name or a date behind them."""
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sep sept oct nov dec".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun".split())
_AGO = frozenset("ago today yesterday".split())
_FROM_TOP, _FROM_END = 12, 8
"""Blocks from the top and from the end among which a date alone is the page's, not a heading."""
_NAME_WORDS = (2, 4)


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, if its block is a label and names or dates, and no sentence."""
    block = doc.block_at(hit.start)
    first, last = doc.block_tokens[block]
    sentence = doc.text[doc.block_list[block][1] - 1] in ".!?;" and not _is_date(doc.words[first])
    sentence = sentence and doc.words[first] != "this"
    if sentence:
        return None
    label = doc.words[first]
    after = doc.token_at(hit.end)
    if label in _MONTHS or label in _DAYS or label[0].isdigit():
        return hit if _is_at_edge(doc, block) else None
    if after >= last:
        return hit if not hit.name.startswith(_OPENINGS) else None
    words = doc.words[after:last]
    if hit.name.startswith("this "):
        return hit if last - first <= 12 and any(map(_is_date, words)) else None
    if label in {"published", "updated", "posted", "last", "first", "originally", "date", "publication", "modified"}:
        dated = any(_is_date(word) or word in _AGO for word in words)
        return hit if dated and all(_fits(doc, rule, place) for place in range(after, last)) else None
    named = len(words) > 1 and doc.text[doc.token_starts[after]].isupper() and not _is_date(words[0])
    return hit if named and all(_fits(doc, rule, place) for place in range(after, last)) else None


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Near the top: "ByJane Doe", and two to four capitalised words alone right above or below a date line."""
    keys = doc.block_keys
    for start, end in doc.block_list[:_FROM_TOP]:
        if doc.text.startswith("By", start) and _GLUED.fullmatch(doc.text, start, end):
            yield Hit(start, end, 0.85, name="glued")
    for block in range(1, min(len(keys), _FROM_TOP)):
        first, last = doc.block_tokens[block]
        if not _NAME_WORDS[0] <= last - first <= _NAME_WORDS[1]:
            continue
        beside = (keys[block - 1], keys[block + 1] if block + 1 < len(keys) else "")
        start, end = doc.block_list[block]
        if any(map(_is_date_line, beside)) and _is_name(doc.text[start:end]):
            yield Hit(start, end, 0.7, name="name")


def _is_name(line: str) -> bool:
    parts = line.split()
    return line.replace(".", "").replace(" ", "").replace("-", "").isalpha() and all(p[0].isupper() for p in parts)


def _is_date_line(key: str) -> bool:
    words = key.split(" ")
    return 3 <= len(words) <= 4 and words.count("{n}") == 2 and not _MONTHS.isdisjoint(words)


def _is_at_edge(doc: Document, block: int) -> bool:
    return block < _FROM_TOP or block >= len(doc.block_list) - _FROM_END


def _is_date(word: str) -> bool:
    return word[0].isdigit() or word in _MONTHS or word in _DAYS


def _fits(doc: Document, rule: Rule, place: int) -> bool:
    """Whether a word may stand in a byline: a name, a number, or one of the small words there."""
    return not doc.text[doc.token_starts[place]].islower() or doc.words[place] in rule.words["small"]
