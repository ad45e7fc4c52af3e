"""Features of blocks: place, runs between prose, repetition, topic, neighbours and what rules found beside."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from spinscore.document import Document
from spinscore.lines.features import FURNITURE, NAMES, NONE, REMOVABLE, features_of, supported
from spinscore.lines.outline import outline_of
from spinscore.lines.surroundings import near_mean, odds_of

PROSE = (
    "The council of the small harbour town met on Tuesday evening and voted to keep its old ferry until spring.",
    "Engineers had warned that the ferry needs new engines, but the council said the harbour could not do without it.",
)
TEXT = "\n\n".join(["The ferry stays", PROSE[0], "Most read", "1. Most read", PROSE[1], "Most read"])


def features(text: str, marked: list[int] | None = None, odds: list[float] | None = None) -> dict[str, Any]:
    doc = Document(text)
    count = len(doc.block_list)
    scores = np.zeros((count, 3), np.float32)
    scores[:, 1] = odds if odds is not None else 0.0
    scores[:, 2] = -9.0
    rows = features_of(doc, outline_of(doc), scores, np.array(marked or [NONE] * count, np.int8))
    assert rows.shape == (count, len(NAMES))
    assert np.isfinite(rows).all()
    return dict(zip(NAMES, rows.T.tolist(), strict=True))


def test_names_are_unique() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_place_and_runs() -> None:
    found = features(TEXT)
    assert found["index"] == [0, 1, 2, 3, 4, 5]
    assert found["index_back"] == [5, 4, 3, 2, 1, 0]
    assert found["prose+1"] == [1, 0, 0, 1, 0, 0]
    assert found["run_length"][2:4] == [2, 2]
    assert found["run_open"] == [0, 1, 1, 1, 1, 1]
    assert found["run_closed"] == [1, 1, 1, 1, 1, 0]
    assert found["to_prose_before"] == [60, 0, 1, 2, 0, 1]
    assert found["to_prose_after"] == [1, 0, 2, 1, 0, 60]


def test_repetition_and_edges() -> None:
    found = features(TEXT)
    assert found["repeats"] == [1, 1, 2, 1, 1, 2]
    assert found["same_start"][2] == 2
    assert found["same_end"][2:4] == [3, 3]


def test_topic_is_the_share_of_content_words_that_the_prose_has() -> None:
    found = features(TEXT)
    assert found["topic"][0] == 0.5  # "ferry" of "ferry stays"
    assert found["topic"][2] == 0
    assert found["topic"][1] > 0.1  # words that the other prose has as well


def test_marks_are_those_of_other_blocks() -> None:
    marked = [NONE, NONE, REMOVABLE, NONE, NONE, FURNITURE]
    found = features(TEXT, marked)
    assert found["marks_before"] == [0, 0, 0, 1, 1, 1]
    assert found["marks_after"] == [1, 1, 0, 0, 0, 0]
    assert found["to_mark_after"][:2] == [2, 1]
    assert found["marks_near"][2] == 0
    assert found["marked_removable-1"] == [0, 0, 0, 1, 0, 0]
    assert found["marked_furniture+1"] == [0, 0, 0, 0, 1, 0]
    own = features(TEXT, [NONE, NONE, NONE, NONE, NONE, FURNITURE])
    for name in NAMES:
        assert found[name][2] == own[name][2], name


def test_scores_of_neighbours() -> None:
    found = features(TEXT, odds=[-1, -2, 3, 4, -2, 5])
    assert found["score-1"] == pytest.approx([-9, -1, -2, 3, 4, -2])
    assert found["score+3"] == pytest.approx([4, -2, 5, -9, -9, -9])
    assert found["near_max"][4] == 5
    assert found["best_before"] == pytest.approx([-1, -1, 3, 4, 4, 5])
    assert found["run_score"][2] == pytest.approx(3.5)


def test_blank_lines_and_line_breaks_do_not_count() -> None:
    one = features(TEXT)
    for other in (TEXT.replace("\n\n", "\n"), TEXT.replace("\n\n", "\r\n\r\n\r\n"), TEXT.replace("\n\n", "\n\n   ")):
        assert features(other) == one


def test_prose_that_the_wording_speaks_against_is_no_prose() -> None:
    found = features(TEXT, odds=[0, 5, 0, 0, 0, 0])
    assert found["prose+1"][0] == 0


def test_near_mean_is_over_eleven_blocks_and_cut() -> None:
    odds = np.array([100.0] + [0.0] * 11, np.float32)
    mean = near_mean(odds)
    assert mean[0] == pytest.approx(1.0)
    assert mean[5] == pytest.approx(6 / 11)
    assert mean[6] == 0


def test_odds_are_of_the_better_of_two_classes() -> None:
    assert odds_of(np.array([[1, 0, 3], [2, 1, 0]], np.float32)).tolist() == [2, -1]


def test_neighbours_and_marks_support_a_block() -> None:
    outline = outline_of(Document("Most read\n\nMost shared\n\nLatest"))
    odds = np.array([0.0, 0.0, 0.0])
    alone = supported(odds, np.zeros(3, np.int8), outline)
    # 0.6 for the neighbour, 1.4 for a text with something to remove
    beside = supported(odds, np.array([REMOVABLE, NONE, NONE], np.int8), outline)
    assert beside[1] == pytest.approx(alone[1] + 2.0)
    assert alone[0] < alone[1]


def test_a_head_above_a_paragraph_needs_more() -> None:
    odds = np.zeros(3)
    above = supported(odds, np.zeros(3, np.int8), outline_of(Document("\n\n".join(["Politics", PROSE[0], "Culture"]))))
    below = supported(odds, np.zeros(3, np.int8), outline_of(Document("\n\n".join([PROSE[0], "Politics", "Culture"]))))
    assert above[0] == pytest.approx(below[0] - 1.5)
    assert above[2] == below[2]


def test_what_follows_a_colon_is_its_list() -> None:
    assert features("You need:\n\nflour\n\nmilk")["to_colon"] == [0, 1, 2]
    assert features("One\n\ntwo\n\nthree")["to_colon"] == [60, 60, 60]


def test_rows_of_some_blocks_are_those_they_have_among_all() -> None:
    doc = Document(TEXT)
    scores = np.random.default_rng(1).normal(size=(6, 3)).astype(np.float32)
    marked = np.array([NONE, NONE, REMOVABLE, NONE, FURNITURE, NONE], np.int8)
    every = features_of(doc, outline_of(doc), scores, marked)
    blocks = np.array([0, 3, 5])
    assert (features_of(doc, outline_of(doc), scores, marked, blocks=blocks) == every[blocks]).all()


def test_a_text_of_many_blocks_has_no_other_features_than_one_of_few() -> None:
    few, many = (features("\n\n".join(["Most read"] * count)) for count in (200, 300))
    for name in ("index", "index_back", "near5", "marks_near", "to_prose_after", "score+3"):
        assert many[name][:100] == few[name][:100], name
        assert many[name][-100:] == few[name][-100:], name
