"""Extract a batch: read its files, understand the records, and stage the rows of all tables."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from onrecord.flows.lake.known import article_ids
from onrecord.flows.lake.staging import KEY_SCHEMA, KEYS, RECORD_KEY, is_monthly, write_part
from onrecord.flows.plan import Batch, BatchReport, FileReport
from onrecord.flows.sources import ReadOptions, read_source
from onrecord.flows.understand import Chunk, understand
from onrecord.transforms.articles.assemble import ArticleOptions


@dataclass(slots=True)
class _Tally:
    """What was seen of a batch so far."""

    files: list[FileReport] = field(default_factory=list)
    unknown_columns: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)


def extract_batch(batch: Batch) -> BatchReport:
    """Read the files of a batch and stage their rows in `batch.folder`; doing it again replaces them.

    Raises:
        OSError: the rows cannot be written.
    """
    if batch.folder.exists():
        shutil.rmtree(batch.folder)
    tally = _Tally()
    for number, chunk in enumerate(_chunks(batch, tally)):
        tally.counts.update(_stage_chunk(batch, number, chunk))
    return BatchReport(
        number=batch.number,
        files=tuple(tally.files),
        n_articles=tally.counts["articles"],
        n_quotes=tally.counts["quotes"],
        n_rejects=tally.counts["rejects"],
        unknown_columns=tuple(sorted(tally.unknown_columns)),
    )


def _chunks(batch: Batch, tally: _Tally) -> Iterator[Chunk]:
    """The records of the batch, as many at a time as a chunk holds."""
    options = ReadOptions(dict(batch.terms.mapping))
    chunk = Chunk()
    for file in batch.files:
        source_path = file.path.as_posix()
        reading = read_source(file.path, options)
        n_records = 0
        for item in reading:
            n_records += 1
            chunk.add(item, source_path, file.folder)
            if chunk.full:
                yield chunk
                chunk = Chunk()
        tally.files.append(FileReport(source_path, file.fingerprint, reading.format, file.n_bytes, n_records))
        tally.unknown_columns.update(reading.unknown_columns)
    yield chunk


def _stage_chunk(batch: Batch, number: int, chunk: Chunk) -> dict[str, int]:
    """Stage one chunk; gives how much came of it. Of articles that the lake has, nothing is staged but their keys."""
    terms = batch.terms
    options = ArticleOptions(default_outlet=terms.outlet, run_id=terms.run_id)
    understood = understand(chunk, options, terms.topics, article_ids(terms.parent))
    rows, articles = understood.rows, understood.rows["articles"]
    for table, frame in {**rows, KEYS: understood.found.select(list(KEY_SCHEMA))}.items():
        staged = frame if RECORD_KEY in frame.columns or not is_monthly(table) else _with_record(frame, articles)
        write_part(staged, table, batch.folder, number)
    return {
        "articles": understood.found.height,
        "quotes": rows["quotes"].height,
        "rejects": rows["rejects"].height,
    }


def _with_record(rows: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Rows of a monthly table with the key of the record that their article was read from."""
    return rows.join(articles.select("article_id", RECORD_KEY), on="article_id", how="left")
