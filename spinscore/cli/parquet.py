"""Articles in the rows of a Parquet file, read by batches. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from spinscore.cli.reading import Fields, Item, UnreadableError
from spinscore.cli.rows import require, row
from spinscore.render.source import Source

_BATCH = 256


def parquet_rows(path: str, file: IO[bytes], fields: Fields) -> Iterator[Item]:
    """The articles of a Parquet file, a batch in memory at a time."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UnreadableError('Parquet needs pyarrow. Install it with: pip install "spinscore[parquet]"') from None
    try:
        table = pyarrow.parquet.ParquetFile(file)
        names = table.schema_arrow.names
        require(names, fields, nested=True)
        wanted = {name if name in names else name.split(".")[0] for name in fields if name}
        number = 0
        for batch in table.iter_batches(batch_size=_BATCH, columns=sorted(wanted)):
            columns = [(name, batch.column(name)) for name in batch.schema.names]
            for at in range(batch.num_rows):
                number += 1
                source = Source(f"{path}:{number}", path, number)
                yield _row(source, columns, at, fields)
    except pyarrow.ArrowException as error:
        raise UnreadableError(f"not a readable Parquet file: {str(error).splitlines()[0]}") from None


def _row(source: Source, columns: list[tuple[str, Any]], at: int, fields: Fields) -> Item:
    try:
        record = {name: column[at].as_py() for name, column in columns}
    except UnicodeDecodeError as error:
        return Item(source, None, None, f"not UTF-8 at byte {error.start}.")
    return row(source, record, fields)
