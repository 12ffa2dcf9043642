"""Whether a snapshot has the columns that this version of onrecord reads and writes."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from onrecord.flows.lake.store import LakeError
from onrecord.flows.lake.tablefiles import table_files
from onrecord.transforms.tables import registry


def other_columns(snapshot: Path) -> dict[str, list[str]]:
    """The tables of a snapshot that have other columns than the registry, with those columns; one file a table is
    looked at, as all are written together.
    """
    differing = {}
    for table in registry.tables():
        files = table_files(snapshot, table)
        columns = (
            set(pl.scan_parquet(files[0], glob=False, hive_partitioning=False).collect_schema().names())
            ^ {field.name for field in table.fields}
            if files
            else set[str]()
        )
        if columns:
            differing[table.name] = sorted(columns)
    return differing


def require_same_columns(snapshot: Path) -> None:
    """See to it that a snapshot can be read and added to.

    Raises:
        LakeError: a table has other columns: the dataset was written by another version.
    """
    for table, columns in other_columns(snapshot).items():
        raise LakeError(
            f"{snapshot} was written by another version of onrecord: its table {table} differs in "
            f"{', '.join(columns)}. Build the dataset anew with"
            " `onrecord ingest --again` and all its sources, or use another --lake."
        )
