"""Scanner: an HTML source cut into elements and pieces of text, each with its place. Linear in the length.

Tags, comments and raw text are told apart as in the WHATWG standard (section 13.2.5). A tag that nobody knows, such as
<REWRITE_TITLE>, is text: a parser takes it for an element, but it is a slot that nobody filled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from sys import intern
from typing import Final

from spinscore.pages.elements import HEADINGS, TAGS, Act
from spinscore.pages.nesting import MAX_DEPTH, Nesting
from spinscore.pages.pieces import GAP, LINE_END, Piece
from spinscore.pages.rawtext import raw_end

_SPACE: Final = r"[\t\n\f\r ]"
_VALUE: Final = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r "'>][^\t\n\f\r >]*+|(?=>))"""
_TOKEN: Final = re.compile(
    r"<(?:(/?[a-zA-Z][^\t\n\f\r />]*+)"
    r"""(?:[^>"'=]*+>"""  # no attribute has a value: the end is near
    rf"|(?:[\t\n\f\r /]*+[^\t\n\f\r />][^\t\n\f\r />=]*+(?:{_SPACE}*+={_SPACE}*+{_VALUE})?+)*+[\t\n\f\r /]*+>)"
    r"|(?=[!?a-zA-Z]|/[\s\S]))"  # a comment, or a tag that never ends
)
_LETTER: Final = re.compile(r"[a-zA-Z]")
_COMMENT_END: Final = re.compile(r"--!?>")
_END_NAME: Final = re.compile(r"</([a-zA-Z][^\t\n\f\r />]*+)")
_SLOT: Final = re.compile(
    r"<[A-Za-z][A-Za-z0-9]{0,40}(?:[ _][A-Za-z0-9'’]{1,40}|-[A-Z0-9][A-Za-z0-9'’]{0,40}){0,8} ?/?>"
)
_LINK, _PARAGRAPH, _INLINE_END, _BLOCK_END = int(Act.LINK), int(Act.PARAGRAPH), int(Act.INLINE_END), int(Act.BLOCK_END)
_NOTHING, _RAW, _OPTION = int(Act.NOTHING), int(Act.RAW), int(Act.OPTION)
_UNBROKEN: Final = frozenset({Act.IMAGE, Act.META, Act.LINE_BREAK, Act.OPTION, Act.BARRIER})
"""Acts of tags that do not end a block."""
_FRAMES: Final = frozenset({Act.HTML, Act.HEAD, Act.BODY})
_IN_TABLES: Final = frozenset({Act.CELL, Act.ROW, Act.ROWS})


