"""`onrecord query`: SQL over the dataset."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Literal, TextIO, get_args

import duckdb
import orjson
from cyclopts import Parameter

from flows.commands.dataset import open_dataset
from flows.commands.options import LakeOption, OptionError
from flows.console import remark, show_table
from flows.lake.atomic import replacing

Format = Literal["table", "csv", "json", "parquet"]


class QueryError(Exception):
    """SQL that DuckDB refuses: why, in one line."""


def query(
    sql: Annotated[str, Parameter(help="A statement in DuckDB's SQL. Tables and views: SHOW TABLES.")],
    /,
    *,
    lake: LakeOption = None,
    output_format: Annotated[Format | None, Parameter(name="--format", help="How to write the rows. Default: by the ending of --out, else table.")] = None,
    out: Annotated[Path | None, Parameter(help="File to write to instead of standard output.")] = None,
) -> None:
    """Ask the dataset in SQL.

    Raises:
        LakeError: there is no dataset.
        QueryError: the SQL is wrong.
        OptionError: the format does not go with the output.
    """
    chosen = output_format or _format_of(out)
    if chosen == "parquet" and out is None:
        raise OptionError("--format parquet needs a file: add --out FILE.parquet")
    if chosen == "table" and out is not None:
        raise OptionError(f"--out {out}: say --format csv, json or parquet, or give the file one of these endings")
    try:
        with open_dataset(lake) as connection:
            _answer(connection, sql, chosen, out)
    except duckdb.Error as error:
        raise QueryError(_one_line(error)) from error


def _answer(connection: duckdb.DuckDBPyConnection, sql: str, chosen: Format, out: Path | None) -> None:
    if chosen == "parquet" and out is not None:
        with replacing(out) as temporary:
            connection.sql(sql).pl().write_parquet(temporary)
        return
    cursor = connection.execute(sql)
    columns = [column[0] for column in cursor.description or []]
    rows = cursor.fetchall()
    if chosen == "table":
        show_table(columns, rows)
        remark(f"{len(rows):,} rows")
        return
    write = _WRITERS[chosen]
    if out is None:
        write(sys.stdout, columns, rows)
        return
    with replacing(out) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        write(file, columns, rows)


def _write_csv(file: TextIO, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)


def _write_json(file: TextIO, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    items = [dict(zip(columns, row, strict=True)) for row in rows]
    file.write(orjson.dumps(items, default=str, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode())


_WRITERS: dict[str, Callable[[TextIO, Sequence[str], Sequence[Sequence[object]]], None]] = {"csv": _write_csv, "json": _write_json}


def _format_of(out: Path | None) -> Format:
    ending = out.suffix.removeprefix(".") if out is not None else ""
    return next((known for known in get_args(Format) if known == ending), "table")


def _one_line(error: duckdb.Error) -> str:
    """DuckDB's message without the picture of the statement that comes below it."""
    message = str(error).split("\n\nLINE ")[0].split("\nLINE ")[0]
    return " ".join(message.split())
