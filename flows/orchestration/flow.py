"""A run as a Prefect flow: the same composition of steps as `onrecord.flows.run`, with a history, retries, an artifact
and assets.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onrecord.flows.orchestration.quiet  # noqa: F401

# isort: split
from prefect import flow
from prefect.runtime import flow_run

from onrecord.flows.orchestration.artifacts import record_run
from onrecord.flows.orchestration.logs import silent_console
from onrecord.flows.orchestration.server import prefect_server
from onrecord.flows.orchestration.task_runners import THREADS, threads, workplace
from onrecord.flows.orchestration.tasks import PrefectExecutor
from onrecord.flows.run import IngestRequest, Progress, RunReport, ingest
from onrecord.flows.topic_files import TopicPaths


@dataclass(frozen=True, slots=True)
class _Caller:
    """What a caller in this process gives along that is no parameter of the flow, since it cannot be written down."""

    in_flight: int = 2 * THREADS
    progress: Callable[[Progress], None] | None = None


_caller: ContextVar[_Caller] = ContextVar("_caller", default=_Caller())  # noqa: B039


def _run_name() -> str:
    n_sources = len(flow_run.parameters["sources"])
    return f"ingest of {n_sources} source{'' if n_sources == 1 else 's'}"


@flow(name="onrecord", flow_run_name=_run_name, task_runner=threads(), persist_result=False)
def ingest_news(  # noqa: PLR0917
    sources: list[str],
    lake: str,
    outlet: str | None = None,
    mapping: dict[str, str] | None = None,
    batch_bytes: int = 8_000_000,
    keep_snapshots: int = 10,
    again: bool = False,
    topics: dict[str, str] | None = None,
) -> RunReport:
    """Read what is new in the sources and publish it as a new snapshot of the lake.

    Args:
        sources: files, folders and patterns; relative ones are looked for from the working directory of the run.
        lake: folder of the lake.
        outlet: outlet of the records that name none themselves.
        mapping: canonical field and the column that holds it.
        batch_bytes: size of the files that one worker reads at a time. Unit: bytes.
        keep_snapshots: snapshots that stay in the lake.
        again: read every file, known or not, and build the dataset from these sources alone.
        topics: paths of files of topics, by the names of `onrecord.flows.topic_files.TopicPaths`.

    Raises:
        Exception: whatever `onrecord.flows.run.ingest` raises.
    """
    paths = TopicPaths(**{name: Path(path) for name, path in (topics or {}).items()})
    return _ingest_and_record(
        IngestRequest(tuple(sources), Path(lake), outlet, mapping or {}, batch_bytes, keep_snapshots, again, paths)
    )


def _ingest_and_record(request: IngestRequest) -> RunReport:
    """The body of the flow. It stands apart because Prefect pickles the flow with all that it names, and a context
    variable cannot be pickled.
    """
    caller = _caller.get()
    report = ingest(request, PrefectExecutor(caller.in_flight), caller.progress)
    record_run(report, request.sources)
    return report


def run_with_prefect(
    request: IngestRequest,
    dask_address: str | None = None,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> RunReport:
    """Do a run as a flow on the configured Prefect server, or else on one of our own; with an address or workers, the
    batches go to Dask.

    Raises:
        DaskMissingError: Dask was asked for and is not installed.
        ServerError: no server could be started.
        Exception: whatever `onrecord.flows.run.ingest` raises.
    """
    with prefect_server(), silent_console(), workplace(dask_address, workers) as place:
        token = _caller.set(_Caller(place.in_flight, progress))
        try:
            report: RunReport = ingest_news.with_options(task_runner=place.task_runner)(**flow_parameters(request))
            return report
        finally:
            _caller.reset(token)


def flow_parameters(request: IngestRequest) -> dict[str, Any]:
    """The request as parameters of the flow."""
    return {
        "sources": list(request.sources),
        "lake": str(request.lake),
        "outlet": request.outlet,
        "mapping": dict(request.mapping),
        "batch_bytes": request.batch_bytes,
        "keep_snapshots": request.keep_snapshots,
        "topics": request.topics.as_text(),
        "again": request.again,
    }
