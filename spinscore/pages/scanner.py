"""Scanner: an HTML source cut into elements and pieces of text, each with its place. Linear in the length.

Tags, comments and raw text are told apart as the WHATWG standard does (section 13.2.5), end tags that were left out
are filled in as in its section 13.2.6 where that decides what is a block. There is no tree of nodes: elements are
columns, and a stack is not needed either, since the parents of the open element are the stack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from sys import intern
from typing import Final

from spinscore.pages.elements import (
    BLOCKS,
    FORMATTING,
    HEADINGS,
    PARAGRAPH_BARRIERS,
    RAW_TEXT,
    TAGS,
    Act,
    barriers,
)
from spinscore.pages.pieces import GAP, LINE_END, Piece

MAX_DEPTH: Final = 250
"""Elements deeper than this are no elements: their text belongs to the one above. Browsers stop at 512."""
_REACH: Final = 128
"""How many open elements an end tag looks through for its start tag: bounds the time of stray end tags."""

_SPACE = r"[\t\n\f\r ]"
_VALUE = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r "'>][^\t\n\f\r >]*+|(?=>))"""
_TOKEN = re.compile(
    r"<(?:(/?[a-zA-Z][^\t\n\f\r />]*+)"
    r"""(?:[^>"'=]*+>"""  # no attribute has a value: the end is near
    rf"|(?:[\t\n\f\r /]*+[^\t\n\f\r />][^\t\n\f\r />=]*+(?:{_SPACE}*+={_SPACE}*+{_VALUE})?+)*+[\t\n\f\r /]*+>)"
    r"|(?=[!?a-zA-Z]|/[\s\S]))"
)
_COMMENT_END = re.compile(r"--!?>")
_END_NAME = re.compile(r"</([a-zA-Z][^\t\n\f\r />]*+)")
_SCRIPT = re.compile(r"<!--|-->|</?script(?=[\t\n\f\r />])", re.I)
_RAW_ENDS: Final = {tag: re.compile(rf"</(?i:{tag})(?=[\t\n\f\r />])") for tag in RAW_TEXT}
_ROW_TARGETS: Final = {
    Act.CELL: frozenset({"tr", "tbody", "tfoot", "thead", "table"}),
    Act.ROW: frozenset({"tbody", "tfoot", "thead", "table"}),
    Act.ROWS: frozenset({"table"}),
}
_ITEMS: Final = {"li": frozenset({"li"}), "dd": frozenset({"dd", "dt"}), "dt": frozenset({"dd", "dt"})}
_HOLDS_NO_ITEM: Final = BLOCKS - {"address", "div", "p"}
_INLINE, _INLINE_END, _BLOCK, _BLOCK_END, _LINK, _RAW = map(int, list(Act)[:6])
_PARAGRAPH = int(Act.PARAGRAPH)
_NOTHING = (int(Act.NOTHING), "")
_SLOT = re.compile(r"<[A-Za-z][A-Za-z0-9]{0,40}(?:[ _][A-Za-z0-9'’]{1,40}|-[A-Z0-9][A-Za-z0-9'’]{0,40}){0,8} ?/?>")


@dataclass(slots=True, eq=False)
class Scan:
    """What the scanner found. Elements are columns in the order of their start tags; 0 is the page itself.

    `insides` is where an element's start tag ends. `pieces` are (start, end, element) of text, white space between
    words included, or of a <br>, with LINE_END for the element; blocks end before the pieces whose numbers are in
    `cuts`. `images` are the numbers of the pieces before which a picture stands. `metas` are the places of the tags
    meta, link and base, `titles` and `data` those of what <title> and JSON-LD hold.
    """

    html: str
    fragment: bool = True
    tags: list[str] = field(default_factory=lambda: [""])
    parents: list[int] = field(default_factory=lambda: [-1])
    depths: list[int] = field(default_factory=lambda: [0])
    starts: list[int] = field(default_factory=lambda: [0])
    insides: list[int] = field(default_factory=lambda: [0])
    pieces: list[Piece] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)
    images: list[int] = field(default_factory=list)
    metas: list[tuple[int, int]] = field(default_factory=list)
    titles: list[tuple[int, int]] = field(default_factory=list)
    data: list[tuple[int, int]] = field(default_factory=list)


def scan(html: str) -> Scan:
    """The elements and pieces of text of an HTML source."""
    return _Scanner(html).run()


