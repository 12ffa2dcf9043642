"""`onrecord ingest`: read news into the lake."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from onrecord.flows.console import print_report, show_progress
from onrecord.flows.executor import ProcessExecutor, default_workers
from onrecord.flows.run import IngestRequest, RunReport, ingest
from onrecord.flows.settings import Settings
from onrecord.flows.topic_files import TopicPaths, read_topic_files
from onrecord.transforms.topics.model import topic_model


def parse_mapping(pairs: Sequence[str]) -> dict[str, str]:
    """`field=column` pairs as a mapping.

    Raises:
        ValueError: a pair has no `=`, or one side of it is empty.
    """
    mapping = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not (equals and field.strip() and column.strip()):
            raise ValueError(f"--map takes field=column, for example --map text=article_body; this is {pair!r}")
        mapping[field.strip()] = column.strip()
    return mapping


def request_of(
    sources: Sequence[str],
    settings: Settings,
    lake: Path | None,
    outlet: str | None,
    pairs: Sequence[str],
    *,
    again: bool = False,
    topics: Path | None = None,
) -> IngestRequest:
    """The request of the flags over the settings.

    Raises:
        ValueError: a mapping or a file of topics is wrong.
        OSError: a file of topics cannot be read.
    """
    from onrecord.flows.sources import ReadOptions  # noqa: PLC0415

    mapping = {**settings.map, **parse_mapping(pairs)}
    ReadOptions(mapping)  # names a field that does not exist before anything is read
    paths = TopicPaths(topics or settings.topics, settings.topic_terms, settings.topic_mapping)
    topic_model(read_topic_files(paths))  # so that a mistake in them is told before anything is read
    return IngestRequest(
        sources=tuple(sources),
        lake=lake or settings.lake,
        outlet=outlet or settings.outlet,
        mapping=mapping,
        batch_bytes=settings.batch_bytes,
        keep_snapshots=settings.keep_snapshots,
        topics=paths,
        again=again,
    )


def run(request: IngestRequest, *, workers: int | None, prefect: bool, dask: str | None) -> RunReport:
    """Execute a request, directly or through Prefect, with a progress bar, and print what it did.

    Through Prefect, `workers` are processes of a Dask cluster; None leaves the batches to threads.
    """
    with show_progress() as progress:
        if prefect or dask or os.environ.get("PREFECT_API_URL"):
            from onrecord.flows.orchestration.flow import run_with_prefect  # noqa: PLC0415

            report = run_with_prefect(request, dask_address=dask, workers=workers, progress=progress)
        else:
            report = ingest(request, ProcessExecutor(workers or default_workers()), progress)
    print_report(report)
    return report
