"""Which way each double quotation mark faces, by its shape and by what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spinscore.document import Document

OPEN, CLOSE, UNCLEAR = 1, -1, 0
_BEFORE_OPEN = frozenset("([{—–-/‘'’…")
_AFTER_CLOSE = frozenset(".,;:!?)]}—–-/’'…*†")
_STOPS = frozenset(".!?…”")
_TOKENISED = 4
"""A text with one mark in this many between two spaces was cut into tokens; its marks say nothing."""


class Mark(NamedTuple):
    """A double quotation mark, the block it stands in and which way it faces."""

    place: int
    block: int
    facing: int
    odd: bool
    """Whether it may be inches, a size or a broken character."""
    after_stop: bool


def read_marks(doc: Document, places: Sequence[int]) -> list[Mark]:
    """The marks at some places of a text, in order; none if the text was cut into tokens."""
    text = doc.text
    marks = [
        Mark(
            place,
            doc.block_at(place),
            facing,
            _is_odd(text, place, facing),
            text[max(0, place - 2) : place].rstrip()[-1:] in _STOPS,
        )
        for place in places
        for facing in (_facing(text, place),)
    ]
    loose = sum(
        text[mark.place - 1 : mark.place] == " " and text[mark.place + 1 : mark.place + 2] == " " for mark in marks
    )
    return [] if loose * _TOKENISED >= len(marks) else marks


def _facing(text: str, place: int) -> int:
    before = text[place - 1] if place else " "
    if before == "=":
        return UNCLEAR
    after = text[place + 1 : place + 2] or " "
    opens = before.isspace() or before in _BEFORE_OPEN
    closes = after.isspace() or after in _AFTER_CLOSE
    if opens != closes:
        return OPEN if opens else CLOSE
    shape = text[place]
    if shape == '"':
        return UNCLEAR
    if opens and closes and not (before.isspace() and after.isspace()):
        return UNCLEAR
    return OPEN if shape == "“" else CLOSE


def _is_odd(text: str, place: int, facing: int) -> bool:
    """A closing mark after a digit may be inches, and so may what opens before one; â€” is a broken dash."""
    if facing == OPEN:
        return text[place + 1 : place + 2].isdigit()
    return place > 0 and (text[place - 1].isdigit() or text[place - 1] in "½¼¾€")
