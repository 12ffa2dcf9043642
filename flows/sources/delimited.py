"""CSV, TSV and their like: a header row, then one article a row; the delimiter is told from the header."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice

from onrecord.flows.sources.aliases import holds_text, n_known
from onrecord.flows.sources.columns import ColumnReader
from onrecord.flows.sources.content import Content
from onrecord.flows.sources.decode import decoded_lines, structure
from onrecord.flows.sources.format import Format, Opening
from onrecord.flows.sources.record import Record, Reject, cut_raw

_OLD_LINE_END = re.compile(r"(?<=\r)(?!\n)")  # a carriage return alone, as on old Macintosh systems
DELIMITERS = ",;\t|"
_SUFFIXES = (".csv", ".tsv", ".tab", ".psv")
_LONGEST_HEADER, _LONGEST_NAME = 2000, 40  # characters of a header row that is told by its content
_ROWS_TO_SNIFF = 20
_LONGEST_FIELD = 1 << 24  # characters


def sniff_delimiter(head: str) -> str:
    """The delimiter under which the first row has the most known column names, then the most rows have as many fields
    as it; a comma where nothing tells.
    """

    def weight(delimiter: str) -> tuple[int, int, int]:
        rows = _first_rows(head, delimiter)
        width = len(rows[0]) if rows else 0
        return n_known(rows[0]) if rows else 0, sum(len(row) == width > 1 for row in rows), width

    return max(DELIMITERS, key=weight)


def looks_delimited(head: str) -> bool:
    """Whether a text begins with a header row: short names, one of them for the text and another known one, and a row
    of as many fields below.
    """
    first = head.split("\n", 1)[0]
    if len(first) > _LONGEST_HEADER or all(
        n_known(first.replace('"', "").split(delimiter)) < 2 for delimiter in DELIMITERS
    ):
        return False
    delimiter = sniff_delimiter(head)
    names, *rows = _first_rows(head, delimiter)
    return (
        holds_text(names)
        and all(len(name) <= _LONGEST_NAME for name in names)
        and (not rows or len(rows[0]) == len(names))
    )


def _first_rows(head: str, delimiter: str) -> list[list[str]]:
    rows = csv.reader(StringIO(head, newline=""), delimiter=delimiter)
    found: list[list[str]] = []
    with suppress(csv.Error):  # what stands before tells enough
        found.extend(islice(filter(None, rows), _ROWS_TO_SNIFF))
    return found


class _Lines:
    """The lines of a file for the csv module; `spent` says that it has asked for more than there are: its last row is
    not closed.
    """

    def __init__(self, content: Content) -> None:
        self._lines = (part for line in decoded_lines(content) for part in _OLD_LINE_END.split(line) if part)
        self.spent = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines, None)
        if line is None:
            self.spent = True
            raise StopIteration
        return line


def read_delimited(content: Content, columns: ColumnReader) -> Iterator[Record | Reject]:
    """Each row's article, numbered by the line on which the row begins.

    Ragged rows are rejected, and the next row is read.
    """
    csv.field_size_limit(min(_LONGEST_FIELD, sys.maxsize))
    delimiter = sniff_delimiter(structure(content))
    lines = _Lines(content)
    rows = csv.reader(lines, delimiter=delimiter)
    names: list[str] | None = None
    while True:
        number = str(rows.line_num + 1)
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Reject(number, "malformed_record", f"The row cannot be read: {error}. Correct its quotation marks.")
            continue
        if row is None:
            return
        if lines.spent:
            if content.problem is None or content.problem.whole:
                detail = (
                    "A quotation mark that opens a field in this row is not closed before the end of the file. Close "
                    "it, or double it inside a field."
                )
                yield Reject(number, "malformed_record", detail, cut_raw(delimiter.join(row)))
            return
        if not any(map(str.strip, row)):
            continue
        if names is None:
            names = [name.strip() for name in row]
            objection = columns.objection(names)
            if objection:
                reason, detail = objection
                yield Reject(
                    number, reason, f"{detail} If these are no names, add a header row.", cut_raw(delimiter.join(row))
                )
                return
            continue
        yield _row_record(number, row, names, columns, delimiter)


def _row_record(
    number: str, row: list[str], names: list[str], columns: ColumnReader, delimiter: str
) -> Record | Reject:
    raw = delimiter.join(row)
    if len(row) < len(names) or any(map(str.strip, row[len(names) :])):
        detail = (
            f"The row has {len(row)} fields, the header has {len(names)}. Correct its quotation marks and delimiters."
        )
        return Reject(number, "malformed_record", detail, cut_raw(raw))
    values: dict[str, object] = {}
    for name, value in zip(names, row, strict=False):  # fields beyond the header are empty
        values.setdefault(name, value)
    return columns.read(number, values, raw)


def _has_rows(opening: Opening) -> bool:
    return opening.suffix in _SUFFIXES or looks_delimited(opening.text)


def _by_tabs(opening: Opening) -> bool:
    return _has_rows(opening) and sniff_delimiter(opening.text) == "\t"


TSV = Format("tsv", "structure", _by_tabs, read_delimited)
CSV = Format("csv", "structure", _has_rows, read_delimited)
