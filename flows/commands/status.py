"""`onrecord status`: the snapshots of a lake, the rows of the current one, and the last run."""

from __future__ import annotations

from flows.commands.dataset import current_snapshot, lake_folder, open_dataset
from flows.commands.options import LakeOption
from flows.console import show_table
from flows.lake.store import Lake
from transforms.tables import TABLES

_LAST_RUN = """
SELECT run_id, strftime(finished_at AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M:%S UTC'), n_files, n_records, n_articles, n_duplicates, n_rejects, n_quotes
FROM runs ORDER BY finished_at DESC, started_at DESC LIMIT 1
"""
_RUN_COLUMNS = ("run", "finished", "files", "records", "articles", "duplicates", "rejects", "quotes")


def status(*, lake: LakeOption = None) -> None:
    """Show what the dataset holds: its snapshots, the rows of its tables, and the last run.

    Raises:
        LakeError: there is no dataset.
    """
    current = current_snapshot(lake)
    snapshots = [("*" if info.is_current else "", info.snapshot_id) for info in Lake(lake_folder(lake)).snapshots()]
    with open_dataset(lake) as connection:
        rows = [connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in TABLES]  # noqa: S608, names of the registry
        runs = connection.execute(_LAST_RUN).fetchall()
    print(f"dataset  {current}\n")
    show_table(("current", "snapshot"), snapshots)
    print()
    show_table(("table", "rows"), list(zip(TABLES, rows, strict=True)))
    print()
    show_table(("last run", ""), [pair for run in runs for pair in zip(_RUN_COLUMNS, map(str, run), strict=True)])
