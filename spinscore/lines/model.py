"""The line model: which blocks are not the article, how surely, and what they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from spinscore.document import Document
from spinscore.errors import ModelError
from spinscore.lines.features import FURNITURE, NAMES, NONE, REMOVABLE, features_of, supported
from spinscore.lines.outline import Integers, outline_of
from spinscore.lines.prose import is_plain
from spinscore.lines.surroundings import Leaning, leaning_of
from spinscore.lines.wording import Wording, wording_of
from spinscore.model.forest import Forest
from spinscore.model.hashed import Floats, HashedLinear
from spinscore.model.scorecard import sigmoid

FEWEST: Final = 3
FEWEST_WORDS: Final = 50
"""Texts of fewer blocks or words are not judged: there is no context to judge by."""
CLASSES: Final = 3
CLOSED: Final = -20.0
"""Score of blocks that the gate does not let pass."""


class Verdict(NamedTuple):
    """A block that is not the article. `probability` is between 0 and 1; `sure` is the strict point of operation."""

    block: int
    rule: str
    probability: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers and names of a line model. Scores are log-odds of "not the article"."""

    gate: tuple[float, float]
    """Blocks with wording + gate[0] * mean of the wording around them < gate[1] are left alone."""
    length: float
    """log(1 + characters / length) is taken off a score: a wrong verdict on a longer block loses more."""
    likely: float
    """The score from which there is a verdict."""
    sure: float
    """The score, its neighbours' share included, from which it is sure."""
    scale: float
    shift: float
    """probability = sigmoid(scale * score + shift)"""
    stray: str
    """The rule of verdicts that are not sure."""
    rules: tuple[str, ...]
    """The rule of each class of the typed model."""
    furniture: frozenset[str]
    """The rules whose findings stay in a cleaned text."""


@dataclass(frozen=True, eq=False)
class LineModel:
    """Three parts: wording by hashed features, blocks in context by boosted trees, then the type of what is found."""

    name: str
    digest: str
    settings: Settings
    wording: HashedLinear
    trees: Forest
    types: HashedLinear
    _kinds: Mapping[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if len(self.wording.weights) != CLASSES:
            raise ModelError(f"{self.name}: the wording needs {CLASSES} classes, got {len(self.wording.weights)}.")
        if len(self.types.weights) != len(self.settings.rules):
            raise ModelError(f"{self.name}: {len(self.settings.rules)} rules, {len(self.types.weights)} typed classes.")
        if self.trees.width > len(NAMES) or self.trees.roots.shape[1] != 1:
            raise ModelError(f"{self.name}: the trees are made for other features than these {len(NAMES)}.")
        object.__setattr__(self, "_kinds", {"": NONE, **dict.fromkeys(self.settings.furniture, FURNITURE)})

    def judge(self, doc: Document, marked: Sequence[str]) -> list[Verdict]:
        """Verdicts on blocks that are not the article, in order.

        `marked` has for each block the id of a rule that has found something in it, or "": such blocks get no
        verdict, but they tell of their neighbours.
        """
        if len(doc.block_list) < FEWEST or len(doc.tokens) < FEWEST_WORDS or is_plain(doc, marked):
            return []
        outline = outline_of(doc)
        wording = wording_of(outline)
        scores = wording.scores(self.wording)
        leaning = leaning_of(scores)
        kinds = np.array([self._kinds.get(rule, REMOVABLE) for rule in marked], np.int8)
        opened = _passed(leaning, self.settings.gate)
        opened &= kinds == NONE
        opened[foreign_blocks(doc)] = False
        blocks = opened.nonzero()[0]
        if not blocks.size:
            return []
        rows = features_of(doc, outline, scores, kinds, leaning=leaning, blocks=blocks)
        odds = np.full(len(kinds), CLOSED)
        odds[blocks] = self.trees.scores(rows)[:, 0] - np.log1p(outline.letters.take(blocks) / self.settings.length)
        found = (odds >= self.settings.likely).nonzero()[0]
        if not found.size:
            return []
        sure = supported(odds, kinds, outline) >= self.settings.sure
        sure[:-1] &= kinds[1:] != FURNITURE  # what stands right above a byline is the headline
        return self._verdicts(wording, found, odds[found], sure[found])

    def _verdicts(
        self, wording: Wording, blocks: Integers, odds: npt.NDArray[np.float64], sure: npt.NDArray[np.bool_]
    ) -> list[Verdict]:
        settings = self.settings
        types = iter(self.types_of(wording, blocks[sure]).argmax(axis=1).tolist())
        return [
            Verdict(
                block,
                settings.rules[next(types)] if certain else settings.stray,
                sigmoid(settings.scale * score + settings.shift),
                certain,
            )
            for block, score, certain in zip(blocks.tolist(), odds.tolist(), sure.tolist(), strict=True)
        ]

    def types_of(self, wording: Wording, blocks: Integers) -> Floats:
        """The score of each type for some blocks, shape (blocks, rules)."""
        return wording.select(blocks).scores(self.types)


def foreign_blocks(doc: Document) -> list[int]:
    """The blocks in other languages than English, which are not judged: there the model errs too often."""
    return [block for blocks in doc.blocks_by_language.values() for block in blocks]


def passed(scores: Floats, gate: tuple[float, float]) -> npt.NDArray[np.bool_]:
    """Which blocks are worth a second look, by their wording and that of the blocks around them."""
    return _passed(leaning_of(scores), gate)


def _passed(leaning: Leaning, gate: tuple[float, float]) -> npt.NDArray[np.bool_]:
    result: npt.NDArray[np.bool_] = leaning.odds + gate[0] * leaning.near >= gate[1]
    return result
