"""Where the files of a table lie inside a snapshot, and the DuckDB query that reads them.

Monthly tables: `<table>/month=<YYYY-MM or undated>/*.parquet`; the others: `<table>/<table>.parquet`.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import polars as pl

from onrecord.transforms.tables.registry import MONTH_COMMENT, Table

MONTH_FOLDER = "month="
"""How the name of a month's folder begins."""

_DUCKDB_TYPES: dict[pl.DataType, str] = {
    pl.String(): "VARCHAR",
    pl.Int64(): "BIGINT",
    pl.Float64(): "DOUBLE",
    pl.Date(): "DATE",
    pl.Datetime("us", "UTC"): "TIMESTAMP WITH TIME ZONE",
}


def table_files(snapshot: Path, table: Table) -> list[Path]:
    """The Parquet files of one table in the order of their names; none where the table has no rows."""
    pattern = f"{table.name}/{MONTH_FOLDER}*/*.parquet" if table.monthly else f"{table.name}/{table.name}.parquet"
    return sorted(snapshot.glob(pattern))


def month_of(file: Path) -> str:
    """The month that the file of a monthly table belongs to, from the name of its folder."""
    return file.parent.name.removeprefix(MONTH_FOLDER)


def months(snapshot: Path, table: Table) -> set[str]:
    """The months, `undated` among them, of which a monthly table has files."""
    return {month_of(file) for file in table_files(snapshot, table)}


def column_comments(table: Table) -> dict[str, str]:
    """Every column that a reader of the table sees, in order, with its comment."""
    comments = {field.name: field.description for field in table.fields}
    return comments | {"month": MONTH_COMMENT} if table.monthly else comments


def table_query(snapshot: Path, table: Table, only: Collection[str] | None = None) -> str:
    """SQL that selects the rows of a table from the files of a snapshot; of a monthly table all months, or those of
    `only`.

    The paths in it are absolute, so that it works in every working directory. A table without files has no rows.

    Raises:
        ValueError: a folder above the snapshot is named `month=…`; DuckDB would take that for the month of every row.
    """
    root = snapshot.resolve()
    if not table.monthly:
        folders = [table.name] if table_files(root, table) else []
        return _select(table, root, folders, f"{table.name}.parquet")
    if any(part.startswith(MONTH_FOLDER) for part in root.parts):
        raise ValueError(
            f"the lake cannot lie below a folder named '{MONTH_FOLDER}…', the name of a month's folder: {root}"
        )
    there = months(root, table)
    if only is None:
        folders = [f"{table.name}/{MONTH_FOLDER}*"] if there else []
    else:
        folders = [f"{table.name}/{MONTH_FOLDER}{month}" for month in sorted(there.intersection(only))]
    return _select(table, root, folders, "*.parquet")


def quoted(text: str) -> str:
    """A text as a SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _select(table: Table, root: Path, folders: list[str], files: str) -> str:
    columns = ", ".join(f'"{name}"' for name in column_comments(table))
    if not folders:
        nothing = [f'NULL::{_DUCKDB_TYPES[field.dtype]} AS "{field.name}"' for field in table.fields]
        nothing += ['NULL::VARCHAR AS "month"'] if table.monthly else []
        return f"SELECT {', '.join(nothing)} WHERE false"
    start = "".join(f"[{char}]" if char in "*?[" else char for char in root.as_posix())
    paths = ", ".join(quoted(f"{start}/{folder}/{files}") for folder in folders)
    options = ", hive_partitioning = true, hive_types = {'month': VARCHAR}" if table.monthly else ""
    return f"SELECT {columns} FROM read_parquet([{paths}]{options})"  # noqa: S608, names of the registry and quoted paths
