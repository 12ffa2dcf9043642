"""Every view over rows given as data: tests/sql/views/<view>/<situation>/ holds given_<table>.csv and expected.csv."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from onrecord.flows.lake.catalog import connect, view_columns
from onrecord.flows.lake.statements import View, column_meanings, inherited, shared_columns, views

SQL = Path(__file__).parents[2] / "sql"
HERE = Path(__file__).parent / "views"
SITUATIONS = sorted(path.parent for path in HERE.glob("*/*/expected.csv"))
TYPES_FOR_EVERY_READER = {"VARCHAR", "BIGINT", "DOUBLE", "DATE", "TIMESTAMP WITH TIME ZONE"}


def text_rows(path: Path) -> list[dict[str, str | None]]:
    """The rows of a CSV file as text; an empty cell is a null."""
    return pl.read_csv(path, infer_schema=False).to_dicts()


def expected_rows(path: Path, schema: pl.Schema) -> pl.DataFrame:
    """The rows that a view must have, in the types that it has."""
    frame = pl.read_csv(path, infer_schema=False)
    columns = []
    for name in frame.columns:
        column = pl.col(name)
        if name == "model_version" or (name.endswith("_id") and name != "topic_id"):
            column = column.str.pad_end(20, "0")
        if schema[name] == pl.Date():
            column = column.str.to_date()
        elif schema[name].is_temporal():
            column = column.str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="us").dt.replace_time_zone("UTC")
        else:
            column = column.cast(schema[name])
        columns.append(column)
    return frame.select(columns)


@pytest.mark.parametrize("folder", SITUATIONS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_view_has_exactly_the_expected_rows(folder: Path, build_snapshot: Callable[..., Path]) -> None:
    given = {path.stem.removeprefix("given_"): text_rows(path) for path in folder.glob("given_*.csv")}
    with connect(build_snapshot(given)) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        found = connection.sql(f"FROM {folder.parent.name}").pl()
    expected = expected_rows(folder / "expected.csv", found.schema)
    assert expected.columns == found.columns
    assert_frame_equal(found, expected, check_row_order=False, rel_tol=1e-12, abs_tol=0)


def test_every_view_is_shown_in_at_least_two_situations() -> None:
    names = [folder.parent.name for folder in SITUATIONS]
    assert {name for name in names if names.count(name) >= 2} == {view.name for view in views()}
    assert {path.name for path in HERE.iterdir()} == set(names)


@pytest.fixture(scope="module")
def empty_dataset(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return connect(tmp_path_factory.mktemp("empty"))


@pytest.mark.parametrize("view", views(), ids=lambda view: view.name)
def test_view_of_an_empty_dataset_is_empty(view: View, empty_dataset: duckdb.DuckDBPyConnection) -> None:
    assert empty_dataset.execute(f"SELECT * FROM {view.name}").fetchall() == []  # noqa: S608, a view of this repository


@pytest.mark.parametrize("view", views(), ids=lambda view: view.name)
def test_every_column_has_a_comment_and_a_type_that_every_reader_knows(
    view: View, empty_dataset: duckdb.DuckDBPyConnection
) -> None:
    columns = empty_dataset.execute(f"DESCRIBE {view.name}").fetchall()
    comments = column_meanings(view, [column[0] for column in columns])
    assert all(comment.endswith(".") for comment in comments.values())
    assert {column[1] for column in columns} <= TYPES_FOR_EVERY_READER


@pytest.mark.parametrize("view", views(), ids=lambda view: view.name)
def test_a_comment_stands_in_a_view_only_where_it_is_not_inherited(view: View) -> None:
    comments = inherited(view)
    assert [name for name, comment in view.columns.items() if comments.get(name) == comment] == []


def test_every_shared_comment_is_that_of_several_views(empty_dataset: duckdb.DuckDBPyConnection) -> None:
    columns = view_columns(empty_dataset)
    shown = Counter(
        name
        for view in views()
        for name, comment in column_meanings(view, [name for name, _ in columns[view.name]]).items()
        if shared_columns().get(name) == comment
    )
    assert [name for name in shared_columns() if shown[name] < 2] == []


def test_no_line_is_longer_than_those_of_the_other_rooms() -> None:
    long = [
        f"{file.name}: {line}"
        for file in sorted(SQL.rglob("*.sql"))
        for line in file.read_text("utf-8").splitlines()
        if len(line) > 120
    ]
    assert long == []


@pytest.mark.parametrize("view", views(), ids=lambda view: view.name)
def test_view_says_its_grain_first_and_makes_the_view_of_its_name(view: View) -> None:
    assert view.grain.startswith("One row is one ")
    assert view.sql.startswith(f"CREATE OR REPLACE VIEW {view.name} AS\n")
    assert view.sql.count(";") == 1
    assert view.sql.endswith(";")
