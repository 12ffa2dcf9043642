"""What the functions of the package `onrecord` do, with plain values in and out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from os import PathLike, fspath
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa

from onrecord.flows.annotate import annotate
from onrecord.flows.executor import DirectExecutor, ProcessExecutor, default_workers
from onrecord.flows.lake.reader import open_current
from onrecord.flows.run import IngestRequest, RunReport
from onrecord.flows.run import ingest as run
from onrecord.flows.sources import ReadOptions
from onrecord.flows.topic_files import TopicPaths, read_topic_files

AnyPath = str | PathLike[str]

_TOPIC_FILES = tuple(field.name for field in fields(TopicPaths))


def run_ingest(
    sources: Sequence[AnyPath],
    lake: AnyPath,
    *,
    outlet: str | None,
    mapping: Mapping[str, str],
    topics: Mapping[str, AnyPath],
    again: bool,
    keep_snapshots: int,
    batch_bytes: int,
    workers: int | None,
    processes: bool,
) -> RunReport:
    """`onrecord.ingest`."""
    if isinstance(sources, str | PathLike):
        raise TypeError("sources is a list of files, folders and patterns, not one of them")
    request = IngestRequest(
        sources=tuple(fspath(source) for source in sources),
        lake=Path(lake),
        outlet=outlet,
        mapping=ReadOptions(dict(mapping)).mapping,
        batch_bytes=batch_bytes,
        keep_snapshots=keep_snapshots,
        again=again,
        topics=_topic_paths(topics),
    )
    executor = ProcessExecutor if processes else DirectExecutor
    return run(request, executor(workers or default_workers()))


def open_current_lake(path: AnyPath) -> duckdb.DuckDBPyConnection:
    """`onrecord.open_lake`."""
    return open_current(Path(path))


def annotate_articles(
    articles: pa.Table | pl.DataFrame,
    *,
    outlet: str | None,
    mapping: Mapping[str, str],
    topics: Mapping[str, AnyPath],
) -> dict[str, pa.Table]:
    """`onrecord.annotate`."""
    files = read_topic_files(_topic_paths(topics))
    return annotate(articles, outlet=outlet, mapping=mapping, topics=files)


def _topic_paths(topics: Mapping[str, AnyPath]) -> TopicPaths:
    unknown = sorted(set(topics) - set(_TOPIC_FILES))
    if unknown:
        raise ValueError(f"no such file of topics: {', '.join(unknown)}; there are {', '.join(_TOPIC_FILES)}")
    return TopicPaths(**{name: Path(path) for name, path in topics.items()})
