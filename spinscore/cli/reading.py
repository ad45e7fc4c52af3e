"""Articles from files: whole texts, and rows of JSON lines, CSV, TSV and Parquet, one at a time.

What cannot be read becomes an item with its reason, and reading goes on. Places are counted in the decoded text: line
ends stay as they are, a byte order mark at the start of a file is no part of the text.
"""

from __future__ import annotations

import gzip
import io
import shlex
import sys
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import IO, NamedTuple

from spinscore.cli.places import STDIN, Place, places
from spinscore.render.source import Source


class Item(NamedTuple):
    """An article with its origin; without `text` where it is missing, with `error` where it could not be read.

    `html` says that the text is HTML.
    """

    source: Source
    text: str | None
    title: str | None = None
    error: str | None = None
    html: bool = False


class Fields(NamedTuple):
    """The fields of a row that hold text, name and headline; a dot leads into a nested field."""

    text: str = "text"
    id: str | None = None
    title: str | None = None


_PLAIN = Fields()


class UnreadableError(Exception):
    """A file, or the rest of it, cannot be read; the message says why and what to do."""


def read(
    paths: Sequence[str], wanted: str | None = None, fields: Fields = _PLAIN, skip: Collection[str] = ()
) -> Iterator[Item]:
    """The articles that paths lead to, in order. See `places` for `wanted` and `skip`."""
    for place in places(paths, wanted, skip):
        if place.reason:
            yield failed(place.path, place.reason)
            continue
        try:
            yield from _items(place, fields)
        except UnreadableError as error:
            yield failed(place.path, str(error))
        except (gzip.BadGzipFile, zlib.error, EOFError) as error:
            yield failed(place.path, f"not a whole gzip file: {error}")
        except OSError as error:
            yield failed(place.path, error.strerror or str(error))


def failed(path: str, reason: str) -> Item:
    """The item of a file that cannot be read."""
    return Item(Source(path, path), None, None, reason)


def _items(place: Place, fields: Fields) -> Iterator[Item]:
    with _opened(place) as file:
        if place.format == "text":
            yield _whole(place.path, file)
        elif place.format == "html":
            yield _page(place.path, file)
        elif place.format == "jsonl":
            from spinscore.cli.rows import json_rows

            yield from json_rows(place.path, file, fields)
        elif place.format == "parquet":
            from spinscore.cli.parquet import parquet_rows

            yield from parquet_rows(place.path, file, fields)
        else:
            from spinscore.cli.rows import table_rows

            yield from table_rows(place.path, file, fields, "\t" if place.format == "tsv" else ",")


def _opened(place: Place) -> AbstractContextManager[IO[bytes]]:
    if place.path == STDIN:
        if sys.stdin is None:
            raise UnreadableError("standard input is closed.")
        stdin = sys.stdin.buffer
        return io.BytesIO(stdin.read()) if place.format == "parquet" else nullcontext(stdin)
    if place.path.endswith(".gz"):
        return gzip.open(place.path)  # type: ignore[return-value]
    return open(place.path, "rb")


def _whole(path: str, file: IO[bytes]) -> Item:
    data = file.read()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return failed(path, undecodable(data, error.start, path))
    if "\0" in text:  # UTF-16 may pass for UTF-8, and nothing would be found in it
        return failed(path, undecodable(data, 0, path))
    return Item(Source(path, path), text.removeprefix("\ufeff"))


def _page(path: str, file: IO[bytes]) -> Item:
    """A page in UTF-8, or in the encoding that it declares."""
    from spinscore.pages.encoding import declared_encoding

    data = file.read()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        encoding = declared_encoding(data)
        try:
            text = data.decode(encoding or "utf-8")
        except (UnicodeDecodeError, LookupError):
            return failed(path, undecodable(data, error.start, path))
    return Item(Source(path, path), text.removeprefix("\ufeff"), html=True)


def undecodable(data: bytes, place: int, path: str = "") -> str:
    """Why bytes are no text in UTF-8, and what to do about it. `place` is that of the first wrong byte, from 0."""
    wide = begins_wide(data)
    if b"\0" in data and not wide:
        return f"not a text: byte {data.index(0)} is zero. It is a binary file, or UTF-16; convert that to UTF-8 first."
    guess = "UTF-16" if wide else "WINDOWS-1252"
    seems = "; it begins like UTF-16" if wide else ""
    file = shlex.quote(path) if path and path != STDIN else "FILE"
    return f"not UTF-8 at byte {place}{seems}. Convert it first, for example: iconv -f {guess} -t UTF-8 {file}"


def begins_wide(data: bytes) -> bool:
    """Whether bytes begin with the mark of UTF-16."""
    return data[:2] in (b"\xff\xfe", b"\xfe\xff")
