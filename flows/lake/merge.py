"""Merge the staged rows of a run with the current snapshot into a new one: each touched month is written once, the others are linked."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from onrecord.flows.lake.ledger import RunFacts, count_files, run_row
from onrecord.flows.lake.parquet import Piece, write_pieces
from onrecord.flows.lake.staging import KEYS, PLACE, RECORD_KEY, concat, month, read_chosen, read_parts
from onrecord.flows.lake.tablefiles import MONTH_FOLDER, table_files
from onrecord.flows.lake.winners import choose_winners
from onrecord.flows.plan import FileReport
from onrecord.transforms.speakers import count_speakers
from onrecord.transforms.tables import registry
from onrecord.transforms.tables.declared import MONTHLY
from onrecord.transforms.tables.registry import polars_schema

IN_ARTICLE = {
    "articles": (),
    "quotes": ("position",),
    "quoted_spans": ("start", "end"),
    "quote_parts": ("start", "end", "quote_id", "part"),
    "article_topics": ("rank", "topic_id"),
    "quote_topics": ("quote_id", "rank", "topic_id"),
    "article_terms": (),
}
"""How the rows of one article are sorted; articles are by day and by key."""

_ORDER = {
    "speakers": ("speaker_id",),
    "speaker_aliases": ("speaker_id", "alias"),
    "topics": ("topic_id",),
    "sources": ("run_id", "source_path"),
    "rejects": ("run_id", "source_path", "source_record"),
    "runs": ("started_at", "run_id"),
}
"""How the rows of the other tables are sorted."""

PIECE_ARTICLES = 50_000
"""Articles of a month whose rows are in memory at a time (about 250 MB of text), so that memory does not depend on the largest month."""

_TABLES_AT_A_TIME = 2
TURNS = ("quotes", "quote_topics", "quoted_spans", "article_topics", "article_terms", "articles", "quote_parts")
"""The monthly tables, in such an order that the two with the most text are seldom in memory at once."""


_SPEAKER_COLUMNS = ("article_id", "speaker", "speaker_id", "speaker_kind", "mention", "published_on")


@dataclass(frozen=True, slots=True)
class MergeJob:
    """What is merged, and where to."""

    staging: Path
    parent: Path | None
    """The current snapshot; None for the first."""
    target: Path
    """Folder of the new snapshot; what is in it is replaced."""
    files: tuple[FileReport, ...]
    facts: RunFacts


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What the merge added to the dataset."""

    months: tuple[str, ...]
    """Months that were written, sorted."""
    n_articles: int
    n_duplicates: int
    n_rejects: int
    n_quotes: int
    n_quotes_named: int
    rejects: tuple[tuple[str, int], ...]
    """Reasons and their number of records, by reason."""


def merge(job: MergeJob) -> MergeReport:
    """Write the new snapshot, without catalog and package. Holds the rows of `PIECE_ARTICLES` articles at a time.

    Doing it again gives the same files.

    Raises:
        OSError: a file cannot be read or written.
        dataframely.exc.ValidationError: a row breaks a rule of its table.
    """
    if job.target.exists():
        shutil.rmtree(job.target)
    job.target.mkdir(parents=True)
    keys = read_parts(job.staging, KEYS)
    winners = choose_winners(keys, _published(job.parent, "articles", ("article_id",)))
    months = tuple(sorted(winners.select(month().unique()).to_series()))
    n_quotes, n_quotes_named = 0, 0
    for name in months:
        n_new, n_named = _merge_month(job, name, winners)
        n_quotes, n_quotes_named = n_quotes + n_new, n_quotes_named + n_named
    _link_months(job, months)
    rejects = read_parts(job.staging, "rejects")
    _write_topics(job)
    _write_speakers(job)
    sources = count_files(job.files, job.facts.run_id, keys, winners, rejects)
    _append(job, "sources", sources)
    _append(job, "rejects", rejects)
    _append(job, "runs", run_row(job.facts, sources, n_quotes))
    reasons = rejects.group_by("reason").len().sort("reason")
    return MergeReport(
        months=months,
        n_articles=winners.height,
        n_duplicates=keys.height - winners.height,
        n_rejects=rejects.height,
        n_quotes=n_quotes,
        n_quotes_named=n_quotes_named,
        rejects=tuple(reasons.iter_rows()),
    )


def _merge_month(job: MergeJob, name: str, winners: pl.DataFrame) -> tuple[int, int]:
    """Write the monthly tables of one month, two at a time; gives the number of its new quotations, and of those with a speaker."""
    pieces = _pieces(job, name, winners)
    with ThreadPoolExecutor(_TABLES_AT_A_TIME) as pool:
        added = dict(zip(TURNS, pool.map(lambda table: _merge_table(job, name, table, pieces), TURNS), strict=True))
    return added["quotes"]


def _pieces(job: MergeJob, name: str, winners: pl.DataFrame) -> list[pl.DataFrame]:
    """The articles of a month in the order of its rows, `PIECE_ARTICLES` at a time: `article_id`, `place`, and `record_key`, null for those of the parent."""
    key = ("published_on", "article_id")
    new = winners.filter(month() == name).select(*key, RECORD_KEY)
    old = [
        file.select(*key).collect().with_columns(pl.lit(None, dtype=pl.String).alias(RECORD_KEY))
        for file in _known(job, "articles", name)
    ]
    ordered = pl.concat([*old, new]).sort(key).with_row_index(PLACE)
    return list(ordered.select("article_id", RECORD_KEY, PLACE).iter_slices(PIECE_ARTICLES))


