"""From records to the rows of all tables that come of articles: what a run does without files and lakes."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from onrecord.flows.dates import parse_date
from onrecord.flows.lake.staging import RECORD_KEY, record_key
from onrecord.flows.lake.winners import first_of_each
from onrecord.flows.language import detect_languages
from onrecord.flows.sources import Record, Reject
from onrecord.transforms.articles.assemble import REJECT_SCHEMA, ArticleOptions, build_articles
from onrecord.transforms.articles.records import FIELDS, RECORD_SCHEMA
from onrecord.transforms.quotes.engine import extract_quotes
from onrecord.transforms.tables.registry import polars_schema
from onrecord.transforms.topics.find import find_topics
from onrecord.transforms.topics.model import TopicFiles, topic_model
from onrecord.transforms.topics.terms import find_terms

CHUNK_CHARS = 4_000_000
"""Text that is held at a time, whatever the size of a file. Unit: characters."""

ENGLISH = "en"
"""The language in which quotations are looked for."""


@dataclass(slots=True)
class Chunk:
    """Records and rejects that are worked on together."""

    records: list[dict[str, object]] = field(default_factory=list)
    rejects: list[dict[str, object]] = field(default_factory=list)
    n_chars: int = 0

    @property
    def full(self) -> bool:
        """Whether it holds as much as is worked on at a time."""
        return self.n_chars >= CHUNK_CHARS

    def add(self, item: Record | Reject, source_path: str, folder: str | None) -> None:
        """Take what a reader gave.

        Args:
            item: The record, or the reason why there is none.
            source_path: Where it was read.
            folder: The folder that may name the outlet.
        """
        place = {"source_path": source_path, "source_record": item.source_record}
        if isinstance(item, Reject):
            self.rejects.append({**place, "reason": item.reason, "detail": item.detail, "raw": item.raw})
            self.n_chars += len(item.raw or "")
            return
        fields = {name: item.fields.get(name) for name in FIELDS}
        read = {"text": item.text, "keywords": list(item.keywords), "date_source": item.date_source, "folder": folder}
        self.records.append({**place, **fields, **read})
        self.n_chars += len(item.text)


@dataclass(frozen=True, slots=True)
class Understood:
    """What came of a chunk."""

    found: pl.DataFrame
    """Every record that is an article, known and repeated ones too, with its `record_key`."""
    rows: dict[str, pl.DataFrame]
    """Rows by table: of unknown articles, each once with its `record_key`, and of records that became none."""


def understand(chunk: Chunk, options: ArticleOptions, topics: TopicFiles, known: pl.DataFrame) -> Understood:
    """Everything that the tables tell of some records.

    Args:
        chunk: The records, and those that could not be read.
        options: Outlet of the records that name none, and the run that the rows belong to.
        topics: What a person adds to the shipped files of topics.
        known: `article_id` of the articles that are there already; nothing is looked for in them.
    """
    records = pl.DataFrame(chunk.records, schema=RECORD_SCHEMA)
    found, refused = build_articles(records, options, detect_languages=detect_languages, parse_date=parse_date)
    found = found.with_columns(record_key())
    articles = first_of_each(found.join(known, on="article_id", how="anti", maintain_order="left"))
    english = articles.filter(pl.col("language") == ENGLISH)
    quotes, parts, spans = extract_quotes(english.select("article_id", "body", "published_on"))
    model = topic_model(topics)
    of_topics = find_topics(articles, quotes, model)
    rejects = pl.concat([pl.DataFrame(chunk.rejects, schema=REJECT_SCHEMA), refused])
    rejects = rejects.with_columns(run_id=pl.lit(options.run_id))
    rows = {
        "articles": _count_quotes(articles, quotes).select(*polars_schema("articles"), RECORD_KEY),
        "quotes": quotes,
        "quote_parts": parts,
        "quoted_spans": spans,
        "article_topics": of_topics.articles,
        "quote_topics": of_topics.quotes,
        "article_terms": find_terms(articles),
        "topics": model.topics,
        "rejects": rejects.select(list(polars_schema("rejects"))),
    }
    return Understood(found, rows)


def _count_quotes(articles: pl.DataFrame, quotes: pl.DataFrame) -> pl.DataFrame:
    """The articles with `n_quotes`."""
    counts = quotes.group_by("article_id").agg(n_quotes=pl.len().cast(pl.Int64))
    counted = articles.drop("n_quotes").join(counts, on="article_id", how="left", maintain_order="left")
    return counted.with_columns(pl.col("n_quotes").fill_null(0))
