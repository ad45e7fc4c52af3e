"""Hashed wording: blocks stand for themselves, long ones are cut, parts can be chosen."""

from __future__ import annotations

import numpy as np

from spinscore.document import Document
from spinscore.lines.outline import outline_of
from spinscore.lines.wording import HEAD, SHAPES, TAIL, Wording, wording_of
from spinscore.model.hashed import quantised

MODEL = quantised(np.random.Generator(np.random.PCG64(1)).normal(size=(3, 1 << 12)), np.array([0.1, 0.2, 0.3]))


def of(text: str) -> Wording:
    return wording_of(outline_of(Document(text)))


def test_a_block_has_the_same_features_whatever_stands_around_it() -> None:
    alone = of("Sign up for our letter")
    among = of("It rained all day long.\n\nSign up for our letter\n\nMost read")
    assert among.counts.tolist() == [10, 10, 4]
    assert (among.words[10:20] == alone.words).all()
    assert (among.shapes[1] == alone.shapes[0]).all()
    assert (among.scores(MODEL)[1] == alone.scores(MODEL)[0]).all()


def test_order_and_case_of_words_tell() -> None:
    first, second, third = (of(text) for text in ("read more now", "more read now", "Read More Now"))
    assert set(first.words.tolist()) != set(second.words.tolist())
    assert (first.words == third.words).all()
    assert (first.shapes != third.shapes).any()


def test_of_a_long_block_the_first_and_last_words_are_read() -> None:
    words = [f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(HEAD + TAIL + 9)]
    long = of(" ".join(words))
    assert long.counts.tolist() == [2 * (HEAD + TAIL)]
    same_ends = of(" ".join([*words[:HEAD], "other", *words[-TAIL:]]))
    assert (long.words[: 2 * HEAD - 1] == same_ends.words[: 2 * HEAD - 1]).all()
    assert (long.words[-2 * TAIL :] == same_ends.words[-2 * TAIL :]).all()


def test_a_block_without_words_has_shapes_only() -> None:
    found = of("one two\n\n* * *\n\nthree")
    assert found.counts.tolist() == [4, 0, 2]
    assert found.shapes.shape == (3, SHAPES)
    assert np.isfinite(found.scores(MODEL)).all()


def test_chosen_blocks_score_as_they_do_together() -> None:
    found = of("one two\n\n* * *\n\nthree four five\n\nsix")
    chosen = found.select(np.array([1, 2]))
    assert np.allclose(chosen.scores(MODEL), found.scores(MODEL)[[1, 2]], atol=1e-6)
    assert found.select(np.zeros(0, np.intp)).scores(MODEL).shape == (0, 3)
