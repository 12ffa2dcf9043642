"""Keep Prefect's log off the terminal of a run that tells by itself how it goes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import onrecord.flows.orchestration.quiet  # noqa: F401

# isort: split
from prefect.logging.handlers import PrefectConsoleHandler


@contextmanager
def silent_console() -> Iterator[None]:
    """Nothing of Prefect on the terminal: errors reach the caller as exceptions, and the server keeps the log."""
    consoles = [handler for handler in logging.getLogger().handlers if isinstance(handler, PrefectConsoleHandler)]
    for console in consoles:
        console.addFilter(_is_of_another)
    try:
        yield
    finally:
        for console in consoles:
            console.removeFilter(_is_of_another)


def _is_of_another(record: logging.LogRecord) -> bool:
    return not record.name.startswith("prefect")
