"""spin.case: headings and paragraphs that lost their capital in machine translation from a script without one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.registry import Rule
from spinscore.text.lexicon import frequencies

_MOST, _SHARE = 6, 0.34
"""More blocks in small letters, or a larger share of all, are a list, verse or how somebody writes."""
_FEWEST_BLOCKS = 4
_SEVERAL, _BLOCKS_PER_HIT = 2, 25
"""Lost capitals are major from two in an article on, if there is one in 25 blocks. Headings are only mentioned where
they are alone, or all of them are small: that is a matter of style."""
_HEADING, _PARAGRAPH, _REPEATED = 0.5, 0.65, 0.9
_SHORTEST_HEADING, _LONGEST_HEADING = 2, 9
_SHORTEST_PARAGRAPH = 12
"""Words. A block between a heading and a paragraph in length may be anything."""
_UNDER_TITLE = 2
"""The last block that may stand right under a title or a title and its byline."""
_KNOWN_HEADING, _KNOWN_PARAGRAPH = 4.0, 5.0
"""Zipf values that first words must have. "nose is a test runner", "spain is a list": names of programs have less."""
_SPAN, _SPAN_WORDS = 100, 8
"""Characters within which the first clause must end to be marked whole; otherwise this many words are marked."""
_SUGGESTION = "Begin the heading with a capital, as the other headings do."
_PLAIN = re.compile(r"(?:[a-z]+(?:['’-][a-z]+)*)(?=[ ,])")
_CLAUSE = re.compile(r"[^,;:.!?\n]+")
_WORD_END = re.compile(r"(?<=[^\s,;:.!?])(?=[\s,;:.!?]|$)")
_TECHNICAL = frozenset("=<>{}[]@#$%^*/\\|_~+•·→©")
_CLOSERS = "\"'”’)]"
_STOPS = frozenset(".!?:")
_ABBREVIATED = re.compile(r"\.\w\.$")


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Lone blocks that begin with a small letter among blocks that begin and end as sentences do."""
    text, blocks = doc.text, doc.block_list
    if len(blocks) < _FEWEST_BLOCKS:
        return
    low = [index for index, (start, _) in enumerate(blocks) if text[start].islower()]
    if not low or len(low) > _MOST or len(low) > _SHARE * len(blocks):
        return
    hits = [hit for index in low if (hit := _judge(doc, rule, index))]
    many = len(hits) >= _SEVERAL and len(hits) * _BLOCKS_PER_HIT >= len(blocks)
    many = many and (any(hit.severity is None for hit in hits) or _has_capital_headings(doc))
    for hit in hits:
        yield hit._replace(severity="major", confidence=_REPEATED) if many else hit


def _judge(doc: Document, rule: Rule, index: int) -> Hit | None:
    text, blocks = doc.text, doc.block_list
    start, end = blocks[index]
    first = _PLAIN.match(text, start, end)
    if first is None or index == 0 or first[0] in rule.words["innocent"]:
        return None
    a, b = doc.block_tokens[index]
    known = frequencies((first[0],))[0]
    before = _end_of(text, *blocks[index - 1])
    if b - a >= _SHORTEST_PARAGRAPH and _end_of(text, start, end) in {".", "!", "?", ".”", "!”", "?”"}:
        return _paragraph(doc, rule, index, first[0], before) if known >= _KNOWN_PARAGRAPH else None
    if _SHORTEST_HEADING <= b - a <= _LONGEST_HEADING and before[:1] in ".!?" and _stands_between(doc, index):
        return _heading(doc, index) if known >= _KNOWN_HEADING else None
    return None


def _end_of(text: str, start: int, end: int) -> str:
    """The mark or letter that ends a block, with "”" if it is inside a quotation or bracket, "" for cut-off ends."""
    last = end
    while last - 1 > start and text[last - 1] in _CLOSERS:
        last -= 1
    tail = text[max(start, last - 4) : last]
    if tail.endswith("..") or _ABBREVIATED.search(tail):
        return ""
    return tail[-1:] + ("”" if last < end else "")


def _paragraph(doc: Document, rule: Rule, index: int, first: str, before: str) -> Hit | None:
    """A paragraph after a whole one, or right under a title if its first word opens sentences."""
    text, blocks = doc.text, doc.block_list
    start, end = blocks[index]
    if _is_list_item(doc, index) or first in rule.words["rest"]:
        return None
    under_title = before.isalnum() and first in rule.words["openers"] and text[blocks[index - 1][0]].isupper()
    if before not in {".", "!", "?"} and not (under_title and index <= _UNDER_TITLE):
        return None
    stop = _clause_end(text, start, end)
    return Hit(start, stop, _PARAGRAPH) if _TECHNICAL.isdisjoint(text[start:stop]) else None


def _heading(doc: Document, index: int) -> Hit | None:
    """A few words without a full stop between two paragraphs; alone they may be a caption or a matter of style."""
    text = doc.text
    start, end = doc.block_list[index]
    line = text[start:end]
    if not (line[-1].isalnum() or line[-1] in '”"’)') or not _TECHNICAL.isdisjoint(line) or "://" in line:
        return None
    words = doc.words[slice(*doc.block_tokens[index])]
    if min(frequencies(words)) == 0.0 or any(word.isdigit() for word in words):
        return None
    return Hit(start, end, _HEADING, suggestion=_SUGGESTION, severity="info")


def _has_capital_headings(doc: Document) -> bool:
    """Whether other headings of the text begin with a capital, which makes those in small letters slips."""
    text = doc.text
    return any(
        text[start].isupper()
        and last - first <= _LONGEST_HEADING
        and text[end - 1].isalnum()
        and _stands_between(doc, index)
        for index, ((start, end), (first, last)) in enumerate(zip(doc.block_list, doc.block_tokens, strict=True))
    )


def _stands_between(doc: Document, index: int) -> bool:
    """Whether prose stands on both sides of a block: paragraphs that begin with a capital and end with a stop."""
    text, blocks = doc.text, doc.block_list
    for beside in (index - 1, index + 1):
        if not 0 <= beside < len(blocks):
            return False
        start, end = blocks[beside]
        a, b = doc.block_tokens[beside]
        opens = text[start].isupper() or text[start] in '"“‘'
        if b - a < _SHORTEST_PARAGRAPH or not opens or _end_of(text, start, end)[:1] not in _STOPS:
            return False
    return True


def _is_list_item(doc: Document, index: int) -> bool:
    """Whether a block in small letters stands beside another one, or after a line that announces a list."""
    text, blocks = doc.text, doc.block_list
    beside = [blocks[at][0] for at in (index - 1, index + 1) if 0 <= at < len(blocks)]
    return any(text[start].islower() or not (text[start].isalnum() or text[start] in '"“‘(') for start in beside)


def _clause_end(text: str, start: int, end: int) -> int:
    clause = _CLAUSE.match(text, start, min(end, start + _SPAN))
    if clause and clause.end() < min(end, start + _SPAN):
        return clause.end()
    ends = [match.start() for match in _WORD_END.finditer(text, start, min(end, start + _SPAN))]
    return ends[min(len(ends), _SPAN_WORDS) - 1] if ends else end
