"""How marks, blocks and folds look on a page: classes, anchors and links, no inline style."""

from __future__ import annotations

from spinscore.render.escape import JOINER, attribute, escape, shorten
from spinscore.render.view import GLYPHS, View

_LONGEST = 200


class PageMarks:
    """The writer of a page; see `spinscore.render.article.Writer`.

    A mark links to its finding in the list, and the finding back to where the mark begins.
    """

    def open_mark(self, view: View, key: int, *, first: bool) -> str:
        finding = view.shown[key]
        anchor = f' id="{view.prefix}m{key + 1}"' if first else ""
        start = f'<span class="sr">{finding.severity} finding {key + 1}, begin: </span>' if first else ""
        return f'<mark class="{finding.severity}"{anchor}>{start}'

    def close_mark(self, view: View, key: int, *, last: bool) -> str:
        if not last:
            return "</mark>"
        finding, number = view.shown[key], key + 1
        rule = f"\xa0{escape(finding.rule)}"
        if finding.severity == "info":
            rule = f'<span class="sr">{rule}</span>'
        label = (
            f'<span aria-hidden="true">{JOINER}{GLYPHS[finding.severity]}\xa0</span>'
            f'<span class="sr"> end, {finding.severity}: </span>{number}{rule}'
        )
        title = f' title="{finding.severity}: {attribute(shorten(finding.message, _LONGEST))}"'
        if key in view.listed:
            return f'</mark><a class="label {finding.severity}" href="#{view.prefix}f{number}"{title}>{label}</a>'
        return f'</mark><span class="label {finding.severity}"{title}>{label}</span>'

    def omitted(self, note: str) -> str:
        return f'<span class="omitted">[{note}]</span>'

    def block(self, inner: str, *, wrapped: bool) -> str:
        kind = ' class="wrapped"' if wrapped else ""
        return f'<p dir="auto"{kind}>{inner}</p>'

    def fold(self, note: str, inner: str) -> str:
        return f'<details class="fold"><summary>{note}</summary>\n{inner}\n</details>'

    def section(self, title: str, inner: str) -> str:
        return f'<section class="segment">\n<h4><bdi>{title}</bdi></h4>\n{inner}\n</section>'
