"""The text of an article with its marks. How a mark or a block looks is up to the writer: a page or a fragment."""

from __future__ import annotations

from typing import Protocol

from spinscore.render.escape import counted, escape
from spinscore.render.marks import Run, steps
from spinscore.render.outline import Block, Stretch
from spinscore.render.view import View

_LONGEST_RUN = 6_000
"""Of a longer piece of text without a boundary the middle is left out."""


class Writer(Protocol):
    """What turns marks, blocks and folds into HTML. All texts it gets are escaped."""

    def open_mark(self, view: View, key: int, *, first: bool) -> str: ...
    def close_mark(self, view: View, key: int, *, last: bool) -> str: ...
    def omitted(self, note: str) -> str: ...
    def block(self, inner: str, *, wrapped: bool) -> str: ...
    def fold(self, note: str, inner: str) -> str: ...
    def section(self, title: str, inner: str) -> str: ...


def write_article(view: View, writer: Writer) -> str:
    """The article as HTML, every shown finding marked in it."""
    written = []
    for section in view.sections:
        parts = []
        for stretch in section.stretches:
            if stretch.state == "left out":
                parts.append(writer.omitted(f"{_note(stretch)}, not shown"))
                continue
            blocks = [_block(view, block, writer) for block in stretch.blocks]
            parts += [writer.fold(_note(stretch), "\n".join(blocks))] if stretch.state == "folded" else blocks
        inner = "\n".join(parts)
        written.append(inner if section.id is None else writer.section(escape(section.id), inner))
    return "\n".join(written)


def _note(stretch: Stretch) -> str:
    marked = len({key for block in stretch.blocks for run in block.runs for key in run.keys})
    size = counted(stretch.size, "character")
    if marked:
        return f"{counted(len(stretch.blocks), 'paragraph')} with {counted(marked, 'finding')} ({size})"
    return f"{counted(len(stretch.blocks), 'clean paragraph')} ({size})"


def _block(view: View, block: Block, writer: Writer) -> str:
    parts = []
    for step in steps(block.runs):
        if step.what == "text":
            parts.append(_text(view.report.text, step.run, writer))
        elif step.what == "open":
            parts.append(writer.open_mark(view, step.key, first=view.first[step.key] is step.run))
        else:
            parts.append(writer.close_mark(view, step.key, last=view.last[step.key] is step.run))
    return writer.block("".join(parts), wrapped=block.wrapped)


def _text(text: str, run: Run, writer: Writer) -> str:
    size = run.end - run.start
    if size <= _LONGEST_RUN:
        return escape(text[run.start : run.end])
    half = _LONGEST_RUN // 3
    note = writer.omitted(f"{size - 2 * half:,} characters not shown")
    return escape(text[run.start : run.start + half]) + note + escape(text[run.end - half : run.end])
