"""boilerplate.share: labels of sharing buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spinscore.findings import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spinscore.document import Document
    from spinscore.rule import Rule

_REQUIRED = "*"
_LEAST_SITES = 2
"""Names of sites in blocks that follow each other, one in each."""


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, unless its block is the label of a field: "Email *"."""
    end = doc.block_list[doc.block_at(hit.start)][1]
    return hit if doc.text[end - 1] != _REQUIRED else None


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Blocks of nothing but the names of sharing buttons, at least two, in one block or in blocks that follow."""
    sites, actions = rule.words["sites"], rule.words["actions"]
    keys = doc.block_keys
    for first, last in _runs(keys, sites | actions):
        if sum(key in sites for key in keys[first:last]) >= _LEAST_SITES:
            for block in range(first, last):
                yield Hit(*doc.block_list[block], 0.9, name="buttons in a row")
    for key, (start, end) in zip(doc.block_keys, doc.block_list, strict=True):
        if not key or key.count(" ") > 12 or key.find(" ") < 0:
            continue
        words = key.split(" ")
        if not sites.isdisjoint(words) and all(word in sites or word in actions for word in words):
            yield Hit(start, end, 0.93, name="buttons")


def _runs(keys: Sequence[str], wanted: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where runs of two blocks or more begin and end of which each is one of some words."""
    first = 0
    for place in range(len(keys) + 1):
        if place == len(keys) or keys[place] not in wanted:
            if place - first > 1:
                yield first, place
            first = place + 1
