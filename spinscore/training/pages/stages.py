"""The steps of the page model, fitted so that what one step hands to the next is always out of fold."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from spinscore.model.forest import Forest, export
from spinscore.model.hashed import HashedLinear, quantised, slots_of
from spinscore.pages.blocks import read_page
from spinscore.pages.context import context
from spinscore.pages.features import Read, Scores, own
from spinscore.pages.model import NAMES, NEAR_UP, PageModel, Settings, scores
from spinscore.pages.texts import Floats
from spinscore.training.pages.gold import ARTICLE, BOILERPLATE, GoldPage
from spinscore.training.pages.labels import block_labels

WORD_BITS, NAME_BITS = 16, 13
FOLDS = 5
START = Settings(share=0.42, least=0.15, code=0.7, prose=9.0)
_NEAR, _FAR = 0.5, 0.3
_WORD_PENALTY, _NAME_PENALTY = 0.5, 0.03
_EVERY = 3
"""The first guess is fitted on every third page: it is small, and learns no more from all."""
_GUESS: dict[str, Any] = {
    "max_iter": 40, "learning_rate": 0.15, "max_leaf_nodes": 12, "max_depth": 5, "min_samples_leaf": 60, "max_bins": 63,
}  # fmt: skip
_FOREST: dict[str, Any] = {
    "max_iter": 110, "learning_rate": 0.1, "max_leaf_nodes": 16, "max_depth": 7, "min_samples_leaf": 50,
    "l2_regularization": 5.0, "max_bins": 63,
}  # fmt: skip
Bools = npt.NDArray[np.bool_]


@dataclass(eq=False)
class Lesson:
    """A page to learn from: its blocks, read, and what each is: 1 article, 0 boilerplate, -1 unknown."""

    gold: GoldPage
    read: Read
    target: npt.NDArray[np.int8]
    weight: Floats
    fold: int
    plain: Floats = field(init=False)
    """Own features without the scores of the hashed words."""

    def __post_init__(self) -> None:
        zeros = np.zeros(len(self.target), np.float32)
        self.plain = own(self.read, Scores(zeros, zeros, zeros))

    def own(self, found: Scores) -> Floats:
        """The own features with these scores."""
        rows = self.plain.copy()
        for name in ("text", "near", "far"):
            rows[:, NAMES[name]] = getattr(found, name)
        return rows


def fold_of(site: str, seed: int) -> int:
    """The fold of a site, by its hash."""
    return int(hashlib.sha256(f"{seed}:{site}".encode()).hexdigest()[:8], 16) % FOLDS


def lesson(page: GoldPage, seed: int) -> Lesson | None:
    """A page read and labelled; None if it shows no text."""
    blocks = read_page(page.html)
    if not blocks.texts:
        return None
    labels = block_labels(blocks.texts, page)
    target = np.array([{ARTICLE: 1, BOILERPLATE: 0}.get(label, -1) for label in labels], np.int8)
    read = Read.of(blocks)
    return Lesson(page, read, target, _weights(read, target), fold_of(page.site, seed))


def _weights(read: Read, target: npt.NDArray[np.int8]) -> Floats:
    """A block weighs by its share of the article's words, for that is how much the body loses by an error.

    Unknown blocks weigh nothing, and no page more than it would with an article of 150 words.
    """
    size = read.texts.counts.astype(np.float32)
    whole = max(150.0, float(size[target == 1].sum()))
    weight = 0.15 + 30.0 * np.minimum(size, 200) / whole
    weight[target < 0] = 0
    return weight.astype(np.float32)


class Matrix:
    """The hashed words of all lessons as a sparse matrix: a column for each slot, words first, then names near, far."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        rows, columns, values = [], [], []
        base = 0
        for x in lessons:
            for r, c, v in _entries(x.read):
                rows.append(r + base)
                columns.append(c)
                values.append(v)
            base += len(x.target)
        shape = (base, (1 << WORD_BITS) + (2 << NAME_BITS))
        entries = (np.concatenate(rows), np.concatenate(columns))
        matrix = csr_matrix((np.concatenate(values), entries), shape=shape, dtype=np.float32)
        self.words, self.names = matrix[:, : 1 << WORD_BITS].tocsr(), matrix[:, 1 << WORD_BITS :].tocsr()
        self.target = np.concatenate([x.target for x in lessons])
        self.weight = np.concatenate([x.weight for x in lessons])

    def fit(self, chosen: Bools) -> tuple[HashedLinear, HashedLinear]:
        """The linear models of words and of names (near, far) from some rows."""
        chosen = chosen & (self.target >= 0)
        words = self._weights(self.words, chosen, _WORD_PENALTY)
        near, far = np.split(self._weights(self.names, chosen, _NAME_PENALTY), 2)
        none = np.zeros(1)
        return quantised(words[None, :], none), quantised(np.stack((near * _NEAR, far * _FAR)), np.zeros(2))

    def _weights(self, matrix: Any, chosen: Bools, penalty: float) -> npt.NDArray[np.float64]:
        model = LogisticRegression(C=penalty, max_iter=200, tol=1e-3)
        model.fit(matrix[chosen], self.target[chosen], sample_weight=self.weight[chosen])
        return np.asarray(model.coef_[0], np.float64)


