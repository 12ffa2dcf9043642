"""The Prefect server that flow runs report to: the one that is configured, or else one of our own for as long as it is
needed.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

import onrecord.flows.orchestration.quiet  # noqa: F401

# isort: split
from prefect.events.worker import EventsWorker
from prefect.logging.handlers import APILogWorker
from prefect.settings import PREFECT_API_URL, temporary_settings

from onrecord.flows.termination import terminated_by_exception

HOST = "127.0.0.1"
START_SECONDS = 120
STOP_SECONDS = 10


class ServerError(Exception):
    """No Prefect server could be started."""


@contextmanager
def prefect_server() -> Iterator[str]:
    """The address of the API of a running server.

    Prefect would start a hidden server by itself, but then each worker process starts one as well and leaves it behind.

    Raises:
        ServerError: the server of our own did not start.
    """
    configured = PREFECT_API_URL.value()
    if configured:
        yield configured
        return
    port = _free_port()
    with terminated_by_exception(), tempfile.TemporaryFile() as log:
        # A session of its own: Ctrl-C stops the flow first and leaves it a server to report that to.
        command = [sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", str(port)]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)  # noqa: S603
        try:
            if not _becomes_healthy(process, port):
                log.seek(0)
                said = log.read().decode(errors="replace").strip()[-2000:]
                raise ServerError(f"the Prefect server did not start within {START_SECONDS} s. It said:\n{said}")
            url = f"http://{HOST}:{port}/api"
            with temporary_settings({PREFECT_API_URL: url}):
                try:
                    yield url
                finally:
                    _send_what_is_left()
        finally:
            _stop(process)


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def _becomes_healthy(process: subprocess.Popen[bytes], port: int) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if _is_healthy(port):
            return True
        time.sleep(0.2)
    return False


def _is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/api/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def _send_what_is_left() -> None:
    """Log lines and events wait in threads; after the server's end they would be lost, with a complaint."""
    APILogWorker.drain_all(timeout=STOP_SECONDS)
    EventsWorker.drain_all(timeout=STOP_SECONDS)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop the server and its own processes."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
