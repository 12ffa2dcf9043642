from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import dataframely as dy
import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from onrecord.flows.lake import parquet
from onrecord.flows.lake.parquet import Piece, TableMismatchError, arrow_schema, write_pieces, write_table
from onrecord.transforms.tables import registry
from onrecord.transforms.tables.declared import TABLES

PRINT_DIGEST = """
import hashlib, sys
from itertools import pairwise
from pathlib import Path
import polars as pl
from onrecord.flows.lake.parquet import write_table
assert pl.thread_pool_size() == int(sys.argv[3])
frame = pl.read_parquet(sys.argv[1])
write_table(frame, "quotes", Path(sys.argv[2]))
print(hashlib.sha256(Path(sys.argv[2]).read_bytes()).hexdigest())
"""


@pytest.fixture
def speakers() -> pl.DataFrame:
    return TABLES["speakers"].sample(200, generator=dy.random.Generator(seed=7)).sort("speaker_id")


@pytest.mark.parametrize("name", TABLES)
def test_rows_come_back_as_they_were(name: str, tmp_path: Path) -> None:
    frame = TABLES[name].sample(30)
    path = tmp_path / "folder" / "part.parquet"
    write_table(frame, name, path)
    assert_frame_equal(pl.read_parquet(path), frame)


@pytest.mark.parametrize("name", TABLES)
def test_comments_types_and_null_flags_are_in_the_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / "part.parquet"
    write_table(TABLES[name].create_empty(), name, path)
    found = pq.read_schema(path)
    table = registry.table(name)
    assert found.equals(arrow_schema(name))
    assert [(field.name, field.nullable) for field in found] == [(field.name, field.nullable) for field in table.fields]
    assert [(found.field(field.name).metadata or {}).get(b"description", b"").decode() for field in table.fields] == [
        field.description for field in table.fields
    ]
    assert (pq.ParquetFile(path).metadata.metadata or {})[b"description"].decode() == table.comment


def test_duckdb_reads_the_tables_comment(tmp_path: Path, speakers: pl.DataFrame) -> None:
    path = tmp_path / "part.parquet"
    write_table(speakers, "speakers", path)
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT decode(key), decode(value) FROM parquet_kv_metadata(?)", [str(path)]
        ).fetchall()
    assert ("description", registry.table("speakers").comment) in found


def test_files_are_zstd_in_row_groups_of_one_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, speakers: pl.DataFrame
) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP_ROWS", 80)
    path = tmp_path / "part.parquet"
    write_table(speakers, "speakers", path)
    metadata = pq.read_metadata(path)
    assert [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)] == [80, 80, 40]
    assert {metadata.row_group(0).column(column).compression for column in range(metadata.num_columns)} == {"ZSTD"}


def test_row_groups_have_the_rows_that_duckdb_reads_as_one(tmp_path: Path) -> None:
    rows = parquet.ROW_GROUP_ROWS + 1
    aliases = pl.DataFrame(
        {"speaker_id": ["0" * 20] * rows, "alias": [str(row) for row in range(rows)], "n_quotes": [1] * rows}
    )
    write_table(aliases, "speaker_aliases", tmp_path / "part.parquet")
    metadata = pq.read_metadata(tmp_path / "part.parquet")
    assert [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)] == [122_880, 1]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.integers(1, 199), max_size=6), group_rows=st.integers(1, 250))
def test_equal_frames_give_equal_bytes_however_they_are_cut(
    cuts: list[int], group_rows: int, tmp_path: Path, speakers: pl.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP_ROWS", group_rows)
    edges = [0, *sorted(set(cuts)), speakers.height]
    pieces = [speakers.slice(start, end - start) for start, end in pairwise(edges)]
    write_table(pl.concat(pieces, rechunk=False), "speakers", tmp_path / "pieces.parquet")
    write_table(speakers.rechunk(), "speakers", tmp_path / "whole.parquet")
    assert (tmp_path / "pieces.parquet").read_bytes() == (tmp_path / "whole.parquet").read_bytes()
    turned = (Piece(piece.reverse(), pl.Series(reversed(range(piece.height)), dtype=pl.UInt32)) for piece in pieces)
    write_pieces(turned, "speakers", tmp_path / "turned.parquet")
    assert (tmp_path / "turned.parquet").read_bytes() == (tmp_path / "whole.parquet").read_bytes()


def test_the_number_of_threads_does_not_show_in_the_bytes(tmp_path: Path) -> None:
    given_rows = tmp_path / "given.parquet"
    TABLES["quotes"].sample(500).write_parquet(given_rows)
    digests = set()
    for threads in ("1", "4"):
        command = [sys.executable, "-c", PRINT_DIGEST, str(given_rows), str(tmp_path / f"{threads}.parquet"), threads]
        environment = os.environ | {"POLARS_MAX_THREADS": threads}
        written = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)  # noqa: S603
        digests.add(written.stdout)
    assert len(digests) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda frame: frame.drop("kind"), "speakers: kind is missing"),
        (lambda frame: frame.with_columns(age=pl.lit(1)), "speakers: age is not a column of the table"),
        (lambda frame: frame.cast({"n_quotes": pl.Float64}), "speakers: n_quotes is Float64, not Int64"),
        (lambda frame: frame.select(reversed(frame.columns)), "speakers: the columns are in another order"),
    ],
)
def test_other_columns_are_refused(
    change: Callable[[pl.DataFrame], pl.DataFrame], message: str, tmp_path: Path, speakers: pl.DataFrame
) -> None:
    with pytest.raises(TableMismatchError, match=message):
        write_table(change(speakers), "speakers", tmp_path / "part.parquet")
    assert list(tmp_path.iterdir()) == []


def test_rows_that_break_a_rule_are_refused(tmp_path: Path, speakers: pl.DataFrame) -> None:
    with pytest.raises(dy.exc.ValidationError, match="n_quotes"):
        write_table(speakers.with_columns(n_quotes=pl.lit(0, dtype=pl.Int64)), "speakers", tmp_path / "part.parquet")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_replaced(tmp_path: Path, speakers: pl.DataFrame) -> None:
    path = tmp_path / "part.parquet"
    write_table(speakers, "speakers", path)
    write_table(speakers.head(3), "speakers", path)
    assert pl.read_parquet(path).height == 3


def test_an_instant_is_utc_in_microseconds(tmp_path: Path) -> None:
    instant = datetime(2024, 2, 29, 23, 59, 59, 999_999, tzinfo=UTC)
    write_table(TABLES["runs"].sample(1, overrides={"started_at": [instant]}), "runs", tmp_path / "runs.parquet")
    assert pq.read_schema(tmp_path / "runs.parquet").field("started_at").type == pa.timestamp("us", "UTC")
    assert pl.read_parquet(tmp_path / "runs.parquet")["started_at"].item() == instant
