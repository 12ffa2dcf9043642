"""Where the batches of a flow run are worked on: threads of this process, a Dask cluster of our own, or one that is
there already.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import onrecord.flows.orchestration.quiet  # noqa: F401

# isort: split
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

THREADS = 2
REMOTE_BATCHES_IN_FLIGHT = 256

AnyTaskRunner = TaskRunner[Any]


def threads() -> AnyTaskRunner:
    """The runner that needs nothing but this process."""
    return ThreadPoolTaskRunner(max_workers=THREADS)


class DaskMissingError(Exception):
    """Dask was asked for and is not installed."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """A task runner, and how many batches keep it busy."""

    task_runner: AnyTaskRunner
    in_flight: int


@contextmanager
def workplace(dask_address: str | None = None, workers: int | None = None) -> Iterator[Workplace]:
    """A Dask cluster at an address, or one of `workers` processes on this machine, or threads where neither is asked
    for.

    Raises:
        DaskMissingError: the extra `dask` is not installed.
    """
    if dask_address is None and workers is None:
        yield Workplace(threads(), 2 * THREADS)
        return
    if importlib.util.find_spec("prefect_dask") is None:
        raise DaskMissingError("work on Dask needs the extra 'dask': pip install 'onrecord[dask]'")
    if dask_address is not None:
        yield Workplace(_dask_runner(dask_address), REMOTE_BATCHES_IN_FLIGHT)
        return
    with _local_cluster(workers or 1) as address:
        yield Workplace(_dask_runner(address), 2 * (workers or 1))


def _dask_runner(address: str) -> AnyTaskRunner:
    from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415

    return DaskTaskRunner(address=address)


@contextmanager
def _local_cluster(workers: int) -> Iterator[str]:
    """Worker processes of one thread each; gives the address of their scheduler."""
    import dask  # noqa: PLC0415
    import distributed  # noqa: PLC0415

    # Polars reads this when it is imported, and would otherwise use all cores in each worker.
    with (
        dask.config.set({"distributed.nanny.pre-spawn-environ.POLARS_MAX_THREADS": 1}),
        distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,  # type: ignore[no-untyped-call]
    ):
        address: str = cluster.scheduler_address
        yield address