def _merge_table(job: MergeJob, name: str, table: str, pieces: list[pl.DataFrame]) -> tuple[int, int]:
    """Write one monthly table of one month; gives the number of its new rows, and of those with a speaker."""
    added: list[tuple[int, int]] = []
    # One piece is in memory at a time: nothing here may hold on to the one before.
    _write((_merged(job, name, table, piece, added) for piece in pieces), table, _month_file(job.target, table, name))
    return sum(rows for rows, _ in added), sum(named for _, named in added)


def _merged(job: MergeJob, name: str, table: str, piece: pl.DataFrame, added: list[tuple[int, int]]) -> Piece:
    """The rows of the articles of a piece, those of the parent and new ones, which are counted in `added`."""
    new = read_chosen(job.staging, table, name, piece)
    added.append((new.height, new["speaker"].count() if "speaker" in new.columns else 0))
    places = piece.select("article_id", PLACE)
    known = [_stretch(file, places).join(places, on="article_id", how="inner") for file in _known(job, table, name)]
    return _ordered(pl.concat([*known, new], rechunk=True), (PLACE, *IN_ARTICLE[table]))


def _stretch(file: pl.LazyFrame, places: pl.DataFrame) -> pl.DataFrame:
    """The rows of a month's file from the first to the last that belong to some articles: its rows are in the order of the pieces."""
    inside = (
        file.select(pl.col("article_id").is_in(places["article_id"].implode()).alias("inside"))
        .collect()["inside"]
        .arg_true()
    )
    return file.slice(inside[0], inside[-1] - inside[0] + 1).collect() if len(inside) else file.head(0).collect()


def _ordered(rows: pl.DataFrame, columns: Sequence[str]) -> Piece:
    order = rows.select(pl.arg_sort_by(columns).alias("order"))["order"]
    return Piece(rows.drop(PLACE, strict=False), order)


def _known(job: MergeJob, table: str, name: str) -> list[pl.LazyFrame]:
    """The rows of one month of a table that the parent has; nothing where it has no file of them."""
    file = _month_file(job.parent, table, name) if job.parent is not None else None
    return [pl.scan_parquet(file, hive_partitioning=False, glob=False)] if file is not None and file.exists() else []


def _link_months(job: MergeJob, written: tuple[str, ...]) -> None:
    """Take the months that nothing was added to over from the parent, as hard links: they cost no space."""
    if job.parent is None:
        return
    for table in MONTHLY:
        for file in table_files(job.parent, registry.table(table)):
            folder = file.parent.name
            if folder.removeprefix(MONTH_FOLDER) not in written:
                place = job.target / table / folder
                place.mkdir(parents=True, exist_ok=True)
                os.link(file, place / file.name)


def _write_topics(job: MergeJob) -> None:
    """The taxonomy of this run, and the topics that earlier runs knew besides; labels are those of the run."""
    every = pl.concat([read_parts(job.staging, "topics"), _published(job.parent, "topics")])
    _write_single(job, "topics", every.unique("topic_id", keep="first", maintain_order=True))


def _write_speakers(job: MergeJob) -> None:
    """Speakers and their aliases, counted anew over all quotations."""
    speakers, aliases = count_speakers(_published(job.target, "quotes", _SPEAKER_COLUMNS))
    _write_single(job, "speakers", speakers)
    _write_single(job, "speaker_aliases", aliases)


def _append(job: MergeJob, table: str, new: pl.DataFrame) -> None:
    _write_single(job, table, pl.concat([_published(job.parent, table), new]))


def _write_single(job: MergeJob, table: str, rows: pl.DataFrame) -> None:
    _write(iter([_ordered(rows, _ORDER[table])]), table, job.target / table / f"{table}.parquet")


def _published(snapshot: Path | None, table: str, columns: tuple[str, ...] | None = None) -> pl.DataFrame:
    """The rows of a table of a snapshot; none where there is no snapshot."""
    schema = polars_schema(table)
    wanted = list(columns or schema)
    files = [] if snapshot is None else table_files(snapshot, registry.table(table))
    return concat(
        [pl.read_parquet(file, columns=wanted, hive_partitioning=False, glob=False) for file in files],
        pl.Schema({name: schema[name] for name in wanted}),
    )


def _write(pieces: Iterator[Piece], table: str, path: Path) -> None:
    """Write a file; none where there are no rows."""
    filled = (piece for piece in pieces if not piece.rows.is_empty())
    first = [piece for piece in (next(filled, None),) if piece is not None]
    if first:
        write_pieces(_rejoined(first, filled), table, path)


def _rejoined(first: list[Piece], rest: Iterator[Piece]) -> Iterator[Piece]:
    yield first.pop()
    yield from rest


def _month_file(snapshot: Path, table: str, name: str) -> Path:
    return snapshot / table / f"{MONTH_FOLDER}{name}" / f"{table}.parquet"
