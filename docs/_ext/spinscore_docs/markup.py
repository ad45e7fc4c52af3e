"""Text as Markdown and HTML. What comes out of rules and docstrings is plain text and must stay that."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from spinscore.rule import Example

_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    r"""A text as Markdown that reads as the text does.

    >>> plain("{TITLE}, <b>")
    '\\{TITLE\\}\\, \\<b\\>'
    """
    return _SPECIAL.sub(r"\\\1", text)


def code(text: str) -> str:
    """A text as inline code, for cells of tables too.

    >>> code("a|b")
    '`a\\\\|b`'
    """
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if "`" in (text[:1], text[-1:]) else ""
    return f"{fence}{pad}{text}{pad}{fence}".replace("|", "\\|")


def paragraphs(text: str) -> str:
    """A text of several paragraphs as Markdown, lines within them joined."""
    return "\n\n".join(plain(" ".join(part.split())) for part in re.split(r"\n\s*\n", text.strip()))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown; cells are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def raw_html(source: str) -> str:
    """HTML as a block of Markdown that nothing in it can end."""
    fence = "`" * max(3, max((len(run) + 1 for run in re.findall("`+", source)), default=0))
    return f"{fence}{{raw}} html\n{source}\n{fence}"


def severity(name: str) -> str:
    """A severity as a little label."""
    return f'<span class="severity severity-{name}">{name}</span>'


def example(shown: Example, label: str) -> str:
    """An example of a rule with its spans marked, as HTML. The label tells a screen reader what it is."""
    parts = []
    at = 0
    for start, end in shown.spans:
        parts += [html.escape(shown.text[at:start]), "<mark>", html.escape(shown.text[start:end]), "</mark>"]
        at = end
    parts.append(html.escape(shown.text[at:]))
    body = "".join(parts).strip("\n")
    return f'<div class="example" role="group" aria-label="{html.escape(label)}">\n{_broken(body)}\n</div>'


def _broken(body: str) -> str:
    """Lines as HTML that keeps them, without a blank line that would end a block."""
    return "<br>\n".join(body.split("\n"))