def _entries(read: Read) -> list[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], Floats]]:
    """Rows (blocks), columns (slots) and values of one page; the same sums as `model.scores` makes."""
    found = read.texts.hashed()
    count = len(found.counts)
    lengths = np.diff(found.first_pair, append=len(found.pairs))
    scale = (1 / np.sqrt((lengths + 2).astype(np.float32))).astype(np.float32)
    of_pair = np.repeat(np.arange(count), lengths)
    of_single = np.repeat(np.arange(count), 2)
    parts = [
        (of_pair, slots_of(found.pairs, WORD_BITS), scale.take(of_pair)),
        (of_single, slots_of(found.singles, WORD_BITS), scale.take(of_single)),
    ]
    hashes, first = read.tree.words
    slots = slots_of(hashes, NAME_BITS)
    tree = read.tree
    counts = np.diff(first, append=len(hashes)).take(tree.names)
    first = first.take(tree.names)
    at, blocks = tree.of_element, np.arange(count)
    level = 0
    while (at > 0).any():
        blocks, at = blocks[at > 0], at[at > 0]
        repeated = np.repeat(blocks, counts[at])
        begin = np.repeat(first[at] - np.cumsum(counts[at]) + counts[at], counts[at])
        own_slots = slots[begin + np.arange(len(repeated))]
        if level <= NEAR_UP:
            parts.append((repeated, own_slots + (1 << WORD_BITS), np.full(len(repeated), _NEAR, np.float32)))
        far = own_slots + (1 << WORD_BITS) + (1 << NAME_BITS)
        parts.append((repeated, far, np.full(len(repeated), _FAR, np.float32)))
        at = tree.up.take(at)
        level += 1
    return parts


class Course:
    """All lessons with the means to fit any of the steps on any of the folds."""

    def __init__(self, lessons: Sequence[Lesson], seed: int) -> None:
        self.lessons = list(lessons)
        self.seed = seed
        self.matrix = Matrix(self.lessons)
        self.fold = np.concatenate([np.full(len(x.target), x.fold) for x in self.lessons])
        self._linear: dict[frozenset[int], tuple[HashedLinear, HashedLinear]] = {}

    def linear(self, without: frozenset[int]) -> tuple[HashedLinear, HashedLinear]:
        """The linear models fitted without some folds."""
        if without not in self._linear:
            self._linear[without] = self.matrix.fit(~np.isin(self.fold, sorted(without)))
        return self._linear[without]

    def own_rows(self, without: frozenset[int]) -> list[Floats]:
        """Own features of each lesson, by linear models that know neither its fold nor those left out."""
        return [x.own(scores(x.read, *self.linear(without | {x.fold}))) for x in self.lessons]

    def fit(self, without: frozenset[int] = frozenset()) -> PageModel:
        """All steps, fitted without some folds; each learns from what the step before says out of fold."""
        first = self.own_rows(without)
        folds = [f for f in range(FOLDS) if f not in without]
        guesses = {f: self._trees(first, without | {f}, _GUESS, _EVERY) for f in folds}
        rows = []
        for x, mine in zip(self.lessons, first, strict=True):
            if x.fold in without:
                rows.append(mine[:0])
                continue
            guess = guesses[x.fold].scores(mine)[:, 0].astype(np.float32)
            rows.append(np.concatenate((mine, context(x.read, mine, NAMES, guess)), axis=1))
        forest = self._trees(rows, without, _FOREST)
        words, names = self.linear(without)
        return PageModel(words, names, self._trees(first, without, _GUESS, _EVERY), forest, START)

    def _trees(
        self, rows: Sequence[Floats], without: frozenset[int], settings: dict[str, Any], every: int = 1
    ) -> Forest:
        pairs = list(zip(rows, self.lessons, strict=True))[::every]
        inside = [(r, x) for r, x in pairs if x.fold not in without]
        data = np.concatenate([r for r, _ in inside])
        target = np.concatenate([x.target for _, x in inside])
        weight = np.concatenate([x.weight for _, x in inside])
        data[:, np.isnan(data).all(axis=0)] = 0  # what no page knows cannot be binned, and tells nothing
        known = target >= 0
        model = HistGradientBoostingClassifier(early_stopping=False, random_state=self.seed, **settings)
        model.fit(data[known], target[known], sample_weight=weight[known])
        return export(model)

    def out_of_fold(self, report: Callable[[str], None] = lambda _: None) -> list[Floats]:
        """The log-odds of each lesson's blocks, by a model that saw no page of the same fold."""
        found: list[Floats] = [np.empty(0, np.float32)] * len(self.lessons)
        for fold in range(FOLDS):
            model = self.fit(frozenset({fold}))
            for number, x in enumerate(self.lessons):
                if x.fold == fold:
                    found[number] = model.logits(x.read)
            report(f"fold {fold} of {FOLDS} measured")
        return found
