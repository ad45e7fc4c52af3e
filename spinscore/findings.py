"""Hits, which detectors yield, and findings, which readers see: evidence with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from spinscore.digests import digest
from spinscore.segments import HTML, Piece

Severity = Literal["info", "minor", "major", "critical"]
SEVERITIES: Final[tuple[Severity, ...]] = ("info", "minor", "major", "critical")
RANK: Final[dict[str, int]] = {name: rank for rank, name in enumerate(SEVERITIES)}

Span = tuple[int, int]


class Edit(NamedTuple):
    """A replacement for a span of the text. `safe` edits may be applied without a look."""

    start: int
    end: int
    replacement: str
    safe: bool = False


class Hit(NamedTuple):
    """What a detector yields: a place and how likely it is right. The engine makes a finding of it."""

    start: int
    end: int
    confidence: float = 1.0
    message: str | None = None
    suggestion: str | None = None
    severity: Severity | None = None
    edit: Edit | None = None
    related: tuple[Span, ...] = ()
    name: str = ""
    """Which phrase or regex of the rule matched."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Evidence of one rule at one place of the text.

    `start` and `end` are half-open code-point offsets of the caller's string and `text` is what stands
    there. `severity` says how bad it is if true, `confidence` (0 to 1) how likely it is true.
    `related` holds the spans of other places that belong to it, such as the first of two copies.
    `pieces` are its parts in the segments of an article that was scored in segments, or in the source of one
    that was scored as HTML (then their id is "html"); otherwise empty.
    """

    rule: str
    start: int
    end: int
    severity: Severity
    confidence: float
    message: str
    suggestion: str
    text: str
    edit: Edit | None = None
    related: tuple[Span, ...] = ()
    occurrence: int = 0
    pieces: tuple[Piece, ...] = ()

    @property
    def fingerprint(self) -> str:
        """A name for this finding that survives edits elsewhere: of rule, folded text and occurrence number."""
        key = f"{self.rule}\n{same_wording(self.text)}\n{self.occurrence}"
        return digest(key)[:16]

    @property
    def source(self) -> tuple[Span, ...]:
        """Where it stands in the HTML source, in code points: a span for each run between tags; () for plain text."""
        return tuple([(piece.start, piece.end) for piece in self.pieces if piece.id == HTML])

    @property
    def family(self) -> str:
        """The first part of the rule's id."""
        return self.rule.partition(".")[0]


def same_wording(text: str) -> str:
    """A text without differences of case and spacing: equal for what counts as the same wording in fingerprints.

    >>> same_wording("Leave a\\n  REPLY")
    'leave a reply'
    """
    return " ".join(text.casefold().split())


def merge(hits: list[Hit]) -> list[Hit]:
    """The hits of one rule in order, overlapping ones made one, so that each character counts once.

    >>> merge([Hit(5, 9, 0.5), Hit(0, 6, 0.9)])[0][:3]
    (0, 9, 0.9)
    """
    if len(hits) < 2:
        return hits
    hits = sorted(hits, key=lambda hit: (hit.start, -hit.end, -hit.confidence, hit.name))
    merged = [hits[0]]
    for hit in hits[1:]:
        last = merged[-1]
        if hit.start >= last.end:
            merged.append(hit)
        else:
            merged[-1] = unite(last, hit)
    return merged


def unite(first: Hit, second: Hit) -> Hit:
    """One hit over the span of two, with the texts of the surer one and the worse severity."""
    surer = second if second.confidence > first.confidence else first
    return surer._replace(
        start=min(first.start, second.start),
        end=max(first.end, second.end),
        severity=SEVERITIES[max(RANK[first.severity or "info"], RANK[second.severity or "info"])],
        related=first.related or second.related,
    )
