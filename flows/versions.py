"""Versions of what makes the data."""

from __future__ import annotations

from importlib.metadata import version

from transforms.quotes.trained import ENGINE_VERSION


def data_versions() -> dict[str, str]:
    """Versions that decide what the tables hold; part of every `run_id`."""
    return {"onrecord": version("onrecord"), "quote_engine": ENGINE_VERSION}


def library_versions() -> dict[str, str]:
    """Versions of the libraries that read and write."""
    return {name: version(name) for name in ("duckdb", "polars", "pyarrow")}
