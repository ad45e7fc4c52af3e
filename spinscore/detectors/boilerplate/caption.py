"""boilerplate.caption: picture captions, told by their credit or by their tense and date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spinscore.findings import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spinscore.document import Document
    from spinscore.rule import Rule

_SHORTEST_LABELLED, _SHORTEST = 5, 9
"""Words. A shorter block with an agency's name is a credit."""
_LONGEST_MARKED = 60
_FROM_BLOCK_END = 9
"""Words from the end of the block within which its credit stands."""
_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)|"
    r"Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_ENDS_WITH_DATE = re.compile(
    rf"[, ](?:on )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, )?{_MONTH} \d{{1,2}}, \d{{4}}\.?"
    r"(?: ?\([^()\n]{2,80}\))?$"
)
_VERB_REACH = 16
"""Words within which the verb stands."""
_CREDIT_SIGNS = ("photo", "image", "picture", "credit", "courtesy", "illustration", "photograph")


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, if it is the credit at the end of a block of caption length."""
    block = doc.block_at(hit.start)
    first, last = doc.block_tokens[block]
    start, end = doc.block_list[block]
    text = doc.text
    if last - first < _SHORTEST_LABELLED:
        return None
    if doc.words[first] in _CREDIT_SIGNS and last - first < _SHORTEST:
        return None
    if hit.start == doc.token_starts[first]:
        if not hit.name.startswith("(pictured") or last - first > _LONGEST_MARKED:
            return None
        filed = text[hit.start : hit.end] == "FILE" and text[hit.end : hit.end + 3].strip()[:1] in {"-", "–", "—"}
        return hit if filed or text[hit.end : hit.end + 1] == ":" else None
    if last - doc.token_at(hit.start) > _FROM_BLOCK_END:
        return None
    before = text[max(start, hit.start - 1) : hit.start]
    opened = text.rfind("(", start, hit.start)
    closed = text[end - 2 : end].strip().rstrip(".").endswith(")")
    bracketed = closed and opened >= 0 and ")" not in text[opened : hit.start]
    if doc.folded[hit.start : hit.end].startswith(_CREDIT_SIGNS):
        rest = text[hit.end : end].lstrip()
        labelled = rest[:1] == ":" and len(rest) > 2 and (text[hit.start].isupper() or before == "(")
        return (
            hit if labelled or (last - first >= _SHORTEST and bracketed and before == "(" and len(rest) > 3) else None
        )
    if last - first < _SHORTEST:
        return None
    if bracketed and any(text[at].islower() for at in doc.token_starts[doc.token_at(hit.end) : last]):
        bracketed = False
    named = before in {"/", "|"} or bracketed
    if named:
        return hit
    at_end = last - doc.token_at(hit.end) <= 1
    sentence_over = text[start : hit.start].rstrip().endswith((".", "|", "—", "–", "©"))
    return hit if at_end and (sentence_over or _agency_alone(doc, rule, hit)) else None


def _agency_alone(doc: Document, rule: Rule, hit: Hit) -> bool:
    """Whether six words or fewer stand between the last sentence of its block and a picture agency's name."""
    if doc.folded[hit.start : hit.end] not in rule.words["agencies"]:
        return False
    tail = doc.text[doc.block_list[doc.block_at(hit.start)][0] : hit.start]
    cut = max(tail.rfind(". "), tail.rfind(".) "), tail.rfind("? "), tail.rfind("! "))
    return cut >= 0 and len(tail[cut + 1 :].split()) <= 6


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Blocks that end in a full date and tell in the present tense."""
    for block, (start, end) in enumerate(doc.block_list):
        first, last = doc.block_tokens[block]
        tail = doc.text[max(start, end - 2) : end]
        dated = tail[-1] == ")" or tail[0].isdigit()
        if not dated or not _SHORTEST <= last - first <= rule.max_words:
            continue
        if not _ENDS_WITH_DATE.search(doc.text, max(start, end - 130), end):
            continue
        words = doc.words[first:last]
        if not rule.words["seen"].isdisjoint(words[:_VERB_REACH]) and rule.words["told"].isdisjoint(words):
            yield Hit(start, end, 0.85, name="present and date")
