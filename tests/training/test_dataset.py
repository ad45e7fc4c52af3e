"""The loader: rows of every folder become typed examples with the terms of their sources."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from spinscore.training.dataset import DataError, Sources, load


def write(path: Path, *rows: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))


def row(**changes: Any) -> dict[str, Any]:
    return {"id": "1", "source": "bbc", "text": "Text.", "label": 0, "group": "bbc:1", "meta": {}} | changes


def test_human_genres_become_kinds(tmp_path: Path) -> None:
    write(tmp_path / "human" / "news.jsonl.gz", row(meta={"genre": "news"}))
    write(tmp_path / "human" / "transcripts.jsonl.gz", row(meta={"genre": "transcripts"}))
    assert [(x.kind, x.genre) for x in load(tmp_path)] == [("human", "news"), ("transcript", "transcripts")]


def test_pairs_give_two_examples_of_one_group(tmp_path: Path) -> None:
    sides = {"a": {"text": "A.", "source": "time.com"}, "b": {"text": "B.", "source": "spin-of:time.com"}}
    meta = {"generator": "ppdb-0.6", "how": "made here"}
    write(
        tmp_path / "pairs" / "dev_pairs.jsonl.gz", {"id": "p", "pair": "spun", "group": "ev:1", "meta": meta, **sides}
    )
    a, b = load(tmp_path)
    assert (a.kind, b.kind, a.group, b.group, b.site) == ("human", "synonym", "ev:1", "ev:1", "time.com")
    assert a.noncommercial


def test_sites_of_short_links_are_their_outlets(tmp_path: Path) -> None:
    news = row(source="buzzfeed-v02", group="bf:http://politi.co/x", label="news-mixed", meta={"domain": "politics"})
    write(tmp_path / "quality" / "dev_quality.jsonl.gz", news)
    assert load(tmp_path)[0].site == "politico.com"


def test_pages_belong_to_their_site(tmp_path: Path) -> None:
    page = {"id": "aed/1", "source": "aed", "url": "https://www.example.org/a", "labels": "full", "text": "T"}
    write(tmp_path / "boilerplate" / "aed.jsonl.gz", page)
    write(tmp_path / "boilerplate" / "aed.html.jsonl.gz", {"id": "aed/1", "html": "<p>T"})
    (found,) = load(tmp_path)
    assert (found.kind, found.site, found.group) == ("page", "example.org", "example.org")


def test_other_folders_are_never_read(tmp_path: Path) -> None:
    write(tmp_path / "human" / "news.jsonl.gz", row(meta={"genre": "news"}))
    write(tmp_path / "seeds" / "gold.jsonl.gz", row())
    assert len(load(tmp_path)) == 1


def test_a_source_without_terms_is_an_error() -> None:
    with pytest.raises(DataError, match=r"sources\.tsv"):
        Sources()["nobody/knows"]


def test_a_data_folder_may_name_its_own_sources(tmp_path: Path) -> None:
    write(tmp_path / "human" / "news.jsonl.gz", row(source="our/desk", meta={"genre": "news"}))
    (tmp_path / "sources.tsv").write_text("prefix\tterms\tlicence\nour/\topen\tours\n", "utf-8")
    assert load(tmp_path)[0].terms.licence == "ours"


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="--data"):
        load(tmp_path / "nowhere")
    with pytest.raises(DataError, match="holds none"):
        load(tmp_path)


@pytest.mark.corpus
def test_every_source_of_the_corpora_has_terms(data: Path) -> None:
    assert {x.terms.terms for x in load(data)} == {"open", "unstated", "noncommercial"}
