"""How much the verdicts of a line model move when only the layout of a text changes."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from typing import Final

from spinscore.document import Document
from spinscore.lines.model import LineModel
from spinscore.training.lines.texts import Text

LAYOUTS: Final[dict[str, Callable[[Sequence[str]], str]]] = {
    "single line breaks": "\n".join,
    "blank lines": "\n\n".join,
    "two blank lines, line breaks of Windows": "\r\n\r\n\r\n".join,
    "indented": lambda lines: "\n\n".join("   " + line for line in lines),
    "wrapped at 76 characters, blank lines": lambda lines: "\n\n".join(textwrap.fill(line, 76) for line in lines),
}
_EVERY: Final = 5


def layout_figures(
    model: LineModel, texts: Sequence[Text], marks_of: Callable[[Document], Sequence[str]]
) -> dict[str, float]:
    """For each layout, the share of the blocks of residual texts whose verdict differs from that in single breaks."""
    chosen = [text for text in texts if text.part == "residual"][::_EVERY]
    base = [_judged(model, marks_of, "\n".join(_lines(text.doc))) for text in chosen]
    figures = {}
    for name, lay_out in LAYOUTS.items():
        moved = total = 0
        for text, expected in zip(chosen, base, strict=True):
            found = _judged(model, marks_of, lay_out(_lines(text.doc)))
            total += len(expected)
            moved += sum(found.get(line) != rule for line, rule in expected.items())
        figures[name] = round(moved / max(total, 1), 5)
    return figures


def _lines(doc: Document) -> list[str]:
    return [" ".join(doc.text[start:end].split()) for start, end in doc.block_list]


def _judged(model: LineModel, marks_of: Callable[[Document], Sequence[str]], text: str) -> dict[tuple[str, int], str]:
    """The verdict's rule, or "", by the words of the block and which of the blocks of these words it is."""
    doc = Document(text)
    rules = {verdict.block: verdict.rule for verdict in model.judge(doc, marks_of(doc))}
    found: dict[tuple[str, int], str] = {}
    seen: dict[str, int] = {}
    for block, line in enumerate(_lines(doc)):
        seen[line] = seen.get(line, 0) + 1
        found[line, seen[line]] = rules.get(block, "")
    return found
