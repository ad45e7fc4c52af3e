"""Extracting articles from web pages, beside peers: body F1, line F1 of boilerplate, pages a second.

    pip install -e ".[bench-pages]" && pip install readability-lxml
    python tests/benchmarks/pages.py --data DIR [--every N]

All programs get the same pages in the same run, one after the other on one core, and every text is measured in the same
way (spinscore.training.pages.measures). The figures of spinscore come from the model's metrics.json: out of fold, by
models that saw no page of the site; with --every only its time is shown, for they are of all pages.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from _extractors import Extract, extractors

import spinscore
from spinscore.training.pages.gold import SETS, GoldPage, load_pages
from spinscore.training.pages.measures import Outcome, body_f1, judge, line_f1

OURS = "spinscore"
MODEL = Path(__file__).parents[2] / "models" / "pages-1"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="folder with boilerplate/")
    options.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth page, for a quick look")
    chosen = options.parse_args()
    logging.disable(logging.CRITICAL)
    pages = load_pages(chosen.data)[:: chosen.every]
    programs: dict[str, Extract] = {OURS: lambda html: spinscore.extract(html).text}
    for found in extractors():
        if isinstance(found, str):
            print(found)
        else:
            programs[found[0]] = found[1]
    texts, seconds = run(programs, pages)
    print(table(programs, pages, texts, seconds, whole=chosen.every == 1))


def run(
    programs: dict[str, Extract], pages: Sequence[GoldPage]
) -> tuple[dict[str, list[str]], dict[tuple[str, str], float]]:
    """What each program makes of each page, and its CPU seconds on each set. Who begins changes from page to page."""
    texts: dict[str, list[str]] = {name: [] for name in programs}
    seconds: dict[tuple[str, str], float] = defaultdict(float)
    names = list(programs)
    for work in programs.values():
        work(pages[0].html)
    for number, page in enumerate(pages):
        shift = number % len(names)
        for name in (*names[shift:], *names[:shift]):
            begun = time.process_time()
            try:
                text = programs[name](page.html) or ""
            except Exception as error:
                text = ""
                print(f"{name}: {page.id}: {type(error).__name__}")
            seconds[name, page.source] += time.process_time() - begun
            texts[name].append(text)
    return texts, seconds


def table(
    programs: dict[str, Extract],
    pages: Sequence[GoldPage],
    texts: dict[str, list[str]],
    seconds: dict[tuple[str, str], float],
    *,
    whole: bool,
) -> str:
    """A Markdown table: a row for each program, body F1 / line F1 / pages a second for each set."""
    known = json.loads((MODEL / "metrics.json").read_text("utf-8"))["sets"]
    lines = ["| program | " + " | ".join(SETS) + " |", "|---" * (len(SETS) + 1) + "|"]
    for name in programs:
        outcomes: dict[str, list[Outcome]] = defaultdict(list)
        for page, text in zip(pages, texts[name], strict=True):
            outcomes[page.source].append(judge(page, text))
        cells = []
        for source in SETS:
            found = outcomes[source]
            row = known[source] if name == OURS else {"body_f1": body_f1(found), "line_f1": line_f1(found)}
            shown = f"{row['body_f1']:.3f} / {row['line_f1']:.3f}" if name != OURS or whole else "– / –"
            cells.append(f"{shown} / {len(found) / seconds[name, source]:.0f}")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
