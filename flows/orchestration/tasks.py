"""The steps of a run as Prefect tasks: the way that has a history, retries and, with Dask, many machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import onrecord.flows.orchestration.quiet  # noqa: F401

# isort: split
from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import PrefectFuture, as_completed, wait

from onrecord.flows.plan import Batch, BatchReport

T = TypeVar("T")

RETRY_DELAYS = [1.0, 5.0]
"""Pauses before a batch is tried again. Unit: seconds."""


class PrefectExecutor:
    """Executes steps as tasks of the flow run that is going on.

    Batches go to the flow's task runner, single steps stay in this process.
    """

    def __init__(self, in_flight: int) -> None:
        """`in_flight`: batches that are handed out at a time; a run that fails waits for no more than these."""
        self.in_flight = in_flight

    def call(self, name: str, step: Callable[..., T], *arguments: object) -> T:
        """Execute one step, here and now."""

        def run() -> T:
            return step(*arguments)

        # Without parameters: Prefect would look through them, and there may be a hundred thousand files.
        return Task(fn=run, name=name, task_run_name=name, cache_policy=NO_CACHE, persist_result=False)()

    def map(self, name: str, step: Callable[[Batch], BatchReport], batches: Sequence[Batch]) -> Iterator[BatchReport]:
        """Execute the step on every batch; the reports come in the order in which batches are done."""
        pending: list[PrefectFuture[BatchReport]] = []
        try:
            for batch in batches:
                if len(pending) >= self.in_flight:
                    yield _next_done(pending)
                title = f"{name} batch {batch.number + 1} of {len(batches)} ({_counted(len(batch.files), 'file')})"
                pending.append(_run_step.with_options(name=f"{name} batch", task_run_name=title).submit(step, batch))
            while pending:
                yield _next_done(pending)
        finally:
            # Nobody may still be writing when the run tidies up its folder.
            wait(pending)


def _is_passing(_task: object, _run: TaskRun, state: State[object]) -> bool:
    """Whether it may help to try again: a disk or a network may come back, a fault in the program stays."""
    return isinstance(state.result(raise_on_failure=False), OSError)


@task(
    retries=len(RETRY_DELAYS),
    retry_delay_seconds=RETRY_DELAYS,
    retry_condition_fn=_is_passing,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def _run_step(step: Callable[[Batch], BatchReport], batch: Batch) -> BatchReport:
    return step(batch)


def _next_done(pending: list[PrefectFuture[BatchReport]]) -> BatchReport:
    """Wait for one of them, and take it off the list."""
    done = next(as_completed(pending))
    pending.remove(done)
    return done.result()


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
