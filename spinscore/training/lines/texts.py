"""The labelled texts of the line model: residual texts, what extractors leave of pages, and clean articles.

Each text has a label for every block and a weight that says how far the label is trusted. Sites decide the fold.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, NamedTuple

from spinscore.document import Document
from spinscore.training.dataset import Sources, host
from spinscore.training.split import Split

ARTICLE, BOILERPLATE, IGNORED = 0, 1, -1
PAGES: Final = ("aed", "wcxb_dev", "magic_article")
FOLDS: Final = 5
WEIGHTS: Final = {
    "residual": 1.0,
    "page": 0.25,
    "leftover": 0.5,
    "partial": 0.4,
    "edited": 0.8,
    "human": 0.5,
    "typed": 4.0,
}
"""How far the labels of each part are trusted."""
_BEFORE, _AFTER = 25, 45
"""Lines of a page kept before the first and after the last line of its article."""
_HUMAN_A_GENRE = 110
_NO_BOILERPLATE = ("content", "content.call-to-action")


class Reading(NamedTuple):
    """The label that a reader gave to a line, and how the line was drawn."""

    label: str
    draw: str


Span = tuple[int, int, Reading]


@dataclass(frozen=True, slots=True)
class Text:
    """A text, the label and weight of each of its blocks, and where it comes from."""

    id: str
    part: str
    source: str
    site: str
    fold: int
    extractor: str
    doc: Document
    labels: tuple[int, ...]
    weights: tuple[float, ...]
    gold: tuple[int, ...]
    """The automatic labels, before those by reading corrected them."""
    language: str
    types: Mapping[int, Reading] = field(default_factory=dict)
    """The blocks that were labelled by reading."""


def load_texts(data: Path, split: Split, seed: int) -> list[Text]:
    """All texts in a fixed order."""
    typed = read_typed(data)
    return [
        *_residual(data, split, typed),
        *_pages(data, split, typed, seed),
        *_partial(data, split, typed),
        *_clean(data, split, Sources(data)),
    ]


def read_typed(data: Path) -> dict[tuple[str, str], list[Span]]:
    """The lines labelled by reading, by file and document: those of the data folder, then our own."""
    found: dict[tuple[str, str], list[Span]] = defaultdict(list)
    with (data / "boilerplate" / "typed_dev.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found[row["set"], row["doc"]].append((row["start"], row["end"], Reading(row["label"], row["from"])))
    own = files("spinscore.training.lines") / "labels.tsv"
    if own.is_file():
        rows = (x for x in own.read_text(encoding="utf-8").splitlines() if x and not x.startswith("#"))
        for row in csv.DictReader(rows, delimiter="\t"):
            found[row["set"], row["doc"]].append(
                (int(row["start"]), int(row["end"]), Reading(row["label"], row["draw"]))
            )
    return found


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of gzip JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def fold_of(split: Split, site: str) -> int:
    """The fold of a site, 0 to 4; sites that mix texts of others are in fold 0."""
    return max(split.fold(site), 0) % FOLDS


def labels_of(doc: Document, spans: Iterable[Mapping[str, Any]], default: int = ARTICLE) -> list[int]:
    """A label for each block: that of the span over its middle, or the default."""
    ordered = sorted((span["start"], span["end"], span["label"]) for span in spans)
    starts = [start for start, _, _ in ordered]
    labels = []
    for start, end in doc.block_list:
        middle = (start + end) // 2
        at = bisect_right(starts, middle) - 1
        inside = at >= 0 and middle < ordered[at][1]
        labels.append((BOILERPLATE if ordered[at][2] == "boilerplate" else IGNORED) if inside else default)
    return labels


def _typed_blocks(doc: Document, spans: Sequence[Span], labels: list[int]) -> dict[int, Reading]:
    """The types of blocks labelled by reading; corrects the labels."""
    types = {}
    for start, end, reading in spans:
        block = doc.block_at((start + end) // 2)
        if block >= 0 and reading.label != "unsure":
            types[block] = reading
            labels[block] = ARTICLE if reading.label in _NO_BOILERPLATE else BOILERPLATE
    return types


def _made(
    row: Mapping[str, Any],
    part: str,
    doc: Document,
    labels: Sequence[int],
    types: Mapping[int, Reading],
    split: Split,
    gold: Sequence[int] = (),
) -> Text:
    site = host(row["url"] or "") or row["id"]
    weights = [0.0 if x == IGNORED else WEIGHTS[part] for x in labels]
    for block in types:
        weights[block] = WEIGHTS["typed"]
    fold = fold_of(split, site)
    extractor = row.get("extractor", "")
    return Text(
        row["id"],
        part,
        row["source"],
        site,
        fold,
        extractor,
        doc,
        tuple(labels),
        tuple(weights),
        tuple(gold or labels),
        row.get("lang") or "",
        types,
    )


def _residual(data: Path, split: Split, typed: Mapping[tuple[str, str], list[Span]]) -> Iterator[Text]:
    for row in read_rows(data / "boilerplate" / "residual_dev.jsonl.gz"):
        doc = Document(row["text"])
        gold = labels_of(doc, row["spans"])
        labels = list(gold)
        types = _typed_blocks(doc, typed.get(("residual_dev", row["id"]), ()), labels)
        yield _made(row, "residual", doc, labels, types, split, gold)


def _pages(data: Path, split: Split, typed: Mapping[tuple[str, str], list[Span]], seed: int) -> Iterator[Text]:
    for name in PAGES:
        for row in read_rows(data / "boilerplate" / f"{name}.jsonl.gz"):
            doc = Document(row["text"])
            labels = labels_of(doc, row["spans"])
            types = _typed_blocks(doc, typed.get((name, row["id"]), ()), labels)
            rng = random.Random(f"{seed}:{row['id']}")
            kept = range(len(labels)) if types else _near(labels)
            yield _cut(row, "page", doc, labels, types, kept, split)
            yield _cut(row, "leftover", doc, labels, types, _left_over(labels, rng), split)


def _cut(
    row: Mapping[str, Any],
    part: str,
    doc: Document,
    labels: Sequence[int],
    types: Mapping[int, Reading],
    kept: Sequence[int],
    split: Split,
) -> Text:
    """A text of some blocks of a page, a blank line between them."""
    lines = [doc.text[slice(*doc.block_list[block])] for block in kept]
    part_doc = Document("\n\n".join(lines))
    if len(part_doc.block_list) != len(kept):  # a block of other line breaks than ours
        part_doc = Document("\n\n".join(" ".join(line.split()) for line in lines))
    numbers = {block: number for number, block in enumerate(kept)}
    own = {numbers[block]: label for block, label in types.items() if block in numbers}
    return _made(row, part, part_doc, [labels[block] for block in kept], own, split)


def _bounds(labels: Sequence[int]) -> tuple[int, int]:
    inside = [n for n, label in enumerate(labels) if label == ARTICLE]
    return (inside[0], inside[-1]) if inside else (0, len(labels) - 1)


def _near(labels: Sequence[int]) -> range:
    """The blocks of the article and those near it."""
    first, last = _bounds(labels)
    return range(max(0, first - _BEFORE), min(len(labels), last + 1 + _AFTER))


def _left_over(labels: Sequence[int], rng: random.Random) -> list[int]:
    """The article with what an extractor might leave: some lines before and after it, and some runs inside."""
    first, last = _bounds(labels)
    kept: list[int] = []
    start = max(0, first - (_short(rng, 3.0) if rng.random() < 0.6 else 0))
    stop = min(len(labels), last + 1 + (_short(rng, 6.0) if rng.random() < 0.7 else 0))
    skip = rng.randint(0, 8) if rng.random() < 0.25 else 0
    kept += range(start, first)
    inner = rng.choice((0.15, 0.5, 0.9))
    at = first
    while at <= last:
        end = at
        while end <= last and labels[end] == labels[at]:
            end += 1
        if labels[at] == ARTICLE:
            kept += range(at, end)
        elif labels[at] == IGNORED:
            kept += range(at, end) if rng.random() < 0.8 else ()
        elif rng.random() < inner:
            a, b = sorted((rng.randint(at, end), rng.randint(at, end)))
            kept += range(at, end) if rng.random() < 0.5 else range(a, b)
        at = end
    kept += range(last + 1 + skip, min(stop + skip, len(labels)))
    return kept


def _short(rng: random.Random, mean: float) -> int:
    return min(1 + int(rng.expovariate(1 / mean)), 40)


def _partial(data: Path, split: Split, typed: Mapping[tuple[str, str], list[Span]]) -> Iterator[Text]:
    """Pages of which only some lines are labelled, mostly German."""
    for row in read_rows(data / "boilerplate" / "traf_eval.jsonl.gz"):
        if not (row["url"] or "").startswith("http"):
            row["url"] = ""
        doc = Document(row["text"])
        labels = labels_of(doc, row["spans"])
        types = _typed_blocks(doc, typed.get(("traf_eval", row["id"]), ()), labels)
        known = [n for n, label in enumerate(labels) if label != IGNORED]
        if known:
            kept = range(max(0, known[0] - 20), min(len(labels), known[-1] + 21))
            yield _cut(row, "partial", doc, labels, types, kept, split)


def _clean(data: Path, split: Split, sources: Sources) -> Iterator[Text]:
    """Edited articles of the same sites, and human texts of all genres, without sources for non-commercial use."""
    for row in read_rows(data / "quality" / "dev_edited_modern.jsonl.gz"):
        yield _whole(row, "edited", row["group"], split)
    for path in sorted((data / "human").glob("*.jsonl.gz")):
        allowed = (row for row in read_rows(path) if not sources[row["source"]].noncommercial)
        rows = sorted(allowed, key=lambda row: str(row["id"]))
        step = max(1, len(rows) // _HUMAN_A_GENRE)
        for row in rows[::step]:
            yield _whole(row, "human", row["group"], split)


def _whole(row: Mapping[str, Any], part: str, site: str, split: Split) -> Text:
    doc = Document(row["text"])
    count = len(doc.block_list)
    labels, weights = (ARTICLE,) * count, (WEIGHTS[part],) * count
    return Text(row["id"], part, row["source"], site, fold_of(split, site), "", doc, labels, weights, labels, "en")
