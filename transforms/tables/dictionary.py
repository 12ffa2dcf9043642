"""The data dictionary: every table and every view with its columns, as one Markdown page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from onrecord.transforms.tables.registry import MONTH_COMMENT, Field, Table

_TYPE_NAMES: dict[pl.DataType, str] = {
    pl.String(): "text",
    pl.Int64(): "integer",
    pl.Float64(): "float",
    pl.Date(): "date",
    pl.Datetime("us", "UTC"): "timestamp, UTC",
}

_VIEW_TYPE_NAMES = {
    "VARCHAR": "text",
    "BIGINT": "integer",
    "DOUBLE": "float",
    "DATE": "date",
    "TIMESTAMP WITH TIME ZONE": "timestamp, UTC",
}

_OPENING = """\
# Data dictionary

This page is made from `transforms/tables/declared/` and `sql/` by `python -m onrecord.flows.derived`; change those,
not this page.

A dataset is a set of plain Parquet tables and of views over them. Columns are flat. Keys are short texts made from
content, so that they stay the same when data is added. Offsets count characters (Unicode code points) from 0, ends are
exclusive: in SQL, `substr(body, start + 1, "end" - start)`. Instants are UTC. Shares lie between 0 and 1.
"""


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """A column of a view, with its DuckDB type."""

    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class ViewPage:
    """What the dictionary tells about one view."""

    name: str
    grain: str
    comment: str
    columns: tuple[ViewColumn, ...]


def data_dictionary(tables: Iterable[Table], views: Iterable[ViewPage]) -> str:
    """The whole page, ending in one line end.

    Raises:
        KeyError: a column has a type that the published tables and views do not use.
    """
    sections = [_OPENING, "## Tables\n", *map(_table_section, tables), "## Views\n", *map(_view_section, views)]
    return "\n".join(sections)


def _table_section(table: Table) -> str:
    rows = [_field_row(table, field) for field in table.fields]
    if table.monthly:
        rows.append(("`month`", "text", "", MONTH_COMMENT))
    keys = [f"Primary key: {_codes(table.primary_key)}."]
    keys += [
        f"{_codes(key.columns, ' and ')} {'names' if len(key.columns) == 1 else 'name'} a row of `{key.to_table}`."
        for key in table.foreign_keys
    ]
    return "\n".join(
        [
            f"### `{table.name}`\n",
            f"{table.comment}\n",
            f"{' '.join(keys)}\n",
            _grid(("column", "type", "null", "meaning"), rows),
        ]
    )


def _field_row(table: Table, field: Field) -> tuple[str, str, str, str]:
    key = " (key)" if field.name in table.primary_key else ""
    meaning = field.description
    if field.members:
        meaning += f" One of {_codes(field.members)}."
    return f"`{field.name}`{key}", _TYPE_NAMES[field.dtype], "yes" if field.nullable else "", meaning


def _view_section(view: ViewPage) -> str:
    rows = [(f"`{column.name}`", _VIEW_TYPE_NAMES[column.type], column.description) for column in view.columns]
    return "\n".join(
        [f"### `{view.name}`\n", f"{view.grain} {view.comment}\n", _grid(("column", "type", "meaning"), rows)]
    )


def _codes(names: Iterable[str], separator: str = ", ") -> str:
    return separator.join(f"`{name}`" for name in names)


def _grid(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table. A bar inside a cell would end the cell, so it is escaped."""
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)
