"""The labelled texts of the line model: labels by block, cuts of pages, folds by site."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest

from spinscore.document import Document
from spinscore.training.lines.texts import (
    ARTICLE,
    BOILERPLATE,
    IGNORED,
    WEIGHTS,
    Text,
    _left_over,
    _near,
    labels_of,
    load_texts,
)
from spinscore.training.split import Split

PAGE = "Menu\n\nThe river rose in the night.\n\nRead also\n\nThe road was closed at dawn.\n\nMost read"


def spans(*words: str, label: str = "boilerplate") -> list[dict[str, Any]]:
    found = []
    for word in words:
        start = PAGE.index(word)
        found.append({"start": start, "end": start + len(word), "label": label})
    return found


def test_blocks_get_the_label_of_the_span_over_their_middle() -> None:
    doc = Document(PAGE)
    labels = labels_of(doc, [*spans("Menu", "Most read"), *spans("Read also", label="ignore")])
    assert labels == [BOILERPLATE, ARTICLE, IGNORED, ARTICLE, BOILERPLATE]


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    labels = spans("Menu", "Read also", "Most read")
    page = {"url": "https://www.one.example/a", "lang": "en", "text": PAGE, "spans": labels}
    for name in ("aed", "wcxb_dev", "magic_article"):
        write(tmp_path / f"boilerplate/{name}.jsonl.gz", [page | {"id": f"{name}/1", "source": name}])
    write(tmp_path / "boilerplate/traf_eval.jsonl.gz", [page | {"id": "t/1", "source": "traf_eval", "lang": "de"}])
    left = page | {"id": "aed/1/justext", "source": "aed", "extractor": "justext"}
    write(tmp_path / "boilerplate/residual_dev.jsonl.gz", [left])
    start = PAGE.index("Read also")
    typed = {"set": "residual_dev", "doc": "aed/1/justext", "start": start, "end": start + 9, "label": "content"}
    line = json.dumps(typed | {"from": "residual-uniform"}) + "\n"
    (tmp_path / "boilerplate/typed_dev.jsonl").write_text(line, "utf-8")
    clean = {"id": "e/1", "source": "aed", "group": "one.example", "text": "It rained.\n\nIt stopped."}
    write(tmp_path / "quality/dev_edited_modern.jsonl.gz", [clean])
    write(tmp_path / "human/letters.jsonl.gz", [clean | {"source": "CrossEye/letters"}, clean | {"source": "bbc"}])
    return tmp_path


def by_part(texts: list[Text], part: str) -> list[Text]:
    return [text for text in texts if text.part == part]


def test_a_site_is_in_one_fold_in_all_files(folder: Path) -> None:
    texts = load_texts(folder, Split(7, {}), 7)
    assert {text.part for text in texts} == {*WEIGHTS} - {"typed"}
    assert len({text.fold for text in texts if text.site == "one.example"}) == 1


def test_readings_correct_labels_and_weigh_more(folder: Path) -> None:
    (left,) = by_part(load_texts(folder, Split(7, {}), 7), "residual")
    assert left.gold == (BOILERPLATE, ARTICLE, BOILERPLATE, ARTICLE, BOILERPLATE)
    assert left.labels == (BOILERPLATE, ARTICLE, ARTICLE, ARTICLE, BOILERPLATE)
    assert left.weights == (1.0, 1.0, WEIGHTS["typed"], 1.0, 1.0)
    assert left.types[2].draw == "residual-uniform"
    assert left.extractor == "justext"


def test_sources_for_non_commercial_use_are_left_out(folder: Path) -> None:
    assert [text.source for text in by_part(load_texts(folder, Split(7, {}), 7), "human")] == ["CrossEye/letters"]


def test_loading_twice_gives_the_same(folder: Path) -> None:
    first, second = (load_texts(folder, Split(7, {}), 7) for _ in range(2))
    assert [(text.id, text.doc.text, text.labels) for text in first] == [(x.id, x.doc.text, x.labels) for x in second]


def test_cut_pages_keep_labels_with_their_lines(folder: Path) -> None:
    for text in load_texts(folder, Split(7, {}), 7):
        if text.part in ("page", "leftover"):
            assert len(text.doc.block_list) == len(text.labels) == len(text.weights)
            for (start, end), label in zip(text.doc.block_list, text.labels, strict=True):
                assert (text.doc.text[start:end] in ("Menu", "Read also", "Most read")) == (label == BOILERPLATE)


LABELS = [BOILERPLATE] * 60 + [ARTICLE, BOILERPLATE, ARTICLE] + [BOILERPLATE] * 90


def test_lines_far_from_the_article_are_left_out() -> None:
    near = _near(LABELS)
    assert (near.start, near.stop) == (35, 108)


def test_what_is_left_over_keeps_the_article_and_varies() -> None:
    kept = [_left_over(LABELS, random.Random(seed)) for seed in range(60)]
    for numbers in kept:
        assert numbers == sorted(set(numbers))
        assert {60, 62} <= set(numbers)
    assert len({tuple(numbers) for numbers in kept}) > 20
    assert any(61 in numbers for numbers in kept)
    assert any(61 not in numbers for numbers in kept)
