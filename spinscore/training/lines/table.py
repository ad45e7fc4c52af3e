"""All blocks of all texts as one table: labels, weights, folds, what rules say, and hashed wording."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from spinscore.document import Document
from spinscore.engine import RuleSet
from spinscore.lines.features import FURNITURE, NONE, REMOVABLE, features_of
from spinscore.lines.outline import Outline, outline_of
from spinscore.lines.wording import Wording, wording_of
from spinscore.model.hashed import Floats
from spinscore.registry import all_rules
from spinscore.training.lines.texts import ARTICLE, BOILERPLATE, Text

Array = npt.NDArray[Any]

FAMILY: Final = "boilerplate."
NAMED: Final = {"caption": "boilerplate.caption", "boilerplate.other": "", "leak.shortcode": "", "unsure": ""}
"""Labels of readers that are not ids of rules; "" for lines that no rule is for."""


@dataclass(frozen=True)
class Table:
    """Arrays over all blocks; `bounds[i]` to `bounds[i + 1]` are those of text i."""

    texts: Sequence[Text]
    outlines: Sequence[Outline]
    wordings: Sequence[Wording]
    marks: Sequence[Sequence[str]]
    bounds: Array
    labels: Array
    gold: Array
    weights: Array
    folds: Array
    part: Array
    """The name of the part of each block's text."""
    text: Array
    """The text of each block."""
    kinds: Array
    """What rules say of each block: NONE, REMOVABLE or FURNITURE."""
    read: Array
    """The reader's label, "" where there is none."""
    draw: Array
    letters: Array

    def rows(self, number: int) -> slice:
        """Where the blocks of a text stand."""
        return slice(int(self.bounds[number]), int(self.bounds[number + 1]))

    @property
    def rules(self) -> Array:
        """The type of each block that is known: the reader's, else the rule's; "" for others."""
        marks = np.array([mark for own in self.marks for mark in own])
        read = np.array([NAMED.get(label, label) for label in self.read.tolist()])
        return np.where(self.read == "", marks, read)

    def features(self, scores: Floats) -> Floats:
        """The features of all blocks, from the scores of their wording."""
        return np.concatenate(
            [
                features_of(text.doc, self.outlines[n], scores[self.rows(n)], self.kinds[self.rows(n)])
                for n, text in enumerate(self.texts)
            ]
        )


def furniture_rules() -> frozenset[str]:
    """The ids of the rules of boilerplate whose findings stay in a cleaned text."""
    return frozenset(rule.id for rule in all_rules().values() if rule.id.startswith(FAMILY) and not rule.removable)


def marker() -> Callable[[Document], list[str]]:
    """What tells the rule of each block, as it does in scoring."""
    return RuleSet(tuple(all_rules().values())).marks


def make_table(texts: Sequence[Text], marks_of: Callable[[Document], list[str]]) -> Table:
    """The table of all texts that have words and blocks."""
    texts = [text for text in texts if text.doc.block_list and len(text.doc.tokens)]
    marks = [marks_of(text.doc) for text in texts]
    furniture = furniture_rules()
    sizes = np.array([len(text.labels) for text in texts])
    outlines = [outline_of(text.doc) for text in texts]
    readings = [text.types.get(block) for text in texts for block in range(len(text.labels))]
    kinds = [NONE if not mark else FURNITURE if mark in furniture else REMOVABLE for own in marks for mark in own]
    return Table(
        texts=texts,
        outlines=outlines,
        wordings=[wording_of(outline) for outline in outlines],
        marks=marks,
        bounds=np.concatenate(([0], np.cumsum(sizes))),
        labels=np.concatenate([text.labels for text in texts]),
        gold=np.concatenate([text.gold for text in texts]),
        weights=np.concatenate([text.weights for text in texts]).astype(np.float32),
        folds=np.repeat([text.fold for text in texts], sizes),
        part=np.repeat([text.part for text in texts], sizes),
        text=np.repeat(np.arange(len(texts)), sizes),
        kinds=np.array(kinds, np.int8),
        read=np.array([reading.label if reading else "" for reading in readings]),
        draw=np.array([reading.draw if reading else "" for reading in readings]),
        letters=np.concatenate([outline.letters for outline in outlines]),
    )


def wording_targets(table: Table) -> Array:
    """The class of each block for the first stage: article, removable or furniture."""
    furniture = np.isin(table.rules, sorted(furniture_rules()))
    return np.where(table.labels == BOILERPLATE, np.where(furniture, FURNITURE, REMOVABLE), ARTICLE)


def trusted(table: Table) -> Array:
    """The weights without blocks of clean texts that a rule speaks against: some of them are furniture indeed."""
    clean = np.isin(table.part, ("edited", "human"))
    return np.where(clean & (table.kinds != NONE), 0.0, table.weights)
