"""The two stages of the line model: hashed wording by softmax regression, then boosted trees over blocks in context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from spinscore.lines.wording import SHAPES, Wording
from spinscore.model.hashed import Floats, HashedLinear, quantised, slots_of

Array = npt.NDArray[Any]

CLASSES: Final = 3
_BATCH = 4096
_EPOCHS = 5
_RATE = 0.35
_DECAY = 2e-6
TREES: Final[dict[str, Any]] = {
    "max_iter": 120,
    "learning_rate": 0.1,
    "max_leaf_nodes": 24,
    "max_depth": 6,
    "min_samples_leaf": 60,
    "l2_regularization": 5.0,
    "max_features": 0.4,
    "early_stopping": False,
}


@dataclass(frozen=True, slots=True)
class Sparse:
    """Hashed features of many blocks as rows of slots and values (compressed sparse rows)."""

    slots: npt.NDArray[np.int32]
    values: Floats
    ends: npt.NDArray[np.int64]


def sparse(wordings: Sequence[Wording], bits: int) -> Sparse:
    """The hashed features of the blocks of many texts, scaled as `Wording.scores` scales them."""
    slots: list[Array] = []
    values: list[Array] = []
    sizes: list[Array] = []
    for wording in wordings:
        count = len(wording.first)
        block = np.repeat(np.arange(count), wording.counts)
        order = np.argsort(np.concatenate((block, np.repeat(np.arange(count), SHAPES))), kind="stable")
        both = np.concatenate((slots_of(wording.words, bits), slots_of(wording.shapes.ravel(), bits)))
        scale = 1 / np.sqrt(np.maximum(wording.counts, 1))
        weight = np.concatenate((scale[block], np.full(count * SHAPES, SHAPES**-0.5)))
        slots.append(both[order].astype(np.int32))
        values.append(weight[order].astype(np.float32))
        sizes.append(wording.counts + SHAPES)
    ends = np.concatenate(([0], np.cumsum(np.concatenate(sizes))))
    return Sparse(np.concatenate(slots), np.concatenate(values), ends)


def _matrix(data: Sparse, bits: int) -> Any:
    from scipy.sparse import csr_matrix

    return csr_matrix((data.values, data.slots, data.ends), shape=(len(data.ends) - 1, 1 << bits))


def fit_wording(
    data: Sparse, target: Array, weight: Array, bits: int, seed: int, *, classes: int = CLASSES, epochs: int = _EPOCHS
) -> HashedLinear:
    """Softmax regression over hashed features, by AdaGrad in mini-batches; rows of weight 0 are not seen."""
    matrix = _matrix(data, bits)
    rng = np.random.Generator(np.random.PCG64(seed))
    table = np.zeros((1 << bits, classes), np.float32)
    squares = np.full((1 << bits, classes), 1e-3, np.float32)
    bias = np.zeros(classes, np.float32)
    rows = (weight > 0).nonzero()[0]
    for epoch in range(epochs):
        for batch in _batches(rng.permutation(rows)):
            part = matrix[batch]
            error = _softmax(part @ table + bias)
            error[np.arange(len(batch)), target[batch]] -= 1
            error *= weight[batch][:, None]
            used = np.unique(part.indices)
            gradient = (part[:, used].T @ error) / 32 + _DECAY * len(batch) * table[used]
            squares[used] += gradient**2
            table[used] -= _RATE * (1 - 0.8 * epoch / epochs) * gradient / np.sqrt(squares[used])
            bias -= 0.2 * error.sum(axis=0) / len(batch)
    return quantised(table.T, bias)


def _batches(rows: Array) -> Iterator[Array]:
    return (rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH))


def _softmax(scores: Array) -> Array:
    scores = scores - scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    return scores


def fit_trees(rows: Floats, target: Array, weight: Array, seed: int, **changes: Any) -> Any:
    """Boosted trees of scikit-learn over block features; rows of weight 0 are not seen."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    seen = weight > 0
    model = HistGradientBoostingClassifier(random_state=seed, **(TREES | changes))
    return model.fit(rows[seen], target[seen], sample_weight=weight[seen])
