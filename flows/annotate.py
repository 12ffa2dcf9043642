"""All tables that come of articles in memory: what a run does to records, without files and without a lake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl
import pyarrow as pa

from onrecord.flows.lake.parquet import arrow_schema
from onrecord.flows.lake.staging import KEY_SCHEMA, RECORD_KEY
from onrecord.flows.lake.winners import choose_winners
from onrecord.flows.sources.columns import ColumnReader
from onrecord.flows.sources.parquet import plain
from onrecord.flows.sources.record import ReadOptions
from onrecord.flows.understand import Chunk, Understood, understand
from onrecord.transforms.articles.assemble import ArticleOptions
from onrecord.transforms.speakers import count_speakers
from onrecord.transforms.tables import registry
from onrecord.transforms.topics.model import TopicFiles

SOURCE = "annotate"
"""`source_path` and `run_id` of rows that were read from no file."""

_ROWS_AT_ONCE = 1024


class ColumnsError(ValueError):
    """A table of articles in which no column is known to hold the text, or one that a mapping names is missing."""


def annotate(
    articles: pa.Table | pl.DataFrame, *, outlet: str | None, mapping: Mapping[str, str], topics: TopicFiles
) -> dict[str, pa.Table]:
    """The rows of every table that a run would add to an empty lake, but for those that tell of files and runs.

    Args:
        articles: One row an article. Columns are found by the names that the readers know.
        outlet: Outlet of the rows that name none.
        mapping: Canonical field and the column that holds it.
        topics: What a person adds to the shipped files of topics.

    Raises:
        ColumnsError: no column holds the text.
        ValueError: the mapping names a field that does not exist.
    """
    columns = ColumnReader(ReadOptions(dict(mapping)))
    table = articles.to_arrow() if isinstance(articles, pl.DataFrame) else articles
    objection = columns.objection(table.column_names)
    if objection:
        raise ColumnsError(objection[1])
    options = ArticleOptions(default_outlet=outlet, run_id=SOURCE)
    nothing = pl.DataFrame(schema={"article_id": pl.String})
    parts = [understand(chunk, options, topics, nothing) for chunk in _chunks(table, columns)]
    winners = choose_winners(pl.concat([part.found.select(list(KEY_SCHEMA)) for part in parts]), nothing)
    chosen = [_chosen(part, winners) for part in parts]
    frames = {name: pl.concat([rows[name] for rows in chosen]) for name in chosen[0]}
    frames["topics"] = frames["topics"].unique(maintain_order=True)
    frames["speakers"], frames["speaker_aliases"] = count_speakers(frames["quotes"])
    return {table.name: _arrow(frames[table.name], table) for table in registry.tables() if table.name in frames}


def _chunks(table: pa.Table, columns: ColumnReader) -> Iterator[Chunk]:
    """The rows as records, numbered from 1, as many at a time as a chunk holds."""
    chunk, number = Chunk(), 0
    used = table.select(columns.plan(table.column_names).used)
    for batch in used.to_batches(_ROWS_AT_ONCE):
        for row in plain(batch).to_pylist():
            number += 1
            chunk.add(columns.read(str(number), row, row), SOURCE, None)
            if chunk.full:
                yield chunk
                chunk = Chunk()
    yield chunk


def _chosen(part: Understood, winners: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The rows of a part by table, without those of articles of which another part has the better record."""
    own = part.rows["articles"].join(winners, on=["article_id", RECORD_KEY], how="semi").select("article_id")
    return {
        name: rows.join(own, on="article_id", how="semi") if registry.table(name).monthly else rows
        for name, rows in part.rows.items()
    }


def _arrow(frame: pl.DataFrame, table: registry.Table) -> pa.Table:
    """The rows in the order in which a lake has them, with the comments of their columns."""
    days = ["published_on", "article_id"] if table.monthly else []
    rows = frame.drop(RECORD_KEY, strict=False).sort([*days, *table.order], nulls_last=True, maintain_order=True)
    return rows.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(arrow_schema(table.name))
