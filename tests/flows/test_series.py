"""The series of topics, apart from where it is shown, and what shows it."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import onrecord.flows.show
from onrecord.flows.show.series import Grain, TopicSeries, sorted_topics

Row = tuple[date, str, str, str, int, float]


def series_of(*rows: Row, grain: Grain = "month", outlet: str = "(all)") -> TopicSeries:
    names = ("period_start", "topic_id", "topic", "scheme", "articles", "share")
    frame = pl.DataFrame(rows, schema=names, orient="row").with_columns(share_low=pl.lit(0.0), share_high=pl.lit(1.0))
    return TopicSeries(frame, grain, outlet, "v" * 20, n_articles=9, n_others=0)


def row(day: date, topic: str, articles: int, scheme: str = "medtop") -> Row:
    return day, f"{scheme}:{topic}", topic, scheme, articles, articles / 10


@pytest.mark.parametrize(
    ("grain", "last", "n_periods", "label", "axis"),
    [
        ("day", date(2024, 1, 4), 4, "2024-01-04", "%d %b"),
        ("week", date(2024, 1, 22), 4, "2024-01-22", "%d %b"),
        ("month", date(2024, 4, 1), 4, "2024-04", "%b %Y"),
        ("year", date(2027, 1, 1), 4, "2027", "%Y"),
    ],
)
def test_periods_without_articles_are_among_the_others(
    grain: Grain, last: date, n_periods: int, label: str, axis: str
) -> None:
    series = series_of(row(date(2024, 1, 1), "sport", 1), row(last, "sport", 1), grain=grain)
    assert len(series.periods) == n_periods
    assert (series.periods[0], series.periods[-1]) == (date(2024, 1, 1), last)
    assert series.label(last) == label
    assert series.title.endswith(f"to {label}, share of classified articles a {grain}")
    assert series.axis_format == axis


@pytest.mark.parametrize(
    ("outlet", "title"),
    [("(all)", "Topics over time, 2024-01"), ("Valley Echo", "Topics over time in Valley Echo, 2024-01")],
)
def test_the_title_names_the_outlet_where_it_is_one(outlet: str, title: str) -> None:
    assert series_of(row(date(2024, 1, 1), "sport", 1), outlet=outlet).title.startswith(title)


def test_common_topics_come_first_unclassified_last_and_empty_ones_not_at_all() -> None:
    january, february = date(2024, 1, 1), date(2024, 2, 1)
    series = series_of(
        row(february, "sport", 2),
        row(january, "sport", 0),
        row(january, "politics", 3),
        row(january, "weather", 0),
        row(january, "unclassified", 8, scheme="none"),
    )
    found = sorted_topics(series).select("topic", "period_start").rows()
    assert found == [
        ("politics", january),
        ("sport", january),
        ("sport", february),
        ("unclassified", january),
    ]


@pytest.mark.parametrize("file", sorted(Path(onrecord.flows.show.__path__[0]).glob("*.py")), ids=lambda file: file.name)
def test_what_is_shown_does_not_know_the_commands_that_show_it(file: Path) -> None:
    imported = {
        node.module for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)
    }
    assert not [module for module in imported if module and module.startswith("onrecord.flows.commands")]
