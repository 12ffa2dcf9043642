"""Frictionless Table Schema (https://specs.frictionlessdata.io/table-schema/) of a table, as a plain dict for JSON."""

from __future__ import annotations

from typing import Any

import polars as pl

from onrecord.transforms.tables.registry import Field, ForeignKey, Table

_TYPES = {
    pl.String(): "string",
    pl.Int64(): "integer",
    pl.Float64(): "number",
    pl.Date(): "date",
    pl.Datetime("us", "UTC"): "datetime",
}


def table_schema(table: Table) -> dict[str, Any]:
    """Fields, primary key and foreign keys of one table.

    Raises:
        KeyError: a column has a type that has no name here.
    """
    schema: dict[str, Any] = {
        "fields": [_field(field) for field in table.fields],
        "primaryKey": list(table.primary_key),
    }
    if table.foreign_keys:
        schema["foreignKeys"] = [_foreign_key(key) for key in table.foreign_keys]
    return schema


def _field(field: Field) -> dict[str, Any]:
    described = {"name": field.name, "type": _TYPES[field.dtype], "description": field.description}
    return described | ({"constraints": dict(field.constraints)} if field.constraints else {})


def _foreign_key(key: ForeignKey) -> dict[str, Any]:
    # The specification writes "" for a reference to the table itself.
    resource = "" if key.to_table == key.table else key.to_table
    return {"fields": list(key.columns), "reference": {"resource": resource, "fields": list(key.to_columns)}}
