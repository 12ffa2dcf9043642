"""`onrecord demo`: the main job on the shipped sample, and what came out of it."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from onrecord.flows.commands.ingest import run
from onrecord.flows.console import output, print_table, sparkline
from onrecord.flows.lake.contract import other_columns
from onrecord.flows.lake.reader import open_current
from onrecord.flows.lake.store import Lake
from onrecord.flows.run import IngestRequest

_MOST_SPEAKERS = 12
_MOST_TOPICS = 10


def sample_folder() -> Path:
    """The sample: inside an installed package, or in the repository."""
    home = Path(__file__).resolve().parent
    packed = home / "sample"
    return packed if packed.is_dir() else home.parent / "data" / "sample"


def demo(lake: Path) -> None:
    """Ingest the sample and print top speakers, topics over time and where the dataset is.

    Raises:
        LakeError: another run holds the lake.
    """
    output().print(
        f"Reading the sample newspaper, {sample_folder()}: six fictional outlets, one year, several formats.",
        soft_wrap=True,
        markup=False,
    )
    current = Lake(lake).current()
    again = current is not None and bool(other_columns(current))
    run(IngestRequest(sources=(str(sample_folder()),), lake=lake, again=again), workers=None, prefect=False, dask=None)
    with open_current(lake) as connection:
        _print_speakers(connection)
        _print_topics(connection)
    _print_what_next(lake)


def _print_speakers(connection: duckdb.DuckDBPyConnection) -> None:
    speakers = connection.execute(
        """
        SELECT s.name, mode(q.speaker_role) AS role, s.n_quotes, s.n_articles,
            first(q.text ORDER BY length(q.text) BETWEEN 30 AND 80 DESC, q.confidence DESC, q.quote_id)
        FROM speakers AS s JOIN quotes AS q USING (speaker_id)
        GROUP BY ALL ORDER BY s.n_quotes DESC, s.name LIMIT ?
        """,
        [_MOST_SPEAKERS],
    ).fetchall()
    columns = ("speaker", "role", "quotes", "articles", "for example")
    print_table("Who is quoted most", columns, speakers, right=("quotes", "articles"))


def _print_topics(connection: duckdb.DuckDBPyConnection) -> None:
    months = [
        month
        for (month,) in connection.execute(
            "SELECT DISTINCT month FROM articles WHERE month LIKE '2024-%' ORDER BY 1"
        ).fetchall()
    ]
    counts = connection.execute(
        """
        SELECT topic, list(month), list(articles)
        FROM topics_over_time
        WHERE month LIKE '2024-%' AND level = 1 AND scheme = 'medtop'
        GROUP BY topic_id, topic ORDER BY sum(articles) DESC, topic LIMIT ?
        """,
        [_MOST_TOPICS],
    ).fetchall()
    lines = [
        (topic, sparkline([dict(zip(there, n, strict=True)).get(month, 0) for month in months]), sum(n))
        for topic, there, n in counts
    ]
    title = f"Topics over time, {months[0]} to {months[-1]}, one bar a month"
    print_table(title, ("topic", "months", "articles"), lines, right=("articles",))


def _print_what_next(lake: Path) -> None:
    program = sys.argv[0] if sys.argv[0].endswith("onrecord") else "onrecord"
    lines = (
        f"\nThe dataset is {Lake(lake).link}: Parquet files, and onrecord.duckdb for other tools. Ask it:",
        f"  {program} quotes --about harbour --limit 5 --lake {lake}",
        f'  {program} query "FROM speaker_share ORDER BY quotes DESC LIMIT 10" --lake {lake}',
        f"Then your own news:\n  {program} ingest FOLDER --lake data/lake",
    )
    for line in lines:
        output().print(line, markup=False, soft_wrap=True)
