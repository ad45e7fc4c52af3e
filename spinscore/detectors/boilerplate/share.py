"""boilerplate.share: labels of sharing buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spinscore.findings import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spinscore.document import Document
    from spinscore.rule import Rule

_REQUIRED = "*"


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, unless its block is the label of a field: "Email *"."""
    end = doc.block_list[doc.block_at(hit.start)][1]
    return hit if doc.text[end - 1] != _REQUIRED else None


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Blocks of nothing but the names of sharing buttons, at least two."""
    sites, actions = rule.words["sites"], rule.words["actions"]
    for key, (start, end) in zip(doc.block_keys, doc.block_list, strict=True):
        if not key or key.count(" ") > 12 or key.find(" ") < 0:
            continue
        words = key.split(" ")
        if not sites.isdisjoint(words) and all(word in sites or word in actions for word in words):
            yield Hit(start, end, 0.93, name="buttons")
