from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from onrecord.flows.lake.catalog import CATALOG_NAME, connect, view_columns, write_catalog
from onrecord.flows.lake.statements import column_meanings, views
from onrecord.flows.lake.tablefiles import column_comments, table_query
from onrecord.transforms.tables import registry
from onrecord.transforms.tables.declared import TABLES

ARTICLES: list[dict[str, str | None]] = [
    {"article_id": "a1", "published_on": "2024-02-29"},
    {"article_id": "a2", "published_on": None},
    {"article_id": "a3", "published_on": "2024-03-01"},
]
ODD_NAMES = ['it\'s a "quoted"; name --', "ünïcödé 新闻 🗞", "[a-z]*?{b,c}", "year=2024"]
READ_FROM_ELSEWHERE = (
    "import duckdb, sys; print(duckdb.connect(sys.argv[1], read_only=True).execute('SELECT count(*) FROM "
    "articles').fetchall())"
)


def months_and_keys(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    return connection.execute("SELECT month, article_id[:2] FROM articles ORDER BY ALL").fetchall()


@pytest.fixture(params=["in memory", "catalog file"], scope="module")
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, write_snapshot: Callable[..., Path]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Both ways to open a snapshot."""
    snapshot = write_snapshot(tmp_path_factory.mktemp("lake") / "snapshot", {"articles": ARTICLES})
    connection = (
        connect(snapshot) if request.param == "in memory" else duckdb.connect(write_catalog(snapshot), read_only=True)
    )
    yield connection
    connection.close()


def test_month_of_a_row_is_its_folder(opened: duckdb.DuckDBPyConnection) -> None:
    assert months_and_keys(opened) == [("2024-02", "a1"), ("2024-03", "a3"), ("undated", "a2")]


def test_every_table_and_view_is_there(opened: duckdb.DuckDBPyConnection) -> None:
    names = opened.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    assert {name for (name,) in names} == set(TABLES) | {view.name for view in views()}


def test_every_table_view_and_column_has_its_comment(opened: duckdb.DuckDBPyConnection) -> None:
    expected = {
        (name, column): comment for name in TABLES for column, comment in column_comments(registry.table(name)).items()
    }
    columns = view_columns(opened)
    for view in views():
        meanings = column_meanings(view, [name for name, _ in columns[view.name]])
        expected |= {(view.name, column): comment for column, comment in meanings.items()}
    found = opened.execute(
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
    ).fetchall()
    assert {(table, column): comment for table, column, comment in found} == expected

    comments = dict(opened.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall())
    assert comments == {name: registry.table(name).comment for name in TABLES} | {
        view.name: f"{view.grain} {view.comment}" for view in views()
    }


def test_a_table_without_files_has_the_types_of_one_with_files(
    tmp_path: Path, build_snapshot: Callable[..., Path]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with connect(empty) as without, connect(build_snapshot({name: [{}] for name in TABLES})) as with_files:
        for name in TABLES:
            assert without.execute(f"DESCRIBE {name}").fetchall() == with_files.execute(f"DESCRIBE {name}").fetchall()
            assert without.execute(f"FROM {name}").fetchall() == []
            assert len(with_files.execute(f"FROM {name}").fetchall()) == 1


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_lake_may_have_any_name(name: str, tmp_path: Path, write_snapshot: Callable[..., Path]) -> None:
    write_snapshot(tmp_path / "lake", {"articles": [{"article_id": "a9"}]})
    snapshot = write_snapshot(tmp_path / name / "snapshot", {"articles": ARTICLES, "runs": [{}]})
    for connection in (connect(snapshot), duckdb.connect(write_catalog(snapshot), read_only=True)):
        assert months_and_keys(connection) == [("2024-02", "a1"), ("2024-03", "a3"), ("undated", "a2")]
        assert connection.execute("SELECT count(*) FROM runs").fetchone() == (1,)
        connection.close()


def test_a_lake_below_a_folder_named_like_a_month_is_refused(tmp_path: Path) -> None:
    snapshot = tmp_path / "month=2020" / "snapshot"
    snapshot.mkdir(parents=True)
    with pytest.raises(ValueError, match="cannot lie below a folder named 'month="):
        connect(snapshot)
    with pytest.raises(ValueError, match="cannot lie below a folder named 'month="):
        write_catalog(snapshot)
    assert list(snapshot.iterdir()) == []


def test_catalog_opens_from_any_working_directory(
    build_snapshot: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = build_snapshot({"articles": ARTICLES})
    monkeypatch.chdir(snapshot.parent)
    catalog = write_catalog(Path(snapshot.name)).resolve()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    command = [sys.executable, "-c", READ_FROM_ELSEWHERE, str(catalog)]
    assert subprocess.run(command, cwd=elsewhere, check=True, capture_output=True, text=True).stdout.strip() == "[(3,)]"  # noqa: S603
    assert list(elsewhere.iterdir()) == []


def test_catalog_works_under_another_name(build_snapshot: Callable[..., Path]) -> None:
    catalog = write_catalog(build_snapshot({"articles": ARTICLES}))
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{catalog}' AS clippings (READ_ONLY)")
        assert connection.execute("SELECT sum(articles)::BIGINT FROM clippings.outlet_mix").fetchone() == (3,)


def test_catalog_is_in_the_oldest_storage_format(build_snapshot: Callable[..., Path]) -> None:
    catalog = write_catalog(build_snapshot({"articles": ARTICLES}))
    header = catalog.read_bytes()[:20]
    assert header[8:12] == b"DUCK"
    assert int.from_bytes(header[12:20], "little") == 64  # the number of the format of DuckDB 0.9 to 1.1


def test_a_new_catalog_replaces_the_old_and_leaves_nothing_else(build_snapshot: Callable[..., Path]) -> None:
    snapshot = build_snapshot({"articles": ARTICLES})
    with duckdb.connect(write_catalog(snapshot), read_only=True) as reader:
        build_snapshot({"articles": [{"article_id": "a4", "published_on": "2024-04-01"}]})
        assert write_catalog(snapshot) == snapshot / CATALOG_NAME
        assert reader.execute("SELECT count(*) FROM articles").fetchone() is not None
    assert sorted(path.name for path in snapshot.iterdir()) == ["articles", CATALOG_NAME]


def test_connect_works_after_the_lake_was_moved(build_snapshot: Callable[..., Path], tmp_path: Path) -> None:
    snapshot = build_snapshot({"articles": ARTICLES})
    write_catalog(snapshot)
    moved = snapshot.rename(tmp_path / "moved")
    with connect(moved) as connection:
        assert len(months_and_keys(connection)) == 3


@pytest.mark.parametrize("opening", [connect, write_catalog])
def test_no_snapshot_is_an_error(opening: Callable[[Path], Any], tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError, match="no snapshot at"):
        opening(tmp_path / "nowhere")


def test_a_query_that_needs_the_disk_leaves_nothing_behind(
    build_snapshot: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spill = tmp_path / "temporary's"
    spill.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(spill))
    monkeypatch.chdir(tmp_path)
    with connect(build_snapshot({"articles": ARTICLES})) as connection:
        connection.execute("SET memory_limit = '40MB'")
        connection.execute(
            "CREATE TABLE big AS SELECT range AS n, md5(range::VARCHAR) || md5((range + 1)::VARCHAR) AS text "
            "FROM range(600000)"
        )
        assert len(list(spill.iterdir())) == 1
    assert list(spill.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"snapshot", "temporary's"}


def test_a_query_for_some_months_reads_no_other(build_snapshot: Callable[..., Path]) -> None:
    snapshot = build_snapshot({"articles": ARTICLES})
    articles = registry.table("articles")
    query = table_query(snapshot, articles, ["undated", "2024-03", "1999-01"])
    assert "2024-02" not in query
    with duckdb.connect() as connection:
        assert {row[0][:2] for row in connection.execute(query).fetchall()} == {"a2", "a3"}
        assert connection.execute(table_query(snapshot, articles, ["1999-01"])).fetchall() == []
