"""Figures, aims, the card and the command line."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from spinscore.scorer import Scorer
from spinscore.training import card, evaluate, fit
from spinscore.training.__main__ import main
from spinscore.training.evaluate import Judged, auroc, figures, targets, wilson
from spinscore.training.fit import write_json
from spinscore.training.trials import Trial
from tests.training.conftest import article


def judged(scores: list[float], verdicts: list[str | None], name: str = "t") -> Judged:
    texts = tuple(f"text {i}" for i in range(len(scores)))
    return Judged(Trial(name, "", "good", texts, texts), np.array(scores), tuple(verdicts))


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"), [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0), (0, 0, 0, 1)]
)
def test_wilson(hits: int, count: int, low: float, high: float) -> None:
    assert wilson(hits, count) == pytest.approx((low, high), abs=0.001)


def test_figures_count_unscored_texts_as_not_good() -> None:
    found = figures(judged([90, 20, float("nan"), 60], ["good", "poor", None, "good"]))
    assert (found["texts"], found["good"], found["poor"], found["unscored"]) == (4, 0.5, 0.25, 1)
    assert found["mean_score"] == 56.7


def test_auroc_of_ranked_scores() -> None:
    human = judged([90, 80, 70, 85], ["good"] * 4)
    other = judged([10, 20, 30, float("nan")], ["poor"] * 4)
    assert auroc(human, other, 1)["auroc"] == 1.0
    assert auroc(other, human, 1)["auroc"] == 0.0
    assert auroc(human, other, 1) == auroc(human, other, 1)


def test_targets_say_what_was_missed() -> None:
    row = {"good": 0.95, "poor": 0.01, "good_interval": [0.9, 0.98], "poor_interval": [0.0, 0.02]}
    rows = targets({"edited_modern": row, "edited_modern + page.comment": {"good": 0.3, "good_interval": [0.2, 0.4]}})
    assert [(r["reached"], r["met"]) for r in rows] == [(0.95, True), (0.01, True), (0.7, False)]
    assert rows[2]["interval"] == [0.6, 0.8]


def test_the_card_tells_bad_rows_too() -> None:
    text = card.render(_model(), _metrics())
    assert "| with a comment form, not good | at least 80% | 70.0% | 60.0%-80.0% | **missed** |" in text
    assert "| spin/bad | 7 | bad | 99.0% |" in text
    assert "got no weight" in text
    assert "leak.b" in text
    assert "- somebody/letters: 3 texts. none stated." in text
    assert "--commercial-only" in text


def test_json_has_one_line_a_list_and_reads_back(tmp_path: Any) -> None:
    data = {"a": [1, 2.5, -3], "b": [{"c": [0.1], "d": []}, {"e": "x [y], z"}], "f": ["p", "q"]}
    write_json(tmp_path / "m.json", data)
    text = (tmp_path / "m.json").read_text("utf-8")
    assert json.loads(text) == data
    assert '"a": [1, 2.5, -3]' in text


def test_command_line_says_what_is_missing(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["split", "--data", str(tmp_path / "no"), "--out", str(tmp_path / "split.tsv")]) == 2
    assert "--data" in capsys.readouterr().err
    assert main(["fit", "--data", str(tmp_path), "--out", str(tmp_path / "en-9")]) == 2
    assert "split manifest" in capsys.readouterr().err


def test_own_articles_give_a_model_end_to_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fit.SETTINGS, "max_iter", 20)
    rows = [
        {"id": f"a{i}", "source": "our/desk", "text": article(i), "label": "human", "group": f"g{i}"}
        | {"meta": {"genre": "news"}}
        for i in range(150)
    ]
    (tmp_path / "data" / "human").mkdir(parents=True)
    content = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "data" / "human" / "news.jsonl.gz").write_bytes(gzip.compress(content.encode()))
    (tmp_path / "data" / "sources.tsv").write_text("prefix\tterms\tlicence\nour/\topen\tours\n", "utf-8")
    data, out = str(tmp_path / "data"), tmp_path / "models" / "ours"
    assert main(["split", "--data", data, "--out", str(tmp_path / "models" / "split.tsv")]) == 0
    assert main(["fit", "--data", data, "--out", str(out), "--brief"]) == 0
    assert {path.name for path in out.iterdir()} == {"model.json", "metrics.json", "CARD.md"}
    report = Scorer(model=out).score(article(1000))
    leaky = Scorer(model=out).score(article(1000) + "\n\nLeave a Reply\n\nYour email address will not be published.")
    assert report.score is not None
    assert leaky.score is not None
    assert leaky.score <= report.score  # 150 articles are too few to weigh every rule
    assert "our/desk" in (out / "CARD.md").read_text("utf-8")


def test_names_of_sides_are_trials() -> None:
    assert set(evaluate.AGAINST.values()) >= {"edited_modern", "spin/bbc human", "pairs/news human"}


def _model() -> dict[str, Any]:
    return {
        "name": "en-9",
        "language": "en",
        "base": 2.0,
        "bands": {"good": 50.0, "poor": 10.0},
        "rules": "0" * 64,
        "features": [{"name": "leak.a.coverage"}],
        "training": {
            "seed": 7,
            "commercial_only": True,
            "versions": {"numpy": "2"},
            "split": "1" * 64,
            "data": "2" * 64,
            "rows": {"train": 10, "calibrate": 5},
            "choices": {
                "prior": 0.75,
                "good_kept": 0.9,
                "poor_kept": 0.99,
                "caps": {"minor": 3.0, "major": 3.75, "critical": 4.5},
            },
            "calibration": {"factor": 1.1, "offset": -0.2, "expected_error": 0.01},
            "rules": ["leak.a", "leak.b"],
            "sources": [{"source": "somebody/letters", "texts": 3, "terms": "unstated", "licence": "none stated"}],
        },
    }


def _metrics() -> dict[str, Any]:
    row = {"texts": 7, "want": "bad", "good": 0.99, "good_interval": [0.6, 1.0], "poor": 0.0, "mean_score": None}
    area = {"auroc": 0.5, "auroc_interval": [0.4, 0.6]}
    return {
        "targets": [
            {
                "target": "with a comment form, not good",
                "reached": 0.7,
                "interval": [0.6, 0.8],
                "aim": 0.8,
                "met": False,
            }
        ],
        "trials": {"spin/bad": row | area},
        "layout": {"one line": {"texts": 7, "mean_change": 0, "mean_absolute_change": 0, "verdicts_changed": 0}},
        "measures": {"spin.x": {"auroc": {"a": None}, "lowest": ["b", 1], "highest": ["c", 2], "median": 1.5}},
        "variant": {"spin/bad": row},
    }
