"""The names of HTML: what each start tag and end tag does to the text around it.

After the WHATWG standard, section 13.2 (parsing) and 15.3 (how elements are shown without a style sheet).
"""

from __future__ import annotations

from enum import IntEnum
from sys import intern
from typing import Final


class Act(IntEnum):
    """What a tag does. Those up to PARAGRAPH and those from OPTION on open an element."""

    INLINE = 0
    LINK = 1
    BLOCK = 2
    PARAGRAPH = 3
    INLINE_END = 4
    BLOCK_END = 5
    NOTHING = 6
    RAW = 7
    LINE_BREAK = 8
    RULE = 9
    IMAGE = 10
    META = 11
    HEADING_END = 12
    HTML = 13
    HEAD = 14
    BODY = 15
    OPTION = 16
    ITEM = 17
    CELL = 18
    ROW = 19
    ROWS = 20
    HEADING = 21
    BARRIER = 22


HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CELLS: Final = frozenset({"td", "th"})
RAW_TEXT: Final = frozenset("iframe noembed noframes noscript script style svg textarea title xmp".split())
"""Elements whose content is no markup, or nothing that a reader copies: skipped to their end tag."""

UNSEEN: Final = frozenset(
    "annotation annotation-xml audio canvas datalist dialog object rp select template video".split()
)
"""Elements whose content is not shown: fallbacks, templates, dialogs that are not open."""

VOID: Final = frozenset(
    "area base basefont bgsound col embed frame input keygen link meta param source track wbr".split()
)

_INLINE: Final = (
    "abbr acronym audio b bdi bdo big blink canvas cite code data datalist del dfn em font i ins kbd label map mark "
    "meter nobr optgroup output picture progress q rb rp rt rtc ruby s samp select slot small span strike strong sub "
    "sup time tt u var video annotation annotation-xml math menclose mfrac mi mn mo mover mpadded mphantom mroot mrow "
    "ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics"
).split()
_BLOCK: Final = (
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form "
    "frameset header hgroup listing main menu nav ol pre search section summary table ul legend "
    "colgroup"
).split()
_BARRIER: Final = "applet button marquee object template".split()
"""Elements that hide an open paragraph from the tags inside them."""

_FOREIGN: Final = (
    "animate animatemotion animatetransform app circle clippath content defs desc ellipse filter foreignobject g "
    "ilayer image layer lineargradient line marker mask metadata mpath multicol nolayer path pattern polygon polyline "
    "radialgradient rect server set shadow spacer stop switch symbol text textpath tspan use view"
).split()
"""Names of drawings and of browsers long gone: no slots that somebody forgot to fill."""

_TABLE_PARTS: Final = frozenset("table tbody td tfoot th thead tr".split())
_TABLE_BARRIERS: Final = frozenset({"", "html", "table", "template"})
_BARRIERS: Final = frozenset({"", "html", "table", "caption", "td", "th", "applet", "marquee", "object", "template"})


def barriers(tag: str) -> frozenset[str]:
    """The elements out of which an end tag does not reach."""
    if tag in _TABLE_PARTS:
        return _TABLE_BARRIERS
    if tag == "p":
        return PARAGRAPH_BARRIERS
    return _LIST_BARRIERS if tag == "li" else _BARRIERS


PARAGRAPH_BARRIERS: Final = _BARRIERS | {"button"}
_LIST_BARRIERS: Final = _BARRIERS | {"ol", "ul"}
FORMATTING: Final = frozenset("a b big code em font i nobr s small strike strong tt u".split())
"""Inline elements that an end tag closes even from inside a block that was opened in them."""

INLINE: Final = frozenset({*_INLINE, *_FOREIGN, "a", "button", "object", "option", "template"})


def _table() -> dict[str, tuple[int, str]]:
    """What each tag does, by its name as it stands in the source ("/div" for an end tag), and its element's name."""
    acts: dict[str, tuple[Act, Act]] = {}
    for names, start, end in (
        ((*_INLINE, *_FOREIGN), Act.INLINE, Act.INLINE_END),
        (_BLOCK, Act.BLOCK, Act.BLOCK_END),
        (_BARRIER, Act.BARRIER, Act.BLOCK_END),
        (VOID, Act.NOTHING, Act.NOTHING),
        (RAW_TEXT, Act.RAW, Act.NOTHING),
        (HEADINGS, Act.HEADING, Act.HEADING_END),
        (CELLS, Act.CELL, Act.BLOCK_END),
        (("dd", "dt", "li"), Act.ITEM, Act.BLOCK_END),
        (("tbody", "tfoot", "thead", "caption"), Act.ROWS, Act.BLOCK_END),
        (("base", "link", "meta"), Act.META, Act.NOTHING),
    ):
        acts |= dict.fromkeys(names, (start, end))
    acts |= {
        "a": (Act.LINK, Act.INLINE_END),
        "body": (Act.BODY, Act.NOTHING),
        "br": (Act.LINE_BREAK, Act.LINE_BREAK),
        "button": (Act.BARRIER, Act.INLINE_END),
        "head": (Act.HEAD, Act.NOTHING),
        "hr": (Act.RULE, Act.NOTHING),
        "html": (Act.HTML, Act.NOTHING),
        "image": (Act.IMAGE, Act.NOTHING),
        "img": (Act.IMAGE, Act.NOTHING),
        "option": (Act.OPTION, Act.INLINE_END),
        "p": (Act.PARAGRAPH, Act.BLOCK_END),
        "tr": (Act.ROW, Act.BLOCK_END),
    }
    table: dict[str, tuple[int, str]] = {}
    for name, (start, end) in acts.items():
        table[name] = (int(start), intern(name))
        table["/" + name] = (int(end), intern(name))
    return table


TAGS: Final = _table()
BLOCKS: Final = frozenset({"", *[tag for _, tag in TAGS.values()]} - INLINE)
"""Elements whose text stands on lines of its own; unknown elements are inline."""

HIDDEN, LINK, STRONG, BUTTON, PRE, HEADING, QUOTE, CAPTION, CONTROL = (1 << i for i in range(9))
"""What holds for an element and for all inside it."""

FLAGS: Final[dict[str, int]] = {
    **dict.fromkeys(UNSEEN, HIDDEN),
    **dict.fromkeys(HEADINGS, HEADING),
    **dict.fromkeys(("b", "strong"), STRONG),
    **dict.fromkeys(("pre", "listing", "xmp"), PRE),
    **dict.fromkeys(("figcaption", "caption"), CAPTION),
    **dict.fromkeys(("label", "legend", "option"), CONTROL),
    "a": LINK,
    "blockquote": QUOTE,
    "button": BUTTON | CONTROL,
}
