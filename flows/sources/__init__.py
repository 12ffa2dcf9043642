"""Readers: one small module a format. They tell records and fields apart and interpret nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from onrecord.flows.sources.columns import ColumnReader
from onrecord.flows.sources.content import Content
from onrecord.flows.sources.detect import detect_format
from onrecord.flows.sources.foreign import Unfit
from onrecord.flows.sources.format import Format
from onrecord.flows.sources.record import ReadOptions, Record, Reject

__all__ = ["ReadOptions", "Record", "Reject", "SourceReading", "read_source"]


class SourceReading:
    """The records of one file, read while they are asked for.

    Iterating gives at least one `Record` or `Reject`; it may be done again. Bad content never raises.
    """

    def __init__(self, found: tuple[Content, Format] | Unfit, options: ReadOptions) -> None:
        self._found = found
        self._columns = ColumnReader(options)

    @property
    def format(self) -> str:
        """Name of the format; unknown where the file has none of them."""
        return "unknown" if isinstance(self._found, Unfit) else self._found[1].name

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """Columns met so far that are neither used nor known to hold nothing; for a line in the log."""
        return tuple(self._columns.unknown)

    def __iter__(self) -> Iterator[Record | Reject]:
        if isinstance(self._found, Unfit):
            yield Reject("1", self._found.reason, self._found.detail)
            return
        content, form = self._found
        last = 0
        for item in form.read(content, self._columns):
            yield item
            last = int(item.source_record.partition(".")[0])
        if content.problem:
            yield Reject(str(last + 1), content.problem.reason, content.problem.detail)
        elif last == 0:
            yield Reject("1", "empty", "There is no record in the file. Nothing to do, or get it again.")


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
        return SourceReading(Unfit("unreadable", detail), options)
    found = detect_format(content)
    return SourceReading(found if isinstance(found, Unfit) else (content, found), options)
