"""Nesting: which element is open after a tag, where end tags were left out or stand in the wrong place.

After section 13.2.6 of the WHATWG standard, as far as it decides what is a block and what belongs to whom. There is no
stack: the parents of the open element are the stack. Every walk up is bounded, so stray tags cost a constant.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from spinscore.pages.elements import BLOCKS, FORMATTING, HEADINGS, PARAGRAPH_BARRIERS, Act, barriers

MAX_DEPTH: Final = 250
"""Elements deeper than this are no elements: their text belongs to the one above. Browsers stop at 512."""
_REACH: Final = 128
"""How many open elements a tag looks through for the one it closes."""
_MOST_BLOCKS: Final = 4
"""Blocks that are opened again where an inline element ends inside them."""
_ROW_TARGETS: Final = {
    Act.CELL: frozenset({"tr", "tbody", "tfoot", "thead", "table"}),
    Act.ROW: frozenset({"tbody", "tfoot", "thead", "table"}),
    Act.ROWS: frozenset({"table"}),
}
_ITEMS: Final = {"li": frozenset({"li"}), "dd": frozenset({"dd", "dt"}), "dt": frozenset({"dd", "dt"})}
_HOLDS_NO_ITEM: Final = BLOCKS - {"address", "div", "p"}


def _page() -> list[str]:
    return [""]


def _zero() -> list[int]:
    return [0]


@dataclass(slots=True, eq=False)
class Nesting:
    """The elements of a source as columns, in the order of their start tags; 0 is the page itself.

    `starts` and `insides` are where a start tag begins and ends. The methods take the open element and give the one
    that is open afterwards.
    """

    tags: list[str] = field(default_factory=_page)
    parents: list[int] = field(default_factory=lambda: [-1])
    depths: list[int] = field(default_factory=_zero)
    starts: list[int] = field(default_factory=_zero)
    insides: list[int] = field(default_factory=_zero)
    paragraph: int = 0
    """The open p, or 0; one that its parent closed may still stand here."""

    def push(self, tag: str, start: int, inside: int, current: int) -> int:
        """Opens an element, unless it is too deep."""
        depth = self.depths[current] + 1
        if depth >= MAX_DEPTH:
            return current
        self.depths.append(depth)
        self.parents.append(current)
        self.tags.append(tag)
        self.starts.append(start)
        self.insides.append(inside)
        return len(self.tags) - 1

    def close(self, tag: str, current: int) -> int:
        """Closes an element that is no inline element, with all that is open in it."""
        return self._close_nearest((tag,), barriers(tag), current)

    def close_heading(self, current: int) -> int:
        """Closes the open heading, whatever its level."""
        return self._close_nearest(HEADINGS, barriers("h1"), current)

    def close_item(self, tag: str, current: int) -> int:
        """Closes the item of a list before the next one begins."""
        return self._close_nearest(_ITEMS[tag], _HOLDS_NO_ITEM, current)

    def _close_nearest(self, wanted: frozenset[str] | tuple[str], stops: frozenset[str], current: int) -> int:
        tags, parents = self.tags, self.parents
        node = current
        for _ in range(_REACH):
            if tags[node] in wanted:
                return parents[node]
            if tags[node] in stops:
                break
            node = parents[node]
        return current

    def close_paragraph(self, current: int) -> int:
        """Closes the open p, if it is still open and in reach."""
        tags, parents, wanted = self.tags, self.parents, self.paragraph
        node = current
        while node > wanted:
            if tags[node] in PARAGRAPH_BARRIERS:
                return current
            node = parents[node]
        self.paragraph = 0
        return parents[node] if node == wanted else current

    def close_cells(self, act: int, current: int) -> int:
        """Closes what is open in a table up to where a cell, a row or a group of rows belongs."""
        tags, parents, wanted, stops = self.tags, self.parents, _ROW_TARGETS[Act(act)], barriers("td")
        node = current
        for _ in range(_REACH):
            if tags[node] in wanted:
                return node
            if tags[node] in stops:
                break
            node = parents[node]
        return current

    def close_inline(self, tag: str, current: int) -> int:
        """Closes an inline element; from inside a block only formatting, and the block goes on without it."""
        tags, parents = self.tags, self.parents
        node = current
        blocks: list[int] = []
        for _ in range(_REACH):
            name = tags[node]
            if name == tag:
                return self._reopen(blocks, parents[node])
            if name in BLOCKS:
                if tag not in FORMATTING or node == 0 or len(blocks) == _MOST_BLOCKS:
                    break
                blocks.append(node)
            node = parents[node]
        return current

    def _reopen(self, blocks: list[int], current: int) -> int:
        """Opens blocks again, the inner ones first in the list."""
        for block in reversed(blocks):
            current = self.push(self.tags[block], self.starts[block], self.insides[block], current)
            if self.tags[block] == "p":
                self.paragraph = current
        return current
