"""A lake that another version wrote, with other columns, is told apart from a sound one."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from onrecord.flows.lake.contract import other_columns, require_same_columns
from onrecord.flows.lake.store import LakeError

Rows = dict[str, list[dict[str, str | None]]]


def test_a_snapshot_of_this_version_is_taken(build_snapshot: Callable[..., Path], sound_rows: Rows) -> None:
    snapshot = build_snapshot(sound_rows)
    assert other_columns(snapshot) == {}
    require_same_columns(snapshot)


@pytest.mark.parametrize("table", ["speakers", "quotes"])
def test_other_columns_are_named_with_what_to_do(
    table: str, build_snapshot: Callable[..., Path], sound_rows: Rows
) -> None:
    snapshot = build_snapshot(sound_rows)
    for file in sorted((snapshot / table).rglob("*.parquet")):
        pl.read_parquet(file, hive_partitioning=False).drop("speaker_id").with_columns(
            mood=pl.lit("glad")
        ).write_parquet(file)
    assert other_columns(snapshot) == {table: ["mood", "speaker_id"]}
    with pytest.raises(LakeError, match=rf"table {table} differs in mood, speaker_id.*--again"):
        require_same_columns(snapshot)
