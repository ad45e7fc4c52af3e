"""boilerplate.share: labels of sharing buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spinscore.findings import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spinscore.document import Document
    from spinscore.registry import Rule

_LONGEST = 40
"""Words. In a longer block the phrase is one remark among others, and the block is not to be removed for it."""
_REQUIRED = "*"
_BUTTONS = frozenset(
    "facebook twitter x linkedin whatsapp pinterest reddit telegram tumblr instagram youtube flipboard bluesky "
    "threads messenger pocket mastodon tiktok snapchat google facebook-f linkedin-in pinterest-p twitter-square "
    "email e-mail mail print copy link share share-alt save rss sms tweet pin icon logo discord on via more".split()
)
_SITES = _BUTTONS - frozenset("email e-mail mail print copy link share share-alt save icon logo on via more x".split())


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, unless its block is too long to be nothing but boilerplate, or is the label of a field: "Email *"."""
    block = doc.block_at(hit.start)
    first, last = doc.block_tokens[block]
    return hit if last - first <= _LONGEST and doc.text[doc.block_list[block][1] - 1] != _REQUIRED else None


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """Blocks of nothing but the names of sharing buttons, at least two."""
    for key, (start, end) in zip(doc.block_keys, doc.block_list, strict=True):
        if not key or key.count(" ") > 12 or key.find(" ") < 0:
            continue
        words = key.split(" ")
        if _BUTTONS.issuperset(words) and not _SITES.isdisjoint(words):
            yield Hit(start, end, 0.93, name="buttons")
