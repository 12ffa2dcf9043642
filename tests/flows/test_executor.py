"""Batches in threads and in processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord.flows.executor
from onrecord.flows.executor import ProcessExecutor
from onrecord.flows.plan import Batch, BatchReport, BatchTerms, PlannedFile


def batches(n_bytes: int) -> list[Batch]:
    terms = BatchTerms(Path("staging"), "r", None, (), None)
    return [Batch(number, (PlannedFile(Path(f"{number}.txt"), None, n_bytes, "f"),), terms) for number in range(3)]


def where(batch: Batch) -> BatchReport:
    """Reports the process, the threads that Polars may use there, and whether Ctrl-C is left to another."""
    facts = (
        str(os.getpid()),
        os.environ.get("POLARS_MAX_THREADS", "all"),
        str(signal.getsignal(signal.SIGINT) is signal.SIG_IGN),
    )
    return BatchReport(batch.number, (), 0, 0, 0, facts)


def fail(batch: Batch) -> BatchReport:
    raise ValueError(f"batch {batch.number}")


@pytest.mark.parametrize(("workers", "n_bytes"), [(2, 1), (1, onrecord.flows.executor.WORTH_PROCESSES)])
def test_small_inputs_and_single_workers_stay_in_this_process(workers: int, n_bytes: int) -> None:
    reports = list(ProcessExecutor(workers).map("extract", where, batches(n_bytes)))
    assert sorted(report.number for report in reports) == [0, 1, 2]
    assert {report.unknown_columns[0] for report in reports} == {str(os.getpid())}


def test_large_inputs_go_to_processes_of_one_thread_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLARS_MAX_THREADS", "7")
    reports = list(ProcessExecutor(2).map("extract", where, batches(onrecord.flows.executor.WORTH_PROCESSES)))
    assert sorted(report.number for report in reports) == [0, 1, 2]
    assert str(os.getpid()) not in {report.unknown_columns[0] for report in reports}
    assert {report.unknown_columns[1:] for report in reports} == {("1", "True")}
    assert os.environ["POLARS_MAX_THREADS"] == "7"


PROGRAM = """
import os, time
from pathlib import Path
import onrecord.flows.executor
from onrecord.flows.plan import Batch, BatchReport, BatchTerms

def step(batch):
    print(os.getpid(), flush=True)
    time.sleep(1)
    return BatchReport(batch.number, (), 0, 0, 0, ())

if __name__ == "__main__":
    onrecord.flows.executor.WORTH_PROCESSES = 0
    terms = BatchTerms(Path("staging"), "r", None, (), None)
    batches = [Batch(number, (), terms) for number in range(50)]
    list(onrecord.flows.executor.ProcessExecutor(2).map("extract", step, batches))
"""


def test_processes_do_not_outlive_a_run_that_is_terminated(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, "utf-8")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, str(program)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        workers = {int(process.stdout.readline()) for _ in range(2)}
        process.terminate()
        assert process.wait(30) == 128 + signal.SIGTERM
        assert len(process.stdout.read().split()) < 40
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


def test_the_error_of_a_process_reaches_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POLARS_MAX_THREADS", raising=False)
    with pytest.raises(ValueError, match="batch"):
        list(ProcessExecutor(2).map("extract", fail, batches(onrecord.flows.executor.WORTH_PROCESSES)))
    assert "POLARS_MAX_THREADS" not in os.environ


@pytest.mark.parametrize(("cores", "workers"), [(None, 1), (1, 1), (2, 2), (64, onrecord.flows.executor.MOST_WORKERS)])
def test_workers_follow_the_cores(cores: int | None, workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert onrecord.flows.executor.default_workers() == workers
