"""The labelled corpora as typed examples, each with the terms of its source.

A data folder holds ``human/ quality/ spin/ pairs/ hedging/ readability/ boilerplate/`` with gzip JSON lines.
Nothing else in it is ever opened. Texts stay in memory: no function here writes one.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from spinscore.errors import SpinscoreError

FOLDERS = ("boilerplate", "hedging", "human", "pairs", "quality", "readability", "spin")
"""Folders that hold whole texts and their labels."""

_SKIP = (
    ".html.jsonl.gz",
    "dev_clickbait_headlines.jsonl.gz",
    "dev_tortured_phrases_pps.jsonl.gz",
    "residual_dev.jsonl.gz",
)
"""Not articles: markup of pages given as text elsewhere, headlines, single phrases, re-extracted pages."""


class DataError(SpinscoreError):
    """The data folder is missing, or a source has no entry in ``sources.tsv``."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a source says about the use of its texts: ``terms`` is open, unstated or noncommercial."""

    terms: str
    licence: str

    @property
    def noncommercial(self) -> bool:
        """True if the source says non-commercial or research only."""
        return self.terms == "noncommercial"


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled text. ``group`` names the story, document or author that stays on one side of a split.

    ``kind`` says what the text is, whatever its file calls it: human, edited, learner-essay, transcript, synonym,
    mt, llm-rewrite, llm, wild-spun, human-translation, page, sentence, excerpt, or news-… with the label of truth.
    """

    id: str
    folder: str
    text: str
    label: str
    kind: str
    generator: str
    source: str
    site: str
    group: str
    genre: str
    terms: Terms

    @property
    def noncommercial(self) -> bool:
        """True if the source of the text allows no commercial use."""
        return self.terms.noncommercial


class Sources:
    """The terms of sources by the longest prefix: ``sources.tsv`` of the package, then of a data folder."""

    def __init__(self, data: Path | None = None) -> None:
        found = _terms((files("spinscore.training") / "sources.tsv").read_text(encoding="utf-8"))
        own = data / "sources.tsv" if data else None
        if own and own.is_file():
            found |= _terms(own.read_text(encoding="utf-8"))
        self._prefixes = sorted(found.items(), key=lambda item: (-len(item[0]), item[0]))
        self._known: dict[str, Terms] = {}

    def __getitem__(self, source: str) -> Terms:
        """The terms of a source.

        >>> Sources()["bbc"].noncommercial, Sources()["ropensci/roweb2"].terms
        (True, 'open')
        """
        if source not in self._known:
            terms = next((terms for prefix, terms in self._prefixes if source.startswith(prefix)), None)
            if terms is None:
                raise DataError(
                    f"no terms are recorded for the source {source!r}: put a sources.tsv with the columns prefix, "
                    "terms (open, unstated or noncommercial) and licence into the data folder."
                )
            self._known[source] = terms
        return self._known[source]


def _terms(text: str) -> dict[str, Terms]:
    rows = csv.DictReader((x for x in text.splitlines() if x and not x.startswith("#")), delimiter="\t")
    return {row["prefix"]: Terms(row["terms"], row["licence"]) for row in rows}


def load(data: Path, folders: Iterable[str] = FOLDERS) -> tuple[Example, ...]:
    """All examples of the given folders, in the order of file names and rows.

    Every article of ``pairs/`` becomes an example of its own; its group stays that of the pair.
    """
    if not data.is_dir():
        raise DataError(f"no data folder at {data}: give --data the folder that holds {', '.join(FOLDERS)}.")
    found: list[Example] = []
    sources = Sources(data)
    for folder in sorted(folders):
        for path in sorted((data / folder).glob("*.jsonl.gz")):
            if not path.name.endswith(_SKIP):
                found.extend(_read(path, folder, sources))
    if not found:
        raise DataError(f"{data} holds none of the folders {', '.join(FOLDERS)}.")
    return tuple(found)


def host(url: str) -> str:
    """The host of a URL in lower case without ``www.``; empty if there is none.

    >>> host("https://www.Example.org:8080/a?b")
    'example.org'
    """
    return (urlparse(url).hostname or "").removeprefix("www.")


def _read(path: Path, folder: str, sources: Sources) -> Iterator[Example]:
    name = path.name.removesuffix(".jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if folder == "pairs":
                yield from _pair(row, sources)
            elif folder == "boilerplate":
                yield _page(row, sources)
            else:
                yield _example(row, folder, name, sources)


def _example(row: dict[str, Any], folder: str, name: str, sources: Sources) -> Example:
    meta = row["meta"]
    kind, genre = _kind(row, folder, name)
    return Example(
        id=row["id"],
        folder=folder,
        text=row["text"],
        label=str(row["label"]),
        kind=kind,
        generator=meta.get("generator") or "human",
        source=row["source"],
        site=_site(row),
        group=row["group"],
        genre=genre,
        terms=sources[row["source"]],
    )


def _kind(row: dict[str, Any], folder: str, name: str) -> tuple[str, str]:
    meta, label = row["meta"], str(row["label"])
    if folder == "human":
        genre = meta["genre"]
        return {"learner_essays": "learner-essay", "transcripts": "transcript"}.get(genre, "human"), genre
    if folder == "spin":
        return meta["kind"], meta.get("domain", "")
    if folder == "hedging":
        return "sentence", meta.get("domain", "")
    if folder == "readability":
        return "excerpt", str(meta.get("genre", "")).lower()
    if name == "dev_edited_modern":
        return "edited", "web"
    return {"human-edited": "human"}.get(label, label), meta.get("domain", "")


_OUTLETS = {"politi.co": "politico.com", "cnn.it": "cnn.com", "abcn.ws": "abcnews.go.com"}
"""Short links of three publishers of the BuzzFeed 2016 set."""


def _site(row: dict[str, Any]) -> str:
    group, meta = row["group"], row["meta"]
    if row["source"] == "buzzfeed-v02":
        name = host(group.removeprefix("bf:")).removeprefix("author.")
        return _OUTLETS.get(name, name)
    if "page" in meta:
        return str(group)
    return host(str(meta.get("url_or_path", ""))) or str(row["source"])


def _pair(row: dict[str, Any], sources: Sources) -> Iterator[Example]:
    generator = str(row["meta"].get("generator", ""))
    for side in ("a", "b"):
        part = row[side]
        origin, _, outlet = part["source"].rpartition(":")
        made = origin == "spin-of"
        yield Example(
            id=f"{row['id']}/{side}",
            folder="pairs",
            text=part["text"],
            label=row["pair"],
            kind=_made_by(generator) if made else "composite" if origin == "composite" else "human",
            generator=generator if made else "human",
            source="pairs",
            site=outlet,
            group=row["group"],
            genre=row["meta"].get("topic") or "news",
            terms=sources["pairs"],
        )


def _made_by(generator: str) -> str:
    """The kind of rewriting that a generator's name stands for; several tools in a row are ``heavy``."""
    if "+ppdb" in generator:
        return "heavy"
    if "gpt" in generator:
        return "llm-rewrite"
    return "synonym" if "ppdb" in generator or "wordnet" in generator else "mt"


def _page(row: dict[str, Any], sources: Sources) -> Example:
    site = host(row["url"] or "") or row["id"]
    return Example(
        id=row["id"],
        folder="boilerplate",
        text=row["text"],
        label=row["labels"],
        kind="page",
        generator="human",
        source=row["source"],
        site=site,
        group=site,
        genre="web",
        terms=sources[row["source"]],
    )
