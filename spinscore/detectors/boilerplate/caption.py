"""boilerplate.caption: picture captions, told by their credit or by their tense and date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spinscore.findings import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spinscore.document import Document
    from spinscore.registry import Rule

_SHORTEST, _LONGEST = 9, 70
"""Words. A shorter block with an agency's name is a credit."""
_FROM_BLOCK_END = 9
"""Words from the end of the block within which its credit stands."""
_MONTH = r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
_ENDS_WITH_DATE = re.compile(
    rf"[, ](?:on )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, )?{_MONTH} \d{{1,2}}, \d{{4}}\.?(?: ?\([^()\n]{{2,80}}\))?$"
)
_SEEN = frozenset(
    "gives speaks poses waves walks attends looks arrives stands holds shakes listens leaves talks watches addresses "
    "delivers answers reacts meets celebrates smiles sits carries plays works takes runs drives flies shows "
    "embraces greets hugs kisses points gestures prepares performs signs visits inspects passes crosses hangs rises "
    "pose wave walk attend look stand hold shake listen watch meet celebrate sit carry play work take gather march "
    "protest line embrace perform visit seen pictured".split()
)
"""What people and things do in captions, present tense."""
_TOLD = frozenset("said told says tells announced reported added".split())
_CREDIT_SIGNS = ("photo", "image", "picture", "credit", "courtesy", "illustration", "photograph")


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, if it is the credit at the end of a block of caption length."""
    block = doc.block_at(hit.start)
    first, last = doc.block_tokens[block]
    start, end = doc.block_list[block]
    text = doc.text
    if not _SHORTEST <= last - first <= _LONGEST:
        return None
    if hit.start == doc.token_list[first][0]:
        marked = hit.name.startswith("(pictured") and text[hit.end : hit.end + 1] in {":", ","} and last - first <= 40
        return hit if marked and text[hit.end] == ":" else None
    if last - doc.token_at(hit.start) > _FROM_BLOCK_END:
        return None
    before = text[max(start, hit.start - 1) : hit.start]
    opened = text.rfind("(", start, hit.start)
    bracketed = opened >= 0 and ")" not in text[opened : hit.start] and text[end - 2 : end].strip().rstrip(".").endswith(")")
    if doc.folded[hit.start : hit.end].startswith(_CREDIT_SIGNS):
        colon = text[hit.end : hit.end + 2].lstrip()[:1] == ":" or " by" in hit.name and bracketed
        return hit if colon or bracketed else None
    named = before in {"/", "|"} or bracketed
    sentence_over = text[start : hit.start].rstrip().endswith((".", "|", "—", "–", "©")) and last - doc.token_at(hit.end) <= 1
    return hit if named or sentence_over or hit.name and _is_last(doc, hit, last) and _agency_alone(doc, hit, start) else None


def _is_last(doc: Document, hit: Hit, last: int) -> bool:
    return doc.token_at(hit.end) >= last


def _agency_alone(doc: Document, hit: Hit, start: int) -> bool:
    """Whether two words or fewer stand between the last full stop and a picture agency's name."""
    if doc.folded[hit.start : hit.end] not in {"getty images", "ap photo", "shutterstock", "istockphoto", "adobe stock"}:
        return False
    tail = doc.text[start : hit.start]
    cut = max(tail.rfind(". "), tail.rfind(".) "), tail.rfind("? "), tail.rfind("! "))
    return cut >= 0 and len(tail[cut + 1 :].split()) <= 6


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Blocks that end in a full date and tell in the present tense."""
    for block, (start, end) in enumerate(doc.block_list):
        first, last = doc.block_tokens[block]
        if not _SHORTEST <= last - first <= _LONGEST or not _ENDS_WITH_DATE.search(doc.text, max(start, end - 130), end):
            continue
        words = doc.words[first:last]
        if not _SEEN.isdisjoint(words) and _TOLD.isdisjoint(words):
            yield Hit(start, end, 0.85, name="present and date")
