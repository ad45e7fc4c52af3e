"""The hashed linear model: sums by segment, empty segments, rounding, and errors for tables that do not fit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from spinscore.errors import ModelError
from spinscore.model.hashed import HashedLinear, quantised, slots_of
from spinscore.text.hashing import hash_words


def made(bits: int = 8, classes: int = 2) -> HashedLinear:
    rng = np.random.default_rng(5)
    weights = rng.integers(-127, 128, size=(classes, 1 << bits)).astype(np.int8)
    return HashedLinear(weights, np.full(classes, 0.01, np.float32), np.arange(classes, dtype=np.float32))


def test_sums_are_those_of_a_loop() -> None:
    model = made()
    features = hash_words("one two three four five six seven".split())
    first = np.array([0, 2, 2, 5])
    expected = []
    for begin, end in ((0, 2), (2, 2), (2, 5), (5, 7)):
        slots = slots_of(features[begin:end], model.bits)
        expected.append([int(row[slots].astype(int).sum()) for row in model.weights])
    assert model.sums(features, first).tolist() == expected


@pytest.mark.parametrize("classes", [1, 3, 4, 7, 9])
@pytest.mark.parametrize("size", [1, 257, 258, 5000])
def test_sums_of_segments_of_any_size_and_of_any_number_of_classes(classes: int, size: int) -> None:
    weights = np.full((classes, 16), 127, np.int8)
    weights[::2] = -128
    model = HashedLinear(weights, np.ones(classes, np.float32), np.zeros(classes, np.float32))
    sums = model.sums(hash_words(["word"]).repeat(size + 3), np.array([0, size]))
    assert sums.tolist() == [[int(weight) * number for weight in weights[:, 0]] for number in (size, 3)]


def test_empty_segments_at_the_ends_get_the_bias() -> None:
    model = made()
    scores = model.scores(hash_words(["word"]), np.array([0, 0, 1, 1]))
    assert scores[[0, 2, 3]].tolist() == [[0, 1], [0, 1], [0, 1]]
    assert scores[1].tolist() != [0, 1]


def test_no_features_and_no_segments() -> None:
    none = np.zeros(0, np.uint64)
    assert made().scores(none, np.zeros(2, np.intp)).tolist() == [[0, 1], [0, 1]]
    assert made().scores(none, np.zeros(0, np.intp)).shape == (0, 2)


def test_a_score_is_scaled_by_the_root_of_the_length() -> None:
    model = made()
    word = hash_words(["word"])
    one = model.scores(word, np.array([0])) - model.bias
    four = model.scores(np.repeat(word, 4), np.array([0])) - model.bias
    assert four.ravel().tolist() == pytest.approx((2 * one).ravel().tolist())


def test_rounding_loses_at_most_half_a_step() -> None:
    rng = np.random.default_rng(2)
    weights = rng.uniform(-2, 2, size=(3, 1 << 10))
    model = quantised(weights, np.zeros(3))
    back = model.weights * model.scales[:, None]
    assert np.abs(back - weights).max() <= 0.51 * model.scales.max()
    assert quantised(np.zeros((1, 4)), np.zeros(1)).weights.tolist() == [[0, 0, 0, 0]]


def test_slots_lie_in_the_table_and_differ() -> None:
    slots = slots_of(hash_words([f"w{n}" for n in range(1000)]), 12)
    assert slots.min() >= 0
    assert slots.max() < 4096
    assert len(set(slots.tolist())) > 800


@pytest.mark.parametrize(
    ("weights", "scales", "message"),
    [
        (np.zeros((1, 6), np.int8), np.ones(1, np.float32), "power of two"),
        (np.zeros((1, 8), np.float32), np.ones(1, np.float32), "int8"),
        (np.zeros(8, np.int8), np.ones(1, np.float32), "shape"),
        (np.zeros((2, 8), np.int8), np.ones(1, np.float32), "scales"),
        (np.zeros((1, 8), np.int8), np.array([np.nan], np.float32), "finite"),
    ],
)
def test_tables_that_do_not_fit_are_an_error(weights: Any, scales: Any, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        HashedLinear(weights, scales, np.zeros(len(weights), np.float32))
