"""The sound files that mutants are made from: the sample newspaper, and some of its articles in every other form."""

from __future__ import annotations

import bz2
import csv
import gzip
import json
import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

_ARTICLES_A_FILE = 4


@dataclass(frozen=True, slots=True)
class Seed:
    """A sound file."""

    name: str
    """With the suffixes that its kind of file has."""
    content: bytes


def seeds(sample: Path) -> list[Seed]:
    """The files of the sample, those of one name once, then its first plain texts in other forms."""
    files = [path for path in sorted(sample.rglob("*")) if path.is_file()]
    texts = [path.read_text("utf-8", "replace") for path in files if path.suffix == ".txt" and path.stat().st_size]
    found = [Seed(path.name, path.read_bytes()) for path in files if path.suffix != ".md"]
    return list({seed.name: seed for seed in [*found, *_composed(texts[:_ARTICLES_A_FILE])]}.values())


def _composed(texts: Sequence[str]) -> list[Seed]:
    rows = [{"title": f"Story {n}", "date": f"2024-05-{n + 1:02}", "text": text} for n, text in enumerate(texts)]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    plain = texts[0]
    return [
        Seed("utf16.txt", plain.encode("utf-16")),
        Seed("utf16be.txt", plain.encode("utf-16-be")),
        Seed("western.txt", plain.encode("cp1252", "replace")),
        Seed("marked.txt", b"\xef\xbb\xbf" + plain.encode()),
        Seed("dated.txt", "".join(f" date 2024-05-01 {text.replace(chr(10), ' ')}\n" for text in texts).encode()),
        Seed("rows.jsonl", lines.encode()),
        Seed("array.json", json.dumps(rows, indent=1).encode()),
        Seed("object.json", json.dumps({"articles": rows, "total": len(rows)}).encode()),
        Seed("rows.csv", _delimited(rows, ",").encode()),
        Seed("rows.tsv", _delimited(rows, "\t").encode()),
        Seed("rows.parquet", _parquet(rows)),
        Seed("rows.jsonl.gz", gzip.compress(lines.encode(), mtime=0)),
        Seed("rows.jsonl.bz2", bz2.compress(lines.encode())),
        Seed("rows.jsonl.xz", lzma.compress(lines.encode())),
        Seed("rows.csv.zst", zstandard.ZstdCompressor().compress(_delimited(rows, ",").encode())),
    ]


def _delimited(rows: Sequence[dict[str, str]], delimiter: str) -> str:
    written = StringIO()
    writer = csv.DictWriter(written, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def _parquet(rows: Sequence[dict[str, str]]) -> bytes:
    """The rows with columns of many types beside the text."""
    day = date(2024, 5, 1)
    moment = datetime(2024, 5, 1, 12, tzinfo=UTC)
    n = len(rows)
    table = pa.table(
        {
            "text": pa.array([row["text"] for row in rows]).dictionary_encode(),
            "title": pa.array([row["title"] for row in rows], pa.large_string()),
            "published": pa.array([moment + timedelta(days=k) for k in range(n)], pa.timestamp("ns", "Europe/Oslo")),
            "day": pa.array([day] * n, pa.date32()),
            "at": pa.array([time(5, k) for k in range(n)], pa.time64("ns")),
            "keywords": pa.array([["harbour", "budget"]] * n),
            "meta": pa.array([{"desk": "home", "n": k} for k in range(n)]),
            "raw": pa.array([b"\xff\x00"] * n),
        }
    )
    written = BytesIO()
    pq.write_table(table, written, row_group_size=2)
    return written.getvalue()
