"""What a person sees: progress on standard error, results on standard output."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.box import HEAVY_HEAD
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

if TYPE_CHECKING:
    from onrecord.flows.run import Progress as RunProgress
    from onrecord.flows.run import RunReport

_MEGABYTE = 1_000_000
_BARS = " ▁▂▃▄▅▆▇█"


def output() -> Console:
    """Standard output; wide enough for tables where it is no terminal."""
    return Console(width=None if sys.stdout.isatty() else 160, highlight=False)


@contextmanager
def show_progress() -> Iterator[Callable[[RunProgress], None]]:
    """A bar with stage, articles, quotations, megabytes a second and time left; nothing where standard error is no
    terminal.
    """
    console = Console(stderr=True)
    columns = [TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[facts]}"), TimeRemainingColumn()]
    began = time.monotonic()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("discover", total=None, facts="")

        def tell(progress: RunProgress) -> None:
            rate = progress.n_bytes / _MEGABYTE / max(time.monotonic() - began, 0.001)
            facts = f"{progress.n_articles:,} articles  {progress.n_quotes:,} quotes  {rate:.1f} MB/s"
            bar.update(
                task,
                description=progress.stage,
                total=progress.n_bytes_total or None,
                completed=progress.n_bytes,
                facts=facts,
            )

        yield tell


def sparkline(values: Sequence[float]) -> str:
    """Numbers as bars of eight heights; 0 is a blank."""
    top = max(values, default=0) or 1
    return "".join(_BARS[math.ceil(value / top * (len(_BARS) - 1))] for value in values)


def print_table(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[object]], *, right: Sequence[str] = ()
) -> None:
    """A table; numbers with separators, null as nothing. `right` names the columns that are aligned to the right."""
    if title:
        output().print(f"\n[bold]{title}[/bold]", soft_wrap=True)
    # Lines around cells would be in the way of other programs.
    table = Table(box=HEAVY_HEAD if sys.stdout.isatty() else None, show_header=any(columns))
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    output().print(table)


def print_report(report: RunReport) -> None:
    """The summary of a run."""
    if report.outcome == "nothing to do":
        output().print(f"Nothing to do: {_why_nothing(report)}. Nothing was written.", soft_wrap=True)
        _print_warnings(report)
        return
    named = f" ({report.n_quotes_named / report.n_quotes:.0%} with a named speaker)" if report.n_quotes else ""
    reasons = ", ".join(f"{reason} {count:,}" for reason, count in sorted(report.rejects.items()))
    rows: list[tuple[str, str]] = [
        (
            "files read",
            f"{report.n_files:,} ({report.n_bytes / _MEGABYTE:,.1f} MB); {report.n_files_known:,} known already",
        ),
        ("records", f"{report.n_records:,}"),
        ("articles", f"{report.n_articles:,}"),
        ("duplicates", f"{report.n_duplicates:,}"),
        (
            "rejects",
            f"{report.n_rejects:,}" + (f" ({reasons}); see `onrecord rejects --lake {report.lake}`" if reasons else ""),
        ),
        ("quotes", f"{report.n_quotes:,}{named}"),
        ("time", f"{report.seconds:.1f} s, {report.n_bytes / _MEGABYTE / max(report.seconds, 0.001):.1f} MB/s"),
        ("dataset", f"{report.lake}/current"),
    ]
    print_table(f"Published {report.snapshot_id}", ("", ""), rows)
    _print_warnings(report)


def _why_nothing(report: RunReport) -> str:
    match report.n_files_known:
        case 0:
            return "there are no files in the sources"
        case 1:
            return f"the file is in the lake already ({report.lake})"
        case number:
            return f"all {number:,} files are in the lake already ({report.lake})"


def _print_warnings(report: RunReport) -> None:
    for warning in report.warnings:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"warning: {warning}", markup=False)


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = f"{value:,}" if isinstance(value, int) else f"{value:.3f}" if isinstance(value, float) else str(value)
    return text.replace("[", r"\[")
