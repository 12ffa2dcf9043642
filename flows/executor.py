"""How the steps of a run are executed: directly here; as Prefect tasks or on Dask elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Protocol, TypeVar

from flows.plan import Batch, BatchReport

T = TypeVar("T")


class Executor(Protocol):
    """Executes a run's steps."""

    def call(self, name: str, step: Callable[..., T], *arguments: object) -> T:
        """Execute one step and give its result."""
        ...

    def map(self, name: str, step: Callable[[Batch], BatchReport], batches: Sequence[Batch]) -> Iterator[BatchReport]:
        """Execute a step for every batch; gives the reports in the order of completion."""
        ...


class DirectExecutor:
    """Executes the steps in this process, batches on `workers` threads."""

    def __init__(self, workers: int = 2) -> None:
        self.workers = workers

    def call(self, name: str, step: Callable[..., T], *arguments: object) -> T:  # noqa: ARG002  # other executors show the name
        return step(*arguments)

    def map(self, name: str, step: Callable[[Batch], BatchReport], batches: Sequence[Batch]) -> Iterator[BatchReport]:  # noqa: ARG002
        with ThreadPoolExecutor(self.workers) as pool:
            futures = [pool.submit(step, batch) for batch in batches]
            try:
                for future in as_completed(futures):
                    yield future.result()
            finally:
                for future in futures:
                    future.cancel()
