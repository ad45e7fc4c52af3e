"""leak.field-label: a label of a content form, with the text that it heads."""

from __future__ import annotations

import re

from spinscore.document import Document
from spinscore.findings import Hit
from spinscore.registry import Rule

_MAX_HEADED_WORDS = 80
"""A longer paragraph after a label is the article, not a description or a list of keywords."""
_LABEL = re.compile(r"\W{0,4}[A-Za-z][\w -]{1,30}[*_ ]{0,3}[:：]")


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit widened over the rest of its line or, where the label stands alone, over the next block."""
    label = doc.folded[hit.start : hit.end].strip(" *_#>-:：\n\t")
    if doc.in_quotes(hit.start) and doc.text[hit.start] not in '"“':
        return None
    block = doc.block_at(hit.end - 1)
    if block < 0:
        return None
    start, end = doc.block_list[block]
    start = max(start, hit.start) if hit.name == "inline" else start
    if label in rule.words["body"]:
        return hit._replace(start=start)
    if any(char.isalnum() for char in doc.text[hit.end : end]):
        return hit._replace(start=start, end=end)
    following = block + 1
    if following < len(doc.block_list):
        first, last = doc.block_tokens[following]
        if 0 < last - first <= _MAX_HEADED_WORDS and not _LABEL.match(doc.text, doc.block_list[following][0]):
            end = doc.block_list[following][1]
    return hit._replace(start=start, end=end)
