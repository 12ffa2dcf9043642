"""Merge the staged rows of a run with the current snapshot into a new one: each touched month is written once, the
others are linked.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from onrecord.flows.lake.ledger import RunFacts, count_files, run_row
from onrecord.flows.lake.parquet import Piece, write_pieces
from onrecord.flows.lake.staging import KEYS, PLACE, RECORD_KEY, concat, published_month, read_chosen, read_parts
from onrecord.flows.lake.tablefiles import MONTH_FOLDER, table_files
from onrecord.flows.lake.winners import choose_winners
from onrecord.flows.plan import FileReport
from onrecord.transforms.speakers import count_speakers
from onrecord.transforms.tables import registry
from onrecord.transforms.tables.registry import Table, polars_schema

PIECE_ARTICLES = 50_000
"""Articles of a month whose rows are in memory at a time (about 250 MB of text), so that memory does not depend on the
largest month."""

_TABLES_AT_A_TIME = 2
_FIRST, _LAST = ("quotes",), ("articles", "quote_parts")
"""Monthly tables with the most text: the others are merged between them, so that they are seldom in memory at once."""

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
    months = tuple(sorted(winners.select(published_month().unique()).to_series()))
    for month in months:
        _merge_month(job, month, winners)
    _link_months(job, months)
    n_quotes, n_quotes_named = _n_added(job, months)
    rejects = read_parts(job.staging, "rejects")
    sources = count_files(job.files, job.facts.run_id, keys, winners, rejects)
    runs = run_row(job.facts, sources, n_quotes)
    _write_singles(job, {"sources": sources, "rejects": rejects, "runs": runs, **_rebuilt(job)})
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


def _merge_month(job: MergeJob, month: str, winners: pl.DataFrame) -> None:
    """Write the monthly tables of one month, two at a time."""
    pieces = _pieces(job, month, winners)
    between = [table.name for table in registry.monthly_tables() if table.name not in (*_FIRST, *_LAST)]
    with ThreadPoolExecutor(_TABLES_AT_A_TIME) as pool:
        list(pool.map(lambda table: _merge_table(job, month, table, pieces), [*_FIRST, *between, *_LAST]))


def _pieces(job: MergeJob, month: str, winners: pl.DataFrame) -> list[pl.DataFrame]:
    """The articles of a month in the order of its rows, `PIECE_ARTICLES` at a time: `article_id`, `place`, and
    `record_key`, null for those of the parent.
    """
    key = ("published_on", "article_id")
    new = winners.filter(published_month() == month).select(*key, RECORD_KEY)
    old = [
        file.select(*key).collect().with_columns(pl.lit(None, dtype=pl.String).alias(RECORD_KEY))
        for file in _known(job, "articles", month)
    ]
    ordered = pl.concat([*old, new]).sort(key).with_row_index(PLACE)
    return list(ordered.select("article_id", RECORD_KEY, PLACE).iter_slices(PIECE_ARTICLES))


def _merge_table(job: MergeJob, month: str, table: str, pieces: list[pl.DataFrame]) -> None:
    """Write one monthly table of one month."""
    # One piece is in memory at a time: nothing here may hold on to the one before.
    _write((_merged(job, month, table, piece) for piece in pieces), table, _month_file(job.target, table, month))


def _merged(job: MergeJob, month: str, table: str, piece: pl.DataFrame) -> Piece:
    """The rows of the articles of a piece, those of the parent and new ones."""
    new = read_chosen(job.staging, table, month, piece)
    places = piece.select("article_id", PLACE)
    known = [_stretch(file, places).join(places, on="article_id", how="inner") for file in _known(job, table, month)]
    return _ordered(pl.concat([*known, new], rechunk=True), (PLACE, *registry.table(table).order))


def _stretch(file: pl.LazyFrame, places: pl.DataFrame) -> pl.DataFrame:
    """The rows of a month's file from the first to the last that belong to some articles: its rows are in the order of
    the pieces.
    """
    inside = (
        file.select(pl.col("article_id").is_in(places["article_id"].implode()).alias("inside"))
        .collect()["inside"]
        .arg_true()
    )
    return file.slice(inside[0], inside[-1] - inside[0] + 1).collect() if len(inside) else file.head(0).collect()


def _ordered(rows: pl.DataFrame, columns: Sequence[str]) -> Piece:
    order = rows.select(pl.arg_sort_by(columns).alias("order"))["order"]
    return Piece(rows.drop(PLACE, strict=False), order)


def _known(job: MergeJob, table: str, month: str) -> list[pl.LazyFrame]:
    """The rows of one month of a table that the parent has; nothing where it has no file of them."""
    file = _month_file(job.parent, table, month) if job.parent is not None else None
    return [pl.scan_parquet(file, hive_partitioning=False, glob=False)] if file is not None and file.exists() else []


def _link_months(job: MergeJob, written: tuple[str, ...]) -> None:
    """Take the months that nothing was added to over from the parent, as hard links: they cost no space."""
    if job.parent is None:
        return
    for table in registry.monthly_tables():
        for file in table_files(job.parent, table):
            folder = file.parent.name
            if folder.removeprefix(MONTH_FOLDER) not in written:
                place = job.target / table.name / folder
                place.mkdir(parents=True, exist_ok=True)
                os.link(file, place / file.name)


def _n_added(job: MergeJob, months: tuple[str, ...]) -> tuple[int, int]:
    """Quotations that some months have more of than in the parent, and those of them that have a speaker."""
    counts = pl.len().alias("all"), pl.col("speaker").count().alias("named")
    sums = []
    for snapshot in (job.target, job.parent):
        paths = [] if snapshot is None else [_month_file(snapshot, "quotes", month) for month in months]
        files = [pl.scan_parquet(path, hive_partitioning=False, glob=False) for path in paths if path.exists()]
        found = [file.select(*counts).collect() for file in files]
        sums.append((sum(rows["all"].item() for rows in found), sum(rows["named"].item() for rows in found)))
    (now, now_named), (before, before_named) = sums
    return now - before, now_named - before_named


def _rebuilt(job: MergeJob) -> dict[str, pl.DataFrame]:
    """Speakers and their aliases, counted anew over all quotations."""
    speakers, aliases = count_speakers(_published(job.target, "quotes", _SPEAKER_COLUMNS))
    return {"speakers": speakers, "speaker_aliases": aliases}


def _write_singles(job: MergeJob, made: Mapping[str, pl.DataFrame]) -> None:
    """Write the tables that lie in one file: from the rows that were made for them here, or else were staged."""
    for table in registry.tables():
        if not table.monthly:
            rows = _kept_up(job, table, made)
            _write(iter([_ordered(rows, table.order)]), table.name, job.target / table.name / f"{table.name}.parquet")


def _kept_up(job: MergeJob, table: Table, made: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """All rows of a table after the run (`onrecord.transforms.tables.declaring.Upkeep`)."""
    if table.upkeep == "rebuild":
        return made[table.name]
    new = made[table.name] if table.name in made else read_parts(job.staging, table.name)
    known = _published(job.parent, table.name)
    if table.upkeep == "append":
        return pl.concat([known, new])
    return pl.concat([new, known]).unique(table.primary_key, keep="first", maintain_order=True)


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


def _month_file(snapshot: Path, table: str, month: str) -> Path:
    return snapshot / table / f"{MONTH_FOLDER}{month}" / f"{table}.parquet"
