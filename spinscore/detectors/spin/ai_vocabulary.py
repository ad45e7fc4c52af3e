"""spin.ai-vocabulary: style words of language models, marked where a text is thicker with them than edited news."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spinscore.detectors.spin._ai_density import counted, density
from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.registry import Rule

MARKED: Final = 98.0
"""Percent of edited news articles that have fewer: under it the words are not marked."""
FEWEST: Final = 3
"""Words and phrases that count: two in a short text are chance."""
CONFIDENCE: Final = 0.4
"""A density is no proof of a place: under what confirms neighbouring hits of other rules."""


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Every style word and phrase of a text that has unusually many."""
    del rule
    found = density(doc)
    if found is None or found.percentile < MARKED or counted(doc, found.places) < FEWEST:
        return
    message = (
        f"{found.per_1000:.1f} style words of language models per 1,000 words: "
        f"more than {found.percentile:g} % of edited news articles of this length"
    )
    for first, last in found.places:
        yield Hit(doc.token_starts[first], doc.token_ends[last - 1], CONFIDENCE, message=message)
