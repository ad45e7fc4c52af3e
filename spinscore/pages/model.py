"""The page model: P(article) of each block of a page, from hashed words, a first guess, and its surroundings.

Three steps, each fed by the one before: a linear model over hashed words of the text and of the names in the tree;
small trees that make a first guess about each block by itself; trees that look at the guesses all around.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from spinscore.model.forest import Forest
from spinscore.model.hashed import HashedLinear
from spinscore.pages.context import CONTEXT, context
from spinscore.pages.features import OWN, Floats, Read, Scores, own

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
    by_element = names.sums(hashes, first).astype(np.float32) * names.scales
    tree = read.tree
    near = by_element[:, 0].copy()
    up = tree.up
    for _ in range(NEAR_UP):
        near += by_element[:, 0].take(up)
        up = tree.up.take(up)
    far = tree.handed_down(by_element[:, 1].copy())
    return Scores(text.astype(np.float32), near.take(tree.of_element), far.take(tree.of_element))


@dataclass(frozen=True, eq=False)
class PageModel:
    """The fitted steps, and the threshold from which on a block is article."""

    words: HashedLinear
    names: HashedLinear
    guess: Forest
    forest: Forest
    threshold: float

    def logits(self, read: Read) -> Floats:
        """The log-odds that each block is article."""
        first = own(read, scores(read, self.words, self.names))
        guess = self.guess.scores(first)[:, 0].astype(np.float32)
        rows = np.concatenate((first, context(read, first, NAMES, guess)), axis=1)
        return self.forest.scores(rows)[:, 0].astype(np.float32)


FEATURES: Final = (*OWN, *CONTEXT)
