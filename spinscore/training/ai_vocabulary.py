"""How thick edited news is with style words of language models: the table behind the percentiles of the rule.

The articles are from before 2021, so that none can be a language model's: news of 2006 to 2019, BBC news of 2004 and
2005, and mostly true political news of 2016. Long articles stand in for shorter ones too, cut to a length of the class:
lengths spread over it by the golden ratio, evenly and without a seed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from spinscore.detectors.spin import _ai_density
from spinscore.document import Document
from spinscore.training.dataset import DataError, Example, load

FOLDERS = ("human", "quality")
LENGTHS = (150, 250, 400, 700)
"""Least words of each class; the last one has no end."""
PERCENTAGES = (10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92, 94, 95, 96, 97, 98, 99, 99.5)
TABLE = Path(_ai_density.__file__).with_name("_ai_vocabulary_quantiles.tsv")
_GOLDEN = (math.sqrt(5) - 1) / 2
_FEWEST = 100
"""Texts of a class under which its outer percentages would be guesses."""

HEAD = """\
# spin.ai-vocabulary: densities of style words (per 1,000 words) that so many percent of edited news do not exceed.
# Made by: python -m spinscore.training ai-vocabulary --data DIR. From {articles} articles: {sources}.
# words: least words of the class; texts: articles of that length, and longer ones cut to it.
"""


def reference(examples: Iterable[Example]) -> list[Example]:
    """The news articles that the percentiles speak of."""
    return [x for x in examples if _is_reference(x)]


def _is_reference(x: Example) -> bool:
    if x.folder == "human":
        return x.kind == "human" and x.genre == "news"
    return x.source == "bbc" or (x.source == "buzzfeed-v02" and x.kind == "news-mostly-true")


def table(articles: Sequence[Example]) -> str:
    """The contents of the table, from the articles in order."""
    documents = [Document.parse(x.text) for x in articles]
    rows = []
    for least, most in zip(LENGTHS, (*LENGTHS[1:], None), strict=True):
        found = sorted(densities(documents, least, most))
        if len(found) < _FEWEST:
            raise DataError(f"only {len(found)} articles of {least} words and more: a table needs {_FEWEST} a class")
        values = [found[math.ceil(len(found) * share / 100) - 1] for share in PERCENTAGES]
        rows.append("\t".join([str(least), str(len(found)), *(f"{_up(value):.3f}" for value in values)]))
    sources = sorted({"human/news" if x.folder == "human" else x.source for x in articles})
    head = HEAD.format(articles=len(articles), sources=", ".join(sources))
    columns = "\t".join(["words", "texts", *(f"{share:g}" for share in PERCENTAGES)])
    return head + "\n".join([columns, *rows]) + "\n"


def _up(value: float) -> float:
    """Rounded up, so that no text of just this density seems to exceed it."""
    return math.ceil(1000 * value) / 1000


def densities(documents: Sequence[Document], least: int, most: int | None) -> Iterator[float]:
    """The densities of the texts of a class: articles of its length whole, longer ones cut."""
    for number, doc in enumerate(documents):
        words = len(doc.tokens)
        if words < least:
            continue
        if most is not None and words >= most:
            ratio: float = (most / least) ** (number * _GOLDEN % 1)
            words = int(least * ratio)
        places = [place for place in _ai_density.style_places(doc) if place[1] <= words]
        yield 1000 * _ai_density.counted(doc, places) / words


def make(data: Path, out: Path = TABLE) -> str:
    """Writes the table made from a data folder; the line that says so."""
    articles = reference(load(data, FOLDERS))
    out.write_text(table(articles), encoding="utf-8", newline="\n")
    return f"{out}: {len(articles)} articles"
