"""Layout: pieces of text put together to blocks, as columns."""

from __future__ import annotations

from collections.abc import Iterator
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
from spinscore.pages.pieces import CELL_END, Piece, text_of
from spinscore.pages.scanner import Scan

_COUNTED: Final = LINK | STRONG | BUTTON
_KINDS: Final = (
    (HEADING, "heading"),
    (PRE, "code"),
    (CAPTION, "caption"),
    (CONTROL, "control"),
    (QUOTE, "quote"),
)
_BY_TAG: Final = {
    **dict.fromkeys(("dd", "dt", "li"), "list-item"),
    **dict.fromkeys(("td", "th", "tr"), "table"),
    "p": "paragraph",
}


@dataclass(slots=True, eq=False)
class Columns:
    """What `Page` says of each block."""

    texts: list[str] = field(default_factory=list)
    elements: list[int] = field(default_factory=list)
    containers: list[int] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    link_chars: list[int] = field(default_factory=list)
    strong_chars: list[int] = field(default_factory=list)
    button_chars: list[int] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    images: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    pieces: list[list[Piece]] = field(default_factory=list)


def lay_out(found: Scan, flags: list[int]) -> Columns:
    """The visible blocks of a source in their order."""
    columns = Columns()
    pictures = iter(found.images)
    picture = next(pictures, -1)
    shown = 0
    for pieces, end in _groups(found, flags):
        if not _add(found, flags, columns, pieces):
            continue
        shown = 0
        while 0 <= picture < end:
            shown += 1
            picture = next(pictures, -1)
        columns.images.append(shown)
    return columns


def _groups(found: Scan, flags: list[int]) -> Iterator[tuple[list[Piece], int]]:
    """The visible pieces of each block, the cells of a row together, and the number of the piece after them."""
    groups: list[tuple[list[Piece], int]] = []
    pieces = found.pieces
    first = 0
    for cut in found.cuts:
        group = pieces[first:cut]
        first = cut
        for _, _, element in group:
            if element >= 0 and flags[element] & HIDDEN:
                group = [piece for piece in group if piece[2] < 0 or not flags[piece[2]] & HIDDEN]
                break
        if group:
            groups.append((group, cut))
    return iter(_rows(found, groups) if "tr" in found.tags else groups)


def _rows(found: Scan, groups: list[tuple[list[Piece], int]]) -> list[tuple[list[Piece], int]]:
    """The groups with those made one that are the only ones of neighbouring cells of a row."""
    tags, parents = found.tags, found.parents
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
            last = result[-1][0]
            place = last[-1][1]
            result[-1] = ([*last, (place, place, CELL_END), *pieces], end)
        else:
            result.append((pieces, end))
        row_before = row
    return result


def _add(found: Scan, flags: list[int], columns: Columns, pieces: list[Piece]) -> bool:
    """Adds the block that some pieces make; False if it holds no ink."""
    html, tags, parents = found.html, found.tags, found.parents
    element = _common(parents, pieces)
    if element < 0:
        return False
    container = element
    while tags[container] not in BLOCKS:
        container = parents[container]
    text = text_of(html, pieces, flags[container] & PRE > 0)
    if not text:
        return False
    columns.texts.append(text)
    columns.elements.append(element)
    columns.containers.append(container)
    columns.places.append(_place(html, pieces))
    columns.pieces.append(pieces)
    columns.kinds.append(_kind(tags, parents, container, flags[element]))
    flag = flags[element]
    length = len(text)
    linked, strong, pressed, links = 0, 0, 0, 0
    if len(pieces) == 1:
        linked, strong, pressed = (length if flag & bit else 0 for bit in (LINK, STRONG, BUTTON))
        links = 1 if flag & LINK else 0
    else:
        anchors = set()
        for start, end, at in pieces:
            if at >= 0 and (flag := flags[at] & _COUNTED):
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
        links = len(anchors)
    columns.link_chars.append(min(linked, length))
    columns.strong_chars.append(min(strong, length))
    columns.button_chars.append(min(pressed, length))
    columns.links.append(links)
    return True


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
    start, end, _ = pieces[0]
    raw = html[start:end]
    start += len(raw) - len(raw.lstrip())
    first, end, _ = pieces[-1]
    return start, first + len(html[first:end].rstrip())


def _kind(tags: list[str], parents: list[int], container: int, flag: int) -> str:
    """What a block is, by the elements around it."""
    for bit, kind in _KINDS:
        if flag & bit:
            return kind
    tag = tags[container]
    kind = _BY_TAG.get(tag, "text")
    if kind == "paragraph" and tags[parents[container]] in ("dd", "li"):
        return "list-item"
    return kind
