"""Parquet files."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.flows.sources import ReadOptions, Record, Reject, read_source

COLUMNS: dict[str, Any] = {
    "id": pa.array([1, 2, 3]),
    "text": pa.array(["The bridge was opened.", None, "<p>One</p><p>Two</p>"], pa.large_string()),
    "date": pa.array([date(2020, 12, 21)] * 3),
    "author": pa.array(["Jane Doe", "", None]),
    "tags": pa.array([["roads", "towns"], None, []]),
    "mood": pa.array([0.5, None, None]),
}


def write(path: Path, columns: Mapping[str, Any], row_group_size: int = 2) -> Path:
    pq.write_table(pa.table(dict(columns)), path, row_group_size=row_group_size)
    return path


def test_rows(tmp_path: Path) -> None:
    reading = read_source(write(tmp_path / "a.parquet", COLUMNS), ReadOptions())
    first, second, third = reading
    assert reading.format == "parquet"
    assert first == Record(
        "1", "The bridge was opened.", {"date": "2020-12-21", "byline": "Jane Doe"}, ("roads", "towns")
    )
    assert isinstance(second, Reject)
    assert (second.source_record, second.reason) == ("2", "no_text")
    assert isinstance(third, Reject)
    assert (third.source_record, third.reason) == ("3", "unsupported_format")
    assert reading.unknown_columns == ("mood",)


def test_instants_dictionaries_and_bytes(tmp_path: Path) -> None:
    instant = datetime(2020, 12, 21, 10, 30, tzinfo=UTC)
    columns = {
        "content": pa.array(["“Café”".encode()]),
        "date": pa.array([instant], pa.timestamp("ns", "UTC")),
        "section": pa.array(["Roads"]).dictionary_encode(),
        "source": pa.array([b"Times"]),
    }
    (item,) = read_source(write(tmp_path / "a.dat", columns), ReadOptions())
    assert item == Record("1", "“Café”", {"date": "2020-12-21T10:30:00+00:00", "outlet": "Times", "section": "Roads"})


def test_no_text_column(tmp_path: Path) -> None:
    (item,) = read_source(write(tmp_path / "a.parquet", {"a": pa.array([1])}), ReadOptions())
    assert isinstance(item, Reject)
    assert item.reason == "no_text"
    assert "Columns seen: a." in item.detail


def test_mapping(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", {"words": pa.array(["One."])})
    assert list(read_source(path, ReadOptions({"text": "words"}))) == [Record("1", "One.", {})]


def test_no_rows(tmp_path: Path) -> None:
    (item,) = read_source(write(tmp_path / "a.parquet", {"text": pa.array([], pa.string())}), ReadOptions())
    assert isinstance(item, Reject)
    assert item.reason == "empty"


def test_many_row_groups(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.parquet", {"text": pa.array([f"Text {number}" for number in range(5000)])}, row_group_size=700
    )
    items = list(read_source(path, ReadOptions()))
    assert [item.source_record for item in items] == [str(number) for number in range(1, 5001)]


def test_damaged_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", COLUMNS)
    path.write_bytes(path.read_bytes()[:-40])
    (item,) = read_source(path, ReadOptions())
    assert isinstance(item, Reject)
    assert item.reason == "truncated"


def test_damaged_row_group(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.parquet",
        {"text": pa.array(["The bridge was opened. " * 50 + str(number) for number in range(3000)])},
        row_group_size=1024,
    )
    data = bytearray(path.read_bytes())
    start = pq.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    data[start : start + 60] = b"\xff" * 60
    path.write_bytes(data)
    *before, last = read_source(path, ReadOptions())
    assert len(before) == 1024
    assert isinstance(last, Reject)
    assert (last.source_record, last.reason) == ("1025", "truncated")


def test_parquet_inside_a_compressed_file(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet.gz"
    path.write_bytes(gzip.compress(write(tmp_path / "a.parquet", COLUMNS).read_bytes()))
    (item,) = read_source(path, ReadOptions())
    assert isinstance(item, Reject)
    assert item.reason == "unsupported_format"
    assert "Parquet" in item.detail


def test_file_that_vanishes(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", COLUMNS)
    reading = read_source(path, ReadOptions())
    path.unlink()
    (item,) = reading
    assert isinstance(item, Reject)
    assert item.reason == "truncated"
