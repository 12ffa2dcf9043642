"""The command line: flags to requests, errors to one clear message and an exit code.

Exit codes: 0 published, or nothing to do, or the question was answered; 1 it failed, and the message says why;
2 the command line is wrong; 130 it was stopped (Ctrl-C).
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter, validators

from onrecord.flows.settings import Settings

app = App(
    name="onrecord",
    help="Raw news text in; a dataset of who said what, when, about what, out.",
    version_flags=["--version"],
    suppress_keyboard_interrupt=False,
)

LakeFlag = Annotated[
    Path | None, Parameter(help="Folder of the dataset. [default: data/lake, or ONRECORD_LAKE, or onrecord.toml]")
]
SourceArgument = Annotated[str, Parameter(help="A file, a folder or a pattern such as 'news/**/*.jsonl.gz'.")]
MoreSources = Annotated[str, Parameter(name="SOURCE …", help="More of them.")]
OutletFlag = Annotated[str | None, Parameter(help="Outlet of the records that name none themselves.")]
MapFlag = Annotated[
    list[str] | None,
    Parameter(name="--map", negative="", help="field=column, where your columns have other names; may be repeated."),
]

STOPPED = 130
"""Exit code after Ctrl-C, as shells have it: 128 and the number of the signal."""


def _lake(lake: Path | None) -> Path:
    return lake or Settings().lake


@app.command
def ingest(
    source: SourceArgument,
    /,
    *sources: MoreSources,
    lake: LakeFlag = None,
    outlet: OutletFlag = None,
    mapping: MapFlag = None,
    topics: Annotated[Path | None, Parameter(help="Topics of your own: a CSV file with id,label,parent,terms.")] = None,
    workers: Annotated[
        int | None, Parameter(help="Batches that are worked on at a time. [default: one a core, 8 at most]")
    ] = None,
    prefect: Annotated[
        bool, Parameter(help="Run as a Prefect flow, with its history.", negative="", show_default=False)
    ] = False,
    dask: Annotated[
        str | None, Parameter(help="Address of a Dask scheduler for the batches (through Prefect).")
    ] = None,
    again: Annotated[
        bool,
        Parameter(
            help="Read everything anew and build the dataset from these sources alone.", negative="", show_default=False
        ),
    ] = False,
) -> int:
    """Read news into the dataset. What is there already is not read again."""
    from onrecord.flows.commands.ingest import request_of, run  # noqa: PLC0415

    settings = Settings()
    request = request_of((source, *sources), settings, lake, outlet, mapping or [], again=again, topics=topics)
    run(request, workers=workers or settings.workers, prefect=prefect, dask=dask)
    return 0


@app.command
def query(
    sql: Annotated[str, Parameter(help="For example 'SELECT * FROM speaker_activity'.")],
    /,
    *,
    lake: LakeFlag = None,
    form: Annotated[Literal["table", "csv", "json", "parquet"], Parameter(name="--format")] = "table",
    out: Annotated[Path | None, Parameter(help="File to write to instead of standard output.")] = None,
) -> int:
    """Ask the dataset in SQL (DuckDB). Tables and views: docs/data-dictionary.md."""
    from onrecord.flows.commands import read  # noqa: PLC0415

    read.query(_lake(lake), sql, form, out)
    return 0


@app.command
def quotes(
    *,
    speaker: Annotated[str | None, Parameter(help="A part of the speaker's name.")] = None,
    about: Annotated[str | None, Parameter(help="A word or phrase of the quotation or the sentence around it.")] = None,
    since: Annotated[str | None, Parameter(help="First day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, Parameter(help="Last day, YYYY-MM-DD.")] = None,
    outlet: Annotated[str | None, Parameter(help="The outlet.")] = None,
    least: Annotated[
        float, Parameter(help="Least confidence, from 0 to 1.", validator=validators.Number(gte=0, lte=1))
    ] = 0.5,
    beliefs: Annotated[
        bool, Parameter(help="Also what somebody thinks, wants or supports, without having said it.")
    ] = False,
    limit: Annotated[int, Parameter(help="Most quotations to print.")] = 20,
    lake: LakeFlag = None,
) -> int:
    """Read quotations like a clipping file, the latest first."""
    from onrecord.flows.commands import read  # noqa: PLC0415

    read.quotes(
        _lake(lake), read.QuotesAsked(speaker, about, since, until, outlet, limit, least=least, beliefs=beliefs)
    )
    return 0


@app.command
def topics(
    *,
    since: Annotated[date | None, Parameter(help="First day, YYYY-MM-DD.")] = None,
    until: Annotated[date | None, Parameter(help="Last day, YYYY-MM-DD.")] = None,
    outlet: Annotated[str | None, Parameter(help="The outlet. [default: all together]")] = None,
    by: Annotated[
        Literal["day", "week", "month", "year"] | None, Parameter(help="Length of the periods. [default: by the span]")
    ] = None,
    save: Annotated[Path | None, Parameter(help="Draw a chart into this file: .html, .png or .svg.")] = None,
    lake: LakeFlag = None,
) -> int:
    """Show what the news were about over time."""
    from onrecord.flows.commands.topics import topics as show_topics  # noqa: PLC0415
    from onrecord.flows.show.series import Asked  # noqa: PLC0415

    show_topics(_lake(lake), Asked(since, until, outlet, by), save)
    return 0


@app.command
def show(
    article_id: Annotated[str, Parameter(help="The article's id, or as much of its beginning as is unique.")],
    *,
    html: Annotated[
        Path | None, Parameter(help="File to write the article to as a page, instead of printing it.")
    ] = None,
    lake: LakeFlag = None,
) -> int:
    """Show one article with its quotations, cues and speakers marked, to check what was found."""
    from onrecord.flows.commands.show import show as show_article  # noqa: PLC0415

    show_article(_lake(lake), article_id, html)
    return 0


@app.command
def status(*, lake: LakeFlag = None) -> int:
    """Show the snapshots, the rows and the last run."""
    from onrecord.flows.commands import read  # noqa: PLC0415

    read.status(_lake(lake))
    return 0


@app.command
def rejects(*, lake: LakeFlag = None, limit: Annotated[int, Parameter(help="Most records to print.")] = 50) -> int:
    """Show what could not become an article, and why."""
    from onrecord.flows.commands import read  # noqa: PLC0415

    read.rejects(_lake(lake), limit)
    return 0


@app.command
def rollback(
    *,
    to: Annotated[
        str | None, Parameter(help="Snapshot to go to. [default: the one that the current was built on]")
    ] = None,
    lake: LakeFlag = None,
) -> int:
    """Make an earlier snapshot the current one; nothing is deleted."""
    from onrecord.flows.lake.store import Lake  # noqa: PLC0415

    print(f"Current snapshot is now {Lake(_lake(lake)).rollback(to)}.")
    return 0


@app.command
def schedule(
    source: SourceArgument,
    /,
    *sources: MoreSources,
    cron: Annotated[str, Parameter(help='When, as cron has it, in UTC: "0 5 * * *" is every day at five.')],
    lake: LakeFlag = None,
    outlet: OutletFlag = None,
    mapping: MapFlag = None,
) -> int:
    """Ingest on a schedule, with Prefect, until it is stopped."""
    from onrecord.flows.commands.ingest import request_of  # noqa: PLC0415
    from onrecord.flows.orchestration.schedule import serve  # noqa: PLC0415

    serve(cron, request_of((source, *sources), Settings(), lake, outlet, mapping or []))
    return 0


@app.command
def demo(*, lake: Annotated[Path, Parameter(help="Folder of the demo's dataset.")] = Path("data/lake/demo")) -> int:
    """Run the main job on the shipped sample and show what comes out."""
    from onrecord.flows.demo import demo as show  # noqa: PLC0415

    show(lake)
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives the exit code. Errors that a person can mend come as one message on standard error."""
    try:
        code = app(arguments, exit_on_error=True, result_action="return_value")
    except KeyboardInterrupt:
        sys.stderr.write("onrecord: stopped\n")
        return STOPPED
    except Exception as error:
        # Imported late: these classes live beside Polars, DuckDB and Prefect, which `--help` does not need.
        from onrecord.flows.commands.failures import is_expected  # noqa: PLC0415

        if not is_expected(error):
            raise
        sys.stderr.write(f"onrecord: {error}\n")
        return 1
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    sys.exit(main())
