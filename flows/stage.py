"""Extract a batch: read its files, understand the records, find quotations and topics, and stage the rows."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from onrecord.flows.dates import parse_date
from onrecord.flows.lake.known import article_ids
from onrecord.flows.lake.staging import KEY_SCHEMA, KEYS, RECORD_KEY, is_monthly, record_key, write_part
from onrecord.flows.lake.winners import first_of_each
from onrecord.flows.language import detect_languages
from onrecord.flows.plan import Batch, BatchReport, FileReport, PlannedFile
from onrecord.flows.sources import ReadOptions, Record, Reject, read_source
from onrecord.transforms.articles.assemble import REJECT_SCHEMA, ArticleOptions, build_articles
from onrecord.transforms.articles.records import FIELDS, RECORD_SCHEMA
from onrecord.transforms.quotes.engine import extract_quotes
from onrecord.transforms.tables.registry import polars_schema
from onrecord.transforms.topics.find import find_topics
from onrecord.transforms.topics.model import topic_model
from onrecord.transforms.topics.terms import find_terms

CHUNK_CHARS = 4_000_000
"""Text that is held at a time, whatever the size of a file. Unit: characters."""

ENGLISH = "en"
"""The language in which quotations are looked for."""


@dataclass(slots=True)
class _Chunk:
    """Records and rejects that are worked on together."""

    records: list[dict[str, object]] = field(default_factory=list)
    rejects: list[dict[str, object]] = field(default_factory=list)
    n_chars: int = 0


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


def _chunks(batch: Batch, tally: _Tally) -> Iterator[_Chunk]:
    """The records of the batch, `CHUNK_CHARS` at a time."""
    options = ReadOptions(dict(batch.terms.mapping))
    chunk = _Chunk()
    for file in batch.files:
        reading = read_source(file.path, options)
        n_records = 0
        for item in reading:
            n_records += 1
            _add(chunk, file, item)
            if chunk.n_chars >= CHUNK_CHARS:
                yield chunk
                chunk = _Chunk()
        tally.files.append(FileReport(file.path.as_posix(), file.fingerprint, reading.format, file.n_bytes, n_records))
        tally.unknown_columns.update(reading.unknown_columns)
    yield chunk


def _add(chunk: _Chunk, file: PlannedFile, item: Record | Reject) -> None:
    place = {"source_path": file.path.as_posix(), "source_record": item.source_record}
    if isinstance(item, Reject):
        chunk.rejects.append({**place, "reason": item.reason, "detail": item.detail, "raw": item.raw})
        chunk.n_chars += len(item.raw or "")
        return
    fields = {name: item.fields.get(name) for name in FIELDS}
    chunk.records.append(
        {
            **place,
            "text": item.text,
            **fields,
            "keywords": list(item.keywords),
            "date_source": item.date_source,
            "folder": file.folder,
        }
    )
    chunk.n_chars += len(item.text)


def _stage_chunk(batch: Batch, number: int, chunk: _Chunk) -> dict[str, int]:
    """Stage one chunk; gives the rows that came of it, by table. Of articles that the lake has, nothing is staged but their keys."""
    records = pl.DataFrame(chunk.records, schema=RECORD_SCHEMA)
    options = ArticleOptions(default_outlet=batch.terms.outlet, run_id=batch.terms.run_id)
    found, refused = build_articles(records, options, detect_languages=detect_languages, parse_date=parse_date)
    keyed = found.with_columns(record_key())
    articles = first_of_each(
        keyed.join(article_ids(batch.terms.parent), on="article_id", how="anti", maintain_order="left")
    )
    quotes, parts, spans = extract_quotes(
        articles.filter(pl.col("language") == ENGLISH).select("article_id", "body", "published_on")
    )
    model = topic_model(batch.terms.topics)
    topics = find_topics(articles, quotes, model)
    rejects = pl.concat([pl.DataFrame(chunk.rejects, schema=REJECT_SCHEMA), refused]).with_columns(
        run_id=pl.lit(batch.terms.run_id)
    )
    rows = {
        "articles": _count_quotes(articles, quotes).select(*polars_schema("articles"), RECORD_KEY),
        "quotes": quotes,
        "quote_parts": parts,
        "quoted_spans": spans,
        "article_topics": topics.articles,
        "quote_topics": topics.quotes,
        "article_terms": find_terms(articles),
        "topics": model.topics,
        "rejects": rejects.select(list(polars_schema("rejects"))),
        KEYS: keyed.select(list(KEY_SCHEMA)),
    }
    for table, frame in rows.items():
        staged = frame if RECORD_KEY in frame.columns or not is_monthly(table) else _with_record(frame, articles)
        write_part(staged, table, batch.folder, number)
    return {"articles": keyed.height, "quotes": quotes.height, "rejects": rejects.height}


def _with_record(rows: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Rows of a monthly table with the key of the record that their article was read from."""
    return rows.join(articles.select("article_id", RECORD_KEY), on="article_id", how="left")


def _count_quotes(articles: pl.DataFrame, quotes: pl.DataFrame) -> pl.DataFrame:
    """The articles with `n_quotes`."""
    counts = quotes.group_by("article_id").agg(n_quotes=pl.len().cast(pl.Int64))
    return (
        articles.drop("n_quotes")
        .join(counts, on="article_id", how="left", maintain_order="left")
        .with_columns(pl.col("n_quotes").fill_null(0))
    )
