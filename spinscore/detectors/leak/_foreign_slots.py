"""Slots whose names are of other languages than English: [Ciudad], {название}, 【会社名】."""

from __future__ import annotations

import functools
import re

from spinscore.document import Document
from spinscore.findings import Hit, Severity
from spinscore.rule import Rule

_GAPS = re.compile(r"[\s_/,-]+")
_ELIDED = re.compile(r"^(?:l|d|dell|dall|nell|all|sull|qu|un)['’]|^(?:ال|ה)(?=.{3})")
_MAX_FOREIGN = 8
_ENGLISH_SHARE = 0.03


def severity_of(doc: Document, rule: Rule, hit: Hit, inner: str) -> Severity | None:
    """How bad a slot is whose name is of another language than English; None if no language has it."""
    bracketed = doc.text[hit.start] in "[［【〔"
    lead = inner[:1]
    if not lead or (bracketed and lead.islower() and inner[-1:].islower() and " " not in inner and "_" not in inner):
        return None
    names = [_ELIDED.sub("", word.strip("().,:;'’\u061b\u060c")) for word in _GAPS.split(inner.lower()) if word]
    if not names or len(names) > _MAX_FOREIGN:
        return None
    doubtful = names[0] in rule.words["not_alone"] or (inner.isascii() and _is_english(doc))
    if len(names) == 1 and bracketed and doubtful:
        return None
    links, orders = rule.words["links"], rule.words["foreign_orders"]
    ordered = len(names) > 1 and (names[0] in orders or names[-1] in orders)
    for key in _languages(rule):
        known = rule.words[key]
        count = sum(name in known for name in names)
        if count and (ordered or all(name in known or name in links for name in names)):
            return "major" if bracketed and len(names) == 1 and lead.lower() != lead.upper() else "critical"
    return None


def _is_english(doc: Document) -> bool:
    """Whether English function words are as frequent as in English: then [Cargo] is no slot of another language."""
    counts = doc.counts
    return counts["the"] + counts["of"] + counts["and"] >= _ENGLISH_SHARE * len(doc.words)


@functools.cache
def _keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in keys if key.startswith("names_"))


def _languages(rule: Rule) -> tuple[str, ...]:
    """The names of the rule's lists of slot names in other languages."""
    return _keys(tuple(rule.words))
