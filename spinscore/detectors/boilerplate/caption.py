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
_ENDS = frozenset('.!?…|)”"—–')
_CREDIT_SIGNS = ("photo", "image", "picture", "credit", "courtesy", "illustration", "photograph")


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, if it is the credit at the end of a block of caption length."""
    if hit.name == "glued":
        return hit
    first, last = doc.block_tokens[doc.block_at(hit.start)]
    if last - first < _SHORTEST_LABELLED or (doc.words[first] in _CREDIT_SIGNS and _is_short_credit(doc, hit)):
        return None
    if hit.name == "opening" or hit.start == doc.token_starts[first]:
        return hit if hit.name == "opening" and _opens(doc, hit, last - first) else None
    if last - doc.token_at(hit.start) > _FROM_BLOCK_END:
        return None
    accepted = _is_labelled(doc, hit) if hit.name == "label" else _is_credited(doc, rule, hit)
    return hit if accepted else None


def _is_short_credit(doc: Document, hit: Hit) -> bool:
    """Whether a block is too short for a caption whose first word is a credit's; one that opens as a caption is not."""
    first, last = doc.block_tokens[doc.block_at(hit.start)]
    return last - first < _SHORTEST and hit.name != "opening"


def _opens(doc: Document, hit: Hit, words: int) -> bool:
    """Whether the opening of a caption stands before a colon, or, as a label with that word, before a comma."""
    text = doc.text
    following = text[hit.end : hit.end + 3]
    if words > _LONGEST_MARKED:
        return False
    if text[hit.start : hit.end] == "FILE" and following.strip()[:1] in {"-", "–", "—"}:
        return True
    return following[:1] == ":" or (following[:1] == "," and text.endswith("aption", hit.start, hit.end))


def _is_labelled(doc: Document, hit: Hit) -> bool:
    """Whether "Photo", "Credit" or its like is followed by a name, after a sentence or in brackets."""
    block = doc.block_at(hit.start)
    first, last = doc.block_tokens[block]
    start, end = doc.block_list[block]
    text = doc.text
    before, rest = text[max(start, hit.start - 1) : hit.start], text[hit.end : end].lstrip()
    if before == "[" and rest[:1] == "/":
        return True
    if rest[:1] == ":" and len(rest) > 2 and (text[hit.start].isupper() or before == "("):
        over = text[start : hit.start].rstrip()[-1:] in _ENDS
        return before == "(" or over or _are_names(doc, doc.token_at(hit.end), last)
    return last - first >= _SHORTEST and before == "(" and len(rest) > 3 and _is_bracketed(doc, hit)


def _is_credited(doc: Document, rule: Rule, hit: Hit) -> bool:
    """Whether an agency's name stands as a credit does: in brackets, after a stroke, or after the last sentence."""
    block = doc.block_at(hit.start)
    first, last = doc.block_tokens[block]
    start = doc.block_list[block][0]
    text = doc.text
    if last - first < _SHORTEST:
        return False
    after = doc.token_at(hit.end)
    if text[max(start, hit.start - 1) : hit.start] in {"/", "|"}:
        return True
    if _is_bracketed(doc, hit) and not any(text[at].islower() for at in doc.token_starts[after:last]):
        return True
    over = text[start : hit.start].rstrip().endswith((".", "|", "—", "–", "©"))
    return last - after <= 1 and (over or _agency_alone(doc, rule, hit))


def _is_bracketed(doc: Document, hit: Hit) -> bool:
    """Whether a hit stands in the brackets that end its block."""
    start, end = doc.block_list[doc.block_at(hit.start)]
    text = doc.text
    closed = text[end - 2 : end].strip().rstrip(".").endswith(")")
    opened = text.rfind("(", start, hit.start)
    return closed and opened >= 0 and ")" not in text[opened : hit.start] and text.find(")", hit.end, end) >= end - 2


def _are_names(doc: Document, first: int, last: int) -> bool:
    """Whether most words are capitalised or numbers, as in a credit."""
    lower = sum(doc.text[at].islower() for at in doc.token_starts[first:last])
    return lower * 2 < last - first


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
