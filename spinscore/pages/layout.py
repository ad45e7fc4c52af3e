"""Layout: pieces of text put together to blocks, as columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from spinscore.pages.elements import (
    BLOCKS,
    BUTTON,
    CAPTION,
    CELLS,
    CONTROL,
    HEADING,
    HIDDEN,
    LINK,
    PRE,
    QUOTE,
    STRONG,
)
from spinscore.pages.pieces import BLANKS, CELL_END, Piece, text_of
from spinscore.pages.scanner import Scan

_COUNTED: Final = LINK | STRONG | BUTTON
_KINDS: Final = (
    (HEADING, "heading"),
    (PRE, "code"),
    (CAPTION, "caption"),
    (CONTROL, "control"),
    (QUOTE, "quote"),
)
_TELLING: Final = sum(bit for bit, _ in _KINDS)
_BY_TAG: Final = {
    **dict.fromkeys(("dd", "dt", "li"), "list-item"),
    **dict.fromkeys(("td", "th", "tr"), "table"),
    "p": "paragraph",
}


Shares = tuple[int, int, int, int]
"""Characters of a block's text in links, in strong type and in buttons; and how many links."""
_NOTHING: Final[Shares] = (0, 0, 0, 0)


@dataclass(slots=True, eq=False)
class Columns:
    """What `Page` says of each block."""

    texts: list[str] = field(default_factory=list)
    elements: list[int] = field(default_factory=list)
    containers: list[int] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    shares: list[Shares] = field(default_factory=list)
    images: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    pieces: list[list[Piece]] = field(default_factory=list)


def lay_out(found: Scan, flags: list[int]) -> Columns:
    """The visible blocks of a source in their order."""
    html, tags, parents = found.html, found.nesting.tags, found.nesting.parents
    columns = Columns()
    add_text, add_place, add_shares = columns.texts.append, columns.places.append, columns.shares.append
    shown = 0
    pictures = [*found.images, len(found.pieces)]
    for pieces, end in _groups(found, flags):
        start, stop, element = pieces[0]
        if len(pieces) > 1:
            element = _common(parents, pieces)
        if element < 0:
            continue
        flag = flags[element]
        text = text_of(html, pieces, flag & PRE > 0)
        if not text:
            continue
        add_text(text)
        if len(pieces) > 1:
            add_place(_place(html, pieces))
            add_shares(_shares(found, flags, pieces, len(text)))
        else:
            raw = html[start:stop]
            add_place((stop - len(raw.lstrip()), start + len(raw.rstrip(BLANKS))))
            add_shares(_whole(flag, len(text)) if flag & _COUNTED else _NOTHING)
        container = element
        while tags[container] not in BLOCKS:
            container = parents[container]
        columns.elements.append(element)
        columns.containers.append(container)
        columns.kinds.append(_kind(tags, parents, container, flag))
        columns.pieces.append(pieces)
        before = shown
        while pictures[shown] < end:
            shown += 1
        columns.images.append(shown - before)
    return columns


def _groups(found: Scan, flags: list[int]) -> list[tuple[list[Piece], int]]:
    """The visible pieces of each block, the cells of a row together, and the number of the piece after them."""
    groups: list[tuple[list[Piece], int]] = []
    pieces = found.pieces
    hides = HIDDEN in {flag & HIDDEN for flag in flags}
    first = 0
    for cut in found.cuts:
        group = pieces[first:cut]
        first = cut
        if hides and any(element >= 0 and flags[element] & HIDDEN for _, _, element in group):
            group = [piece for piece in group if piece[2] < 0 or not flags[piece[2]] & HIDDEN]
        if group:
            groups.append((group, cut))
    return _rows(found, groups) if "tr" in found.nesting.tags else groups


def _rows(found: Scan, groups: list[tuple[list[Piece], int]]) -> list[tuple[list[Piece], int]]:
    """The groups with those made one that are the only ones of neighbouring cells of a row."""
    tags, parents = found.nesting.tags, found.nesting.parents
    cells = [0]
    for number in range(1, len(tags)):
        cells.append(number if tags[number] in CELLS else cells[parents[number]])
    of_group = [cells[next((p[2] for p in pieces if p[2] >= 0), 0)] for pieces, _ in groups]
    counts: dict[int, int] = {}
    for cell in of_group:
        counts[cell] = counts.get(cell, 0) + 1
    result: list[tuple[list[Piece], int]] = []
    row_before = -1
    for (pieces, end), cell in zip(groups, of_group, strict=True):
        row = parents[cell] if cell and counts[cell] == 1 and tags[parents[cell]] == "tr" else -1
        if row >= 0 and row == row_before:
            together = result[-1][0]
            place = together[-1][1]
            together.append((place, place, CELL_END))
            together += pieces
            result[-1] = (together, end)
        else:
            result.append((pieces, end))
        row_before = row
    return result


def _whole(flag: int, length: int) -> Shares:
    """The shares of a block that is a single piece."""
    return (
        length if flag & LINK else 0,
        length if flag & STRONG else 0,
        length if flag & BUTTON else 0,
        1 if flag & LINK else 0,
    )


def _shares(found: Scan, flags: list[int], pieces: list[Piece], length: int) -> Shares:
    """The shares of a block of several pieces."""
    html, tags, parents = found.html, found.nesting.tags, found.nesting.parents
    linked = strong = pressed = 0
    anchors = set()
    for start, end, at in pieces:
        if at < 0 or not (flag := flags[at] & _COUNTED):
            continue
        inked = len(" ".join(html[start:end].split()))
        if flag & LINK and inked:
            linked += inked
            while tags[at] != "a":
                at = parents[at]
            anchors.add(at)
        if flag & STRONG:
            strong += inked
        if flag & BUTTON:
            pressed += inked
    return min(linked, length), min(strong, length), min(pressed, length), len(anchors)


def _common(parents: list[int], pieces: list[Piece]) -> int:
    """The deepest element that holds all pieces; -1 if there are none."""
    common = -1
    for _, _, element in pieces:
        if element < 0 or element == common:
            continue
        if common < 0:
            common = element
        while common != element:
            if element > common:
                element = parents[element]
            else:
                common = parents[common]
    return common


def _place(html: str, pieces: list[Piece]) -> tuple[int, int]:
    """Where the ink of some pieces begins and ends in the source."""
    for start, end, element in pieces:
        if element >= 0 and (raw := html[start:end].lstrip()):
            break
    first = end - len(raw)
    for start, end, element in reversed(pieces):
        if element >= 0 and (raw := html[start:end].rstrip(BLANKS)):
            break
    return first, start + len(raw)


def _kind(tags: list[str], parents: list[int], container: int, flag: int) -> str:
    """What a block is, by the elements around it."""
    if flag & _TELLING:
        return next(kind for bit, kind in _KINDS if flag & bit)
    kind = _BY_TAG.get(tags[container], "text")
    return "list-item" if kind == "paragraph" and tags[parents[container]] in ("dd", "li") else kind
