"""How the steps of a run are executed: in this process, in processes of its own, or as Prefect tasks and on Dask
elsewhere.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor as Pool
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from typing import Protocol, TypeVar

from onrecord.flows.plan import Batch, BatchReport
from onrecord.flows.termination import terminated_by_exception

T = TypeVar("T")

WORTH_PROCESSES = 10_000_000
"""Input from which processes save more time than their start costs (two seconds). Unit: bytes."""

MOST_WORKERS = 8
"""Processes that are started where nobody says how many; each needs about 0.6 GB."""

_POLARS_THREADS = "POLARS_MAX_THREADS"


class Executor(Protocol):
    """Executes a run's steps."""

    def call(self, name: str, step: Callable[..., T], *arguments: object) -> T:
        """Execute one step and give its result."""
        ...

    def map(self, name: str, step: Callable[[Batch], BatchReport], batches: Sequence[Batch]) -> Iterator[BatchReport]:
        """Execute a step for every batch; gives the reports in the order of completion."""
        ...


def default_workers() -> int:
    """As many as the machine has cores, up to `MOST_WORKERS`."""
    return min(MOST_WORKERS, os.cpu_count() or 1)


class DirectExecutor:
    """Executes the steps in this process, batches on `workers` threads."""

    def __init__(self, workers: int = 2) -> None:
        self.workers = workers

    def call(self, name: str, step: Callable[..., T], *arguments: object) -> T:  # noqa: ARG002  # other executors show the name
        return step(*arguments)

    def map(self, name: str, step: Callable[[Batch], BatchReport], batches: Sequence[Batch]) -> Iterator[BatchReport]:  # noqa: ARG002
        with ThreadPoolExecutor(self.workers) as pool:
            yield from _completed(pool, step, batches)


class ProcessExecutor(DirectExecutor):
    """Executes single steps in this process, and batches in `workers` processes where the input is worth their start.

    Threads share one interpreter, which does a third of the work on text; processes use every core. A program that uses
    this at its top level must guard it by `if __name__ == "__main__"`, as `multiprocessing` asks.
    """

    def map(self, name: str, step: Callable[[Batch], BatchReport], batches: Sequence[Batch]) -> Iterator[BatchReport]:
        if self.workers == 1 or sum(file.n_bytes for batch in batches for file in batch.files) < WORTH_PROCESSES:
            yield from super().map(name, step, batches)
            return
        # Never fork: Polars would wait for ever for threads that the child does not have.
        context = multiprocessing.get_context("spawn")
        with (
            terminated_by_exception(),
            _one_polars_thread(),
            ProcessPoolExecutor(self.workers, mp_context=context, initializer=_ignore_interrupts) as pool,
        ):
            yield from _completed(pool, step, batches)


def _completed(pool: Pool, step: Callable[[Batch], BatchReport], batches: Sequence[Batch]) -> Iterator[BatchReport]:
    futures = [pool.submit(step, batch) for batch in batches]
    try:
        for future in as_completed(futures):
            yield future.result()
    finally:
        for future in futures:
            future.cancel()


@contextmanager
def _one_polars_thread() -> Iterator[None]:
    """Let processes that start now use one thread each for Polars, which reads this when it is imported."""
    before = os.environ.get(_POLARS_THREADS)
    os.environ[_POLARS_THREADS] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_POLARS_THREADS]
        else:
            os.environ[_POLARS_THREADS] = before


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the process that waits for the batches."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
