"""The views and checks of `sql/`, one a file: a head of `-- key: value` lines, then plain DuckDB SQL.

A value goes on in the next line behind `--` and three blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib import resources
from typing import Literal, cast, get_args

from onrecord.transforms.tables import registry
from onrecord.transforms.tables.declared import TABLES

Severity = Literal["fail", "warn"]
Scope = Literal["dataset", "month"]

_HEAD_LINE = re.compile(r"-- (?P<key>[a-z]+)(?: (?P<name>\w+))?: (?P<value>\S.*)")
_MORE = "--   "


@dataclass(frozen=True, slots=True)
class View:
    """A view: `-- grain:`, `-- view:`, maybe `-- like:` and `-- column NAME:`; then the statement that makes it.

    A column means what it means in a table or view that this one is like, or else what `sql/columns.sql` says; only a
    column with another meaning has a line of its own.
    """

    name: str
    grain: str
    comment: str
    like: tuple[str, ...]
    columns: dict[str, str]
    """The columns with a comment of their own."""
    sql: str


@dataclass(frozen=True, slots=True)
class Check:
    """A check: `-- check:`, `-- severity:`, `-- message:` and, if not the dataset, `-- scope: month`; then a query.

    The query gives the rows that offend. A check with the scope of a month sees the monthly tables one month at a time,
    which bounds its memory.
    """

    name: str
    severity: Severity
    message: str
    scope: Scope
    sql: str


class HeadError(ValueError):
    """The head of a SQL file does not say what it must."""


@cache
def views() -> tuple[View, ...]:
    """Every view of `sql/views`, by name."""
    return tuple(parse_view(name, text) for name, text in _files("views"))


@cache
def checks() -> tuple[Check, ...]:
    """Every check of `sql/checks`, by name."""
    return tuple(parse_check(name, text) for name, text in _files("checks"))


@cache
def shared_columns() -> dict[str, str]:
    """What columns mean in every view that does not say otherwise: `sql/columns.sql`."""
    return parse_columns((resources.files("onrecord.sql") / "columns.sql").read_text("utf-8"))


def in_order(every: Iterable[View]) -> list[View]:
    """The views, each behind those that it reads."""
    known = {view.name: view for view in every}
    reads = {
        view.name: [name for name in known if re.search(rf"\b(?:FROM|JOIN) {name}\b", view.sql)]
        for view in known.values()
    }
    return [known[name] for name in TopologicalSorter(reads).static_order()]


def inherited(view: View) -> dict[str, str]:
    """What columns of these names mean in the tables and views that a view is like, the first of them first, or in all.

    Raises:
        HeadError: there is no table or view that it is like.
    """
    comments = dict(shared_columns())
    for name in reversed(view.like):
        comments |= _meanings(view, name)
    return comments


def column_meanings(view: View, columns: Iterable[str]) -> dict[str, str]:
    """Every column of a view with its comment.

    Raises:
        HeadError: a column has none, or the head has one of a column that the view does not have.
    """
    names = list(columns)
    comments = inherited(view) | view.columns
    without = [name for name in names if name not in comments]
    nowhere = [name for name in view.columns if name not in names]
    if without or nowhere:
        raise HeadError(
            f"{view.name}.sql: without a comment: {', '.join(without) or 'none'}; "
            f"with a comment, but no columns of the view: {', '.join(nowhere) or 'none'}"
        )
    return {name: comments[name] for name in names}


def _meanings(view: View, name: str) -> dict[str, str]:
    if name in TABLES:
        return {field.name: field.description for field in registry.table(name).fields}
    other = next((other for other in views() if other.name == name), None)
    if other is None:
        raise HeadError(f"{view.name}.sql: '-- like:' names {name}, which is no table and no view")
    return inherited(other) | other.columns


def parse_view(name: str, text: str) -> View:
    """Read one view file.

    Raises:
        HeadError: a line of the head is missing, unknown or there twice, or the grain is not in the first line.
    """
    head, sql = _split(name, text)
    columns = _columns(head)
    plain = [key for key in head if key != ("like", None) and (key[0] != "column" or key[1] not in columns)]
    _require_keys(name, plain, ("grain", "view"))
    if next(iter(head)) != ("grain", None):
        raise HeadError(f"{name}.sql: the first line must be '-- grain: one row is …'")
    return View(
        name,
        grain=_sentence(head["grain", None]),
        comment=head["view", None],
        like=tuple(re.findall(r"\w+", head.get(("like", None), ""))),
        columns=columns,
        sql=sql,
    )


def parse_columns(text: str) -> dict[str, str]:
    """Read a file of `-- column NAME:` lines alone.

    Raises:
        HeadError: a line is another one or there twice.
    """
    head, sql = _split("columns", text)
    columns = _columns(head)
    if sql or len(columns) != len(head):
        raise HeadError("columns.sql: only lines '-- column NAME: …' can stand here")
    return columns


def parse_check(name: str, text: str) -> Check:
    """Read one check file.

    Raises:
        HeadError: a line of the head is missing, unknown or there twice, or it names another check, severity or scope
            than it can.
    """
    head, sql = _split(name, text)
    _require_keys(name, [key for key in head if key != ("scope", None)], ("check", "severity", "message"))
    scope = head.get(("scope", None), "dataset")
    severity = head["severity", None]
    if head["check", None] != name or severity not in get_args(Severity) or scope not in get_args(Scope):
        raise HeadError(
            f"{name}.sql: '-- check:' must be the file's name, '-- severity:' fail or warn, "
            "'-- scope:' dataset or month"
        )
    return Check(name, cast("Severity", severity), head["message", None], cast("Scope", scope), sql)


def _split(name: str, text: str) -> tuple[dict[tuple[str, str | None], str], str]:
    lines = text.splitlines()
    height = next((number for number, line in enumerate(lines) if not line.startswith("--")), len(lines))
    head: dict[tuple[str, str | None], str] = {}
    for line in lines[:height]:
        match = _HEAD_LINE.fullmatch(line)
        if head and line.startswith(_MORE):
            head[next(reversed(head))] += f" {line.removeprefix(_MORE).strip()}"
        elif match is None or (match["key"], match["name"]) in head:
            raise HeadError(f"{name}.sql: not '-- key: value', or there twice: {line}")
        else:
            head[match["key"], match["name"]] = match["value"]
    return head, "\n".join(lines[height:]).strip()


def _columns(head: dict[tuple[str, str | None], str]) -> dict[str, str]:
    return {column: value for (key, column), value in head.items() if key == "column" and column is not None}


def _require_keys(name: str, found: list[tuple[str, str | None]], expected: tuple[str, ...]) -> None:
    if sorted(found, key=str) != sorted(((key, None) for key in expected), key=str):
        raise HeadError(
            f"{name}.sql: the head must have the lines {', '.join(expected)}; "
            f"it has {', '.join(key for key, _ in found) or 'none'}"
        )


def _sentence(text: str) -> str:
    """'one row is one run' gives 'One row is one run.'."""
    return f"{text[0].upper()}{text[1:].rstrip('.')}."


def _files(folder: str) -> list[tuple[str, str]]:
    entries = (resources.files("onrecord.sql") / folder).iterdir()
    return sorted(
        (entry.name.removesuffix(".sql"), entry.read_text("utf-8")) for entry in entries if entry.name.endswith(".sql")
    )
