"""boilerplate.reader-comment: readers' comments, from a name and a date to the word reply."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spinscore.findings import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spinscore.document import Document
    from spinscore.rule import Rule

_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_DATE = re.compile(
    rf"(?:on )?(?:{_MONTH} {{n}} {{n}}|{{n}} {_MONTH} {{n}})(?: at)? (?:{{n}} {{n}}|{{n}})(?: [ap]m)?(?: reply)?"
)
_AGO = re.compile(r"{n} (?:minutes?|hours?|days?|weeks?|months?|years?) ago(?: reply)?")
_ENDS = frozenset(
    {"reply", "log in to reply", "reply to this comment", "like reply", "reply like", "antworten", "répondre"}
)
_REACH = 12
"""Blocks within which a comment ends with its reply link."""
_LONGEST_NAME = 6


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit; a line "so-and-so says" only if it ends there, with a colon or before a date."""
    if not hit.name.startswith("{} "):
        return hit
    block = doc.block_at(hit.start)
    first, last = doc.block_tokens[block]
    end = doc.block_list[block][1]
    return hit if last - first <= _LONGEST_NAME and doc.text[end - 1] in ":s" else None


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Comments: a block that ends in "says:", one with a date, and all up to the reply link."""
    keys, blocks = doc.block_keys, doc.block_list
    taken = 0
    for block in range(len(keys) - 1):
        if block < taken:
            continue
        head = _head(doc, block)
        if not head:
            continue
        end = block + head
        for other in range(end, min(len(keys), end + _REACH)):
            if keys[other] in _ENDS:
                end = other + 1
                break
            if _head(doc, other):
                end = other
                break
        else:
            end = min(end + 1, len(keys))
        taken = end
        yield Hit(blocks[block][0], blocks[end - 1][1], 0.9, name="comment")


def _head(doc: Document, block: int) -> int:
    """How many blocks the head of a comment takes that begins here: name and date; 0 for none."""
    key = doc.block_keys[block]
    words = key.split(" ")
    for verb in ("says", "said"):
        if verb not in words[1 : _LONGEST_NAME + 1]:
            continue
        rest = key.partition(f" {verb}")[2].strip()
        if rest and (_DATE.fullmatch(rest) or _AGO.fullmatch(rest)):
            return 1
        if not rest and block + 1 < len(doc.block_keys):
            following = doc.block_keys[block + 1]
            if _DATE.fullmatch(following) or _AGO.fullmatch(following):
                return 2
    return 0
