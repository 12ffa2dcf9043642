"""Parquet: one article a row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from onrecord.flows.sources.columns import ColumnReader
from onrecord.flows.sources.content import Content
from onrecord.flows.sources.format import Format
from onrecord.flows.sources.record import Record, Reject

_MAGIC = b"PAR1"
_ROWS_AT_ONCE = 1024
_BUFFER_BYTES = 1 << 20


def read_parquet(content: Content, columns: ColumnReader) -> Iterator[Record | Reject]:
    """Each row's article, numbered from 1. Only the columns that hold a field are read, some rows at a time."""
    numbers = count(1)
    try:
        with pq.ParquetFile(content.path, buffer_size=_BUFFER_BYTES, pre_buffer=False) as file:
            names = file.schema_arrow.names
            objection = columns.objection(names)
            if objection:
                yield Reject("1", *objection)
                return
            for batch in file.iter_batches(_ROWS_AT_ONCE, columns=columns.plan(names).used):
                for row in plain(batch).to_pylist():
                    yield columns.read(str(next(numbers)), row, row)
    except (pa.ArrowException, OSError) as error:
        detail = (
            f"The Parquet file is damaged ({str(error).splitlines()[0]}); the rows before were read. Get the file "
            "again."
        )
        yield Reject(str(next(numbers)), "truncated", detail)


def plain(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with instants in microseconds, the finest that Python has."""
    arrays = [
        pc.cast(column, pa.timestamp("us", column.type.tz), safe=False)
        if pa.types.is_timestamp(column.type)
        else column
        for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(arrays, names=batch.schema.names)


PARQUET = Format("parquet", "bytes", lambda opening: opening.head.startswith(_MAGIC), read_parquet)
