"""Parquet files of the registry's tables: field comments, zstd, row groups of one size, the same bytes for the same
rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.flows.lake.atomic import replacing
from onrecord.transforms.tables import registry
from onrecord.transforms.tables.declared import TABLES

ROW_GROUP_ROWS = 122_880
"""Rows of a row group: what DuckDB and Polars read as one unit. Groups of 1,000 scan 6 times slower."""

COMPRESSION_LEVEL = 3
"""Zstandard's own default; pyarrow's is 1, which is no quicker here and gives files half as large again."""

_ARROW_TYPES: dict[pl.DataType, pa.DataType] = {
    pl.String(): pa.large_string(),  # 64-bit offsets: the bodies of one row group may exceed 2 GB
    pl.Int64(): pa.int64(),
    pl.Float64(): pa.float64(),
    pl.Date(): pa.date32(),
    pl.Datetime("us", "UTC"): pa.timestamp("us", "UTC"),
}


class TableMismatchError(ValueError):
    """A frame does not have exactly the columns of its table."""


def arrow_schema(table: str) -> pa.Schema:
    """Names, types, null flags and descriptions of a table's columns; the table's own comment is in the schema's
    metadata.

    Raises:
        KeyError: there is no such table, or a column has a type that has no Arrow type here.
    """
    facts = registry.table(table)
    fields = [
        pa.field(
            field.name, _ARROW_TYPES[field.dtype], nullable=field.nullable, metadata={"description": field.description}
        )
        for field in facts.fields
    ]
    return pa.schema(fields, metadata={"table": table, "description": facts.comment})


def write_table(frame: pl.DataFrame, table: str, path: Path) -> None:
    """Write the rows of a frame, in their order, as one file of a table, replacing a file of that name at once
    (`write_pieces`).
    """
    write_pieces([Piece(frame, pl.int_range(frame.height, eager=True))], table, path)


class Piece(NamedTuple):
    """Rows of a table, and the order in which they are written."""

    rows: pl.DataFrame
    order: pl.Series
    """Numbers of the rows."""


def write_pieces(pieces: Iterable[Piece], table: str, path: Path) -> None:
    """Write pieces behind each other as one file of a table.

    Equal rows give equal bytes, whatever their frames and chunks or the number of threads: pyarrow encodes on one
    thread, and is given one contiguous row group at a time. An ordered copy of a piece is never in memory, only of one
    row group. The folder is made if there is none.

    Raises:
        TableMismatchError: columns, their order or their types are not those of the table.
        dataframely.exc.ValidationError: a row breaks a rule of the table.
        OSError: the file cannot be written.
    """
    schema = arrow_schema(table)
    with (
        replacing(path) as temporary,
        pq.ParquetWriter(temporary, schema, compression="zstd", compression_level=COMPRESSION_LEVEL) as writer,
    ):
        for rows in _row_groups(_valid(pieces, table)):
            # A page may only end where a chunk does, so chunks would show in the bytes.
            writer.write_table(
                rows.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest()).cast(schema),
                row_group_size=ROW_GROUP_ROWS,
            )


def _valid(pieces: Iterable[Piece], table: str) -> Iterator[Piece]:
    for piece in pieces:
        _require_columns(piece.rows, table)
        TABLES[table].validate(piece.rows)
        yield piece
        del piece  # the next one is put together when this one's memory is free


def _row_groups(pieces: Iterable[Piece]) -> Iterator[pl.DataFrame]:
    held: list[pl.DataFrame] = []
    room = ROW_GROUP_ROWS
    for rows, order in pieces:
        first = 0
        while first < len(order):
            held.append(rows[order[first : first + room]])
            first, room = first + held[-1].height, room - held[-1].height
            if not room:
                yield pl.concat(held)
                held, room = [], ROW_GROUP_ROWS
        del rows, order
    if held:
        yield pl.concat(held)


def _require_columns(frame: pl.DataFrame, table: str) -> None:
    expected = registry.polars_schema(table)
    if frame.schema == expected:
        return
    found = frame.schema
    differences = [
        *(f"{name} is missing" for name in expected if name not in found),
        *(f"{name} is not a column of the table" for name in found if name not in expected),
        *(
            f"{name} is {found[name]}, not {dtype}"
            for name, dtype in expected.items()
            if name in found and found[name] != dtype
        ),
    ]
    raise TableMismatchError(f"{table}: {'; '.join(differences) or 'the columns are in another order'}")