class _Scanner:
    """One run over a source. The rare tags have methods; what most tags need stands in the loop, for speed."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.found = Scan(html)
        self.paragraph = 0
        """The open p, or 0; one that its parent closed may still stand here."""
        self.filled = False
        """Whether the block at hand holds ink."""
        self.endless = False
        """Whether no drawing ends any more."""
        self.ended: frozenset[str] | None = None

    def run(self) -> Scan:
        """Scans from one comment or raw text to the next."""
        at = 1 if self.html.startswith("\ufeff") else 0
        current = 0
        while at >= 0:
            at, current = self._stretch(at, current)
        if self.filled:
            self._cut()
        return self.found

    def _stretch(self, at: int, current: int) -> tuple[int, int]:
        """Scans up to the next comment or raw text: where to go on (-1: nowhere), and the open element."""
        html, found, tag_of = self.html, self.found, TAGS.get
        tags, parents, depths, pieces = found.tags, found.parents, found.depths, found.pieces
        add_tag, add_parent, add_depth = tags.append, parents.append, depths.append
        add_start, add_inside = found.starts.append, found.insides.append
        for match in _TOKEN.finditer(html, at):
            start = match.start()
            if start > at:
                if not html[at:start].isspace():
                    self.filled = True
                    pieces.append((at, start, current))
                elif self.filled and pieces[-1][2] >= 0:
                    pieces.append((at, start, current))
            at = match.end()
            name = match[1]
            if name is None:
                return self._behind(start), current
            act, tag = tag_of(name) or self._unusual(name, start, at, current)
            if act == _INLINE_END:
                current = parents[current] if tags[current] == tag else self._close_inline(tag, current)
                continue
            if act == _BLOCK_END:
                if self.filled:
                    self._cut()
                current = parents[current] if tags[current] == tag else self._close(tag, current)
                continue
            if act == _BLOCK:
                if self.filled:
                    self._cut()
                if self.paragraph:
                    current = self._close_paragraph(current)
            elif act == _LINK:
                if tags[current] == "a":
                    current = parents[current]
                if self.filled and html.startswith("</a>", start - 4):
                    pieces.append((start, start, GAP))
            elif act != _INLINE:
                if act == _RAW:
                    return self._raw(tag, start, at, current), current
                current = self._special(act, tag, start, at, current)
                if act < _PARAGRAPH:
                    continue
            depth = depths[current] + 1
            if depth < MAX_DEPTH:
                add_depth(depth)
                add_parent(current)
                current = len(tags)
                add_tag(tag)
                add_start(start)
                add_inside(at)
                if act == _PARAGRAPH:
                    self.paragraph = current
        if not html[at:].isspace() and at < len(html):
            self.filled = True
            pieces.append((at, len(html), current))
        return -1, current

    def _cut(self) -> None:
        """Ends the block at hand."""
        self.found.cuts.append(len(self.found.pieces))
        self.filled = False

    def _push(self, tag: str, start: int, inside: int, parent: int) -> int:
        """Opens an element, unless it is too deep; the element that is open then."""
        found = self.found
        if found.depths[parent] + 1 >= MAX_DEPTH:
            return parent
        found.depths.append(found.depths[parent] + 1)
        found.parents.append(parent)
        found.tags.append(tag)
        found.starts.append(start)
        found.insides.append(inside)
        return len(found.tags) - 1

    def _behind(self, start: int) -> int:
        """Where to go on behind a comment, a doctype or a tag that never ends (-1: nowhere, as in browsers)."""
        html = self.html
        if html.startswith("<!--", start):
            end = _COMMENT_END.search(html, start + 2)
            return end.end() if end else -1
        if html[start : start + 9].lower() == "<!doctype":
            self.found.fragment = False
        if html[start + 1] in "!?" or not html[start + 2 : start + 3].isascii() or not html[start + 2].isalpha():
            return html.find(">", start + 2) + 1 or -1
        return -1

    def _raw(self, tag: str, start: int, inside: int, current: int) -> int:
        """Where the end tag of a raw text stands (-1: nowhere, the rest is raw text). Keeps title and JSON-LD."""
        html, found = self.html, self.found
        if tag == "svg":
            if self.endless or html[inside - 2] == "/":
                return inside
        elif tag == "iframe":
            found.images.append(len(found.pieces))
        match = _RAW_ENDS[tag].search(html, inside)
        end = match.start() if match else -1
        if tag == "script" and match:
            if html.find("<!--", inside, end) >= 0:
                end = self._script_end(inside)
            if end >= 0 and html.find("ld+json", start, inside) >= 0:
                found.data.append((inside, end))
        if end < 0:
            self.endless = tag == "svg"
            return inside if self.endless else -1
        if tag == "title":
            found.titles.append((inside, end))
        elif tag == "xmp" and not html[inside:end].isspace():
            if self.filled:
                self._cut()
            found.pieces.append((inside, end, self._push(tag, start, inside, current)))
            self._cut()
        return end

    def _script_end(self, inside: int) -> int:
        """The end of a script that holds "<!--": a script tag in such a comment has an end tag of its own."""
        comment = nested = False
        for match in _SCRIPT.finditer(self.html, inside):
            mark = match[0].lower()
            if mark == "<!--":
                comment = True
            elif mark == "-->":
                comment = nested = False
            elif mark == "<script":
                nested = comment
            elif nested:
                nested = False
            else:
                return match.start()
        return -1

    def _unusual(self, name: str, start: int, inside: int, current: int) -> tuple[int, str]:
        """What a tag does whose name is not in the table as it stands: other case, own element, or slot."""
        lower = name.lower()
        if known := TAGS.get(lower):
            return known
        if lower[0] == "/":
            return _INLINE_END, lower[1:]
        closes = self.html[inside - 2] == "/"
        if not (closes and name == lower) and _SLOT.fullmatch(self.html, start, inside) and lower not in self._ended():
            self.found.pieces.append((start, inside, current))
            self.filled = True
            return _NOTHING
        return _NOTHING if closes else (_INLINE, intern(lower))

    def _ended(self) -> frozenset[str]:
        """The names of all end tags of the source: what is closed somewhere is an element and no slot."""
        if self.ended is None:
            self.ended = frozenset(map(str.lower, _END_NAME.findall(self.html)))
        return self.ended

    def _special(self, act: int, tag: str, start: int, inside: int, current: int) -> int:
        """Does what a rarer tag asks for; the open element afterwards, without the one that the tag opens."""
        found = self.found
        if act == Act.NOTHING:
            return current
        if act == Act.IMAGE:
            found.images.append(len(found.pieces))
            return current
        if act == Act.META:
            found.metas.append((start, inside))
            return current
        if act == Act.BARRIER:
            return current
        if act in (Act.HTML, Act.HEAD, Act.BODY):
            return self._frame(act, tag, start, inside, current)
        if act == Act.LINE_BREAK:
            if self.filled and found.pieces[-1][2] != LINE_END:
                found.pieces.append((start, inside, LINE_END))
            elif self.filled:
                self._cut()
            return current
        if self.filled:
            self._cut()
        if act == Act.PARAGRAPH_END:
            return self._close(tag, current)
        if act == Act.HEADING_END:
            return self._close_heading(current)
        if act == Act.OPTION:
            return found.parents[current] if found.tags[current] == "option" else current
        if act in _ROW_TARGETS:
            return self._up_to(_ROW_TARGETS[Act(act)], current)
        if act == Act.ITEM:
            current = self._close_item(_ITEMS[tag], current)
        if self.paragraph:
            current = self._close_paragraph(current)
        if act == Act.HEADING and found.tags[current] in HEADINGS:
            return found.parents[current]
        return current

    def _frame(self, act: int, tag: str, start: int, inside: int, current: int) -> int:
        """The tags html, head and body: the first of each counts."""
        tags = self.found.tags
        self.found.fragment = False
        if act == Act.HTML and len(tags) == 1:
            return self._push(tag, start, inside, 0)
        if act == Act.BODY and tags[current] in ("", "html"):
            return self._push(tag, start, inside, current)
        return current

    def _close_paragraph(self, current: int) -> int:
        """Closes the open p, if it is still open and in reach; the open element afterwards."""
        tags, parents, wanted = self.found.tags, self.found.parents, self.paragraph
        node = current
        while node > wanted:
            if tags[node] in PARAGRAPH_BARRIERS:
                return current
            node = parents[node]
        self.paragraph = 0
        return parents[node] if node == wanted else current

    def _close(self, tag: str, current: int) -> int:
        """Closes an element that is no inline element, with all that is open in it; the open element afterwards."""
        tags, parents, stops = self.found.tags, self.found.parents, barriers(tag)
        node = current
        for _ in range(_REACH):
            name = tags[node]
            if name == tag:
                return parents[node]
            if name in stops:
                break
            node = parents[node]
        return current

    def _close_inline(self, tag: str, current: int) -> int:
        """Closes an inline element; from inside a block only formatting, which then goes on without it."""
        tags, parents = self.found.tags, self.found.parents
        node, blocks = current, []
        for _ in range(_REACH):
            name = tags[node]
            if name == tag:
                return self._without(node, blocks)
            if name in BLOCKS:
                if tag not in FORMATTING or node == 0 or len(blocks) > 3:
                    break
                blocks.append(node)
            node = parents[node]
        return current

    def _without(self, node: int, blocks: list[int]) -> int:
        """The blocks that were opened inside an inline element that ends, opened again beside it."""
        found = self.found
        current = found.parents[node]
        for block in reversed(blocks):
            current = self._push(found.tags[block], found.starts[block], found.insides[block], current)
            if found.tags[block] == "p":
                self.paragraph = current
        return current

    def _close_item(self, same: frozenset[str], current: int) -> int:
        """Closes the item of the list before the next one begins; the open element afterwards."""
        tags, parents = self.found.tags, self.found.parents
        node = current
        for _ in range(_REACH):
            if tags[node] in same:
                return parents[node]
            if tags[node] in _HOLDS_NO_ITEM:
                break
            node = parents[node]
        return current

    def _close_heading(self, current: int) -> int:
        """Closes the open heading, whatever its level; the open element afterwards."""
        tags, parents, stops = self.found.tags, self.found.parents, barriers("h1")
        node = current
        for _ in range(_REACH):
            if tags[node] in HEADINGS:
                return parents[node]
            if tags[node] in stops:
                break
            node = parents[node]
        return current

    def _up_to(self, wanted: frozenset[str], current: int) -> int:
        """The nearest open element of some names in this table, or the open element where there is none."""
        tags, parents, stops = self.found.tags, self.found.parents, barriers("td")
        node = current
        for _ in range(_REACH):
            if tags[node] in wanted:
                return node
            if tags[node] in stops:
                break
            node = parents[node]
        return current
