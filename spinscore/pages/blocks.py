"""Blocks: the visible text of a page, cut as a reader would copy it, each block with its places in the source.

Everything is in columns (lists of one length): per element, in the order of their start tags, and per block, in the
order of the text. So features are computed once per element and handed down, since `parents[e] < e`:

>>> page = read_page("<nav><a href='/'>Home</a></nav><p>Rates rose.</p>")
>>> page.texts, [page.tags[e] for e in page.elements], page.kinds
(['Home', 'Rates rose.'], ['a', 'p'], ['text', 'paragraph'])
>>> inside_nav = [False] * len(page.tags)
>>> for e in range(1, len(page.tags)):
...     inside_nav[e] = inside_nav[page.parents[e]] or page.tags[e] == "nav"
>>> [inside_nav[e] for e in page.elements]
[True, False]
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from spinscore.lazy import Lazy
from spinscore.pages.alignment import Alignment
from spinscore.pages.attributes import attributes_of, words_of
from spinscore.pages.elements import FLAGS, HIDDEN, LINK, PRE
from spinscore.pages.layout import lay_out
from spinscore.pages.scanner import Scan, scan

_HIDING_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)(?![\w-])", re.I)
_CODE: Final = frozenset({"code", "kbd", "samp", "tt", "pre"})
_SHOWN_LATER: Final = frozenset({"", "html", "body"})
"""Elements that pages hide only until their scripts have run."""


class Page:
    """What a reader sees of an HTML source.

    Per element (0 is the page itself, with the tag ""; at most `nesting.MAX_DEPTH` deep):

    - `tags`: lower-case name. Void elements (img, br, hr, input, meta ...) and what lies in script, style, noscript,
      svg, textarea, iframe are no elements here. Unclosed p, li, td ... end as in browsers.
    - `parents`: index of the parent, always smaller; -1 for the page.
    - `depths`: number of ancestors; 0 for the page.
    - `starts`, `insides`: where its start tag begins and ends in `html`; 0 for the page.
    - `flags`: bits that it hands down to what is inside (named in `elements`): HIDDEN, LINK (<a href>), STRONG (<b>,
      <strong>), BUTTON, PRE, HEADING, QUOTE (blockquote), CAPTION (figcaption, caption), CONTROL (button, select ...).
    - `attributes(e)`: lower-case name to unescaped value, "" without a value; made on demand, kept.
    - `words(e)`: lower-case words of its class, id, role and itemprop: "navBar main-menu" is ("nav", "bar", "main",
      "menu"); made on demand, kept.
    - `siblings`: how many elements of the same parent stand before it; made on demand.

    Per block (hidden ones are left out: hidden attribute, style display:none or visibility:hidden, closed dialog,
    template, fallback of video; aria-hidden stays, because it is seen):

    - `texts`: text with white space collapsed, "\\n" for each <br>, "\\t" between the cells of a table row, which
      is one block when each cell is; in <pre> as it stands.
    - `elements`: the deepest element, inline ones included, that holds the whole block.
    - `containers`: the nearest element that is not inline around it.
    - `places`: first and last place in the source, half open.
    - `link_chars`, `strong_chars`, `button_chars`: characters of its text in <a href>, in <b> and <strong>, in
      <button>; white space counts less than it should, never more.
    - `links`: number of <a href> with text in it.
    - `images`: number of <img> and <iframe> since the block before it, those inside it included.
    - `kinds`: "heading", "paragraph", "list-item", "table", "quote", "code", "caption", "control" or "text" (lines
      of a <div>, <span> or the like).

    `fragment` says whether the source is a piece of rich text (no doctype, html, head or body) rather than a page;
    `scan` is what the scanner found.
    """

    def __init__(self, found: Scan) -> None:
        self.scan = found
        self.html = found.html
        self.fragment = found.fragment
        self.tags = found.nesting.tags
        self.parents = found.nesting.parents
        self.depths = found.nesting.depths
        self.starts = found.nesting.starts
        self.insides = found.nesting.insides
        self._attributes: dict[int, Mapping[str, str]] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        self.flags = self._flagged()
        columns = lay_out(found, self.flags)
        self.texts = columns.texts
        self.elements = columns.elements
        self.containers = columns.containers
        self.places = columns.places
        shares = zip(*columns.shares, strict=True) if columns.shares else [()] * 4
        self.link_chars, self.strong_chars, self.button_chars, self.links = map(list, shares)
        self.images = columns.images
        self.kinds = columns.kinds
        self._pieces = columns.pieces

    def attributes(self, element: int) -> Mapping[str, str]:
        """The attributes of an element: lower-case name to unescaped value."""
        known = self._attributes.get(element)
        if known is None:
            start = self.starts[element] + 1 + len(self.tags[element])
            known = self._attributes[element] = attributes_of(self.html, start, self.insides[element] - 1)
        return known

    def words(self, element: int) -> tuple[str, ...]:
        """The lower-case words of an element's class, id, role and itemprop."""
        own = self.attributes(element)
        if not own:
            return ()
        get = own.get
        key = f"{get('class', '')} {get('id', '')} {get('role', '')} {get('itemprop', '')}"
        known = self._words.get(key)
        if known is None:
            known = self._words[key] = words_of(key)
        return known

    @Lazy
    def siblings(self) -> list[int]:
        """For each element, how many elements of the same parent stand before it."""
        counts = [0] * len(self.tags)
        result = [0]
        for parent in self.parents[1:]:
            result.append(counts[parent])
            counts[parent] += 1
        return result

    def runs(self, block: int) -> list[tuple[int, int]]:
        """The places in the source that the text of a block comes from, in order, between tags and comments."""
        return [(start, end) for start, end, element in self._pieces[block] if element >= 0]

    def code_runs(self, block: int) -> list[tuple[int, int]]:
        """The places in the source of the runs of a block that stand in <code>, <kbd>, <samp>, <tt> or <pre>."""
        return [(start, end) for start, end, element in self._pieces[block] if element >= 0 and element in self._code]

    @Lazy
    def _code(self) -> frozenset[int]:
        """The elements that hold code."""
        if _CODE.isdisjoint(self.tags):
            return frozenset()
        inside: set[int] = set()
        for element, (tag, parent) in enumerate(zip(self.tags, self.parents, strict=True)):
            if tag in _CODE or parent in inside:
                inside.add(element)
        return frozenset(inside)

    def sources(self, block: int, start: int, end: int) -> list[tuple[int, int]]:
        """A span of a block's text as spans of the source, in order, one for each run without a tag inside."""
        return self.alignment(block).sources(start, end)

    def alignment(self, block: int) -> Alignment:
        """The places in the source of each character of a block."""
        return Alignment(self.html, self._pieces[block], bool(self.flags[self.elements[block]] & PRE))

    def _flagged(self) -> list[int]:
        """The flags of each element."""
        html, own = self.html, FLAGS.get
        flags: list[int] = []
        add = flags.append
        for tag, parent, start, inside in zip(self.tags, self.parents, self.starts, self.insides, strict=True):
            flag = own(tag, 0)
            if inside - start > 9:
                written = html[start:inside].lower()
                if "hidden" in written or "none" in written or flag & HIDDEN:
                    flag = self._hidden(len(flags), tag, flag)
                if flag & LINK and "href" not in written:
                    flag &= ~LINK
            elif flag & LINK:
                flag &= ~LINK
            add(flags[parent] | flag if parent >= 0 else 0)
        return flags

    def _hidden(self, element: int, tag: str, flag: int) -> int:
        """The flags of an element whose attributes may hide or show it."""
        own = self.attributes(element)
        if (tag == "dialog" and "open" in own) or (tag == "template" and "shadowrootmode" in own):
            return flag & ~HIDDEN
        if tag not in _SHOWN_LATER and ("hidden" in own or _HIDING_STYLE.search(own.get("style", ""))):
            return flag | HIDDEN
        return flag


def read_page(html: str) -> Page:
    """The blocks of an HTML source. Linear in its length."""
    return Page(scan(html))
