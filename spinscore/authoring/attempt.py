"""One text tried with one rule: what it marks, and why it leaves alone what it nearly marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spinscore.authoring.reasons import Span, names_at, raw_hits, why_missed
from spinscore.authoring.trial import Bed
from spinscore.document import Document
from spinscore.rule import Rule, mark


class Attempt(NamedTuple):
    """The text with ⟦ ⟧ around what was found, and a sentence on each place: what matched, or why it does not count."""

    marked: str
    found: tuple[str, ...]
    dropped: tuple[str, ...]


def attempt(rule: Rule, bed: Bed, text: str) -> Attempt:
    """The attempt of a rule on a text, together with all other rules."""
    spans = bed.spans(rule, text)
    return Attempt(
        mark(text, spans), tuple(names_at(rule, text, span) for span in spans), tuple(_reasons(rule, text, spans))
    )


def _reasons(rule: Rule, text: str, spans: tuple[Span, ...]) -> Iterator[str]:
    """Why each hit outside of the findings came to nothing; where there is neither, what is missing."""
    hits = raw_hits(rule, Document.parse(text))
    free = [hit for hit in hits if not any(start < hit.end and hit.start < end for start, end in spans)]
    said = [why_missed(rule, text, (hit.start, hit.end)) for hit in free]
    if not spans and not free and text:
        said.append(why_missed(rule, text, (0, len(text))))
    yield from dict.fromkeys(said)
