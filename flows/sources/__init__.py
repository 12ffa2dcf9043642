"""Readers: one small module a format. They tell records and fields apart and interpret nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.flows.sources.columns import ColumnReader
from onrecord.flows.sources.content import Content
from onrecord.flows.sources.delimited import read_delimited
from onrecord.flows.sources.detect import detect_format
from onrecord.flows.sources.foreign import Unfit
from onrecord.flows.sources.json_array import read_json
from onrecord.flows.sources.jsonl import read_jsonl
from onrecord.flows.sources.parquet import read_parquet
from onrecord.flows.sources.record import ReadOptions, Record, Reject
from onrecord.flows.sources.text import read_lines, read_text

__all__ = ["ReadOptions", "Record", "Reject", "SourceReading", "read_source"]


class SourceReading:
    """The records of one file, read while they are asked for.

    Iterating gives at least one `Record` or `Reject`; it may be done again. Bad content never raises.
    """

    def __init__(self, source: Content | Unfit, source_format: str, options: ReadOptions) -> None:
        self.format = source_format
        """text, lines, jsonl, json, csv, tsv, parquet; unknown where the file is none of them."""
        self._source = source
        self._columns = ColumnReader(options)

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """Columns met so far that are neither used nor known to hold nothing; for a line in the log."""
        return tuple(self._columns.unknown)

    def __iter__(self) -> Iterator[Record | Reject]:
        if isinstance(self._source, Unfit):
            yield Reject("1", self._source.reason, self._source.detail)
            return
        content = self._source
        last = 0
        for item in self._items(content):
            yield item
            last = int(item.source_record.partition(".")[0])
        if content.problem:
            yield Reject(str(last + 1), content.problem.reason, content.problem.detail)
        elif last == 0:
            yield Reject("1", "empty", "There is no record in the file. Nothing to do, or get it again.")

    def _items(self, content: Content) -> Iterable[Record | Reject]:
        match self.format:
            case "jsonl":
                return read_jsonl(content, self._columns)
            case "json":
                return read_json(content, self._columns)
            case "csv" | "tsv":
                return read_delimited(content, self._columns)
            case "parquet":
                return read_parquet(content, self._columns)
            case "lines":
                return read_lines(content)
            case _:
                return read_text(content)


def read_source(path: Path, options: ReadOptions) -> SourceReading:
    """Find out what a file is and make its records ready to be read.

    Never raises: what cannot be read comes as a reject.
    """
    try:
        content = Content(path)
    except OSError as error:
        detail = (
            f"The file cannot be opened: {os.strerror(error.errno or 0)}. Check that it exists and that you may read "
            "it."
        )
        return SourceReading(Unfit("unreadable", detail), "unknown", options)
    found = detect_format(content)
    if isinstance(found, Unfit):
        return SourceReading(found, "unknown", options)
    return SourceReading(content, found, options)
