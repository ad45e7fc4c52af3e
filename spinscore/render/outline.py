"""An article laid out for reading: its blocks with their marks, long stretches without any folded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

from spinscore.document import Document
from spinscore.render.marks import Run, Span, cut
from spinscore.segments import Segment

_LEAST = 6
"""A stretch without marks is folded if this many blocks are left besides those that give context."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the text, cut into runs. `wrapped`: its line breaks were made by hand and mean nothing."""

    start: int
    end: int
    runs: tuple[Run, ...]
    wrapped: bool = False

    @property
    def marked(self) -> bool:
        return any(run.keys for run in self.runs)


State = Literal["shown", "folded", "left out"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring blocks: shown, folded (these have no marks), or left out because there is too much."""

    blocks: tuple[Block, ...]
    state: State = "shown"

    @property
    def size(self) -> int:
        """How many characters its blocks have."""
        return sum(block.end - block.start for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Section:
    """The stretches of a segment, or of the whole text, which has no id."""

    id: str | int | None
    stretches: tuple[Stretch, ...]


class Room(NamedTuple):
    """How many characters may be shown, and how many more may be folded; what comes later is left out."""

    shown: int
    folded: int


def lay_out(text: str, spans: Sequence[Span], segments: Sequence[Segment], room: Room) -> list[Section]:
    """The sections of a text, in order. Each non-blank block is in exactly one stretch."""
    sections = []
    for section in _sections(text, spans, segments):
        stretches, room = _fit(section.stretches, room)
        sections.append(Section(section.id, tuple(stretches)))
    return sections


def _fit(stretches: Sequence[Stretch], room: Room) -> tuple[list[Stretch], Room]:
    """The stretches with those left out for which there is no room, and the room that remains."""
    shown, folded = room
    fitted: list[Stretch] = []
    for stretch in stretches:
        if stretch.state == "folded":
            folded -= stretch.size
            fitted.append(stretch if folded >= 0 else Stretch(stretch.blocks, "left out"))
            continue
        kept = 0
        while kept < len(stretch.blocks) and shown > 0:
            shown -= stretch.blocks[kept].end - stretch.blocks[kept].start
            kept += 1
        fitted += [Stretch(stretch.blocks[:kept])] if kept else []
        fitted += [Stretch(stretch.blocks[kept:], "left out")] if kept < len(stretch.blocks) else []
    return _joined(fitted), Room(max(shown, 0), max(folded, 0))


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches, with neighbours that are left out made one."""
    joined: list[Stretch] = []
    for state, group in groupby(stretches, key=lambda stretch: stretch.state):
        same = list(group)
        if state == "left out":
            same = [Stretch(tuple([block for stretch in same for block in stretch.blocks]), state)]
        joined += same
    return joined


def _sections(text: str, spans: Sequence[Span], segments: Sequence[Segment]) -> list[Section]:
    blocks = list(_blocks(text, spans))
    if not segments:
        return [Section(None, tuple(_stretches(blocks)))]
    starts = [segment.start for segment in segments]
    groups: list[list[Block]] = [[] for _ in segments]
    for block in blocks:
        groups[max(bisect_right(starts, block.start) - 1, 0)].append(block)
    return [Section(segment.id, tuple(_stretches(group))) for segment, group in zip(segments, groups, strict=True)]


def _blocks(text: str, spans: Sequence[Span]) -> Iterator[Block]:
    ordered = sorted(spans)
    near: list[Span] = []
    upcoming = 0
    for start, end in Document.parse(text).block_list:
        near = [span for span in near if span.end > start]
        while upcoming < len(ordered) and ordered[upcoming].start < end:
            near.append(ordered[upcoming])
            upcoming += 1
        yield Block(start, end, tuple(cut(start, end, near)), "\n" in text[start:end] or "\r" in text[start:end])


def _stretches(blocks: Sequence[Block]) -> Iterator[Stretch]:
    """The blocks as shown and folded stretches; the first block and the neighbours of marked ones stay in sight."""
    keep = [block.marked for block in blocks]
    keep = [
        number == 0 or here or (number > 0 and keep[number - 1]) or (number + 1 < len(keep) and keep[number + 1])
        for number, here in enumerate(keep)
    ]
    shown: list[Block] = []
    clean: list[Block] = []
    for block, kept in zip(blocks, keep, strict=True):
        if not kept:
            clean.append(block)
            continue
        if len(clean) >= _LEAST:
            yield Stretch(tuple(shown))
            yield Stretch(tuple(clean), "folded")
            shown = []
        else:
            shown += clean
        clean = []
        shown.append(block)
    if len(clean) < _LEAST:
        shown += clean
        clean = []
    if shown:
        yield Stretch(tuple(shown))
    if clean:
        yield Stretch(tuple(clean), "folded")
