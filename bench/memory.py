"""The memory of this process and of those that it started, watched while something runs (Linux)."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_PAUSE_SECONDS = 0.1
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(slots=True)
class Peak:
    """Most memory seen at one moment: resident pages, those that processes share counted for each."""

    n_bytes: int = 0


@contextmanager
def watched() -> Iterator[Peak]:
    """Look every tenth of a second until the block ends."""
    peak, ended = Peak(), threading.Event()

    def watch() -> None:
        while not ended.wait(_PAUSE_SECONDS):
            peak.n_bytes = max(peak.n_bytes, _resident(os.getpid()))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        ended.set()
        watcher.join()


def _resident(pid: int) -> int:
    """Resident memory of a process and its children; 0 for one that has just ended. Unit: bytes."""
    with suppress(FileNotFoundError, ProcessLookupError):
        children = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text("ascii").split()
        ]
        own = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * _PAGE
        return own + sum(map(_resident, children))
    return 0
