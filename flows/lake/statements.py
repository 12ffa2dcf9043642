"""The views and checks of `sql/`, one a file: a head of `-- key: value` lines, then plain DuckDB SQL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast, get_args

Severity = Literal["fail", "warn"]
Scope = Literal["dataset", "month"]

_HEAD_LINE = re.compile(r"-- (?P<key>[a-z]+)(?: (?P<name>\w+))?: (?P<value>\S.*)")


@dataclass(frozen=True, slots=True)
class View:
    """A view: `-- grain:`, `-- view:` and a `-- column NAME:` line for each column, in order; then the statement that makes it."""

    name: str
    grain: str
    comment: str
    columns: dict[str, str]
    sql: str


@dataclass(frozen=True, slots=True)
class Check:
    """A check: `-- check:`, `-- severity:`, `-- message:` and, if not the dataset, `-- scope: month`; then a query for the rows that offend.

    A check with the scope of a month sees the monthly tables one month at a time, which bounds its memory.
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


def parse_view(name: str, text: str) -> View:
    """Read one view file.

    Raises:
        HeadError: a line of the head is missing, unknown or there twice, or the grain is not in the first line.
    """
    head, sql = _split(name, text)
    columns = {column: value for (key, column), value in head.items() if key == "column" and column is not None}
    _require_keys(name, [key for key in head if key[0] != "column" or key[1] not in columns], ("grain", "view"))
    if next(iter(head)) != ("grain", None):
        raise HeadError(f"{name}.sql: the first line must be '-- grain: one row is …'")
    return View(name, grain=_sentence(head["grain", None]), comment=head["view", None], columns=columns, sql=sql)


def parse_check(name: str, text: str) -> Check:
    """Read one check file.

    Raises:
        HeadError: a line of the head is missing, unknown or there twice, or it names another check, severity or scope than it can.
    """
    head, sql = _split(name, text)
    _require_keys(name, [key for key in head if key != ("scope", None)], ("check", "severity", "message"))
    scope = head.get(("scope", None), "dataset")
    severity = head["severity", None]
    if head["check", None] != name or severity not in get_args(Severity) or scope not in get_args(Scope):
        raise HeadError(
            f"{name}.sql: '-- check:' must be the file's name, '-- severity:' fail or warn, '-- scope:' dataset or month"
        )
    return Check(name, cast("Severity", severity), head["message", None], cast("Scope", scope), sql)


def _split(name: str, text: str) -> tuple[dict[tuple[str, str | None], str], str]:
    lines = text.splitlines()
    height = next((number for number, line in enumerate(lines) if not line.startswith("--")), len(lines))
    head: dict[tuple[str, str | None], str] = {}
    for line in lines[:height]:
        match = _HEAD_LINE.fullmatch(line)
        if match is None or (match["key"], match["name"]) in head:
            raise HeadError(f"{name}.sql: not '-- key: value', or there twice: {line}")
        head[match["key"], match["name"]] = match["value"]
    return head, "\n".join(lines[height:]).strip()


def _require_keys(name: str, found: list[tuple[str, str | None]], expected: tuple[str, ...]) -> None:
    if sorted(found, key=str) != sorted(((key, None) for key in expected), key=str):
        raise HeadError(
            f"{name}.sql: the head must have the lines {', '.join(expected)}; it has {', '.join(key for key, _ in found) or 'none'}"
        )


def _sentence(text: str) -> str:
    """'one row is one run' gives 'One row is one run.'."""
    return f"{text[0].upper()}{text[1:].rstrip('.')}."


def _files(folder: str) -> list[tuple[str, str]]:
    entries = (resources.files("onrecord.sql") / folder).iterdir()
    return sorted(
        (entry.name.removesuffix(".sql"), entry.read_text("utf-8")) for entry in entries if entry.name.endswith(".sql")
    )
