"""boilerplate.site-identity: a site's name and slogan above the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spinscore.findings import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spinscore.document import Document
    from spinscore.rule import Rule

_RUN_TOGETHER = re.compile(r"[A-Z][a-z]{2,14}(?:[A-Z][a-z]{2,14}){1,3}")
_DOMAIN = re.compile(
    r"(?:www\.)?[a-z0-9-]{2,40}\.(?:com|org|net|info|co|news|blog|io|co\.uk|in|eu|us|tv|online|site)", re.I
)
_MAX_SLOGAN = 9
"""Words."""
_MIN_PARAGRAPH = 12
"""Words in a block that is text, not another headline."""


def accept(doc: Document, rule: Rule, hit: Hit) -> Hit | None:
    """The hit, unless its block ends like a sentence."""
    end = doc.block_list[doc.block_at(hit.start)][1]
    return hit if doc.text[end - 1] not in ".:;?" else None


def find(doc: Document, rule: Rule) -> Iterator[Hit]:
    """A run-together name or a domain in the first block that the article never mentions, and the slogan below."""
    blocks = doc.block_list
    if len(blocks) < 3:
        return
    name = doc.text[slice(*blocks[0])]
    domain = _DOMAIN.fullmatch(name)
    if not domain and not _RUN_TOGETHER.fullmatch(name):
        return
    if doc.folded.count(name.lower()) > 1:
        return
    slogan = _is_slogan(doc, rule, name) and doc.text[blocks[1][1] - 1] not in ".:;?"
    followed = any(b - a >= _MIN_PARAGRAPH for a, b in doc.block_tokens[2:5])
    if slogan and followed:
        yield Hit(blocks[0][0], blocks[1][1], 0.9, name="name and slogan")
    elif domain:
        yield Hit(*blocks[0], 0.8, name="domain")


def _is_slogan(doc: Document, rule: Rule, name: str) -> bool:
    """Whether the second block, short, speaks like a slogan: echoes the name, or uses one of the words of slogans."""
    first, last = doc.block_tokens[1]
    if not 2 <= last - first <= _MAX_SLOGAN:
        return False
    words = set(doc.words[first:last])
    parts = {part.lower() for part in re.findall(r"[A-Z][a-z]+", name)}
    return not parts.isdisjoint(words) or not rule.words["slogan"].isdisjoint(words)
