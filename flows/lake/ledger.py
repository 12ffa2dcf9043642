"""The ledger of a run: one row for each file that it read, and one for the run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import polars as pl

from onrecord.flows.plan import FileReport
from onrecord.transforms.tables.registry import polars_schema


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What is known of a run before its rows are merged."""

    run_id: str
    started_at: datetime
    snapshot_id: str
    parent_snapshot_id: str | None
    n_files_known: int
    options: str
    """JSON."""
    versions: str
    """JSON."""


def count_files(
    files: Sequence[FileReport], run_id: str, keys: pl.DataFrame, winners: pl.DataFrame, rejects: pl.DataFrame
) -> pl.DataFrame:
    """Rows of `sources` for the files of a run.

    `keys` has a row for each record that is an article, `winners` those of them that are new, `rejects` the others;
    each has `source_path`.
    """
    facts = pl.DataFrame([[getattr(file, name) for name in _FILE] for file in files], schema=_FILE, orient="row")
    counted = facts.with_columns(run_id=pl.lit(run_id))
    for name, rows in (("n_keys", keys), ("n_articles", winners), ("n_rejects", rejects)):
        counts = rows.group_by("source_path").agg(pl.len().cast(pl.Int64).alias(name))
        counted = counted.join(counts, on="source_path", how="left").with_columns(pl.col(name).fill_null(0))
    return counted.with_columns(n_duplicates=pl.col("n_keys") - pl.col("n_articles")).select(
        list(polars_schema("sources"))
    )


def run_row(facts: RunFacts, sources: pl.DataFrame, n_quotes: int) -> pl.DataFrame:
    """The row of `runs`: its counts are the sums over the run's rows of `sources`; it ends now."""
    counts = sources.select(pl.col("n_bytes", "n_records", "n_articles", "n_duplicates", "n_rejects").sum()).row(
        0, named=True
    )
    row = {**asdict(facts), **counts, "finished_at": datetime.now(UTC), "n_files": sources.height, "n_quotes": n_quotes}
    return pl.DataFrame([row], schema_overrides=polars_schema("runs")).select(list(polars_schema("runs")))


_FILE = {
    "source_path": pl.String(),
    "fingerprint": pl.String(),
    "format": pl.String(),
    "n_bytes": pl.Int64(),
    "n_records": pl.Int64(),
}
