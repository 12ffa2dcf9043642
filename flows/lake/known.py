"""What a snapshot knows already: files that need not be read again, and articles whose quotations need not be found
again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polars as pl

from onrecord.flows.lake.tablefiles import table_files
from onrecord.transforms.tables import registry

FileKey = tuple[str, str]
"""Path and fingerprint of a file."""


@dataclass(frozen=True, slots=True)
class KnownFiles:
    """The files of the ledger, as a run with certain options sees them."""

    keys: frozenset[FileKey]
    """Files that need not be read: it would give the same, or double what they gave."""
    otherwise: frozenset[FileKey]
    """Those among them whose articles were read with other options."""


def known_files(snapshot: Path | None, options: str, versions: Mapping[str, str]) -> KnownFiles:
    """What the ledger of a snapshot knows.

    A file that gave no article is known only as it was read: other options or versions may find some in it.

    Args:
        snapshot: folder of the snapshot; None knows nothing.
        options: those of the run, as `runs.options` has them.
        versions: those that decide what the tables hold.
    """
    known, otherwise, alike = set[FileKey](), set[FileKey](), set[FileKey]()
    readings = {row["run_id"]: row for row in _rows(snapshot, "runs", ("run_id", "options", "versions"))}
    for row in _rows(snapshot, "sources", ("source_path", "fingerprint", "run_id", "n_records", "n_rejects")):
        key, reading = (row["source_path"], row["fingerprint"]), readings[row["run_id"]]
        if row["n_rejects"] < row["n_records"]:
            (alike if reading["options"] == options else otherwise).add(key)
        elif reading["options"] == options and versions.items() <= json.loads(reading["versions"]).items():
            known.add(key)
    return KnownFiles(frozenset(known | alike | otherwise), frozenset(otherwise - alike))


def paths_left_out(snapshot: Path | None, paths: Iterable[str]) -> list[str]:
    """Files that gave the snapshot articles and are not among the paths, sorted."""
    fruitful = {
        row["source_path"]
        for row in _rows(snapshot, "sources", ("source_path", "n_records", "n_rejects"))
        if row["n_rejects"] < row["n_records"]
    }
    return sorted(fruitful.difference(paths))


@lru_cache(maxsize=1)
def article_ids(snapshot: Path | None) -> pl.DataFrame:
    """`article_id` of every article of a snapshot. Read once a process, since a snapshot never changes."""
    files = [] if snapshot is None else table_files(snapshot, registry.table("articles"))
    frames = [pl.read_parquet(file, columns=["article_id"], hive_partitioning=False, glob=False) for file in files]
    return pl.concat([pl.DataFrame(schema={"article_id": pl.String()}), *frames])


def _rows(snapshot: Path | None, table: str, columns: tuple[str, ...]) -> Iterable[dict[str, str]]:
    files = [] if snapshot is None else table_files(snapshot, registry.table(table))
    for file in files:
        yield from pl.read_parquet(file, columns=list(columns), glob=False).iter_rows(named=True)