@dataclass(slots=True, eq=False)
class Scan:
    """What the scanner found: elements, and the pieces of text in them.

    `pieces` are (start, end, element) of text, white space between words included, or of what stands between (see
    `pieces`). A block ends before each piece whose number is in `cuts`; `images` are the numbers of the pieces before
    which a picture stands. `metas` are the places of the tags meta, link and base, `titles` and `data` those of what
    <title> and JSON-LD hold. `fragment`: there is no doctype, html, head or body.
    """

    html: str
    nesting: Nesting = field(default_factory=Nesting)
    fragment: bool = True
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
        self.nesting = self.found.nesting
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
        html, nesting, pieces, tag_of = self.html, self.nesting, self.found.pieces, TAGS.get
        tags, parents, depths = nesting.tags, nesting.parents, nesting.depths
        add_tag, add_parent, add_depth = tags.append, parents.append, depths.append
        add_start, add_inside = nesting.starts.append, nesting.insides.append
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
                current = parents[current] if tags[current] == tag else nesting.close_inline(tag, current)
                continue
            if act == _BLOCK_END:
                if self.filled:
                    self._cut()
                current = parents[current] if tags[current] == tag else nesting.close(tag, current)
                continue
            if act == _LINK:
                if tags[current] == "a":
                    current = parents[current]
                if self.filled and html.startswith("</a>", start - 4):
                    pieces.append((start, start, GAP))
            elif act:
                if act > _PARAGRAPH:
                    if act == _NOTHING:
                        continue
                    if act == _RAW:
                        return self._raw(tag, start, at, current), current
                    current = self._special(act, tag, start, at, current)
                    if act < _OPTION:
                        continue
                else:
                    if self.filled:
                        self._cut()
                    if nesting.paragraph:
                        current = nesting.close_paragraph(current)
            depth = depths[current] + 1
            if depth < MAX_DEPTH:
                add_depth(depth)
                add_parent(current)
                current = len(tags)
                add_tag(tag)
                add_start(start)
                add_inside(at)
                if act == _PARAGRAPH:
                    nesting.paragraph = current
        if at < len(html) and not html[at:].isspace():
            self.filled = True
            pieces.append((at, len(html), current))
        return -1, current

    def _cut(self) -> None:
        """Ends the block at hand."""
        self.found.cuts.append(len(self.found.pieces))
        self.filled = False

    def _behind(self, start: int) -> int:
        """Where to go on behind a comment, a doctype or a tag that never ends (-1: nowhere, as in browsers)."""
        html = self.html
        if html.startswith("<!--", start):
            end = _COMMENT_END.search(html, start + 2)
            return end.end() if end else -1
        if html[start : start + 9].lower() == "<!doctype":
            self.found.fragment = False
        if html[start + 1] in "!?" or (html[start + 1] == "/" and not _LETTER.match(html, start + 2)):
            return html.find(">", start + 2) + 1 or -1
        return -1

    def _raw(self, tag: str, start: int, inside: int, current: int) -> int:
        """Where the end tag of a raw text stands (-1: nowhere, the rest is raw text). Keeps title and JSON-LD."""
        html, found = self.html, self.found
        drawing = tag == "svg"
        if drawing and (self.endless or html[inside - 2] == "/"):
            return inside
        if tag == "iframe":
            found.images.append(len(found.pieces))
        end = raw_end(html, tag, inside)
        if end < 0:
            self.endless = drawing
            return inside if drawing else -1
        if tag == "title":
            found.titles.append((inside, end))
        elif tag == "script" and html.find("ld+json", start, inside) >= 0:
            found.data.append((inside, end))
        elif tag == "xmp" and not html[inside:end].isspace():
            if self.filled:
                self._cut()
            found.pieces.append((inside, end, self.nesting.push(tag, start, inside, current)))
            self._cut()
        return end

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
            return _NOTHING, lower
        return (_NOTHING, lower) if closes else (int(Act.INLINE), intern(lower))

    def _ended(self) -> frozenset[str]:
        """The names of all end tags of the source: what is closed somewhere is an element and no slot."""
        if self.ended is None:
            self.ended = frozenset(map(str.lower, _END_NAME.findall(self.html)))
        return self.ended

    def _special(self, act: int, tag: str, start: int, inside: int, current: int) -> int:
        """Does what a rarer tag asks for; the open element afterwards, without the one that the tag opens."""
        found = self.found
        if act in _UNBROKEN:
            if act == Act.IMAGE:
                found.images.append(len(found.pieces))
            elif act == Act.META:
                found.metas.append((start, inside))
            elif act == Act.LINE_BREAK:
                self._break_line(start, inside)
            elif act == Act.OPTION and self.nesting.tags[current] == "option":
                return self.nesting.parents[current]
            return current
        if act in _FRAMES:
            return self._frame(act, tag, start, inside, current)
        if self.filled:
            self._cut()
        return self._closed_before(act, tag, current)

    def _break_line(self, start: int, inside: int) -> None:
        """Ends a line; a second time it ends the block."""
        if self.filled and self.found.pieces[-1][2] != LINE_END:
            self.found.pieces.append((start, inside, LINE_END))
        elif self.filled:
            self._cut()

    def _closed_before(self, act: int, tag: str, current: int) -> int:
        """Closes what a rarer block ends by beginning, or what its end tag ends; the open element afterwards."""
        nesting = self.nesting
        if act == Act.HEADING_END:
            return nesting.close_heading(current)
        if act in _IN_TABLES:
            return nesting.close_cells(act, current)
        if act == Act.ITEM:
            current = nesting.close_item(tag, current)
        if nesting.paragraph:
            current = nesting.close_paragraph(current)
        if act == Act.HEADING and nesting.tags[current] in HEADINGS:
            return nesting.parents[current]
        return current

    def _frame(self, act: int, tag: str, start: int, inside: int, current: int) -> int:
        """The tags html, head and body: the first of each counts."""
        tags = self.nesting.tags
        self.found.fragment = False
        if (act == Act.HTML and len(tags) == 1) or (act == Act.BODY and tags[current] in ("", "html")):
            return self.nesting.push(tag, start, inside, current)
        return current
