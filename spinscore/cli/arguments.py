"""The arguments that `score` and `check` share."""

from __future__ import annotations

import argparse

from spinscore.cli.places import FORMATS as INPUT_FORMATS
from spinscore.cli.writing import FORMATS, PAGE_LIMIT
from spinscore.findings import SEVERITIES
from spinscore.text.offsets import UNITS

_FORMAT_HELP = (
    "default: %(default)s. json, jsonl and csv hold everything; text, html, sarif and github what --show lets "
    f"through. html and sarif are written at the end; an HTML page shows the {PAGE_LIMIT} worst articles at most. Use "
    "jsonl or csv for very many"
)
_PATH_HELP = (
    "texts (.txt, .md and all other names), pages (.html), JSON lines, CSV, TSV or Parquet, also in .gz; folders; "
    'patterns such as "**/*.md"; "-" for standard input. UTF-8'
)


def add_shared(command: argparse.ArgumentParser) -> None:
    """Adds the arguments for inputs, settings and results."""
    command.usage = "%(prog)s [OPTION ...] PATH [PATH ...]"
    add_inputs(command)
    _add_settings(command.add_argument_group("settings"))
    _add_results(command.add_argument_group("results"))


def add_inputs(command: argparse.ArgumentParser) -> None:
    """Adds the paths and the arguments that say how to read them."""
    command.add_argument("paths", nargs="+", metavar="PATH", help=_PATH_HELP)
    group = command.add_argument_group("inputs")
    group.add_argument(
        "--input-format",
        choices=INPUT_FORMATS,
        help="where names do not say it; from folders, only files of this format",
    )
    group.add_argument(
        "--field",
        metavar="NAME",
        default="text",
        help='field that holds the text, "a.b" for a nested one; default: text',
    )
    group.add_argument("--id-field", metavar="NAME", help="field that names a row; otherwise FILE:LINE")
    group.add_argument("--title-field", metavar="NAME", help="field that holds the headline")
    group.add_argument(
        "--html", action="store_true", help="the texts are HTML, whole pages or rich text; files in .html are anyway"
    )
    group.add_argument("--title", help="the headline, where it is not part of the text")
    group.add_argument("--lang", help="the language (ISO 639-1), where it is known")


def add_profile(group: argparse._ActionsContainer) -> None:
    """Adds the arguments that choose a profile."""
    profile = group.add_mutually_exclusive_group()
    profile.add_argument(
        "--profile",
        metavar="FILE",
        help="a profile in TOML; default: the nearest spinscore.toml or [tool.spinscore] above",
    )
    profile.add_argument("--no-profile", action="store_true", help="use no profile")


def _add_settings(group: argparse._ArgumentGroup) -> None:
    add_profile(group)
    group.add_argument(
        "--ignore", metavar="FILE", action="append", default=[], help="accepted findings: a fingerprint a line"
    )
    group.add_argument(
        "--workers", type=_workers, default=1, metavar="N", help="processes; auto: one per core; default: 1"
    )


def _add_results(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--format", choices=FORMATS, default="text", help=_FORMAT_HELP)
    group.add_argument("--output", metavar="FILE", help="write there, all or nothing, instead of to standard output")
    group.add_argument(
        "--show", choices=SEVERITIES, default="minor", help="mildest severity to show; default: %(default)s"
    )
    group.add_argument(
        "--offsets",
        choices=UNITS,
        default="codepoint",
        help="what places in JSON count, from the first character after a byte order mark; default: %(default)s",
    )
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours in text")
    group.add_argument(
        "--progress",
        action=argparse.BooleanOptionalAction,
        help="tell count and rate on standard error; default: on a terminal, for long runs",
    )
    group.add_argument(
        "--fail-on",
        choices=SEVERITIES,
        metavar="SEVERITY",
        help=f"exit with 1 for a finding of this severity or worse: {', '.join(SEVERITIES)}",
    )


def _workers(value: str) -> int | None:
    if value == "auto":
        return None
    if value.isdecimal() and int(value) <= 1024:
        return int(value)
    raise argparse.ArgumentTypeError(f'takes a number of processes up to 1024, or "auto", got {value}')
