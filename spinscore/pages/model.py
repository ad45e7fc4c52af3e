"""The page model: P(article) of each block of a page, from hashed words, a first guess, and its surroundings.

Three steps, each fed by the one before: a linear model over hashed words of the text and of the names in the tree;
small trees that make a first guess about each block by itself; trees that look at the guesses all around.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from spinscore.model.forest import Forest
from spinscore.model.hashed import HashedLinear
from spinscore.pages.context import context
from spinscore.pages.features import OWN, Read, Scores, own
from spinscore.pages.texts import Bools, Floats

GATE: Final = -5.0
"""Log-odds of the first guess up to which it stands: a third of all blocks, and of the article's one in 1,500."""
_FAVOURED: Final = frozenset({"code", "table"})
NEAR_UP: Final = 2
"""Elements around a block's own whose names count as near."""
NAMES: Final = {name: number for number, name in enumerate(OWN)}


def scores(read: Read, words: HashedLinear, names: HashedLinear) -> Scores:
    """What the hashed words of each block say, and those of the names around it."""
    found = read.texts.hashed()
    sums = words.sums(found.pairs, found.first_pair)[:, 0]
    singles = np.arange(len(found.counts), dtype=np.intp) * 2
    sums = sums + words.sums(found.singles, singles)[:, 0]
    looked_at = np.diff(found.first_pair, append=len(found.pairs)) + 2
    text = sums * words.scales[0] / np.sqrt(looked_at.astype(np.float32))
    hashes, first = read.tree.words
    by_element = (names.sums(hashes, first).astype(np.float32) * names.scales).take(read.tree.names, axis=0)
    by_element[0] = 0  # the page itself has no names
    tree = read.tree
    near = by_element[:, 0].copy()
    up = tree.up
    for _ in range(NEAR_UP):
        near += by_element[:, 0].take(up)
        up = tree.up.take(up)
    far = tree.handed_down(by_element[:, 1].copy())
    return Scores(text.astype(np.float32), near.take(tree.of_element), far.take(tree.of_element))


@dataclass(frozen=True, slots=True)
class Settings:
    """How blocks are chosen by their probability."""

    share: float
    """Kept are blocks from this share of the best expected F1 on: in theory one half of it is best."""
    least: float
    """No block below this probability is kept, however unsure the page is."""
    code: float
    """Log-odds added for code and tables: gold texts disagree on them, and a reader misses them."""
    prose: float
    """An article has a kept block of at least so many words: a page of links and prices has none."""


@dataclass(frozen=True, eq=False)
class PageModel:
    """The fitted steps, and how blocks are chosen by what they say."""

    words: HashedLinear
    names: HashedLinear
    guess: Forest
    forest: Forest
    settings: Settings
    name: str = ""
    digest: str = ""

    def logits(self, read: Read) -> Floats:
        """The log-odds that each block is article."""
        first = own(read, scores(read, self.words, self.names))
        guess = self.guess.scores(first)[:, 0].astype(np.float32)
        rows = np.concatenate((first, context(read, first, NAMES, guess)), axis=1)
        inside = (guess > GATE).nonzero()[0]
        guess[inside] = self.forest.scores(rows.take(inside, axis=0))[:, 0]
        return guess


def probabilities(logits: Floats) -> Floats:
    """P(article) from log-odds."""
    return (1 / (1 + np.exp(-logits.astype(np.float64)))).astype(np.float32)


def _titles(read: Read) -> Bools:
    """Which blocks repeat the page's title: it is no part of the text."""
    title = _folded(read.meta.title or "")
    return np.array([len(text) < 400 and bool(title) and _folded(text) == title for text in read.page.texts], bool)


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())


def chosen(likely: Floats, read: Read, settings: Settings) -> Bools:
    """Which blocks to keep: those from a threshold on, which is lower on pages that the model is less sure of.

    With weights w and probabilities p, the set with the best expected F1 holds the blocks from p >= F / 2 on, where F
    is that best F1 (Lipton, Elkan and Narayanaswamy 2014).
    """
    p = likely.astype(np.float64)
    favoured = np.array([kind in _FAVOURED for kind in read.page.kinds])
    p = np.where(favoured, p / (p + (1 - p) * math.exp(-settings.code)), p)
    weight = read.texts.counts + 1.0
    order = np.argsort(-p, kind="stable")
    gained = np.cumsum((p * weight)[order])
    best = float((2 * gained / (np.cumsum(weight[order]) + gained[-1])).max())
    kept: Bools = p >= max(settings.least, settings.share * best)
    kept &= ~_titles(read)
    if int(read.texts.counts[kept].max(initial=0)) < settings.prose:
        kept[:] = False
    return kept
