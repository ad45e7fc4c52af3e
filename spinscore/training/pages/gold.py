"""Web pages with a gold article: the page's HTML, its visible lines, and what each line is.

Read from ``boilerplate/<set>.jsonl.gz`` and ``<set>.html.jsonl.gz`` of a data folder; pages without HTML are left out.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spinscore.training.dataset import DataError

SETS = ("aed", "wcxb_dev", "magic_article")
"""Sets whose lines are all labelled."""

ARTICLE, BOILERPLATE, IGNORE = "article", "boilerplate", "ignore"

_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)
_ADDRESS = re.compile(r"(?:https?://|::)([^/\s:]+)")
_SECOND_LEVEL = frozenset("ac co com edu gob gov govt net nom or org".split())


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page and its lines: texts in the order of the page, and a label for each."""

    id: str
    source: str
    site: str
    lang: str
    html: str
    lines: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def article(self) -> str:
        """The article: the page's lines that are labelled so."""
        return "\n".join(line for line, label in zip(self.lines, self.labels, strict=True) if label == ARTICLE)


def tokens(text: str) -> list[str]:
    """Words and numbers, folded; each Chinese or Japanese character is one.

    >>> tokens("Don't, 3.5 北京!")
    ['don', 't', '3', '5', '北', '京']
    """
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())


def load_pages(data: Path, sets: Sequence[str] = SETS) -> list[GoldPage]:
    """The pages of some sets that have HTML, in the order of the files."""
    return [page for name in sets for page in _read(data / "boilerplate", name)]


def _read(folder: Path, name: str) -> Iterator[GoldPage]:
    html = {row["id"]: row["html"] for row in _rows(folder / f"{name}.html.jsonl.gz")}
    for row in _rows(folder / f"{name}.jsonl.gz"):
        if row["id"] in html:
            lines, labels = _lines(row["text"], row["spans"])
            yield GoldPage(row["id"], name, site_of(row["url"]), row["lang"] or "", html[row["id"]], lines, labels)


def site_of(url: str) -> str:
    """The site that an address belongs to: the registered name of its host, of an archived page that of the original.

    >>> site_of("https://web.archive.org/web/2020/https://edition.example.co.uk/a"), site_of("http://www.example.com")
    ('example.co.uk', 'example.com')
    """
    hosts = _ADDRESS.findall(url.lower())
    parts = (hosts[-1] if hosts else url.lower()).split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and parts[-2] in _SECOND_LEVEL else parts[-2:])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise DataError(f"{path} is missing: give the folder that holds boilerplate/.")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _lines(text: str, spans: Sequence[dict[str, Any]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of a text that are not blank, and the label of the span that each begins in."""
    lines, labels = [], []
    start = span = 0
    for line in text.split("\n"):
        end = start + len(line)
        while span < len(spans) and spans[span]["end"] <= start:
            span += 1
        if line.strip():
            inside = span < len(spans) and spans[span]["start"] < end
            lines.append(line)
            labels.append(spans[span]["label"] if inside else ARTICLE)
        start = end + 1
    return tuple(lines), tuple(labels)
