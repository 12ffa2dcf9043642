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

from onrecord.transforms.tables.declared import MONTHLY, TABLES

MONTH_COMMENT = "Month of `published_on` as `YYYY-MM`, or `undated`: the folder that holds the row, not a column of the Parquet files."
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
    monthly: bool

    @property
    def comment(self) -> str:
        return f"{self.grain} {self.notes}".strip()


FOREIGN_KEYS = (
    ForeignKey("articles", ("run_id", "source_path"), "sources", ("run_id", "source_path")),
    ForeignKey("quotes", ("article_id",), "articles", ("article_id",)),
    ForeignKey("quotes", ("speaker_id",), "speakers", ("speaker_id",)),
    ForeignKey("quote_parts", ("quote_id",), "quotes", ("quote_id",)),
    ForeignKey("quote_parts", ("article_id",), "articles", ("article_id",)),
    ForeignKey("quotes", ("parent_quote_id",), "quotes", ("quote_id",)),
    ForeignKey("quoted_spans", ("article_id",), "articles", ("article_id",)),
    ForeignKey("quoted_spans", ("quote_id",), "quotes", ("quote_id",)),
    ForeignKey("article_topics", ("article_id",), "articles", ("article_id",)),
    ForeignKey("article_topics", ("topic_id",), "topics", ("topic_id",)),
    ForeignKey("article_topics", ("subtopic_id",), "topics", ("topic_id",)),
    ForeignKey("quote_topics", ("quote_id",), "quotes", ("quote_id",)),
    ForeignKey("quote_topics", ("article_id",), "articles", ("article_id",)),
    ForeignKey("quote_topics", ("topic_id",), "topics", ("topic_id",)),
    ForeignKey("article_terms", ("article_id",), "articles", ("article_id",)),
    ForeignKey("speaker_aliases", ("speaker_id",), "speakers", ("speaker_id",)),
    ForeignKey("topics", ("parent_id",), "topics", ("topic_id",)),
    ForeignKey("sources", ("run_id",), "runs", ("run_id",)),
    ForeignKey("rejects", ("run_id", "source_path"), "sources", ("run_id", "source_path")),
)
"""Every reference from one table to another; checked in every run before it is published."""


@cache
def table(name: str) -> Table:
    """The facts about one table.

    Raises:
        KeyError: there is no such table.
    """
    schema = TABLES[name]
    grain, notes = split_comment(" ".join((schema.__doc__ or "").split()))
    return Table(
        name=name,
        grain=grain,
        notes=notes,
        fields=tuple(_field(column, schema) for column in schema.columns().values()),
        primary_key=tuple(schema.primary_key()),
        foreign_keys=tuple(key for key in FOREIGN_KEYS if key.table == name),
        monthly=name in MONTHLY,
    )


def polars_schema(name: str) -> pl.Schema:
    """Column names, in order, and types of one table."""
    return pl.Schema({column.name: column.dtype for column in TABLES[name].columns().values()})


def split_comment(comment: str) -> tuple[str, str]:
    """The first sentence of a comment and the rest: 'One row is one run. No more.' gives ('One row is one run.', 'No more.')."""
    grain, end, notes = comment.partition(". ")
    return grain + end.strip(), notes


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
