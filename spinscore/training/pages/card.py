"""The card of a page model: what it is for, what it was trained on, how well it does and where it is bad."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_SOURCES = {
    "aed": "news pages of 2023; AndyTheFactory/article-extraction-dataset, Apache-2.0",
    "wcxb_dev": "articles, blogs, guides, lists, 2025; Murrough-Foley/web-content-extraction-benchmark, its dev split, "
    "CC-BY-4.0",
    "magic_article": "articles, a third Chinese; opendatalab/magic-html, benchmark/data/article, Apache-2.0",
    "traf_eval": "mostly German, labelled in part; adbar/trafilatura, tests/eval, Apache-2.0",
}
_TEXT = """\
# {name}: which blocks of a web page are its article

Made by `python -m spinscore.training pages fit`; this card is generated. The model gives P(article) for each block of
a page that `spinscore.extract` and `spinscore.score_html` read. How it decides: docs/pages.md.

## Use

For pages that hold one article: news, blogs, guides, documentation, reviews. It keeps headings, lists, tables, quotes
and code inside the body, and leaves out title, byline, date, captions, share bars, related links, comments, consent
layers and what else stands around an article. Most gold texts that it learnt from do so.

Not for pages without an article (home pages, search results, shops, threads): it keeps what looks most like one, or
nothing. It does not render a page: what a script puts there is not seen, and what a style sheet hides is.

## Training

{training}

The licences are those of the collections; the pages belong to their publishers. The model holds hashed weights and
thresholds, no text. {sites} sites, seed {seed}, digest `{digest}`.

## Figures

Out of fold: five folds by site; each page is measured by a model that saw no page of its site, in any step. Body F1:
runs of four tokens of the extracted text against those of the gold article, F1 of the mean precision and recall over
pages. Line F1: boilerplate lines left out, from three lines before the article's first to ten after its last. In
brackets: 95 % intervals, sites drawn 1,000 times.

{figures}

On the pages that are labelled in part ({partial[pages]}): {partial[kept]} blocks of the article kept, {partial[lost]}
lost; {partial[left_out]} others left out, {partial[wrongly_kept]} kept.

## Where it is bad

- Gold texts disagree on headings, standfirsts, captions, tags and notes about the author: much of the line error.
- Pages with several articles one after the other: parts of the second may be kept.
- Long reader comments and forum pages, where posts look like paragraphs of an article.
- Product pages, lists of links and tables that are the content of a page: they are taken for furniture too often.
- Languages other than English, German and Chinese have few pages here. Scripts from right to left have none.
"""


def card(folder: Path, metrics: Mapping[str, Any]) -> str:
    """The text of CARD.md for the model in a folder."""
    model = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    training = model["training"]
    rows = [f"- `{name}`: {training['pages'][name]} pages. {about}." for name, about in _SOURCES.items()]
    return _TEXT.format(
        name=folder.name,
        training="\n".join(rows),
        sites=training["sites"],
        seed=training["seed"],
        digest=model["digest"][:16],
        figures=_table(metrics["sets"]),
        partial=metrics["partial"],
    )


def _table(sets: Mapping[str, Mapping[str, Any]]) -> str:
    lines = ["| set | pages (sites) | precision | recall | body F1 | line F1 |", "|---|---|---|---|---|---|"]
    for name, row in sets.items():
        body, line = (f"{row[key]:.3f} ({row[f'{key}_interval'][0]:.3f}–{row[f'{key}_interval'][1]:.3f})"
                      for key in ("body_f1", "line_f1"))  # fmt: skip
        lines.append(
            f"| {name} | {row['pages']} ({row['sites']}) | {row['body_precision']:.3f} | {row['body_recall']:.3f} "
            f"| {body} | {line} |"
        )
    return "\n".join(lines)
