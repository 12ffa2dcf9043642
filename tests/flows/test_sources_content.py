"""Files of every compression, whole, cut and damaged."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from onrecord.flows.sources import ReadOptions, Record, Reject, read_source
from onrecord.flows.sources.content import HEAD_BYTES, Content

COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
}
LINE = b'{"text": "The bridge was opened, line %06d, said the mayor of the harbour town."}\n'


def items(path: Path) -> list[Record | Reject]:
    return list(read_source(path, ReadOptions()))


def jsonl(n_lines: int) -> bytes:
    return b"".join(LINE % number for number in range(n_lines))


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("suffix", COMPRESS)
def test_compressed_text(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / f"a.txt.{suffix}", COMPRESS[suffix](b"The bridge was opened."))
    reading = read_source(path, ReadOptions())
    assert reading.format == "text"
    assert [item.text for item in reading if isinstance(item, Record)] == ["The bridge was opened."]


@pytest.mark.parametrize("suffix", COMPRESS)
def test_members_one_after_another_and_padding(tmp_path: Path, suffix: str) -> None:
    data = COMPRESS[suffix](jsonl(3)) + b"\0" * 8 + COMPRESS[suffix](jsonl(2)) + b"\0" * 3
    assert [item.source_record for item in items(write(tmp_path / "a.jsonl", data)) if isinstance(item, Record)] == [
        "1",
        "2",
        "3",
        "4",
        "5",
    ]


@pytest.mark.parametrize("suffix", COMPRESS)
@pytest.mark.parametrize("n_lines", [4, 5000])
def test_file_that_breaks_off(tmp_path: Path, suffix: str, n_lines: int) -> None:
    data = COMPRESS[suffix](jsonl(n_lines))
    *before, last = items(write(tmp_path / f"a.jsonl.{suffix}", data[:-12]))
    assert isinstance(last, Reject)
    assert (last.source_record, last.reason) == (str(len(before) + 1), "truncated")
    assert all(isinstance(item, Record) for item in before)
    assert len(before) < n_lines or suffix in {"gz", "xz"}  # theirs ends in a checksum: all lines are there


@pytest.mark.parametrize("suffix", COMPRESS)
def test_damaged_bytes_end_the_reading(tmp_path: Path, suffix: str) -> None:
    data = bytearray(COMPRESS[suffix](jsonl(5000)))
    data[len(data) // 2 : len(data) // 2 + 40] = b"\xa5" * 40
    *before, last = items(write(tmp_path / "a.jsonl", bytes(data)))
    assert isinstance(last, Reject)
    assert last.reason == "truncated"
    assert all(isinstance(item, Record) or item.reason == "malformed_record" for item in before)


@pytest.mark.parametrize("suffix", COMPRESS)
def test_what_follows_the_compressed_data_is_told(tmp_path: Path, suffix: str) -> None:
    *before, last = items(write(tmp_path / "a.jsonl", COMPRESS[suffix](jsonl(3)) + b"garbage"))
    assert [item.source_record for item in before] == ["1", "2", "3"]
    assert isinstance(last, Reject)
    assert (last.source_record, last.reason) == ("4", "malformed_record")


def test_one_article_with_garbage_below_is_read(tmp_path: Path) -> None:
    article, reject = items(write(tmp_path / "a.txt.gz", gzip.compress(b"The bridge was opened.") + b"?"))
    assert isinstance(article, Record)
    assert isinstance(reject, Reject)


@pytest.mark.parametrize("name", ["a.txt.gz", "a.json.gz", "a.csv.gz", "a.lines.gz", "wrapped.csv.gz"])
def test_article_that_breaks_off_is_not_read(tmp_path: Path, name: str) -> None:
    content = {
        "a.txt.gz": b"The bridge was opened. " * 400,
        "a.json.gz": b'{"text": "' + b"The bridge was opened. " * 400 + b'"}',
        "a.csv.gz": b'title,text\nA,"' + b"The bridge was opened. " * 400 + b'"\n',
        "wrapped.csv.gz": b'title,text\nA,"' + b"The bridge was opened.\n" * 400 + b'"\n',
        "a.lines.gz": b" date 2020-12-21 " + b"The bridge was opened. " * 400,
    }[name]
    (reject,) = items(write(tmp_path / name, gzip.compress(content)[:-30]))
    assert isinstance(reject, Reject)
    assert reject.reason == "truncated"


@pytest.mark.parametrize("suffix", COMPRESS)
def test_members_that_end_between_two_pieces(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.flows.sources.content._PIECE_BYTES", 1)
    path = write(tmp_path / "a.txt", COMPRESS[suffix](b"The bridge ") + b"\0" + COMPRESS[suffix](b"was opened."))
    content = Content(path)
    assert content.head == b"The bridge was opened."
    assert content.complete


def test_compression_is_told_by_content_not_by_name(tmp_path: Path) -> None:
    assert isinstance(items(write(tmp_path / "a.gz", b"The bridge was opened."))[0], Record)
    assert isinstance(items(write(tmp_path / "a.txt", gzip.compress(b"The bridge was opened.")))[0], Record)


def test_bomb_is_read_in_pieces(tmp_path: Path) -> None:
    bomb = write(tmp_path / "a.txt.gz", gzip.compress(b"A" * (40 << 20)))
    content = Content(bomb)
    assert len(content.head) == HEAD_BYTES
    assert max(map(len, content.pieces())) <= 1 << 20
    (reject,) = items(bomb)
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.raw) == ("not_an_article", "A" * 2000)


def test_zstd_bomb_is_read_in_pieces(tmp_path: Path) -> None:
    content = Content(write(tmp_path / "a.zst", zstandard.ZstdCompressor(level=19).compress(b"A" * (40 << 20))))
    assert sum(map(len, content.pieces())) == 40 << 20
    assert max(map(len, content.pieces())) <= 32 << 20


def test_file_that_is_not_there(tmp_path: Path) -> None:
    reading = read_source(tmp_path / "nothing.txt", ReadOptions())
    assert reading.format == "unknown"
    (reject,) = reading
    assert isinstance(reject, Reject)
    assert (reject.source_record, reject.reason) == ("1", "unreadable")
    assert "No such file" in reject.detail


def test_file_that_vanishes_while_it_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", jsonl(5000))
    reading = read_source(path, ReadOptions())
    path.unlink()
    (reject,) = reading
    assert isinstance(reject, Reject)
    assert reject.reason == "unreadable"


def test_a_source_can_be_read_again(tmp_path: Path) -> None:
    reading = read_source(write(tmp_path / "a.jsonl", jsonl(3)), ReadOptions())
    assert list(reading) == list(reading)


def test_reading_streams(tmp_path: Path) -> None:
    reading = iter(read_source(write(tmp_path / "a.jsonl", jsonl(50_000)), ReadOptions()))
    first = next(reading)
    assert isinstance(first, Record)
    assert first.text.startswith("The bridge")
