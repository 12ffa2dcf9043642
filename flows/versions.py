"""Versions of what makes the data."""

from __future__ import annotations

from importlib.metadata import version

from onrecord.transforms.quotes.trained import ENGINE_VERSION
from onrecord.transforms.topics.model import TopicFiles, topic_model


def data_versions(topics: TopicFiles) -> dict[str, str]:
    """Versions that decide what the tables hold; part of every `run_id`.

    Raises:
        onrecord.transforms.topics.errors.TopicFileError: a file of topics cannot be used.
    """
    return {"onrecord": version("onrecord"), "quote_engine": ENGINE_VERSION, "topic_model": topic_model(topics).version}


def library_versions() -> dict[str, str]:
    """Versions of the libraries that read and write."""
    return {name: version(name) for name in ("duckdb", "polars", "pyarrow")}
