"""`spinscore clean` and `spinscore extract`: articles in, their texts out."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterator
from typing import Any, TextIO

from spinscore.cli.arguments import add_inputs, add_profile
from spinscore.cli.check import Checking
from spinscore.cli.output import opened
from spinscore.cli.places import STDIN, format_of, is_one_text
from spinscore.cli.reading import Fields, Item, read
from spinscore.cli.running import FAILED, OK, profile_of, tell
from spinscore.errors import SpinscoreError
from spinscore.render.terminal import harmless

Entry = dict[str, Any]
"""What is told of one article; under "text" its text."""
_OUTPUT_HELP = "write there, all or nothing, instead of to standard output"
_FORMAT_HELP = "text, or jsonl with one object for each article; default: text for one article, jsonl for more"


def add_commands(commands: Any) -> None:
    """Adds both commands to the subparsers."""
    clean = commands.add_parser("clean", help="write articles without their boilerplate")
    _add_shared(clean)
    add_profile(clean)
    clean.set_defaults(run=_clean)
    extract = commands.add_parser("extract", help="write the article of a page in HTML")
    _add_shared(extract)
    extract.add_argument("--blocks", action="store_true", help="in jsonl: also all blocks of the page, as judged")
    extract.set_defaults(run=_extract)


def _add_shared(command: argparse.ArgumentParser) -> None:
    command.usage = "%(prog)s [OPTION ...] PATH [PATH ...]"
    add_inputs(command)
    command.add_argument("--format", choices=("text", "jsonl"), help=_FORMAT_HELP)
    command.add_argument("--output", metavar="FILE", help=_OUTPUT_HELP)


def _clean(options: argparse.Namespace) -> int:
    from spinscore.batch import Row

    work = Checking(profile_of(options), None)

    def cleaned(item: Item) -> Entry:
        report = work(Row(item.text, options.title or item.title, options.lang, (), item.html or options.html))
        gone = [
            {"start": r.start, "end": r.end, "text": r.text, "rules": sorted({f.rule for f in r.findings})}
            for r in report.removals()
        ]
        return {"text": report.clean(), "removed": gone}

    return _run(options, cleaned, lambda _: options.input_format)


def _extract(options: argparse.Namespace) -> int:
    from spinscore import extract

    def extracted(item: Item) -> Entry:
        article = extract(item.text or "")
        entry: Entry = {"title": article.title, "text": article.text}
        if options.blocks:
            entry["blocks"] = [
                {
                    "start": block.start,
                    "end": block.end,
                    "kind": block.kind,
                    "probability": round(block.probability, 4),
                    "is_article": block.is_article,
                    "text": block.text,
                }
                for block in article.blocks
            ]
        return entry

    return _run(options, extracted, lambda path: options.input_format or _page_format(path))


def _page_format(path: str) -> str | None:
    """The format of what `extract` reads: pages, where the name does not say that it is something else."""
    return "html" if path == STDIN or (os.path.exists(path) and format_of(path) is None) else None


def _run(options: argparse.Namespace, work: Callable[[Item], Entry], wanted: Callable[[str], str | None]) -> int:
    """Does the work on all articles and writes the results. One that fails is told of, and the run goes on.

    `wanted` gives the format of a path, None where its name says it.
    """
    one = is_one_text(options.paths, options.input_format)
    plain = options.format == "text" or (options.format is None and one)
    if plain and not one:
        raise SpinscoreError("--format text takes one article; several are written with --format jsonl.")
    code = OK
    with opened(options.output) as out:
        for item, entry, reason in _entries(options, work, wanted):
            if reason:
                code = FAILED
                tell(f"{harmless(item.source.place)}: {harmless(reason)}")
            _write(out, item, entry, reason, plain=plain)
        out.flush()
    return code


def _entries(
    options: argparse.Namespace, work: Callable[[Item], Entry], wanted: Callable[[str], str | None]
) -> Iterator[tuple[Item, Entry, str]]:
    fields = Fields(options.field, options.id_field, options.title_field)
    passed_over = [options.output] if options.output else []
    items = (item for path in options.paths for item in read([path], wanted(path), fields, passed_over))
    for item in items:
        if item.error or item.text is None:
            yield item, {"text": None}, item.error or ""
            continue
        try:
            yield item, work(item), ""
        except Exception as error:  # an article's error stays its own
            yield item, {"text": None}, f"{type(error).__name__}: {error}"


def _write(out: TextIO, item: Item, entry: Entry, reason: str, *, plain: bool) -> None:
    if plain:
        text = entry["text"] or ""
        out.write(text if text.endswith("\n") or not text else f"{text}\n")
    else:
        row = {"name": item.source.name, **entry, "error": reason or None}
        out.write(f"{json.dumps(row, ensure_ascii=False)}\n")
