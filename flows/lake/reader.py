"""The way to the rows of a lake: a connection to its current snapshot, and the error of a question that it refuses."""

from __future__ import annotations

from pathlib import Path

import duckdb

from onrecord.flows.lake.catalog import connect
from onrecord.flows.lake.contract import require_same_columns
from onrecord.flows.lake.store import Lake, LakeError


class QueryError(Exception):
    """A question that cannot be answered: why, in DuckDB's words or in ours."""


def open_current(lake: Path) -> duckdb.DuckDBPyConnection:
    """A connection to the tables and views of the current snapshot; the caller closes it.

    Raises:
        LakeError: nothing was published in this lake, or another version of onrecord wrote it.
    """
    current = Lake(lake).current()
    if current is None:
        raise LakeError(
            f"There is no dataset in {lake} yet. Run `onrecord ingest SOURCE --lake {lake}` first, "
            "or name another lake with --lake."
        )
    require_same_columns(current)
    return connect(current)
