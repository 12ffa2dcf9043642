"""What all tests share: how hypothesis runs, and snapshots made from rows that say only what a test is about.

One hypothesis profile for every test. It has no deadline: a test says what is right, not how fast, and the first
example loads the models. Failures print the blob that repeats them, as the folder in which hypothesis remembers them
is not kept everywhere. Where `CI` is set, examples follow from the test alone, so that the same commit passes or fails
every time; on a developer's machine they are drawn anew, which is where new ones should be found.

Snapshots: all that a row does not say is filled in so that it is valid.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from hypothesis import settings

from onrecord.flows.lake.parquet import write_table
from onrecord.transforms.tables import registry
from onrecord.transforms.tables.registry import UNDATED, Field

settings.register_profile("onrecord", deadline=None, print_blob=True, derandomize=bool(os.environ.get("CI")))
settings.load_profile("onrecord")

Row = dict[str, str | None]
Rows = dict[str, list[Row]]


@pytest.fixture(scope="session")
def write_snapshot() -> Callable[..., Path]:
    """`write_snapshot(root, {"articles": [{"article_id": "a1"}]})` writes a snapshot and gives its folder; values are
    text, as in a CSV file.

    Short keys are filled up with zeros. With `damaged=True` the rows may break the rules of their table, and `month`
    says in which folder a row lies.
    """

    def write(root: Path, given: Rows, *, damaged: bool = False) -> Path:
        root.mkdir(parents=True, exist_ok=True)
        for name, rows in given.items():
            for path, frame in _files(root, name, rows):
                if damaged:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    frame.write_parquet(path)
                else:
                    write_table(frame, name, path)
        return root

    return write


@pytest.fixture
def build_snapshot(tmp_path: Path, write_snapshot: Callable[..., Path]) -> Callable[..., Path]:
    """`write_snapshot` into the test's own folder."""
    return partial(write_snapshot, tmp_path / "snapshot")


@pytest.fixture(scope="session")
def sound_rows() -> Rows:
    """A small dataset, every table in it, that passes every check: tests/sql/checks/given_<table>.csv."""
    folder = Path(__file__).parent / "sql" / "checks"
    return {
        path.stem.removeprefix("given_"): pl.read_csv(path, infer_schema=False).to_dicts()
        for path in sorted(folder.glob("given_*.csv"))
    }


def _files(root: Path, name: str, rows: Sequence[Row]) -> list[tuple[Path, pl.DataFrame]]:
    table = registry.table(name)
    complete = [_complete(table, row) for row in rows]
    if not table.monthly:
        return [(root / name / f"{name}.parquet", _frame(table, complete))]
    months = [row.get("month") or (row["published_on"] or UNDATED)[:7] for row in complete]
    return [
        (
            root / name / f"month={month}" / "part.parquet",
            _frame(table, [row for row, its_month in zip(complete, months, strict=True) if its_month == month]),
        )
        for month in sorted(set(months))
    ]


def _frame(table: registry.Table, rows: Sequence[Row]) -> pl.DataFrame:
    columns = [field.name for field in table.fields]
    frame = pl.DataFrame(
        [[row[name] for name in columns] for row in rows], schema=dict.fromkeys(columns, pl.String), orient="row"
    )
    return frame.with_columns(_typed(field) for field in table.fields)


def _typed(field: Field) -> pl.Expr:
    column = pl.col(field.name)
    if field.dtype == pl.Date():
        return column.str.to_date()
    if field.dtype == pl.Datetime("us", "UTC"):
        return column.str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="us").dt.replace_time_zone("UTC")
    return column.cast(field.dtype)


def _complete(table: registry.Table, row: Row) -> Row:
    unknown = set(row) - {field.name for field in table.fields} - {"month"}
    assert not unknown, f"{table.name} has no column {unknown}"
    return (
        {field.name: _default(field) for field in table.fields} | _dependent(table.name, row) | _full_keys(table, row)
    )


def _full_keys(table: registry.Table, row: Row) -> Row:
    keys = {field.name for field in table.fields if "pattern" in field.constraints}
    return {name: value.ljust(20, "0") if value and name in keys else value for name, value in row.items()}


def _default(field: Field) -> str | None:
    if field.nullable:
        return None
    if field.members:
        return field.members[0]
    if "pattern" in field.constraints:
        return "0" * 20
    texts = {pl.String(): "x", pl.Float64(): "1", pl.Datetime("us", "UTC"): "2026-01-01T00:00:00Z"}
    return texts.get(field.dtype) or str(field.constraints["minimum"])


def _dependent(name: str, row: Row) -> Row:
    """Defaults that hang on another column of the row."""
    if name == "articles":
        return {"date_source": "metadata" if row.get("published_on") else "none"}
    if name in {"quotes", "quote_parts", "quoted_spans"}:
        end = str(int(row.get("start") or 0) + 1)
        return (
            {"end": end}
            if name != "quotes"
            else {"end": end, "context_end": end, "speaker_kind": "person" if row.get("speaker") else "unknown"}
        )
    if name == "sources":
        total = sum(int(row.get(column) or 0) for column in ("n_articles", "n_duplicates", "n_rejects"))
        return {"n_records": str(total)} if total else {"n_articles": "1"}
    return {}
