"""How often each rule marks something in text that people edited: counted over the clean corpora, not judged.

Totals are over the articles' own lines of web pages (what a page left around them is not counted), BBC news and the
human genres. ``edited_modern`` holds articles of the same pages without the pages, so it has a column of its own and is
no part of the totals; it says how many whole articles get a finding that is major or worse.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from spinscore.document import Document
from spinscore.engine import RuleSet
from spinscore.findings import SEVERITIES, Finding
from spinscore.rule import Rule
from spinscore.training.dataset import DataError

PAGES = ("boilerplate/aed", "boilerplate/wcxb_dev")
BBC = "quality/dev_quality"
EDITED = "quality/dev_edited_modern"
ARTICLES = "edited_modern"
"""The corpus of whole articles, which is no part of the totals."""
_SEVERE = ("major", "critical")
_Z = 1.959964
"""95 % of a normal distribution lie within so many standard deviations."""
_BY_SEVERITY = ("critical", "major", "minor", "info")
_ENGLISH = ("en", "", None)

Span = tuple[int, int]


class Text(NamedTuple):
    """A text of a corpus, with the spans that are the page's and not the article's."""

    text: str
    page: tuple[Span, ...] = ()


@dataclass(slots=True)
class Tally:
    """What was counted in one corpus: texts, words, findings by rule and severity, texts with a severe one by rule."""

    texts: int = 0
    words: int = 0
    findings: Counter[tuple[str, str]] = field(default_factory=Counter)
    severe: Counter[str] = field(default_factory=Counter)

    def hits(self, rule: Rule) -> int:
        """How many findings of a rule; those for information only if the whole rule is, as in features."""
        least = 0 if rule.severity == "info" else 1
        return sum(self.findings[rule.id, severity] for severity in SEVERITIES[least:])


def corpora(data: Path) -> dict[str, Iterator[Text]]:
    """The clean corpora of a data folder by name, read as they are consumed."""
    if not data.is_dir():
        raise DataError(f"no data folder at {data}: give --data the folder that holds boilerplate, human, quality.")
    found = {path.rpartition("/")[2]: _pages(data / f"{path}.jsonl.gz") for path in PAGES}
    found["bbc"] = (Text(row["text"]) for row in _rows(data / f"{BBC}.jsonl.gz") if row["source"] == "bbc")
    for path in sorted((data / "human").glob("*.jsonl.gz")):
        found[path.name.removesuffix(".jsonl.gz")] = (Text(row["text"]) for row in _rows(path))
    found[ARTICLES] = (Text(row["text"]) for row in _rows(data / f"{EDITED}.jsonl.gz"))
    return found


def _pages(path: Path) -> Iterator[Text]:
    for row in _rows(path):
        if row.get("lang") in _ENGLISH:
            yield Text(row["text"], tuple((span["start"], span["end"]) for span in row["spans"]))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise DataError(f"{path} is missing: the rates are counted over pages, BBC news and human genres alike.")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def count(texts: Iterable[Text], rules: RuleSet, every: int = 1) -> Tally:
    """The findings in a corpus, or in every so-manieth text of it."""
    tally = Tally()
    for number, text in enumerate(texts):
        if number % every:
            continue
        doc = Document.parse(text.text)
        found = [finding for finding in rules.run(doc) if not _on_page(finding, text.page)]
        tally.texts += 1
        tally.words += len(doc.tokens) - sum(doc.token_at(end) - doc.token_at(start) for start, end in text.page)
        tally.findings.update((finding.rule, finding.severity) for finding in found)
        tally.severe.update({finding.rule for finding in found if finding.severity in _SEVERE})
    return tally


def _on_page(finding: Finding, page: Sequence[Span]) -> bool:
    return any(start < finding.end and finding.start < end for start, end in page)


def measure(data: Path, rules: Iterable[Rule], every: int = 1) -> dict[str, Tally]:
    """The tallies of all clean corpora by name. All rules must be given: some wait for others, or give way to them."""
    together = RuleSet(tuple(rules))
    return {name: count(texts, together, every) for name, texts in corpora(data).items()}


def total(tallies: Mapping[str, Tally]) -> Tally:
    """The sum over the corpora that do not overlap."""
    summed = Tally()
    for name, tally in tallies.items():
        if name != ARTICLES:
            summed.texts += tally.texts
            summed.words += tally.words
            summed.findings.update(tally.findings)
            summed.severe.update(tally.severe)
    return summed


def per_million(hits: int, words: int) -> float:
    """A rate.

    >>> per_million(3, 1_500_000)
    2.0
    """
    return 1e6 * hits / words if words else 0.0


def interval(hits: int) -> tuple[float, float]:
    """The 95 % interval of a Poisson mean of which so many were seen: Byar's approximation, good to 2 %.

    >>> [round(bound, 2) for bound in interval(10)]
    [4.79, 18.39]
    """
    low = hits * (1 - 1 / (9 * hits) - _Z / (3 * hits**0.5)) ** 3 if hits else 0.0
    more = hits + 1
    return max(low, 0.0), more * (1 - 1 / (9 * more) + _Z / (3 * more**0.5)) ** 3


def table(tallies: Mapping[str, Tally], rules: Iterable[Rule]) -> str:
    """The rates as text: findings of each rule, their rate and its interval, rates by severity, articles marked."""
    summed, articles = total(tallies), tallies[ARTICLES]
    lines = [
        f"{summed.words:,} words in {summed.texts:,} texts; {ARTICLES}: {articles.texts:,} articles",
        f"{'rule':<32} {'hits':>7} {'per million (95 %)':>28} "
        + " ".join(f"{name:>9}" for name in (*_BY_SEVERITY, "articles")),
    ]
    for rule in rules:
        hits = summed.hits(rule)
        low, high = (1e6 * bound / summed.words for bound in interval(hits))
        spread = f"{per_million(hits, summed.words):.2f} ({low:.2f} to {high:.2f})"
        by_severity = [
            f"{per_million(summed.findings[rule.id, severity], summed.words):9.2f}" for severity in _BY_SEVERITY
        ]
        share = 100 * articles.severe[rule.id] / max(articles.texts, 1)
        lines.append(f"{rule.id:<32} {hits:>7} {spread:>28} {' '.join(by_severity)} {share:>7.2f} %")
    return "\n".join(lines)
