"""How well boilerplate lines are found in plain text, on articles as extractors leave them; peers in the same run.

    python tests/benchmarks/lines.py --data DIR [--every N]

DIR holds boilerplate/residual_dev.jsonl.gz: lines labelled article or boilerplate by comparison with the gold text,
about 16 % of the boilerplate labels and 3 % of the article labels wrong. Printed for each contender: precision, recall
and F1 of boilerplate lines, the share of article characters it marks, and texts a second on one core. The shipped
model was trained on texts of these sites; its figures on sites it never saw are in models/lines-1/metrics.json.

The peers take whole texts: C4's line rules (Raffel et al. 2020, section 2.2: lines without a final mark, or of under
three words, or that speak of JavaScript go), jusText and trafilatura on the lines as paragraphs of a page.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import spinscore
from spinscore.document import Document
from spinscore.engine import RuleSet
from spinscore.registry import all_rules

Marks = set[int]
"""Numbers of the lines that a contender takes for boilerplate."""
Mark = Callable[[str, Sequence[tuple[int, int]]], Marks]


class Labelled(NamedTuple):
    """A text, the places of its lines that are not blank, and the label of each."""

    text: str
    lines: list[tuple[int, int]]
    labels: list[str]


class Tally:
    """What a contender did on all texts."""

    def __init__(self) -> None:
        self.right = self.flagged = self.expected = self.lost = self.article = 0
        self.seconds = 0.0

    def add(self, item: Labelled, marked: Marks) -> None:
        for number, ((start, end), label) in enumerate(zip(item.lines, item.labels, strict=True)):
            if label == "boilerplate":
                self.expected += 1
                self.right += number in marked
            elif label == "article":
                self.article += end - start
                self.lost += (end - start) * (number in marked)
            self.flagged += label != "ignore" and number in marked

    def row(self, name: str, texts: int) -> str:
        precision = self.right / max(self.flagged, 1)
        recall = self.right / max(self.expected, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        lost = self.lost / max(self.article, 1)
        return f"{name:26}{precision:7.3f}{recall:7.3f}{f1:7.3f}{lost:9.2%}{texts / max(self.seconds, 1e-9):9,.0f}"


def read(data: Path, every: int) -> list[Labelled]:
    texts = []
    with gzip.open(data / "boilerplate/residual_dev.jsonl.gz", "rt", encoding="utf-8") as rows:
        for number, row in enumerate(rows):
            if number % every == 0:
                record = json.loads(row)
                texts.append(labelled(record["text"], record["spans"]))
    return texts


def labelled(text: str, spans: Sequence[dict[str, object]]) -> Labelled:
    lines, labels, at = [], [], 0
    for line in text.split("\n"):
        if line.strip():
            middle = at + len(line) // 2
            label = next((s["label"] for s in spans if s["start"] <= middle < s["end"]), "article")  # type: ignore[operator]
            lines.append((at, at + len(line)))
            labels.append(str(label))
        at += len(line) + 1
    return Labelled(text, lines, labels)


def by_findings(find: Callable[[str], Sequence[spinscore.Finding]]) -> Mark:
    """Lines that findings of boilerplate cover at their middle."""

    def mark(text: str, lines: Sequence[tuple[int, int]]) -> Marks:
        spans = [(f.start, f.end) for f in find(text) if f.family == "boilerplate"]
        middles = [(start + end) // 2 for start, end in lines]
        return {n for n, at in enumerate(middles) if any(start <= at < end for start, end in spans)}

    return mark


def c4(text: str, lines: Sequence[tuple[int, int]]) -> Marks:
    marked = set()
    for number, (start, end) in enumerate(lines):
        line = text[start:end].strip()
        ended = line.endswith((".", "?", "!", '"', "”", "'", "’"))
        if not ended or line.endswith("...") or len(line.split()) < 3 or "javascript" in line.lower():
            marked.add(number)
    return marked


def page(text: str, lines: Sequence[tuple[int, int]]) -> str:
    body = "\n".join(f"<p>{html.escape(text[start:end])}</p>" for start, end in lines)
    return f"<html><head><title>Article</title></head><body>{body}</body></html>"


def justext() -> Mark:
    from justext import get_stoplist
    from justext import justext as paragraphs_of

    words = get_stoplist("English")

    def mark(text: str, lines: Sequence[tuple[int, int]]) -> Marks:
        paragraphs = paragraphs_of(page(text, lines), words)
        return missing(text, lines, [p.text for p in paragraphs if not p.is_boilerplate])

    return mark


def trafilatura() -> Mark:
    from trafilatura import extract

    def mark(text: str, lines: Sequence[tuple[int, int]]) -> Marks:
        return missing(text, lines, (extract(page(text, lines)) or "").split("\n"))

    return mark


def missing(text: str, lines: Sequence[tuple[int, int]], kept: Sequence[str]) -> Marks:
    """Lines that do not stand in what was kept, in order."""
    wanted = [" ".join(line.split()) for line in kept]
    marked, at = set(), 0
    for number, (start, end) in enumerate(lines):
        line = " ".join(text[start:end].split())
        if line in wanted[at:]:
            at = wanted.index(line, at) + 1
        else:
            marked.add(number)
    return marked


def contenders() -> dict[str, Mark]:
    """All contenders; a peer that is not installed is told of."""
    rules = RuleSet(tuple(all_rules().values()))
    found: dict[str, Mark] = {
        "spinscore": by_findings(lambda text: spinscore.check(text, rules=["boilerplate"])),
        "spinscore, rules alone": by_findings(lambda text: rules.run(Document(text))),
        "C4 line rules": c4,
    }
    for make in (justext, trafilatura):
        try:
            found[make.__name__] = make()
        except ImportError as error:
            print(f"left out: {error.name} is not installed")
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth text")
    options = parser.parse_args(arguments)
    texts = read(options.data, options.every)
    print(f"{'':26}{'prec':>7}{'rec':>7}{'F1':>7}{'lost':>9}{'texts/s':>9}   ({len(texts)} texts)")
    for name, mark in contenders().items():
        tally = Tally()
        for item in texts:
            begun = time.process_time()
            marked = mark(item.text, item.lines)
            tally.seconds += time.process_time() - begun
            tally.add(item, marked)
        print(tally.row(name, len(texts)))


if __name__ == "__main__":
    main()
