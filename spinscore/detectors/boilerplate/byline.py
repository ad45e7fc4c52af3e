"""boilerplate.byline: who wrote the article, and when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spinscore.findings import Hit
from spinscore.text.calendar import is_date_word, months, near_days
from spinscore.text.endings import ends_as_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spinscore.document import Document
    from spinscore.rule import Rule

_GLUED = re.compile(r"By(?:[A-Z][a-z]{1,20}|the)(?: [A-Z][\w.'’-]{1,20}){1,4}")
_OPENINGS = frozenset({"by", "dated", "this"})
"""The names of phrases that need a name or a date behind them."""
_LONGEST_NOTE = 12
"""Words of a note that the article was changed."""
_FROM_TOP, _FROM_END = 12, 8
"""Blocks from the top and from the end among which a date alone is the page's, not a heading."""
_NAME_WORDS = (2, 4)


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, if its block is a label and names or dates, and no sentence."""
    block = doc.block_at(hit.start)
    first, last = doc.block_tokens[block]
    if hit.name == "date":
        return hit if _is_at_edge(doc, block) else None
    if hit.name in {"date-near", "date-time"}:
        return hit
    closed = ends_as_sentence(doc, block, ".!?;") and not (hit.name == "dated" and is_date_word(doc.words[last - 1]))
    if hit.name == "glued":
        written = doc.words[first] in rule.words["opening"] or is_date_word(doc.words[first])
        return hit if written or _fits_all(doc, rule, first, last) else None
    if closed and hit.name != "this":
        return None
    after = doc.token_at(hit.end)
    words = doc.words[after:last]
    if not words:
        return hit if hit.name not in _OPENINGS else None
    dated = any(is_date_word(word) or word in near_days() for word in words)
    if hit.name == "this":
        return hit if last - first <= _LONGEST_NOTE and any(map(is_date_word, words)) else None
    if hit.name == "by":
        named = len(words) > 1 and doc.text[doc.token_starts[after]].isupper() and not is_date_word(words[0])
        return hit if named and _fits_all(doc, rule, after, last) else None
    if hit.name == "date-by":
        return hit
    if hit.name == "dated":
        return hit if dated and _fits_all(doc, rule, after, last) else None
    return hit if any(word[0].isdigit() for word in words) else None


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Near the top: "ByJane Doe"; two to four capitalised words alone below "By", or right above or below a date."""
    keys = doc.block_keys
    for start, end in doc.block_list[:_FROM_TOP]:
        if doc.text.startswith("By", start) and _GLUED.fullmatch(doc.text, start, end):
            yield Hit(start, end, 0.85, name="glued")
    for block in range(1, min(len(keys), _FROM_TOP)):
        first, last = doc.block_tokens[block]
        if not _NAME_WORDS[0] <= last - first <= _NAME_WORDS[1]:
            continue
        start, end = doc.block_list[block]
        if keys[block - 1] in rule.words["label"] and _is_name(doc.text[start:end]):
            yield Hit(*doc.block_list[block - 1], 0.85, name="label")
            yield Hit(start, end, 0.85, name="name")
            continue
        beside = (keys[block - 1], keys[block + 1] if block + 1 < len(keys) else "")
        if any(map(_is_date_line, beside)) and _is_name(doc.text[start:end]):
            yield Hit(start, end, 0.7, name="name")


def _is_name(line: str) -> bool:
    parts = line.split()
    return line.replace(".", "").replace(" ", "").replace("-", "").isalpha() and all(p[0].isupper() for p in parts)


def _is_date_line(key: str) -> bool:
    words = key.split(" ")
    return 3 <= len(words) <= 4 and words.count("{n}") == 2 and not months().isdisjoint(words)


def _is_at_edge(doc: Document, block: int) -> bool:
    return block < _FROM_TOP or block >= len(doc.block_list) - _FROM_END


def _fits_all(doc: Document, rule: Rule, first: int, last: int) -> bool:
    return all(_fits(doc, rule, place) for place in range(first, last))


def _fits(doc: Document, rule: Rule, place: int) -> bool:
    """Whether a word may stand in a byline: a name, a number, or one of the small words there."""
    return not doc.text[doc.token_starts[place]].islower() or doc.words[place] in rule.words["small"]
