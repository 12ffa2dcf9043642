"""Runs at the times of a cron expression, by Prefect's own serve."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import flows.quiet  # noqa: F401

# isort: split
from prefect.types.entrypoint import EntrypointType

from flows.ingest import flow_parameters, ingest_news
from flows.prefect_server import prefect_server
from flows.run import IngestRequest


def serve(cron: str, request: IngestRequest, name: str = "onrecord") -> None:
    """Wait, and do the run whenever it is due, until interrupted. A run that is due while one is going on is left out.

    `cron`: five fields in UTC, for example `0 5 * * *` for every day at five. `name`: name of the deployment on the server.

    Raises:
        ServerError: no server is configured, and none could be started.
        ValueError: the cron expression is not valid.
    """
    with prefect_server():
        ingest_news.serve(
            name=name,
            cron=cron,
            parameters=flow_parameters(with_absolute_paths(request)),
            limit=1,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )


def with_absolute_paths(request: IngestRequest) -> IngestRequest:
    """The same request for a process with another working directory."""
    sources = tuple(str(Path(source).absolute()) for source in request.sources)
    return replace(request, sources=sources, lake=request.lake.absolute(), topics=request.topics.absolute())
