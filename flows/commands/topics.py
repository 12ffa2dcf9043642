"""`onrecord topics`: shares of topics over time, in the terminal or as a chart in a file."""

from __future__ import annotations

import sys
from pathlib import Path

from onrecord.flows.console import output, print_table, sparkline
from onrecord.flows.lake.reader import open_current
from onrecord.flows.show.series import Asked, TopicSeries, read_series, sorted_topics


def topics(lake: Path, asked: Asked, save: Path | None) -> None:
    """Print the series, or save a chart of it.

    Raises:
        LakeError: nothing was published in this lake.
        QueryError: no dated article fits, or the file's ending is not known.
    """
    if save is not None:
        from onrecord.flows.show.chart import check_ending, save_chart  # noqa: PLC0415  # Altair takes its time

        check_ending(save)
    with open_current(lake) as connection:
        series = read_series(connection, asked)
    if series.n_others:
        sys.stderr.write(
            f"warning: other versions of the topic model told {series.n_others:,} articles of the span; they are "
            "left out, since shares of different versions do not compare. To have one version tell all, ingest the "
            "sources with --again.\n"
        )
    if save is None:
        _print(series)
    else:
        save_chart(series, save)
        output().print(f"Saved: {save}", markup=False)


def _print(series: TopicSeries) -> None:
    print_table(
        series.title,
        ("topic", f"{series.grain}s", "mean", "last", "articles"),
        _lines(series),
        right=("mean", "last", "articles"),
    )
    output().print(
        f"{series.n_articles:,} articles. An article may have several topics. "
        "The bars of a topic reach from nothing to its own highest share."
    )


def _lines(series: TopicSeries) -> list[tuple[object, ...]]:
    """A line for each topic: its name, its bars, mean and last share, and its articles."""
    periods = series.periods
    lines = []
    for (topic,), part in sorted_topics(series).group_by("topic", maintain_order=True):
        shares = dict(part.select("period_start", "share").iter_rows())
        bars = sparkline([shares.get(period) or 0 for period in periods])
        told = (part["share"].mean(), shares.get(periods[-1]))
        percent = [f"{share:.0%}" if isinstance(share, float) else "" for share in told]
        lines.append((topic, bars, *percent, part["articles"].sum()))
    return lines
