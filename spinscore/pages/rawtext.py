"""Raw text: where scripts, styles, drawings and other content ends that is no markup, or that no reader copies."""

from __future__ import annotations

import re
from typing import Final

from spinscore.pages.elements import RAW_TEXT

_NAME_END: Final = r"(?=[\t\n\f\r />])"
_ENDS: Final = {tag: re.compile(rf"</(?i:{tag}){_NAME_END}") for tag in RAW_TEXT}
_DRAWING: Final = re.compile(
    r"<(?i:(?P<holder>foreignobject|desc)|/svg|b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|embed|h[1-6]|hr|i|"
    r"img|li|meta|ol|p|pre|ruby|s|small|span|strong|strike|sub|sup|table|tt|u|ul|var)" + _NAME_END
)
"""A drawing ends at a tag of text, too, unless it stands in one of the elements that hold text in it."""
_SCRIPT: Final = re.compile(r"<!--|-->|</?script" + _NAME_END, re.I)


def raw_end(html: str, tag: str, inside: int) -> int:
    """The place of the tag that ends a raw text which begins at `inside`; -1 if there is none.

    >>> raw_end("<style>p > b {}</STYLE>", "style", 7)
    15
    """
    if tag == "svg":
        match = _DRAWING.search(html, inside)
        if match and match["holder"]:
            match = _ENDS[tag].search(html, match.end())
    else:
        match = _ENDS[tag].search(html, inside)
    if match is None:
        return -1
    if tag == "script" and html.find("<!--", inside, match.start()) >= 0:
        return _script_end(html, inside)
    return match.start()


def _script_end(html: str, inside: int) -> int:
    """The end of a script that holds "<!--": a script tag in such a comment has an end tag of its own."""
    comment = nested = False
    for match in _SCRIPT.finditer(html, inside):
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
