"""boilerplate.dateline: the place and agency at the start of a story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spinscore.findings import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spinscore.document import Document
    from spinscore.rule import Rule

_AGENCIES = (
    r"(?:Reuters|AP|AFP|UPI|Xinhua|CNN|ANI|PTI|IANS|KXAN|WFLA|TASS|dpa|DPA|"
    r"BUSINESS WIRE|GLOBE NEWSWIRE|CNA|RNS|NewsNation|Bloomberg)"
)
_WITH_AGENCY = re.compile(rf"[A-Z][\w.'’,/ -]{{1,50}}\({_AGENCIES}\) ?(?:--|[—–-])")
_PLACE_ONLY = re.compile(
    r"([A-Z][A-Z.'’-]{2,20}(?: [A-Z][A-Z.'’-]{1,20}){0,2})(?:, [A-Z][\w. ]{1,20})? ?(?:--|—|–| -) ?(?=[\"“A-Z])"
)
_WITHIN = 8
"""Blocks from the top."""


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Datelines at the start of one of the first blocks."""
    for start, end in doc.block_list[:_WITHIN]:
        if not doc.text[start].isupper():
            continue
        head = doc.text[start : min(end, start + 90)]
        match = _WITH_AGENCY.match(head)
        if match:
            yield Hit(start, start + len(match[0].rstrip()), 0.95, name="agency")
            continue
        match = _PLACE_ONLY.match(head)
        if match and end - start > 50 and match[1].lower() not in rule.words["not_place"]:
            yield Hit(start, start + len(match[0].rstrip()), 0.85, name="place")
