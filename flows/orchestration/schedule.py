"""Runs at the times of a cron expression, by a Prefect runner in this process."""

from __future__ import annotations

import asyncio
import signal
from dataclasses import replace
from pathlib import Path

import onrecord.flows.orchestration.quiet  # noqa: F401

# isort: split
from prefect.runner import Runner
from prefect.types.entrypoint import EntrypointType

from onrecord.flows.console import output
from onrecord.flows.orchestration.flow import flow_parameters, ingest_news
from onrecord.flows.orchestration.server import prefect_server
from onrecord.flows.run import IngestRequest


class _Runner(Runner):
    """A runner that ends on SIGTERM as it does on Ctrl-C: what goes on is cancelled, and nothing complains."""

    def handle_sigterm(self, *_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGINT)


def serve(cron: str, request: IngestRequest, name: str = "onrecord") -> None:
    """Wait, and do the run whenever it is due, until interrupted or terminated.

    A run that is due while one is going on is left out.

    `cron`: five fields in UTC, for example `0 5 * * *` for every day at five. `name`: name of the deployment on the
    server.

    Raises:
        ServerError: no server is configured, and none could be started.
        ValueError: the cron expression is not valid.
    """
    request = with_absolute_paths(request)
    with prefect_server() as url:
        runner = _Runner(name=name, limit=1)
        runner.add_flow(
            ingest_news,
            name=name,
            cron=cron,
            parameters=flow_parameters(request),
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        console = output()
        console.print(
            f"Ingests {', '.join(request.sources)} into {request.lake} at '{cron}' (UTC). Stop it with Ctrl-C.",
            markup=False,
            soft_wrap=True,
        )
        console.print(
            f"History: {url.removesuffix('/api')}/runs   A run now: prefect deployment run {ingest_news.name}/{name}",
            markup=False,
            soft_wrap=True,
        )
        try:
            asyncio.run(runner.start())
        except KeyboardInterrupt:
            console.print("Stopped.")


def with_absolute_paths(request: IngestRequest) -> IngestRequest:
    """The same request for a process with another working directory."""
    sources = tuple(str(Path(source).absolute()) for source in request.sources)
    return replace(request, sources=sources, lake=request.lake.absolute(), topics=request.topics.absolute())
