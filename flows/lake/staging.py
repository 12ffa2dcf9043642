"""The rows of a run before they are merged: Parquet parts in `<batch>/<table>[/month=<month>]/<chunk>.parquet`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from onrecord.flows.lake.tablefiles import MONTH_FOLDER
from onrecord.transforms.tables import registry
from onrecord.transforms.tables.registry import UNDATED, polars_schema

RECORD_KEY = "key of the record"
"""Column of the staged monthly tables that names the record a row comes from; the merge drops it.

Its name has blanks, as no column of a table can have.
"""

PLACE = "place in the month"
"""Column of an article's place among those of its month while they are merged."""

KEYS = "keys"
"""Name of the staged table of all records that are articles, whether or not they win."""

KEY_SCHEMA = pl.Schema(
    {
        "article_id": pl.String(),
        RECORD_KEY: pl.String(),
        "published_on": pl.Date(),
        "source_path": pl.String(),
        "source_record": pl.String(),
    }
)


def record_key() -> pl.Expr:
    """The record's key: path and place in the file."""
    return pl.concat_str("source_path", "source_record", separator="\x1f").alias(RECORD_KEY)


def published_month() -> pl.Expr:
    """The month of `published_on`, `undated` where there is none."""
    return pl.col("published_on").dt.strftime("%Y-%m").fill_null(UNDATED)


def is_monthly(table: str) -> bool:
    """Whether the rows of a staged table lie in the folders of their months."""
    return table != KEYS and registry.table(table).monthly


def staged_schema(table: str) -> pl.Schema:
    """Columns of a staged table."""
    if table == KEYS:
        return KEY_SCHEMA
    schema = polars_schema(table)
    return pl.Schema({**schema, RECORD_KEY: pl.String()}) if is_monthly(table) else schema


def write_part(frame: pl.DataFrame, table: str, batch: Path, chunk: int) -> None:
    """Stage the rows of one chunk of a batch; no file where there are no rows."""
    if not is_monthly(table):
        _write(frame, batch / table / f"{chunk:06d}.parquet")
        return
    for (month,), rows in frame.group_by(published_month(), maintain_order=True):
        _write(rows, batch / table / f"{MONTH_FOLDER}{month}" / f"{chunk:06d}.parquet")


def staged_parts(staging: Path, table: str, month: str | None = None) -> list[Path]:
    """The parts of a table, of a monthly one those of one month."""
    folder = f"*/{table}" if month is None else f"*/{table}/{MONTH_FOLDER}{month}"
    return sorted(staging.glob(f"{folder}/*.parquet"))


def read_parts(staging: Path, table: str) -> pl.DataFrame:
    """All rows of `staged_parts`; a frame without rows where there are no parts."""
    return concat([_read(part) for part in staged_parts(staging, table)], staged_schema(table))


def read_chosen(staging: Path, table: str, month: str, chosen: pl.DataFrame) -> pl.DataFrame:
    """The rows of one month of a monthly table that come from some records.

    Args:
        staging: Folder of the run's private work.
        table: Name of the table.
        month: As in the name of its folder.
        chosen: The records: `article_id`, `RECORD_KEY` and `PLACE`.

    Returns:
        The columns of the table and `PLACE`. The record's key, which is longer than many a row, is dropped.
    """
    found = [_chosen_rows(_read(part), chosen) for part in staged_parts(staging, table, month)]
    return concat(found, pl.Schema({**polars_schema(table), PLACE: pl.UInt32()}))


def _chosen_rows(rows: pl.DataFrame, chosen: pl.DataFrame) -> pl.DataFrame:
    found = rows.join(chosen, on=["article_id", RECORD_KEY], how="inner", maintain_order="left").drop(RECORD_KEY)
    # Some rows of a frame keep the text of all in memory; through Arrow's older strings only their own is copied.
    return found if found.height == rows.height else pl.DataFrame(found.to_arrow(compat_level=pl.CompatLevel.oldest()))


def _read(part: Path) -> pl.DataFrame:
    return pl.read_parquet(part, hive_partitioning=False, glob=False)


def concat(frames: Sequence[pl.DataFrame], schema: pl.Schema) -> pl.DataFrame:
    """The frames under each other; a frame without rows where there are none."""
    return pl.concat(frames) if frames else pl.DataFrame(schema=schema)


def _write(frame: pl.DataFrame, path: Path) -> None:
    if frame.is_empty():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(path, compression="lz4")
