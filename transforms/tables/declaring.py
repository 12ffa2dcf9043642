"""How a table is declared: by its class, and by what `published` says of it.

Whatever is done with tables (staging, merge, keys, checks, catalog, comments, data dictionary, data package) asks
`onrecord.transforms.tables.registry`, which reads it from here: a class below `published` is all that a new table
needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import dataframely as dy

Upkeep = Literal["month", "append", "update", "rebuild"]
"""How a run brings its rows into a table.

`month`: every row belongs to an article and lies in the folder of that article's month; rows of new articles are added.
`append`: the staged rows of the run, or those of its ledger, are added to the rows that are there.
`update`: so are the staged rows, but they take the place of rows that have the same key.
`rebuild`: the rows are counted anew over the whole dataset, by a maker that the merge knows.
"""

Tables = MutableMapping[str, type[dy.Schema]]
"""Tables by name, in reading order."""

TABLES: dict[str, type[dy.Schema]] = {}
"""Every published table; filled by the classes of `onrecord.transforms.tables.declared`, so import it from there."""

ARTICLE = "article_id"
"""The key by which rows of a monthly table are brought together; articles are in the order of day and key."""

_ATTRIBUTE = "__onrecord_declaration__"

_Schema = TypeVar("_Schema", bound=type[dy.Schema])


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that name a row of a table. A null names no row."""

    columns: tuple[str, ...]
    to_table: str
    to_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a table is besides its columns."""

    upkeep: Upkeep
    order: tuple[str, ...]
    """What its rows are sorted by: in a monthly table those of one article, in the others all."""
    references: tuple[Reference, ...]


def published(
    upkeep: Upkeep,
    *,
    order: Sequence[str] | None = None,
    references: Sequence[Reference] = (),
    into: Tables = TABLES,
) -> Callable[[_Schema], _Schema]:
    """Declare the class below as a published table; `QuoteParts` is the table `quote_parts`.

    Args:
        upkeep: how a run brings its rows into the table.
        order: the columns that the rows are sorted by; without it the primary key, in a monthly table without the
            article, whose rows stand together anyway.
        references: columns that name a row of another table, or of this one.
        into: the tables that it is added to, at their end.
    """

    def declare(schema: _Schema) -> _Schema:
        given = schema.primary_key() if order is None else order
        sorted_by = tuple(column for column in given if upkeep != "month" or column != ARTICLE)
        setattr(schema, _ATTRIBUTE, Declaration(upkeep, sorted_by, tuple(references)))
        into[_table_name(schema)] = schema
        return schema

    return declare


def refers(to_table: str, *same: str, **other: str) -> Reference:
    """A reference to a row of a table: by columns that are named the same there, or `here="there"`.

    `refers("articles", "article_id")`, `refers("quotes", parent_quote_id="quote_id")`.
    """
    return Reference((*same, *other), to_table, (*same, *other.values()))


def declaration(schema: type[dy.Schema]) -> Declaration:
    """What `published` says of a class.

    Raises:
        AttributeError: the class is not declared.
    """
    declared: Declaration = getattr(schema, _ATTRIBUTE)
    return declared


def _table_name(schema: type[dy.Schema]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", schema.__name__).lower()
