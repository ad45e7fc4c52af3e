"""Articles in the rows of JSON lines, CSV and TSV files."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any, Final

from spinscore.cli.reading import Fields, Item, UnreadableError, begins_wide, undecodable
from spinscore.errors import nearest
from spinscore.render.source import Source

_BOM = b"\xef\xbb\xbf"
_SHOWN_FIELDS = 12


def json_rows(path: str, file: IO[bytes], fields: Fields) -> Iterator[Item]:
    """The articles of a file with a JSON object on each line; blank lines are passed over. Rows are lines."""
    for number, line in enumerate(file, 1):
        data = line.removeprefix(_BOM) if number == 1 else line
        if not data.strip():
            continue
        if number == 1 and begins_wide(data):
            raise UnreadableError(undecodable(data, 0, path))
        source = Source(f"{path}:{number}", path, number, number)
        try:
            record = json.loads(data.decode("utf-8"))
        except UnicodeDecodeError as error:
            yield Item(source, None, None, undecodable(data, error.start))
        except json.JSONDecodeError as error:
            yield Item(source, None, None, f"not JSON at column {error.colno}: {error.msg}")
        except (RecursionError, ValueError):
            yield Item(source, None, None, "JSON that cannot be read: nested too deeply, or a number too long")
        else:
            yield row(source, record, fields)


def table_rows(path: str, file: IO[bytes], fields: Fields, delimiter: str) -> Iterator[Item]:
    """The articles of a CSV or TSV file with a header. Rows are counted without it, lines with it."""
    csv.field_size_limit(2**31 - 1)
    lines = io.TextIOWrapper(file, "utf-8", errors="surrogateescape", newline="")
    try:
        ended = itertools.chain(lines, "\n")  # comes back as an empty record, unless a quote is open
        yield from _table_rows(path, csv.reader(ended, delimiter=delimiter), fields)
    finally:
        lines.detach()  # the file is the caller's to close


def _table_rows(path: str, reader: Any, fields: Fields) -> Iterator[Item]:
    header: list[str] = []
    number = 0
    for line, record in _numbered(reader):
        if not record:
            continue
        if not header:
            if wrong := _undecodable(",".join(record)):
                raise UnreadableError(wrong)
            header = [record[0].removeprefix("\ufeff"), *record[1:]]
            require(header, fields)
            continue
        number += 1
        yield _table_row(Source(f"{path}:{line}", path, number, line), header, record, fields)
    if not header:
        raise UnreadableError("empty: a table begins with the names of its columns.")


def _numbered(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """The records of a table, each with the line where it begins: a quoted text may run over several."""
    line = begun = 1
    record: list[str] = []
    try:
        for record in reader:
            yield line, record
            begun, line = line, reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(f"not a table at line {reader.line_num}: {error}") from None
    if record:
        raise UnreadableError(f"a quote in the row at line {begun} is never closed; it took all that follows for text.")


def _table_row(source: Source, header: Sequence[str], record: Sequence[str], fields: Fields) -> Item:
    cells = dict(zip(header, record, strict=False))
    text = cells.get(fields.text)
    if text is None:
        return Item(source, None, None, f"the row has {len(record)} of {len(header)} cells; its text is missing")
    if any(record[len(header) :]):
        reason = f"the row has {len(record)} cells, the header {len(header)}. Put texts that hold a comma into quotes."
        return Item(source, None, None, reason)
    if wrong := _undecodable(text):
        return Item(source, None, None, wrong)
    return row(source, cells, fields)


def _undecodable(text: str) -> str | None:
    """What is wrong with a text in which bytes that are no UTF-8 became lone surrogates."""
    if text.isascii():
        return None
    data = text.encode("utf-8", "surrogateescape")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return undecodable(data, error.start)
    return None


def row(source: Source, record: object, fields: Fields) -> Item:
    """The article in a record, or why there is none in it. A null is a missing text and no error."""
    if not isinstance(record, Mapping):
        return Item(source, None, None, f"not an object with fields but {kind_of(record)}")
    name = lookup(record, fields.id) if fields.id else None
    if isinstance(name, (str, int)) and not isinstance(name, bool) and name != "":
        source = source._replace(name=str(name))
    title = lookup(record, fields.title) if fields.title else None
    title = title if isinstance(title, str) else None
    try:
        text = lookup(record, fields.text, strict=True)
    except KeyError:
        return Item(source, None, title, f'no field "{fields.text}". {_known(record, fields.text)}')
    if text is None or isinstance(text, str):
        return Item(source, text, title)
    if isinstance(text, float) and text != text:
        return Item(source, None, title)
    return Item(source, None, title, f'field "{fields.text}" is {kind_of(text)}, not a text')


def lookup(record: Mapping[str, Any], name: str, *, strict: bool = False) -> Any:
    """The value of a field; a dot leads into a nested one, unless the name with its dot is itself a field.

    A field that is not there gives None, or a KeyError if `strict`.

    >>> lookup({"meta": {"body": "Hello"}}, "meta.body")
    'Hello'
    """
    if name in record:
        return record[name]
    value: Any = record
    for part in name.split("."):
        if value is None and value is not record:
            return None
        if not isinstance(value, Mapping) or part not in value:
            if strict:
                raise KeyError(name)
            return None
        value = value[part]
    return value


def require(columns: Sequence[str], fields: Fields, *, nested: bool = False) -> None:
    """Raises UnreadableError where a table lacks one of the columns that were asked for; `nested` ones have fields."""
    for option, name in (("--field", fields.text), ("--id-field", fields.id), ("--title-field", fields.title)):
        if name is not None and name not in columns and not (nested and name.split(".")[0] in columns):
            known = nearest(name, columns[:_SHOWN_FIELDS])
            raise UnreadableError(f'no column "{name}". {known} Name the right one with {option}.')


def _known(record: Mapping[str, Any], name: str) -> str:
    return nearest(name, [str(key) for key in record][:_SHOWN_FIELDS]) if record else "The row is empty."


def kind_of(value: object) -> str:
    """What a value of JSON is, with its article.

    >>> kind_of([1])
    'a list'
    """
    for kinds, name in _KINDS:
        if isinstance(value, kinds):
            return name
    return f"a {type(value).__name__}"


_KINDS: Final = (
    (type(None), "null"),
    (bool, "a truth value"),
    ((int, float), "a number"),
    (str, "a text"),
    (list, "a list"),
    (dict, "an object"),
    (bytes, "bytes"),
)
