"""HTML to test with: what a parser with a tree sees of it, and random sources that hold every trap."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

UNSEEN = frozenset(
    "annotation annotation-xml audio canvas datalist head iframe noembed noframes noscript object rp script select "
    "style svg template textarea title video".split()
)
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)(?![\w-])", re.I)


def seen_by_lexbor(html: str) -> str:
    """The visible text without white space, by the tree that lexbor builds."""
    from selectolax.lexbor import LexborHTMLParser

    found: list[str] = []
    waiting: list[Any] = [LexborHTMLParser(html).root]
    while waiting:
        node = waiting.pop()
        if node is None or node.tag in UNSEEN:
            continue
        if node.tag == "-text":
            found += node.text(deep=False).split()
        elif not _is_hidden(node):
            waiting.extend(reversed(list(node.iter(include_text=True))))
    return "".join(found)


def _is_hidden(node: Any) -> bool:
    if node.tag in ("html", "body"):
        return False
    own = node.attributes
    return (
        "hidden" in own or bool(_HIDING.search(own.get("style") or "")) or (node.tag == "dialog" and "open" not in own)
    )


_TAGS = """<p> </p> <div> </div> <span> </span> <b> </b> <i> </i> <a> </a> <ul> <li> </li> </ul> <dl> <dt> <dd> </dl>
<table> <tr> <td> <th> </td> </tr> </table> <h1> </h1> <h2> </h3> <br> <br/> <hr> <img> <pre> </pre> <blockquote>
</blockquote> <select> <option> </select> <button> </button> <script> </script> <style> </style> <title> </title> <svg>
</svg> <template> </template> <noscript> </noscript> <xmp> </xmp> <html> <body> <head> </body> <!-- --> <!-- --!>
<!doctype> <? > <CITY> <Company_Name> <my-own> </my-own> < > & ]]> <![CDATA[ <dialog>"""
_TEXTS = """&amp; &amp &lt; &nbsp; &notit; &#8217; &#x110000; &#0; &#55296; &NotEqualTilde; " ' = / word Rates. rose
東京 🙂 é Ã&nbsp;"""
_ODD = (
    "Ã\xa0",
    "\xa0",
    "\u2028",
    "\x85",
    "\x1f",
    "\0",
    "\ud800",
    "<p\xa0hidden>",
    "\n",
    "\t ",
    " ",
    "  ",
    "\r\n",
    "\f",
)
_WITH_ATTRIBUTES = (
    "<a href=x>",
    "<p hidden>",
    '<div style="display: none">',
    "<i title='>'>",
    '<i title="',
    "<p class=",
    "<dialog open>",
    "<label for=x>",
    "<td colspan=2>",
)
_PARTS = st.sampled_from([*_TAGS.split(), *_TEXTS.split(), *_ODD, *_WITH_ATTRIBUTES])
sources = st.lists(_PARTS, max_size=40).map("".join)
"""Random sources, most of them malformed."""
