"""Counting what rules mark in clean text: corpora, pages, totals and intervals."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from spinscore.engine import RuleSet
from spinscore.registry import all_rules, select
from spinscore.training import rates
from spinscore.training.__main__ import main
from spinscore.training.dataset import DataError
from spinscore.training.rates import ARTICLES, Tally, Text, count, interval, per_million, table, total

LEAK = "Rain fell on [City] all day."
CLEAN = "Rain fell on the harbour all day."


PLACEHOLDER = all_rules()["leak.placeholder"]


def rules() -> RuleSet:
    return RuleSet(select(["leak"]))


def write(path: Path, *rows: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))


def page(text: str, *spans: tuple[int, int], lang: str | None = "en") -> dict[str, Any]:
    return {"text": text, "lang": lang, "spans": [{"start": start, "end": end} for start, end in spans]}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A small data folder with one leak in each kind of corpus, and some that must not count."""
    menu = f"{LEAK}\n\n{CLEAN}"
    write(tmp_path / "boilerplate/aed.jsonl.gz", page(menu, (0, len(LEAK))), page(LEAK, lang="fr"))
    write(tmp_path / "boilerplate/wcxb_dev.jsonl.gz", page(menu, lang=None))
    write(
        tmp_path / "quality/dev_quality.jsonl.gz", {"source": "bbc", "text": CLEAN}, {"source": "brown", "text": LEAK}
    )
    write(tmp_path / "quality/dev_edited_modern.jsonl.gz", {"text": LEAK}, {"text": f"{LEAK} {LEAK}"}, {"text": CLEAN})
    write(tmp_path / "human/fiction.jsonl.gz", {"text": CLEAN})
    write(tmp_path / "human/news.jsonl.gz", {"text": LEAK}, {"text": CLEAN})
    return tmp_path


def test_findings_and_words_of_the_page_do_not_count() -> None:
    text = f"{LEAK}\n\n{CLEAN}"
    alone = count([Text(text, ((0, len(LEAK)),))], rules())
    whole = count([Text(text)], rules())
    assert (alone.words, alone.hits(PLACEHOLDER), alone.texts) == (7, 0, 1)
    assert (whole.words, whole.hits(PLACEHOLDER)) == (13, 1)


def test_texts_with_a_severe_finding_count_once() -> None:
    tally = count([Text(f"{LEAK} {LEAK}"), Text(CLEAN), Text(LEAK)], rules())
    assert tally.hits(PLACEHOLDER) == 3
    assert tally.severe["leak.placeholder"] == 2


def test_every_so_manieth_text() -> None:
    assert count([Text(LEAK), Text(CLEAN), Text(CLEAN), Text(LEAK)], rules(), every=3).hits(PLACEHOLDER) == 2


def test_the_corpora_are_the_clean_ones(data: Path) -> None:
    texts = {name: [text.text for text in found] for name, found in rates.corpora(data).items()}
    assert list(texts) == ["aed", "wcxb_dev", "bbc", "fiction", "news", ARTICLES]
    assert {name: len(found) for name, found in texts.items()} == {
        "aed": 1,
        "wcxb_dev": 1,
        "bbc": 1,
        "fiction": 1,
        "news": 2,
        ARTICLES: 3,
    }
    assert texts["bbc"] == [CLEAN]


def test_articles_are_no_part_of_the_totals(data: Path) -> None:
    tallies = rates.measure(data, all_rules().values())
    summed = total(tallies)
    assert tallies[ARTICLES].severe["leak.placeholder"] == 2
    assert (summed.texts, summed.hits(PLACEHOLDER)) == (6, 2)
    assert summed.words == 7 + 13 + 7 + 7 + 6 + 7


@pytest.mark.parametrize("hits", [0, 1, 3, 10, 500])
def test_intervals_are_near_the_exact_ones(hits: int) -> None:
    chi2 = pytest.importorskip("scipy.stats").chi2
    exact = (chi2.ppf(0.025, 2 * hits) / 2 if hits else 0.0, chi2.ppf(0.975, 2 * hits + 2) / 2)
    assert interval(hits) == pytest.approx(exact, rel=0.025, abs=0.02)


def test_no_words_give_no_rate() -> None:
    assert per_million(0, 0) == 0.0


def test_a_missing_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no data folder"):
        rates.corpora(tmp_path / "nowhere")
    with pytest.raises(DataError, match=r"aed\.jsonl\.gz is missing"):
        rates.measure(tmp_path, all_rules().values())


def test_the_table_shows_rate_interval_and_marked_articles() -> None:
    found = Tally(texts=4, words=2_000_000)
    found.findings["leak.placeholder", "major"] = 3
    articles = Tally(texts=200, words=1000)
    articles.severe["leak.placeholder"] = 1
    head, _, line = table({"news": found, ARTICLES: articles}, select(["leak.placeholder"])).splitlines()
    assert head == "2,000,000 words in 4 texts; edited_modern: 200 articles"
    assert line.split() == "leak.placeholder 3 1.50 (0.30 to 4.38) 0.00 1.50 0.00 0.00 0.50 %".split()


def test_the_command_prints_and_refuses_to_write_a_sample(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rates", "--data", str(data), "--rules", "leak.placeholder"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert len(out) == 3
    assert out[2].startswith("leak.placeholder ")
    assert main(["rates", "--data", str(data), "--every", "2", "--write"]) == 2
    assert "--write needs all texts" in capsys.readouterr().err
    assert main(["rates", "--data", str(data), "--rules", "leak.placholder"]) == 2
    assert 'no rule or family is called "leak.placholder"' in capsys.readouterr().err
