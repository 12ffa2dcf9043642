"""The dataset that a reading command works on: the current snapshot of a lake."""

from __future__ import annotations

from pathlib import Path

import duckdb

from flows.lake.catalog import connect
from flows.lake.store import Lake, LakeError
from flows.settings import load_settings


def lake_folder(lake: Path | None) -> Path:
    """The folder that `--lake` names, or else the settings.

    Raises:
        SettingsError: a setting has no usable value.
    """
    return load_settings(lake=lake).lake


def current_snapshot(lake: Path | None) -> Path:
    """The published snapshot.

    Raises:
        LakeError: nothing has been published there.
    """
    folder = lake_folder(lake)
    snapshot = Lake(folder).current()
    if snapshot is None:
        raise LakeError(f"There is no dataset in {folder} yet. Make one with: onrecord ingest FOLDER --lake {folder}")
    return snapshot


def open_dataset(lake: Path | None) -> duckdb.DuckDBPyConnection:
    """A connection to every table and view of the published snapshot. The caller closes it.

    Raises:
        LakeError: nothing has been published there.
    """
    return connect(current_snapshot(lake))
