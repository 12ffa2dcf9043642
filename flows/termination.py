"""An orderly end on SIGTERM for who has started processes."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def terminated_by_exception() -> Iterator[None]:
    """Let SIGTERM end this process by an exception (exit code 143), so that the processes that it started do not
    outlive it.

    Only the main thread may say what a signal does; elsewhere this does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
