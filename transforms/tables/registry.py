"""What the registry of tables says, in the words of its readers: fields, keys, grain and allowed values.

The Parquet schema, the DuckDB comments, the checks of keys, `datapackage.json` and the data dictionary are all made
from these facts, so that a table is declared once, in `onrecord.transforms.tables.declared`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import dataframely as dy
import polars as pl

from onrecord.transforms.tables.declared import TABLES
from onrecord.transforms.tables.declaring import Upkeep, declaration

MONTH_COMMENT = (
    "Month of `published_on` as `YYYY-MM`, or `undated`: the folder that holds the row, not a column of the Parquet "
    "files."
)
"""Comment of the column `month`, which readers of a monthly table get from the folder's name."""

UNDATED = "undated"
"""The month of rows without a day of publication."""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of a table that name a row of another table, or of the same one. A null names no row."""

    table: str
    columns: tuple[str, ...]
    to_table: str
    to_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table. The constraints are those of Frictionless Table Schema, by its names."""

    name: str
    dtype: pl.DataType
    nullable: bool
    description: str
    members: tuple[str, ...] = ()
    constraints: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A published table. `grain` is the first sentence of its comment, `notes` the rest of it (may be empty)."""

    name: str
    grain: str
    notes: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    upkeep: Upkeep
    order: tuple[str, ...]
    """Columns that the rows are sorted by: in a monthly table those of one article, in the others all."""

    @property
    def comment(self) -> str:
        return f"{self.grain} {self.notes}".strip()

    @property
    def monthly(self) -> bool:
        """Whether it is partitioned by month of `published_on`."""
        return self.upkeep == "month"


def table(name: str) -> Table:
    """The facts about one table.

    Raises:
        KeyError: there is no such table.
    """
    return _facts(name, TABLES[name])


def tables() -> list[Table]:
    """Every published table in reading order."""
    return [table(name) for name in TABLES]


def monthly_tables() -> list[Table]:
    """The tables that are partitioned by month, in reading order."""
    return [table for table in tables() if table.monthly]


def foreign_keys() -> list[ForeignKey]:
    """Every reference from one table to another; checked in every run before it is published."""
    return [key for table in tables() for key in table.foreign_keys]


def polars_schema(name: str) -> pl.Schema:
    """Column names, in order, and types of one table."""
    return pl.Schema({column.name: column.dtype for column in TABLES[name].columns().values()})


def split_comment(comment: str) -> tuple[str, str]:
    """The first sentence of a comment and the rest.

    'One row is one run. No more.' gives ('One row is one run.', 'No more.').
    """
    grain, end, notes = comment.partition(". ")
    return grain + end.strip(), notes


@cache
def _facts(name: str, schema: type[dy.Schema]) -> Table:
    grain, notes = split_comment(" ".join((schema.__doc__ or "").split()))
    declared = declaration(schema)
    return Table(
        name=name,
        grain=grain,
        notes=notes,
        fields=tuple(_field(column, schema) for column in schema.columns().values()),
        primary_key=tuple(schema.primary_key()),
        foreign_keys=tuple(
            ForeignKey(name, reference.columns, reference.to_table, reference.to_columns)
            for reference in declared.references
        ),
        upkeep=declared.upkeep,
        order=declared.order,
    )


def _field(column: dy.Column, schema: type[dy.Schema]) -> Field:
    metadata = column.metadata or {}
    members = tuple(metadata.get("members", ()))
    return Field(
        name=column.name,
        dtype=column.dtype,
        nullable=column.nullable,
        description=column.description or "",
        members=members,
        constraints=_constraints(column, metadata, is_key=schema.primary_key() == [column.name]),
    )


def _constraints(column: dy.Column, metadata: Mapping[str, Any], *, is_key: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if not column.nullable:
        constraints["required"] = True
    if is_key:
        constraints["unique"] = True
    if "members" in metadata:
        constraints["enum"] = list(metadata["members"])
    if isinstance(column, dy.String):
        # dataframely counts lengths in bytes: only the smallest, 1, means the same in characters.
        if column.min_length is not None:
            constraints["minLength"] = column.min_length
        if "max_chars" in metadata:
            constraints["maxLength"] = metadata["max_chars"]
        if column.regex is not None and "members" not in metadata:
            constraints["pattern"] = column.regex
    if isinstance(column, dy.Int64 | dy.Float64):
        constraints |= {
            name: bound for name, bound in (("minimum", column.min), ("maximum", column.max)) if bound is not None
        }
    return constraints
