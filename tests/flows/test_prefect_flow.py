"""The run as a Prefect flow, on threads and on Dask, against a real server."""

from __future__ import annotations

import importlib.util
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest
import yaml  # type: ignore[import-untyped]

import onrecord.flows.orchestration.quiet

# isort: split
from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterName
from prefect.flows import load_flow_from_entrypoint
from prefect.logging.handlers import PrefectConsoleHandler
from prefect.settings import PREFECT_API_URL

from onrecord.flows.discover import DiscoveryError
from onrecord.flows.orchestration.artifacts import asset_key, summary
from onrecord.flows.orchestration.flow import flow_parameters, ingest_news, run_with_prefect
from onrecord.flows.orchestration.logs import silent_console
from onrecord.flows.orchestration.schedule import serve, with_absolute_paths
from onrecord.flows.orchestration.server import ServerError, _stop, prefect_server
from onrecord.flows.orchestration.task_runners import DaskMissingError, workplace
from onrecord.flows.orchestration.tasks import PrefectExecutor
from onrecord.flows.plan import Batch, BatchReport, BatchTerms, PlannedFile
from onrecord.flows.run import IngestRequest, Progress, RunReport, ingest

PROJECT = Path(__file__).parents[2]
SAMPLE = PROJECT / "data" / "sample"
SOURCES = (str(SAMPLE / "tass"), str(SAMPLE / "radio-tessel"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server as a run starts it where none is configured, with a home of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(tmp_path_factory.mktemp("prefect")))
        with prefect_server() as url:
            yield url


@pytest.fixture(scope="module")
def direct_tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    lake = tmp_path_factory.mktemp("direct") / "lake"
    ingest(_request(lake))
    return _tables(lake)


def _request(lake: Path) -> IngestRequest:
    return IngestRequest(SOURCES, lake, batch_bytes=2_000)


def _tables(lake: Path) -> dict[str, str]:
    """Digest of each table file of the current snapshot; `runs` tells the time, so it differs."""
    root = (lake / "current").resolve()
    files = [path for path in sorted(root.rglob("*.parquet")) if "runs" not in path.relative_to(root).parts]
    return {path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def _task_names(flow_run_name: str, last: str) -> set[str]:
    """Names of the task runs; the server learns of them a little later, so this waits for the last one."""
    deadline = time.monotonic() + 20
    runs = FlowRunFilter(name=FlowRunFilterName(any_=[flow_run_name]))
    with get_client(sync_client=True) as client:
        while True:
            names = {run.name for run in client.read_task_runs(flow_run_filter=runs)}
            if last in names or time.monotonic() > deadline:
                return names
            time.sleep(0.2)


def test_threads_give_the_same_tables_as_the_direct_run_and_a_readable_history(
    server: str, tmp_path: Path, direct_tables: dict[str, str]
) -> None:
    lake = tmp_path / "lake"
    seen: list[Progress] = []
    report = run_with_prefect(_request(lake), progress=seen.append)
    assert report.outcome == "published"
    assert _tables(lake) == direct_tables
    assert direct_tables
    assert {"discover", "fingerprint", "extract", "merge", "check", "publish"} == {progress.stage for progress in seen}
    tables = f"tables of snapshot {report.snapshot_id}"
    names = _task_names("ingest of 2 sources", tables)
    assert {"discover", "fingerprint", "merge", "check", "publish", tables} <= names
    assert any(re.fullmatch(r"extract batch 1 of \d+ \(\d files?\)", name) for name in names)
    again = run_with_prefect(_request(lake))
    assert (again.outcome, again.snapshot_id) == ("nothing to do", report.snapshot_id)


def test_dask_gives_the_same_tables_as_the_direct_run(
    server: str, tmp_path: Path, direct_tables: dict[str, str]
) -> None:
    report = run_with_prefect(_request(tmp_path / "lake"), workers=1)
    assert report.n_files == 6
    assert _tables(tmp_path / "lake") == direct_tables


def test_the_error_of_a_step_reaches_the_caller(server: str, tmp_path: Path) -> None:
    with pytest.raises(DiscoveryError):
        run_with_prefect(IngestRequest((str(tmp_path / "missing"),), tmp_path / "lake"))


@pytest.mark.parametrize(
    ("logger", "is_shown"), [("prefect.flow_runs", False), ("prefect", False), ("distributed", True)]
)
def test_prefect_is_silent_on_the_terminal_during_a_run_and_nobody_else(logger: str, is_shown: bool) -> None:
    (console,) = (handler for handler in logging.getLogger().handlers if isinstance(handler, PrefectConsoleHandler))
    record = logging.makeLogRecord({"name": logger})
    with silent_console():
        assert bool(console.filter(record)) is is_shown
    assert console.filter(record)


@pytest.mark.parametrize(("fault", "n_tries"), [(OSError, 2), (ValueError, 1)])
def test_only_what_may_pass_is_tried_again(
    server: str, tmp_path: Path, fault: type[Exception], n_tries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.flows.orchestration.tasks._run_step.retry_delay_seconds", [0.0, 0.0])
    tries: list[int] = []

    def step(batch: Batch) -> BatchReport:
        tries.append(batch.number)
        if len(tries) == 1:
            raise fault("for once")
        return BatchReport(batch.number, (), 0, 0, 0, ())

    @flow
    def extract() -> list[int]:
        return [report.number for report in PrefectExecutor(in_flight=1).map("extract", step, [_batch(0, tmp_path)])]

    if fault is OSError:
        assert extract() == [0]
    else:
        with pytest.raises(fault):
            extract()
    assert len(tries) == n_tries


def test_no_more_batches_are_handed_out_than_allowed(server: str, tmp_path: Path) -> None:
    started: list[int] = []

    def step(batch: Batch) -> BatchReport:
        started.append(batch.number)
        return BatchReport(batch.number, (), 0, 0, 0, ())

    @flow
    def extract() -> list[int]:
        reports = PrefectExecutor(in_flight=2).map("extract", step, [_batch(number, tmp_path) for number in range(6)])
        first = next(reports).number
        handed_out = len(started)
        reports.close()  # type: ignore[attr-defined]
        return [first, handed_out, len(started)]

    first, handed_out, in_the_end = extract()
    assert first in {0, 1}
    assert handed_out <= 2
    assert in_the_end == 2


def test_the_configured_server_is_used(server: str) -> None:
    with prefect_server() as url:
        assert url == server == PREFECT_API_URL.value()


def test_a_server_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("onrecord.flows.orchestration.server.sys.executable", "/bin/false")
    monkeypatch.setattr("onrecord.flows.orchestration.server.PREFECT_API_URL", _Unset())
    with pytest.raises(ServerError, match="did not start"), prefect_server():
        pytest.fail("there is no server")


class _Unset:
    def value(self) -> None:
        return None


def test_a_server_that_does_not_stop_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.flows.orchestration.server.STOP_SECONDS", 0.2)
    program = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, start_new_session=True) as process:  # noqa: S603
        assert process.stdout is not None
        process.stdout.readline()
        _stop(process)
        assert process.returncode == -signal.SIGKILL


def test_a_schedule_with_a_wrong_expression_is_refused(server: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cron"):
        serve("every morning", IngestRequest(("inbox",), tmp_path / "lake"))


def test_a_scheduled_run_keeps_its_settings_and_the_schedule_ends_with_a_line(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dump.csv").write_text(
        'Wording,Printed\n"Nobody on the quay was told why the ferry did not come.",2024-05-06\n', "utf-8"
    )
    (tmp_path / "onrecord.toml").write_text('lake = "from-file"\n[map]\ntext = "Wording"\n', "utf-8")
    command = [
        sys.executable,
        "-m",
        "onrecord.flows.cli",
        "schedule",
        "dump.csv",
        "--outlet",
        "The Bell",
        "--map",
        "date=Printed",
        "--cron",
        "0 5 1 1 *",
    ]
    environment = os.environ | {
        "PREFECT_API_URL": server,
        "PREFECT_RUNNER_POLL_FREQUENCY": "1",
        "PYTHONPATH": str(PROJECT),
    }
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stderr is not None
        assert "dump.csv into" in process.stdout.readline()
        with get_client(sync_client=True) as client:
            deployment = client.read_deployment_by_name("onrecord/onrecord")
            assert [schedule.active for schedule in deployment.schedules] == [True]
            run = client.create_flow_run_from_deployment(deployment.id)
            deadline = time.monotonic() + 60
            while not (state := client.read_flow_run(run.id).state) or not state.is_final():
                assert time.monotonic() < deadline
                time.sleep(0.2)
            assert state.is_completed(), state.message
        process.terminate()
        assert process.wait(30) == 0
        assert process.stdout.read().splitlines()[-1] == "Stopped."
        assert process.stderr.read() == ""
    with duckdb.connect(str(tmp_path / "from-file" / "current" / "onrecord.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT outlet, published_on::VARCHAR FROM articles").fetchall() == [
            ("The Bell", "2024-05-06")
        ]


def test_a_server_of_one_s_own_does_not_outlive_a_run_that_is_terminated(tmp_path: Path) -> None:
    program = (
        "from onrecord.flows.orchestration.server import prefect_server\nimport time\nwith prefect_server() as url: "
        "print(url, flush=True); time.sleep(60)"
    )
    environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"} | {
        "PREFECT_HOME": str(tmp_path)
    }
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, env=environment, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        port = int(process.stdout.readline().split(":")[2].split("/")[0])
        process.terminate()
        assert process.wait(30) == 128 + signal.SIGTERM
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)


def test_dask_without_its_extra_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(DaskMissingError, match=r"onrecord\[dask\]"), workplace(workers=2):
        pytest.fail("Dask is missing")


def test_a_cluster_that_is_there_already_is_used_by_its_address() -> None:
    with workplace("tcp://127.0.0.1:1") as place:
        assert place.task_runner.address == "tcp://127.0.0.1:1"  # type: ignore[attr-defined]
        assert place.in_flight > 100


def test_prefect_is_quiet_unless_told_otherwise() -> None:
    assert {
        name: os.environ[name] for name in onrecord.flows.orchestration.quiet.PREFECT_DEFAULTS
    }.keys() == onrecord.flows.orchestration.quiet.PREFECT_DEFAULTS.keys()
    assert os.environ["DO_NOT_TRACK"] == "1"
    assert os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"


def test_the_summary_tells_counts_speed_rejects_and_warnings() -> None:
    text = summary(
        RunReport(
            "published",
            Path("lake"),
            "r1",
            "s1",
            3,
            1,
            4_000_000,
            1200,
            1100,
            60,
            40,
            900,
            700,
            {"empty": 30, "binary": 10},
            2.0,
            ("One column is new.",),
        )
    )
    assert "| read | 4.00 MB in 2.0 s, 2.00 MB/s |" in text
    assert "| articles | 1,100 |" in text
    assert text.index("| rejects: binary | 10 |") < text.index("| rejects: empty | 30 |")
    assert text.endswith("\n> One column is new.\n")


@pytest.mark.parametrize("name", ["lake", "a lake", "Ærø", "50%", "a,b;c=d", "[x]*.txt"])
def test_a_path_makes_a_key_that_prefect_takes(name: str) -> None:
    from prefect.assets import Asset  # noqa: PLC0415

    assert Asset(key=asset_key(Path("/data") / name)).key.startswith("file:///data/")


def test_a_schedule_does_not_depend_on_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    request = with_absolute_paths(IngestRequest(("inbox", "news/*.txt"), Path("lake")))
    assert request.sources == (str(tmp_path / "inbox"), str(tmp_path / "news/*.txt"))
    assert request.lake == tmp_path / "lake"


def test_the_deployment_file_names_the_flow_and_its_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    (deployment,) = yaml.safe_load((PROJECT / "prefect.yaml").read_text())["deployments"]
    monkeypatch.chdir(PROJECT)
    assert load_flow_from_entrypoint(deployment["entrypoint"]).name == ingest_news.name
    assert set(deployment["parameters"]) <= set(flow_parameters(IngestRequest(("inbox",), Path("lake"))))


def _batch(number: int, folder: Path) -> Batch:
    return Batch(number, (PlannedFile(folder / "a.txt", None, 1, "f"),), BatchTerms(folder, "r", None, (), None))
