"""Errors that a person can do something about: they are told as a message, all others with their traceback."""

from __future__ import annotations

from flows.commands.options import OptionError
from flows.commands.query import QueryError
from flows.discover import DiscoveryError
from flows.lake.checks import ChecksFailedError
from flows.lake.store import LakeError
from flows.settings import SettingsError

EXPECTED = (DiscoveryError, LakeError, ChecksFailedError, QueryError, OptionError, SettingsError, OSError)


def is_expected(error: Exception) -> bool:
    """Whether the message says all that a person needs."""
    # ValueError itself is what this project raises for values that make no sense; the classes derived from it elsewhere are faults.
    return isinstance(error, EXPECTED) or type(error) is ValueError
