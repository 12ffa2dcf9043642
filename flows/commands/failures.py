"""Errors that a person can do something about: they are told as one message, all others with their traceback."""

from __future__ import annotations

import sys

import duckdb

from onrecord.flows.discover import DiscoveryError
from onrecord.flows.lake.checks import ChecksFailedError
from onrecord.flows.lake.reader import QueryError
from onrecord.flows.lake.store import LakeError
from onrecord.flows.run import LeftOutError
from onrecord.flows.show.article import ArticleNotFoundError

EXPECTED = (
    DiscoveryError,
    LeftOutError,
    LakeError,
    ChecksFailedError,
    QueryError,
    ArticleNotFoundError,
    duckdb.Error,
    OSError,
    ValueError,
)

_PREFECT_ERRORS = (
    ("onrecord.flows.orchestration.server", "ServerError"),
    ("onrecord.flows.orchestration.task_runners", "DaskMissingError"),
)
"""Raised only where these modules were imported; importing them for the comparison would load Prefect."""


def is_expected(error: Exception) -> bool:
    """Whether the message says all that a person needs."""
    loaded = [getattr(sys.modules[module], name) for module, name in _PREFECT_ERRORS if module in sys.modules]
    return isinstance(error, (*EXPECTED, *loaded))
