"""The catalog: DuckDB views over the files of one snapshot, tables as well as the views of `sql/`, with comments."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from uuid import uuid4

import duckdb

from onrecord.flows.lake.atomic import replacing
from onrecord.flows.lake.statements import column_meanings, in_order, views
from onrecord.flows.lake.tablefiles import column_comments, quoted, table_query
from onrecord.transforms.tables import registry

CATALOG_NAME = "onrecord.duckdb"
"""The catalog's file in a snapshot."""

STORAGE_VERSION = "v1.0.0"
"""The oldest storage format: every DuckDB from 1.0 on opens the catalog, whichever wrote it."""


def connect(snapshot: Path) -> duckdb.DuckDBPyConnection:
    """An in-memory database with every table and view of the snapshot, found where the snapshot lies now, with their
    comments.

    Needs no catalog file, so it also works after the lake was moved. The caller closes the connection.

    Raises:
        NotADirectoryError: there is no such snapshot.
    """
    connection = connect_tables(snapshot)
    _comment_tables(connection)
    _define_views(connection)
    return connection


def connect_tables(snapshot: Path) -> duckdb.DuckDBPyConnection:
    """The same with the tables only and without comments, which is quicker.

    Raises:
        NotADirectoryError: there is no such snapshot.
    """
    _require_snapshot(snapshot)
    connection = duckdb.connect()
    # DuckDB's own choice for an in-memory database is a folder in the reader's working directory.
    connection.execute(f"SET temp_directory = {quoted(str(Path(tempfile.gettempdir()) / f'onrecord-{uuid4().hex}'))}")
    _define_tables(connection, snapshot)
    return connection


def write_catalog(snapshot: Path) -> Path:
    """Write `onrecord.duckdb` into the snapshot, replacing an older one at once; gives its path.

    The views in it hold the absolute path of the snapshot as it is now: BI tools open the file from any working
    directory. Readers who have the older file open keep it.

    Raises:
        NotADirectoryError: there is no such snapshot.
        OSError: the file cannot be written.
    """
    _require_snapshot(snapshot)
    path = snapshot / CATALOG_NAME
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        # Not built in the snapshot: DuckDB misplaces its log where a folder's name has a question mark.
        built = Path(folder) / CATALOG_NAME
        _build(built, snapshot)
        with replacing(path) as temporary:
            shutil.copyfile(built, temporary)
    return path


def view_columns(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[str, str]]]:
    """The columns of every table and view of a connection, in order, each with its type."""
    rows = connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE NOT internal AND database_name = current_database() ORDER BY column_index"
    ).fetchall()
    columns: dict[str, list[tuple[str, str]]] = {}
    for table, column, dtype in rows:
        columns.setdefault(table, []).append((column, dtype))
    return columns


def _require_snapshot(snapshot: Path) -> None:
    if not snapshot.is_dir():
        raise NotADirectoryError(f"no snapshot at {snapshot}")


def _build(path: Path, snapshot: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH {quoted(str(path))} AS building (STORAGE_VERSION {quoted(STORAGE_VERSION)})")
        connection.execute("USE building")
        connection.execute("BEGIN")
        _define_tables(connection, snapshot)
        _comment_tables(connection)
        _define_views(connection)
        connection.execute("COMMIT")
        connection.execute("USE memory")
        connection.execute("DETACH building")


def _define_tables(connection: duckdb.DuckDBPyConnection, snapshot: Path) -> None:
    """Make a view over the files of each table of the registry."""
    for table in registry.tables():
        connection.execute(f"CREATE OR REPLACE VIEW {table.name} AS {table_query(snapshot, table)}")


def _comment_tables(connection: duckdb.DuckDBPyConnection) -> None:
    for table in registry.tables():
        _comment(connection, table.name, table.comment, column_comments(table))


def _define_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the views of `sql/views`; the tables must be there."""
    for view in in_order(views()):
        connection.execute(view.sql)
    columns = view_columns(connection)
    for view in views():
        names = [name for name, _ in columns[view.name]]
        _comment(connection, view.name, f"{view.grain} {view.comment}", column_meanings(view, names))


def _comment(connection: duckdb.DuckDBPyConnection, name: str, comment: str, columns: dict[str, str]) -> None:
    connection.execute(f"COMMENT ON VIEW {name} IS {quoted(comment)}")
    for column, description in columns.items():
        connection.execute(f'COMMENT ON COLUMN {name}."{column}" IS {quoted(description)}')
