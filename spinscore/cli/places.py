"""Which files the paths on the command line mean: files, folders, patterns, standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

STDIN: Final = "-"
FORMATS: Final = ("text", "html", "jsonl", "csv", "tsv", "parquet")
SUFFIXES: Final = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
}
_PASSED_OVER = frozenset(("node_modules", "__pycache__", "venv", "site-packages"))


class Place(NamedTuple):
    """A file to read and its format, or the reason why there is none."""

    path: str
    format: str
    reason: str = ""


def places(paths: Sequence[str], wanted: str | None = None, skip: Collection[str] = ()) -> Iterator[Place]:
    """The files that paths mean, in order; those of a folder or pattern sorted.

    A pattern means what a shell would make of it. From a folder come files with known suffixes, at any depth; pages in
    HTML only if they are wanted, since reports are pages too. `wanted` is the format of all files, where names do not
    say it; from folders it takes only those with suffixes of that format. `skip` are files that a folder's search
    passes over, such as the one that is being written.
    """
    skipped = {os.path.abspath(path) for path in skip}
    for path in paths:
        if path == STDIN:
            yield Place(path, wanted or "text")
        elif os.path.isdir(path):
            yield from _in_folder(path, wanted, skipped)
        elif _is_pattern(path):
            matches = [Place(file, wanted or format_of(file) or "text") for file in _match(path)]
            yield from matches or [Place(path, "text", "no file matches this pattern.")]
        else:
            yield Place(path, wanted or format_of(path) or "text")


def is_one_text(paths: Sequence[str], wanted: str | None = None) -> bool:
    """Whether the paths mean a single article: one file, or standard input, that is a text and not rows."""
    if len(paths) != 1 or os.path.isdir(paths[0]) or _is_pattern(paths[0]):
        return False
    return (wanted or format_of(paths[0]) or "text") in ("text", "html")


def format_of(path: str) -> str | None:
    """The format that a file's suffix names, seen through a .gz; None for other suffixes."""
    name = Path(path.removesuffix(".gz"))
    return SUFFIXES.get(name.suffix.lower())


def _is_pattern(path: str) -> bool:
    return glob.has_magic(path) and not os.path.exists(path)


def _in_folder(folder: str, wanted: str | None, skipped: set[str]) -> Iterator[Place]:
    empty = True
    for file in _walk(folder):
        kind = format_of(file)
        if kind is not None and wanted in _taken(kind) and os.path.abspath(file) not in skipped:
            empty = False
            yield Place(file, kind)
    if empty:
        looked_for = ", ".join(suffix for suffix, kind in SUFFIXES.items() if wanted in _taken(kind))
        yield Place(folder, "text", f"no article in this folder. Looked for {looked_for}.")


def _taken(kind: str) -> tuple[str | None, ...]:
    """The wanted formats with which a folder's search takes files of a kind; None is no wish."""
    return (kind,) if kind == "html" else (None, kind)


def _walk(folder: str) -> Iterator[str]:
    """The files below a folder, without hidden ones, pipes and folders of packages; links to folders are not followed.

    A link that leads nowhere is one: its reader tells of it.
    """
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _PASSED_OVER)
        for name in sorted(files):
            file = os.path.normpath(os.path.join(at, name))
            if not name.startswith(".") and (os.path.isfile(file) or not os.path.exists(file)):
                yield file


def _match(pattern: str) -> Iterator[str]:
    named = set(Path(pattern).parts)
    for file in sorted(glob.glob(pattern, recursive=True)):
        if os.path.isfile(file) and not (_PASSED_OVER - named) & set(Path(file).parts):
            yield file
