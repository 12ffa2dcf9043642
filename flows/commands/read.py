"""Commands that read the current snapshot: `query`, `quotes`, `rejects`, `status`."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import duckdb
import polars as pl

from onrecord.flows.console import output, print_table
from onrecord.flows.lake.atomic import replacing
from onrecord.flows.lake.reader import QueryError, open_current
from onrecord.flows.lake.store import Lake

Format = Literal["table", "csv", "json", "parquet"]
_MOST_TABLE_ROWS = 200


def query(lake: Path, sql: str, form: Format, out: Path | None) -> None:
    """Run SQL on the current snapshot and write its rows.

    Raises:
        QueryError: the SQL is wrong, or the format does not go with the output.
    """
    if form == "parquet" and out is None:
        raise QueryError("Parquet is no text: name a file with --out FILE.")
    if form == "table" and out is not None:
        raise QueryError("A table is for the screen: write files with --format csv, json or parquet.")
    with open_current(lake) as connection:
        try:
            frame = connection.sql(sql).pl()
        except (duckdb.Error, AttributeError) as error:
            raise QueryError(
                _one_line(error) if isinstance(error, duckdb.Error) else "The statement gives no rows; ask with SELECT."
            ) from error
    if form == "table":
        print_table("", frame.columns, frame.head(_MOST_TABLE_ROWS).rows())
        if frame.height > _MOST_TABLE_ROWS:
            sys.stderr.write(
                f"… {frame.height - _MOST_TABLE_ROWS:,} more rows; use --format csv, json or parquet for all of them.\n"
            )
    elif out is None:
        sys.stdout.write(_text(frame, form))
    else:
        with replacing(out) as temporary:
            if form == "parquet":
                frame.write_parquet(temporary)
            else:
                temporary.write_text(_text(frame, form), encoding="utf-8")


def _text(frame: pl.DataFrame, form: Format) -> str:
    return frame.write_json() + "\n" if form == "json" else frame.write_csv()


_QUOTES = """
    SELECT published_on, outlet, title, quote, speaker, speaker_role, kind, cue, url, article_id
    FROM quotes_with_context
    WHERE ($speaker IS NULL OR contains(lower(speaker), lower($speaker)))
        AND ($about IS NULL OR contains(lower(context), lower($about)))
        AND ($since IS NULL OR published_on >= $since::DATE)
        AND ($until IS NULL OR published_on <= $until::DATE)
        AND ($outlet IS NULL OR lower(outlet) = lower($outlet))
        AND confidence >= $least
        AND ($beliefs OR quote_id IN (SELECT quote_id FROM utterances))
    ORDER BY published_on DESC NULLS LAST, article_id, position
    LIMIT $limit
"""


@dataclass(frozen=True, slots=True)
class QuotesAsked:
    """Which quotations are looked for; None asks for nothing."""

    speaker: str | None = None
    """A part of the speaker's name, in any case."""
    about: str | None = None
    """A part of the quotation or of the sentence around it, in any case."""
    since: str | None = None
    """First day, YYYY-MM-DD."""
    until: str | None = None
    """Last day, YYYY-MM-DD."""
    outlet: str | None = None
    limit: int = 20
    """Most quotations to print."""
    least: float = 0.5
    """Least confidence, from 0 to 1."""
    beliefs: bool = False
    """Also what somebody thinks, wants or supports, without having said it."""


def quotes(lake: Path, asked: QuotesAsked) -> int:
    """Print quotations like a clipping file; gives how many.

    Raises:
        LakeError: nothing was published in this lake.
        QueryError: a day is none.
    """
    with open_current(lake) as connection:
        try:
            rows = connection.execute(_QUOTES, asdict(asked)).fetchall()
        except duckdb.ConversionException as error:
            raise QueryError(f"--since and --until take a date such as 2024-05-31. {_one_line(error)}") from error
    for row in rows:
        _print_quote(*row)
    if not rows:
        output().print(
            "No quotation fits. Try fewer conditions, or a lower --least; "
            "names are matched by a part of them, in any case."
        )
    return len(rows)


def _print_quote(  # noqa: PLR0917  # the columns of `_QUOTES`
    day: date | None,
    outlet: str,
    title: str | None,
    quote: str,
    speaker: str,
    role: str | None,
    kind: str,
    cue: str | None,
    url: str | None,
    article_id: str,
) -> None:
    console = output()
    console.print(f"[bold]{day or 'undated'}  {_plain(outlet)}[/bold]  {_plain(title or '')}")
    console.print(f"  “{_plain(quote)}”" if kind == "direct" else f"  {_plain(quote)}")
    who = f"{_plain(speaker)}{', ' + _plain(role) if role else ''}"
    console.print(f"  — {who}  [dim]({kind}{', ' + _plain(cue) if cue else ''})[/dim]")
    console.print(f"  [dim]{'  '.join(_plain(fact) for fact in (f'article {article_id}', url) if fact)}[/dim]\n")


def rejects(lake: Path, limit: int) -> None:
    """Print what could not become an article when its file was read last, by reason and one by one."""
    latest = """
        WITH readings AS (
            SELECT source_path, arg_max(s.run_id, started_at) AS run_id
            FROM sources AS s JOIN runs AS r ON r.run_id = s.run_id GROUP BY ALL
        )
        FROM rejects JOIN readings USING (source_path, run_id)
    """
    with open_current(lake) as connection:
        reasons = connection.execute(
            f"{latest} SELECT reason, count(*) AS records GROUP BY ALL ORDER BY records DESC, reason"
        ).fetchall()
        rows = connection.execute(
            f"{latest} SELECT reason, source_path, source_record, detail ORDER BY ALL LIMIT ?", [limit]
        ).fetchall()
    if not reasons:
        output().print("No record was rejected.")
        return
    print_table("Rejects by reason", ("reason", "records"), reasons, right=("records",))
    print_table("", ("reason", "file", "record", "detail"), rows)
    n_more = sum(count for _, count in reasons) - len(rows)
    if n_more:
        sys.stderr.write(f"… {n_more:,} more; --limit shows more of them.\n")


def status(lake: Path) -> None:
    """Print the snapshots of a lake, the rows of the current one and the last run."""
    found = Lake(lake)
    with open_current(lake) as connection:
        names = ("articles", "quotes", "speakers", "topics", "sources", "rejects")
        counts = [(name, (connection.execute(f"SELECT count(*) FROM {name}").fetchone() or (0,))[0]) for name in names]  # noqa: S608
        columns = ("finished_at", "snapshot_id", "n_files", "n_articles", "n_duplicates", "n_rejects", "n_quotes")
        runs = connection.execute(f"SELECT {', '.join(columns)} FROM runs ORDER BY finished_at DESC LIMIT 1").fetchall()  # noqa: S608
    snapshots = [("→" if info.is_current else "", info.snapshot_id, info.parent) for info in found.snapshots()]
    print_table(f"Snapshots of {found.path}", ("current", "snapshot", "built on"), snapshots)
    print_table("Rows", ("table", "rows"), counts, right=("rows",))
    print_table("Last run of this snapshot", columns, runs)


def _one_line(error: duckdb.Error) -> str:
    """DuckDB's message without its picture of the statement."""
    return " ".join(str(error).partition("\nLINE ")[0].split())


def _plain(text: object) -> str:
    return str(text).replace("[", r"\[")
