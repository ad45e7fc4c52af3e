"""The line model: gate, points of operation, marked blocks, and models that do not fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from spinscore.document import Document
from spinscore.errors import ModelError
from spinscore.lines.model import FEWEST, LineModel, Verdict
from spinscore.model.hashed import HashedLinear

pytestmark = pytest.mark.usefixtures("short_texts")
Make = Callable[..., LineModel]
TEXT = "Most read\n\nThe river rose in the night and the road was closed.\n\nShare this"


def judged(model: LineModel, text: str, marked: dict[int, str] | None = None) -> list[Verdict]:
    doc = Document(text)
    return model.judge(doc, [(marked or {}).get(block, "") for block in range(len(doc.block_list))])


def test_short_blocks_are_judged(make_model: Make) -> None:
    verdicts = judged(make_model(sure=1.6), TEXT)
    assert [(verdict.block, verdict.rule, verdict.sure) for verdict in verdicts] == [
        (0, "boilerplate.stray", False),
        (2, "boilerplate.stray", False),
    ]
    assert [verdict.probability for verdict in verdicts] == pytest.approx([0.88, 0.88], abs=0.001)


def test_a_sure_verdict_names_the_likeliest_type(make_model: Make) -> None:
    verdicts = judged(make_model(sure=-0.5), TEXT)
    assert [(verdict.rule, verdict.sure) for verdict in verdicts] == [("boilerplate.related", True)] * 2


def test_a_marked_block_gets_no_verdict_but_supports_its_neighbour(make_model: Make) -> None:
    model = make_model(sure=1.6)
    text = "One more\n\nMost read\n\nThe river rose in the night and the road was closed."
    assert [verdict.sure for verdict in judged(model, text)] == [False, False]
    assert judged(model, text, {0: "boilerplate.share"})[0][:2] == (1, "boilerplate.related")


def test_a_longer_block_needs_a_higher_score(make_model: Make) -> None:
    assert [verdict.block for verdict in judged(make_model(words=20, length=7), TEXT)] == [0, 2]
    assert [verdict.block for verdict in judged(make_model(words=20), TEXT)] == [0, 1, 2]


def test_the_gate_leaves_blocks_alone(make_model: Make) -> None:
    assert judged(make_model(gate=(0.0, 0.1)), TEXT) == []


@pytest.mark.parametrize("text", ["", "   \n", "***\n\n---\n\n***", "Most read", "Most read\n\nShare this"])
def test_texts_without_context_are_not_judged(make_model: Make, text: str) -> None:
    assert FEWEST == 3
    assert judged(make_model(), text) == []


@pytest.mark.parametrize("text", ["a\n\n\ud800\n\n\x00", "1\n2\n3", "😀\n\n😀 x\n\n。", "\u0e01\n\n中\n\nא"])
def test_odd_texts_are_judged_without_an_error(make_model: Make, text: str) -> None:
    for verdict in judged(make_model(), text):
        assert 0 <= verdict.probability <= 1


def test_parts_must_fit_each_other(make_model: Make) -> None:
    model = make_model()
    one = HashedLinear(np.zeros((1, 16), np.int8), np.ones(1, np.float32), np.zeros(1, np.float32))
    with pytest.raises(ModelError, match="3 classes, got 1"):
        replace(model, wording=one)
    with pytest.raises(ModelError, match="2 rules, 1 typed classes"):
        replace(model, types=one)
    wide = replace(model.trees, feature=np.array([999, 0, 0], np.int16))
    with pytest.raises(ModelError, match="other features"):
        replace(model, trees=wide)


@pytest.mark.parametrize(
    "text",
    [
        "今天早上河水上涨。\n\n道路被关闭了。\n\n市长说，桥梁明天会重新开放。",
        "Der Fluss stieg nachts, und die Straße wurde gesperrt.\n\nMeist gelesen\n\nDie Brücke bleibt bis morgen zu.",
    ],
)
def test_blocks_in_other_languages_are_not_judged(make_model: Make, text: str) -> None:
    assert judged(make_model(words=20), text) == []
    assert judged(make_model(), "Most read\n\nShare this\n\nThe end") != []


def test_what_stands_right_above_a_byline_is_no_sure_verdict(make_model: Make) -> None:
    model = make_model(stray="boilerplate.stray")
    text = "Most read\n\nThe river rose in the night and the road was closed.\n\nShare this\n\nBy Ann"
    assert [v.sure for v in judged(model, text, {3: "boilerplate.bio"})][-1] is False
    assert [v.sure for v in judged(model, text, {3: "boilerplate.related"})][-1] is True
