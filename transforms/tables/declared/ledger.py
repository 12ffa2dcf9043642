"""What was read, by which run, and what could not be read."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from onrecord.transforms.tables import fields as f
from onrecord.transforms.tables.declaring import published, refers

REJECT_REASONS = (
    "empty",
    "binary",
    "unsupported_format",
    "unreadable",
    "malformed_record",
    "no_text",
    "not_an_article",
    "truncated",
)
MAX_RAW_CHARS = 2000
"""Length at which `rejects.raw` is cut, in characters."""


@published("append", references=[refers("runs", "run_id")])
class Sources(dy.Schema):
    """One row is one input file of one run: the ledger.

    Records read = articles + duplicates + rejects, for every row.
    """

    run_id = f.run_id(primary_key=True)
    source_path = f.source_path(primary_key=True)
    fingerprint = f.key("Hash of the file's bytes; a file whose path and fingerprint are known is not read again.")
    format = f.text("Format that the file was read as, e.g. `text`, `jsonl`, `csv`; `unknown` where none fits.")
    n_bytes = f.count("Size of the file. Unit: bytes.")
    n_records = f.count("Records read.", min=1)
    n_articles = f.count("Records that became an article.")
    n_duplicates = f.count("Records whose article is in the dataset already.")
    n_rejects = f.count("Records that could not become an article; see `rejects`.")

    @classmethod
    def _sampling_overrides(cls) -> dict[str, pl.Expr]:
        return {
            "n_articles": pl.col("n_records"),
            "n_duplicates": pl.lit(0, dtype=pl.Int64),
            "n_rejects": pl.lit(0, dtype=pl.Int64),
        }

    @dy.rule()
    def records_add_up(cls) -> pl.Expr:
        return cls.n_records.col == cls.n_articles.col + cls.n_duplicates.col + cls.n_rejects.col


@published("append", references=[refers("sources", "run_id", "source_path")])
class Rejects(dy.Schema):
    """One row is one input record that could not become an article."""

    run_id = f.run_id(primary_key=True)
    source_path = f.source_path(primary_key=True)
    source_record = f.text("Where in the file: a line, row or item number from 1.", primary_key=True)
    reason = f.member(REJECT_REASONS, "Why, as a code.")
    detail = f.text("Why, in words, and what to do.")
    raw = dy.String(
        nullable=True,
        metadata={"max_chars": MAX_RAW_CHARS},
        description="The record, cut at 2,000 characters; null where it is not text.",
    )

    @dy.rule()
    def raw_is_cut(cls) -> pl.Expr:
        # A rule, because dataframely's `max_length` counts bytes: 2,000 Cyrillic characters are 4,000 of them.
        return cls.raw.col.is_null() | (cls.raw.col.str.len_chars() <= MAX_RAW_CHARS)


@published("append", order=["started_at", "run_id"])
class Runs(dy.Schema):
    """One row is one run that published. The only table with clock times."""

    run_id = f.run_id(primary_key=True)
    started_at = dy.Datetime(time_unit="us", time_zone="UTC", primary_key=True, description="When the run began (UTC).")
    finished_at = dy.Datetime(time_unit="us", time_zone="UTC", description="When its snapshot was complete (UTC).")
    snapshot_id = f.text("The snapshot that the run published.")
    parent_snapshot_id = f.text(
        "The snapshot that it added to; null where it built the dataset from the beginning.", nullable=True
    )
    n_files = f.count("Files read.")
    n_files_known = f.count("Files left unread because the ledger knows them.")
    n_bytes = f.count("Size of the files read. Unit: bytes.")
    n_records = f.count("Records read.")
    n_articles = f.count("Articles added.")
    n_duplicates = f.count("Records whose article was there already.")
    n_rejects = f.count("Records rejected.")
    n_quotes = f.count("Quotations added.")
    options = f.text("Options that shape the data (outlet, field mapping), as JSON.")
    versions = f.text("Versions of onrecord, its quote engine, lexicons and libraries, as JSON.")
