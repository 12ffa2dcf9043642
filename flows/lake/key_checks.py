"""What checks have from the registry: every key is unique, every reference has its row; and all monthly rows."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from onrecord.flows.lake.statements import Check
from onrecord.transforms.tables import registry
from onrecord.transforms.tables.registry import ForeignKey, Table


def key_checks() -> list[Check]:
    """One check for each primary key, then one for each foreign key."""
    return [*map(_primary_key_check, registry.tables()), *map(_foreign_key_check, registry.foreign_keys())]


def define_monthly_rows(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the view `monthly_rows`, for checks of all monthly tables: table, article, month and day of every row."""
    rows = [
        f"SELECT '{table.name}' AS table_name, article_id, month, published_on FROM {table.name}"  # noqa: S608, names of the registry
        for table in registry.monthly_tables()
    ]
    connection.execute(f"CREATE OR REPLACE VIEW monthly_rows AS {' UNION ALL '.join(rows)}")


def _primary_key_check(table: Table) -> Check:
    key = _columns(table.primary_key)
    return Check(
        name=f"primary_key_{table.name}",
        severity="fail",
        message=(
            f"{table.name}: {' and '.join(table.primary_key)} must tell every row from every other. "
            "Rows were merged that are there already."
        ),
        scope="dataset",
        sql=f"SELECT {key}, count(*) AS rows_with_key FROM {table.name} "  # noqa: S608, names of the registry
        f"GROUP BY {key} HAVING count(*) > 1 ORDER BY ALL",
    )


def _foreign_key_check(key: ForeignKey) -> Check:
    columns = [f'{key.table}."{column}"' for column in key.columns]
    here = ", ".join(columns)
    named = " AND ".join(f"{column} IS NOT NULL" for column in columns)
    match = " AND ".join(f'target."{there}" = {column}' for there, column in zip(key.to_columns, columns, strict=True))
    return Check(
        name=f"foreign_key_{key.table}_{'_'.join(key.columns)}",
        severity="fail",
        message=(
            f"{key.table}: {' and '.join(key.columns)} must name a row of {key.to_table}. "
            "The row that it names is missing there."
        ),
        scope="dataset",
        sql=f"SELECT {here}, count(*) AS rows_with_key "  # noqa: S608, names of the registry
        f"FROM {key.table} ANTI JOIN {key.to_table} AS target ON {match} "
        f"WHERE {named} GROUP BY {here} ORDER BY ALL",
    )


def _columns(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
