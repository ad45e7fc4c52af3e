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
_TELLING: Final = sum(bit for bit, _ in _KINDS)
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
    html, tags, parents = found.html, found.nesting.tags, found.nesting.parents
    columns = Columns()
    add_text, add_element, add_container = columns.texts.append, columns.elements.append, columns.containers.append
    add_place, add_kind, add_pieces = columns.places.append, columns.kinds.append, columns.pieces.append
    shown = 0
    pictures = [*found.images, len(found.pieces)]
    for pieces, end in _groups(found, flags):
        element = pieces[0][2] if len(pieces) == 1 else _common(parents, pieces)
        if element < 0:
            continue
        container = element
        while tags[container] not in BLOCKS:
            container = parents[container]
        flag = flags[element]
        text = text_of(html, pieces, flag & PRE > 0)
        if not text:
            continue
        add_text(text)
        add_element(element)
        add_container(container)
        add_place(_place(html, pieces))
        add_kind(_kind(tags, parents, container, flag))
        add_pieces(pieces)
        _count(found, flags, columns, pieces, len(text))
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


def _count(found: Scan, flags: list[int], columns: Columns, pieces: list[Piece], length: int) -> None:
    """Adds how much of a block is in links, in strong type and in buttons."""
    linked = strong = pressed = links = 0
    if len(pieces) == 1:
        if flag := flags[pieces[0][2]] & _COUNTED:
            linked, strong, pressed = [length if flag & bit else 0 for bit in (LINK, STRONG, BUTTON)]
            links = 1 if linked else 0
    else:
        html, tags, parents = found.html, found.nesting.tags, found.nesting.parents
        anchors = set()
        for start, end, at in pieces:
            if at < 0 or not (flag := flags[at] & _COUNTED):
                continue
            inked = len(" ".join(html[start:end].split()))
            if flag & LINK and inked:
                linked = min(linked + inked, length)
                while tags[at] != "a":
                    at = parents[at]
                anchors.add(at)
            if flag & STRONG:
                strong = min(strong + inked, length)
            if flag & BUTTON:
                pressed = min(pressed + inked, length)
        links = len(anchors)
    columns.link_chars.append(linked)
    columns.strong_chars.append(strong)
    columns.button_chars.append(pressed)
    columns.links.append(links)


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
        if element >= 0 and (raw := html[start:end].rstrip(" \t\n\f\r")):
            break
    return first, start + len(raw)


def _kind(tags: list[str], parents: list[int], container: int, flag: int) -> str:
    """What a block is, by the elements around it."""
    if flag & _TELLING:
        return next(kind for bit, kind in _KINDS if flag & bit)
    kind = _BY_TAG.get(tags[container], "text")
    return "list-item" if kind == "paragraph" and tags[parents[container]] in ("dd", "li") else kind
