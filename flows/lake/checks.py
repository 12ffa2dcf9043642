"""The checks that a snapshot must pass before it is published, run as SQL over its own files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from onrecord.flows.lake.catalog import connect_tables
from onrecord.flows.lake.key_checks import define_monthly_rows, key_checks
from onrecord.flows.lake.statements import Check, Severity, checks
from onrecord.flows.lake.tablefiles import month_of, months, quoted, table_files, table_query
from onrecord.transforms.tables import registry

MAX_ROWS = 5
"""Offending rows that a result keeps."""

MEMORY_LIMIT = "1GB"
"""What DuckDB may hold in memory; what is more goes to the temporary folder."""

BATCH_BYTES = 32_000_000
"""Size of the Parquet files of `articles` that a check with the scope of a month sees at a time (about 100 MB of text).
Unit: bytes."""

_FETCH_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found: the number of rows that offend, and the first few of them."""

    name: str
    severity: Severity
    n_failed: int
    message: str
    rows: tuple[dict[str, object], ...]

    @property
    def passed(self) -> bool:
        return self.n_failed == 0

    def summary(self) -> str:
        """The finding in one line, with the first row that offends."""
        first = ", ".join(f"{name} {value}" for name, value in self.rows[0].items()) if self.rows else ""
        return (
            f"{self.message} ({self.n_failed:,} in all, the first: {first})"
            if self.n_failed > 1
            else f"{self.message} ({first})"
        )

    def __str__(self) -> str:
        rows = [f"    {', '.join(f'{name}={value!r}' for name, value in row.items())}" for row in self.rows]
        more = [f"    … and {self.n_failed - len(rows):,} more"] if self.n_failed > len(rows) else []
        return "\n".join(
            [f"{self.name} ({self.severity}), rows: {self.n_failed:,}", f"    {self.message}", *rows, *more]
        )


class ChecksFailedError(Exception):
    """A snapshot does not hold what it must and cannot be published."""

    def __init__(self, results: Sequence[CheckResult]) -> None:
        self.results = tuple(results)
        super().__init__(
            (
                "The new snapshot was not published, because these checks failed. The last published snapshot is "
                "unchanged.\n"
            )
            + "\n".join(map(str, results))
            + "\nThis is a fault of onrecord, not of the input: please report this message. "
            "Until it is mended, leave out the files or articles that the rows name, and the rest can be published."
        )


def run_checks(
    snapshot: Path, *, only_months: Collection[str] | None = None, memory_limit: str = MEMORY_LIMIT
) -> list[CheckResult]:
    """Run every check over the files of a snapshot: keys first, then `sql/checks` by name.

    Checks of the text go through the snapshot by months, so that memory depends on the largest month, not on the whole.
    `only_months` are the months for these checks: a run need not read again the text of months that it took over
    unchanged.

    Raises:
        NotADirectoryError: there is no such snapshot.
        duckdb.Error: a file of the snapshot cannot be read.
    """
    every = [*key_checks(), *checks()]
    found = {check.name: _Found() for check in every}
    with connect_tables(snapshot) as connection:
        connection.execute(f"SET memory_limit = {quoted(memory_limit)}")
        connection.execute("SET preserve_insertion_order = false")
        define_monthly_rows(connection)
        for check in every:
            if check.scope == "dataset":
                found[check.name].add(connection, check)
        for batch in month_batches(snapshot, only_months):
            _narrow(connection, snapshot, batch)
            for check in every:
                if check.scope == "month":
                    found[check.name].add(connection, check)
    return [found[check.name].result(check) for check in every]


def raise_on_failure(results: Iterable[CheckResult]) -> None:
    """Stop if a check with the severity `fail` found rows; warnings pass.

    Raises:
        ChecksFailedError: names every such check, its rows and what to do.
    """
    failures = [result for result in results if result.severity == "fail" and not result.passed]
    if failures:
        raise ChecksFailedError(failures)


class _Found:
    """What a check has found so far."""

    def __init__(self) -> None:
        self.n_failed = 0
        self.rows: list[dict[str, object]] = []

    def add(self, connection: duckdb.DuckDBPyConnection, check: Check) -> None:
        cursor = connection.execute(check.sql)
        names = [column[0] for column in cursor.description or []]
        while rows := cursor.fetchmany(_FETCH_ROWS):
            wanted = rows[: max(0, MAX_ROWS - len(self.rows))]
            self.rows += [dict(zip(names, row, strict=True)) for row in wanted]
            self.n_failed += len(rows)

    def result(self, check: Check) -> CheckResult:
        return CheckResult(check.name, check.severity, self.n_failed, check.message, tuple(self.rows))


def month_batches(snapshot: Path, only_months: Collection[str] | None = None) -> list[list[str]]:
    """The months of a snapshot in their order, as many together as have `BATCH_BYTES` of articles, at least one."""
    sizes = Counter(
        {
            month: 0
            for table in registry.monthly_tables()
            for month in months(snapshot, table)
            if only_months is None or month in only_months
        }
    )
    for file in table_files(snapshot, registry.table("articles")):
        if (month := month_of(file)) in sizes:
            sizes[month] += file.stat().st_size
    batches: list[list[str]] = []
    room = 0
    for month in sorted(sizes):
        if not batches or sizes[month] > room:
            batches.append([])
            room = BATCH_BYTES
        batches[-1].append(month)
        room -= sizes[month]
    return batches


def _narrow(connection: duckdb.DuckDBPyConnection, snapshot: Path, batch: Collection[str]) -> None:
    """Let the monthly tables of the connection have the rows of these months only."""
    for table in registry.monthly_tables():
        connection.execute(f"CREATE OR REPLACE VIEW {table.name} AS {table_query(snapshot, table, batch)}")
