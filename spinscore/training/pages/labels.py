"""Labels for the blocks of a page, from the labelled lines of its text: two renderings of the same page, aligned."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from spinscore.training.pages.gold import ARTICLE, BOILERPLATE, IGNORE, GoldPage, tokens

_LONGEST = 6000
"""Tokens of a stretch without common lines that are still aligned one by one."""
_SURE = 0.6
"""Share of a block's aligned tokens that must have one label."""
_ALIGNED = 0.5
"""Share of a block's tokens that must be aligned at all."""


def block_labels(texts: Sequence[str], page: GoldPage) -> list[str]:
    """A label for each block: of its line where there is an equal one, else of most of its tokens, else ignore."""
    blocks = [tokens(text) for text in texts]
    lines = [tokens(line) for line in page.lines]
    labels = [IGNORE] * len(blocks)
    equal = SequenceMatcher(None, list(map(" ".join, lines)), list(map(" ".join, blocks)), autojunk=False)
    for what, a, b, c, d in equal.get_opcodes():
        if what == "equal":
            labels[c:d] = page.labels[a:b]
        elif what == "replace":
            labels[c:d] = _by_tokens(lines[a:b], page.labels[a:b], blocks[c:d])
    return labels


def _by_tokens(lines: Sequence[list[str]], labels: Sequence[str], blocks: Sequence[list[str]]) -> list[str]:
    """Labels of blocks by the tokens that they share, in order, with a stretch of lines."""
    ours = [token for block in blocks for token in block]
    theirs = [token for line in lines for token in line]
    owner = [label for line, label in zip(lines, labels, strict=True) for _ in line]
    if not ours or not theirs or len(ours) + len(theirs) > _LONGEST:
        return [IGNORE] * len(blocks)
    given: list[str | None] = [None] * len(ours)
    for a, b, size in SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks():
        given[b : b + size] = owner[a : a + size]
    found = []
    start = 0
    for block in blocks:
        own = given[start : start + len(block)]
        start += len(block)
        found.append(_most(own))
    return found


def _most(given: Sequence[str | None]) -> str:
    known = [label for label in given if label is not None]
    if not known or len(known) < _ALIGNED * len(given):
        return IGNORE
    for label in (ARTICLE, BOILERPLATE):
        if known.count(label) >= _SURE * len(known):
            return label
    return IGNORE
