"""spin.quotation: quotation marks that do not pair, and two quotations of one speaker with nothing between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from spinscore.detectors.spin._quote_marks import CLOSE, OPEN, UNCLEAR, Mark, read_marks
from spinscore.document import Document
from spinscore.findings import Edit, Hit
from spinscore.registry import Rule
from spinscore.text.chars import QUOTE

_SIDE_BY_SIDE, _UNPAIRED, _EMPTY, _REPEATED = 0.65, 0.8, 0.8, 0.85
_SEVERAL, _WORDS_PER_MARK = 3, 250
"""Unpaired marks are major from three in an article on, if there is one in 250 words."""
_FEWEST_WORDS = 4
"""A quotation of fewer words may be a title: on “New Day.” “I look at this ..."""
_LONGEST_GAP = 3
_LINE_OF_VERSE = 12
"""Words."""
_REACH = 40
_WORD_BEFORE, _WORD_AFTER = re.compile(r"\S{1,40}$"), re.compile(r"\S{1,40}")
_FOREIGN = "„«»"


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Broken pairs of marks; several in one article are major."""
    places = _suspicious(doc)
    if places is None:
        return
    marks = read_marks(doc, places)
    if not marks:
        return
    hits = list(_unpaired(doc, marks))
    many = len(hits) >= _SEVERAL and len(hits) * _WORDS_PER_MARK >= len(doc.words)
    for hit in hits:
        yield hit._replace(severity="major", confidence=_REPEATED) if many else hit
    yield from _side_by_side(doc, rule, marks)


def _suspicious(doc: Document) -> list[int] | None:
    """The places of all double marks, or None where a quick look says that they pair, as they nearly always do."""
    text, blocks = doc.text, doc.block_list
    places: list[int] = ((doc.kinds & QUOTE) != 0).nonzero()[0].tolist()
    is_open = odd = False
    block, end, before = -1, 0, 0
    for place in places:
        char = text[place]
        if char == "‘":
            continue
        if char in _FOREIGN:
            return None
        opens = char == "“" or (char == '"' and (not place or text[place - 1].isspace() or text[place - 1] in "(["))
        if place >= end:
            last = block
            while place >= end:
                block += 1
                end = blocks[block][1]
            odd |= is_open and not (opens and place == blocks[block][0] and block == last + 1)
            is_open, before = False, place - _LONGEST_GAP - 1
        odd |= opens == is_open or (place - before <= _LONGEST_GAP and (text[before - 1] == "." or place == before + 1))
        is_open, before = opens, place
    odd |= is_open and block < len(blocks) - 1
    return [place for place in places if text[place] != "‘"] if odd else None


def _unpaired(doc: Document, marks: list[Mark]) -> Iterator[Hit]:
    """Marks without a partner in their block, after what a quotation over several paragraphs may leave open."""
    by_block: dict[int, list[Mark]] = {}
    for mark in marks:
        by_block.setdefault(mark.block, []).append(mark)
    waiting: Mark | None = None
    last = len(doc.block_list) - 1
    for block, here in by_block.items():
        if any(mark.facing == UNCLEAR for mark in here):
            waiting = None
            continue
        if waiting is not None:
            if here[0].facing == CLOSE:
                here = here[1:]
            elif not _is_short(doc, waiting.block):
                yield _never_closed(doc, waiting)
            waiting = None
        opened: list[Mark] = []
        orphans: list[Mark] = []
        for mark in here:
            if mark.facing == OPEN:
                if opened and mark.after_stop and doc.text[mark.place] == doc.text[opened[-1].place]:
                    opened.pop()  # a paragraph of a long quotation, its line break lost
                opened.append(mark)
            elif opened:
                opened.pop()
            elif not mark.odd and doc.text.find("``", doc.block_list[block][0], mark.place) < 0:  # the opening of TeX
                orphans.append(mark)
        for mark in orphans:
            yield _never_opened(doc, mark)
        if not opened or opened[0].odd:
            continue
        if len(opened) > 1:
            yield _never_closed(doc, opened[0])
        elif block < last and not _goes_on(doc, block + 1):
            waiting = opened[0]
    if waiting is not None and not _is_short(doc, waiting.block):
        yield _never_closed(doc, waiting)


