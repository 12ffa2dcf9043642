"""Every check over data that is sound and over the same data with a fault.

tests/sql/checks/given_<table>.csv are sound; tests/sql/checks/<check>/<fault>/change.sql puts the fault in, and
expected.csv holds the rows that the check must then find (none where the change is no fault).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

from onrecord.flows.lake.catalog import connect
from onrecord.flows.lake.key_checks import define_monthly_rows, key_checks
from onrecord.flows.lake.statements import Check, checks
from onrecord.transforms.tables import registry
from onrecord.transforms.tables.declared import TABLES
from onrecord.transforms.tables.registry import ForeignKey

Rows = dict[str, list[dict[str, str | None]]]

HERE = Path(__file__).parent / "checks"
FAULTS = sorted(path.parent for path in HERE.glob("*/*/change.sql"))
EVERY = {check.name: check for check in [*key_checks(), *checks()]}


@pytest.fixture(scope="module")
def sound_tables(
    tmp_path_factory: pytest.TempPathFactory, write_snapshot: Callable[..., Path], sound_rows: Rows
) -> duckdb.DuckDBPyConnection:
    """The sound data, read from its snapshot into tables that can be changed."""
    connection = connect(write_snapshot(tmp_path_factory.mktemp("lake") / "sound", sound_rows))
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("CREATE SCHEMA changed")
    for name in TABLES:
        connection.execute(f"CREATE TABLE changed.{name} AS FROM {name}")
    connection.execute("SET schema = 'changed'")
    define_monthly_rows(connection)
    return connection


@pytest.fixture
def tables(sound_tables: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables for one test, which may change them."""
    sound_tables.execute("BEGIN")
    yield sound_tables
    sound_tables.execute("ROLLBACK")


def rows_of(connection: duckdb.DuckDBPyConnection, check: Check) -> list[dict[str, str]]:
    """What a check finds, as text; keys as short as they are in the CSV files, a null as an empty text."""
    cursor = connection.execute(check.sql)
    names = [column[0] for column in cursor.description or []]
    return [{name: shown(value) for name, value in zip(names, row, strict=True)} for row in cursor.fetchall()]


def shown(value: object) -> str:
    text = "" if value is None else str(value)
    return text.rstrip("0") if len(text) == 20 and text.endswith("000") else text


@pytest.mark.parametrize("check", EVERY.values(), ids=lambda check: check.name)
def test_sound_data_passes(check: Check, tables: duckdb.DuckDBPyConnection) -> None:
    assert rows_of(tables, check) == []


@pytest.mark.parametrize("folder", FAULTS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_check_finds_exactly_the_rows_at_fault(folder: Path, tables: duckdb.DuckDBPyConnection) -> None:
    tables.execute((folder / "change.sql").read_text("utf-8"))
    expected = pl.read_csv(folder / "expected.csv", infer_schema=False).fill_null("").to_dicts()
    assert rows_of(tables, EVERY[folder.parent.name]) == expected


def test_every_check_is_shown_to_fail() -> None:
    failing = {
        folder.parent.name for folder in FAULTS if len((folder / "expected.csv").read_text("utf-8").splitlines()) > 1
    }
    assert failing == {check.name for check in checks()}


@pytest.mark.parametrize("name", TABLES)
def test_a_row_that_is_there_twice_is_found(name: str, tables: duckdb.DuckDBPyConnection) -> None:
    key = ", ".join(f'"{column}"' for column in registry.table(name).primary_key)
    tables.execute(f"INSERT INTO {name} SELECT * FROM {name} ORDER BY {key} LIMIT 1")  # noqa: S608, names of the registry
    found = rows_of(tables, EVERY[f"primary_key_{name}"])
    assert [row["rows_with_key"] for row in found] == ["2"]


@pytest.mark.parametrize("key", registry.foreign_keys(), ids=lambda key: f"{key.table}-{'-'.join(key.columns)}")
def test_a_reference_without_its_row_is_found(key: ForeignKey, tables: duckdb.DuckDBPyConnection) -> None:
    tables.execute(f"UPDATE {key.table} SET {key.columns[-1]} = 'nowhere'")  # noqa: S608, names of the registry
    found = rows_of(tables, EVERY[f"foreign_key_{key.table}_{'_'.join(key.columns)}"])
    assert {row[key.columns[-1]] for row in found} == {"nowhere"}


def test_a_null_refers_to_nothing(tables: duckdb.DuckDBPyConnection) -> None:
    tables.execute("UPDATE quotes SET speaker_id = NULL")
    assert rows_of(tables, EVERY["foreign_key_quotes_speaker_id"]) == []
