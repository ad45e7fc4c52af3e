"""Makes findings of the hits of a rule: severities resolved, widened to blocks, merged and joined."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spinscore.document import Document
from spinscore.findings import Finding, Hit, merge, same_wording, unite
from spinscore.rule import Rule


def as_findings(doc: Document, rule: Rule, hits: list[Hit]) -> list[Finding]:
    """Resolves severity, widens to blocks, merges and joins: the hits of one rule as findings.

    Hits that are empty or reach out of the text, which only a faulty detector yields, are dropped.
    """
    length = len(doc.text)
    resolved = [
        hit if hit.severity else hit._replace(severity=rule.severity)
        for hit in hits
        if 0 <= hit.start < hit.end <= length
    ]
    if rule.unit == "block":
        resolved = [_widened(doc, hit) for hit in resolved]
    merged = merge(resolved)
    if rule.join:
        merged = _joined(doc, merged)
    seen: dict[str, int] = {}
    findings = []
    for hit in merged:
        text = doc.text[hit.start : hit.end]
        key = same_wording(text)
        occurrence = seen[key] = seen.get(key, -1) + 1
        findings.append(
            Finding(
                rule.id,
                hit.start,
                hit.end,
                hit.severity or rule.severity,
                hit.confidence,
                hit.message or rule.title,
                hit.suggestion or rule.suggestion,
                text,
                hit.edit,
                hit.related,
                occurrence,
            )
        )
    return findings


def _widened(doc: Document, hit: Hit) -> Hit:
    first, last = blocks_of(doc, hit)
    return hit._replace(start=doc.block_list[first][0], end=doc.block_list[last][1]) if first <= last else hit


def blocks_of(doc: Document, hit: Hit) -> tuple[int, int]:
    """The first and the last block that a hit touches; the last is before the first if it touches none."""
    first, last = doc.block_at(hit.start), doc.block_at(hit.end - 1)
    if first < 0:
        first = bisect_right(doc.block_list, (hit.start, len(doc.text)))
    if last < 0:
        last = bisect_left(doc.block_list, (hit.end, 0)) - 1
    return first, last


def _joined(doc: Document, hits: list[Hit]) -> list[Hit]:
    """Hits that fill directly neighbouring blocks, made one."""
    joined = hits[:1]
    for hit in hits[1:]:
        last = joined[-1]
        if doc.text[last.end : hit.start].isspace():
            joined[-1] = unite(last, hit)
        else:
            joined.append(hit)
    return joined