def _goes_on(doc: Document, block: int) -> bool:
    """Whether a block begins with a quotation mark, as each paragraph of a long quotation does."""
    start = doc.block_list[block][0]
    return any(char in "“\"‘'’" for char in doc.text[start : start + 2])


def _is_short(doc: Document, block: int) -> bool:
    """Whether a block may be a line of verse or of dialogue, whose quotation ends some lines later."""
    first, last = doc.block_tokens[block]
    return last - first < _LINE_OF_VERSE


def _never_closed(doc: Document, mark: Mark) -> Hit:
    word = _WORD_AFTER.match(doc.text, mark.place)
    end = word.end() if word else mark.place + 1
    return Hit(
        mark.place,
        end,
        _UNPAIRED,
        "Quotation opened and never closed",
        "Close the quotation where the speaker’s words end.",
    )


def _never_opened(doc: Document, mark: Mark) -> Hit:
    word = _WORD_BEFORE.search(doc.text, max(0, mark.place - _REACH), mark.place)
    return Hit(
        word.start() if word else mark.place,
        mark.place + 1,
        _UNPAIRED,
        "Quotation closed and never opened",
        "Open the quotation where the speaker’s words begin, or delete the mark.",
    )


def _side_by_side(doc: Document, rule: Rule, marks: list[Mark]) -> Iterator[Hit]:
    """Pairs such as .” “ between two sentences of one speaker, and quotations of nothing."""
    text = doc.text
    pairs: dict[int, list[int]] = {}
    for index, (first, second) in enumerate(pairwise(marks)):
        if first.block != second.block or second.place - first.place > _LONGEST_GAP:
            continue
        between = text[first.place + 1 : second.place]
        if first.facing == CLOSE and second.facing == OPEN and between.isspace():
            pairs.setdefault(first.block, []).append(index)
        elif text[first.place] == "“" and text[second.place] == "”" and not between.strip():
            yield Hit(
                first.place, second.place + 1, _EMPTY, "Quotation of nothing", "Restore the words or delete the marks."
            )
    for found in pairs.values():
        if len(found) == 1 and _is_one_speaker(doc, rule, marks, found[0]):
            closing, opening = marks[found[0]].place, marks[found[0] + 1].place
            before = _WORD_BEFORE.search(text, max(0, closing - _REACH), closing)
            after = _WORD_AFTER.match(text, opening)
            joined = Edit(closing, opening + 1, text[closing + 1 : opening])
            yield Hit(
                before.start() if before else closing,
                after.end() if after else opening + 1,
                _SIDE_BY_SIDE,
                "Quotation closed and opened again at once",
                "Join the two quotations, or say who speaks.",
                edit=joined,
            )


def _is_one_speaker(doc: Document, rule: Rule, marks: list[Mark], index: int) -> bool:
    """Whether a block reports one person's words in whole sentences: not titles in a row, not a dialogue.

    Who speaks is told before the two quotations; in a dialogue the answer brings its own "he replied".
    """
    text, begun, closing, opening = doc.text, marks[index - 1], marks[index], marks[index + 1]
    if index == 0 or begun.block != closing.block or begun.facing != OPEN or text[closing.place - 1] != ".":
        return False
    if not all(text[mark.place + 1 : mark.place + 2].isupper() for mark in (begun, opening)):
        return False
    if doc.token_at(closing.place) - doc.token_at(begun.place) < _FEWEST_WORDS:
        return False
    places = range(*doc.block_tokens[closing.block])
    said = [place for place in places if doc.words[place] in rule.words["said"]]
    outside = [doc.token_starts[place] for place in said if not doc.in_quotes(doc.token_starts[place])]
    return len(outside) == 1 and outside[0] < begun.place
