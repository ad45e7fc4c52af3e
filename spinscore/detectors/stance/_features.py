"""Document measures of the stance family: how densely a text hedges, presses, judges and praises outside quotes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from spinscore.document import Document
from spinscore.features import FeatureSpec
from spinscore.findings import Finding

_UNIT = "confidence-weighted uses per 1,000 words outside quotation marks"
_RATES = {
    "stance.hedges_per_1000": "stance.hedging",
    "stance.boosters_per_1000": "stance.boosting",
    "stance.attitude_per_1000": "stance.attitude",
    "stance.vague_attribution_per_1000": "stance.vague-attribution",
    "stance.puffery_per_1000": "stance.puffery",
}

FEATURES: tuple[FeatureSpec, ...] = (
    FeatureSpec("stance.hedges_per_1000", _UNIT, 0, 40, 0, "How much the text holds its statements back."),
    FeatureSpec("stance.boosters_per_1000", _UNIT, 0, 30, 0, "How much the text presses its statements."),
    FeatureSpec("stance.attitude_per_1000", _UNIT, 0, 20, 0, "How much the writer judges."),
    FeatureSpec("stance.vague_attribution_per_1000", _UNIT, 0, 10, -1, "How many claims rest on nameless sources."),
    FeatureSpec("stance.puffery_per_1000", _UNIT, 0, 20, -1, "How much the text praises."),
    FeatureSpec("stance.quoted_share", "share of words", 0, 1, 0, "How much of the text is quoted speech."),
)


def measure(doc: Document, findings: Mapping[str, Sequence[Finding]]) -> dict[str, float]:
    """The rates per 1,000 words outside quotation marks and the share of words inside them.

    nan where there is nothing to divide by: all of them for no words, the rates also where every word is quoted.
    """
    words = len(doc.words)
    if not words:
        return dict.fromkeys((spec.name for spec in FEATURES), math.nan)
    quoted = sum([doc.token_at(end) - doc.token_at(start) for start, end in doc.quotes])
    outside = words - quoted
    scale = 1000.0 / outside if outside else math.nan
    measured = {name: scale * sum([f.confidence for f in findings.get(rule, ())]) for name, rule in _RATES.items()}
    measured["stance.quoted_share"] = quoted / words
    return measured
