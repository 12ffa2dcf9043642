"""`onrecord demo`: the main job on the shipped sample, and what came out of it."""

from __future__ import annotations

import sys
from pathlib import Path

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
    console = output()
    console.print(
        f"Reading the sample newspaper, {sample_folder()}: six fictional outlets, one year, several formats.",
        soft_wrap=True,
        markup=False,
    )
    current = Lake(lake).current()
    again = current is not None and bool(other_columns(current))
    run(IngestRequest(sources=(str(sample_folder()),), lake=lake, again=again), workers=None, prefect=False, dask=None)
    with open_current(lake) as connection:
        speakers = connection.execute(
            """
            SELECT s.name, mode(q.speaker_role) AS role, s.n_quotes, s.n_articles,
                first(q.text ORDER BY q.confidence DESC, length(q.text))
            FROM speakers AS s JOIN quotes AS q USING (speaker_id)
            GROUP BY ALL ORDER BY s.n_quotes DESC, s.name LIMIT ?
            """,
            [_MOST_SPEAKERS],
        ).fetchall()
        months = [
            row[0]
            for row in connection.execute(
                "SELECT DISTINCT month FROM articles WHERE month LIKE '2024-%' ORDER BY 1"
            ).fetchall()
        ]
        counts = connection.execute(
            "SELECT topic, list(month), list(articles) FROM topics_over_time WHERE month LIKE '2024-%' AND level "
            "= 1 AND scheme = 'medtop' "
            "GROUP BY topic_id, topic ORDER BY sum(articles) DESC, topic LIMIT ?",
            [_MOST_TOPICS],
        ).fetchall()
    print_table(
        "Who is quoted most",
        ("speaker", "role", "quotes", "articles", "for example"),
        speakers,
        right=("quotes", "articles"),
    )
    lines = [
        (topic, sparkline([dict(zip(there, n, strict=True)).get(month, 0) for month in months]), sum(n))
        for topic, there, n in counts
    ]
    print_table(
        f"Topics over time, {months[0]} to {months[-1]}, one bar a month",
        ("topic", "months", "articles"),
        lines,
        right=("articles",),
    )
    console.print(
        f"\nThe dataset is {Lake(lake).link}: Parquet files, and onrecord.duckdb for other tools. Ask it:",
        soft_wrap=True,
        markup=False,
    )
    program = sys.argv[0] if sys.argv[0].endswith("onrecord") else "onrecord"
    console.print(f"  {program} quotes --about harbour --limit 5 --lake {lake}", markup=False, soft_wrap=True)
    console.print(
        f'  {program} query "FROM speaker_share ORDER BY quotes DESC LIMIT 10" --lake {lake}',
        markup=False,
        soft_wrap=True,
    )
    console.print(f"Then your own news:\n  {program} ingest FOLDER --lake data/lake", markup=False, soft_wrap=True)
