"""Topics over time as a series of shares, whatever it is shown in: the terminal or a chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import duckdb
import polars as pl

from onrecord.flows.lake.reader import QueryError

Grain = Literal["day", "week", "month", "year"]

LONGEST_SPANS: tuple[tuple[Grain, int], ...] = (("day", 31), ("week", 184), ("month", 3700))
"""The longest span that a grain is chosen for by itself; years beyond. Unit: days."""

_LABELS = {"day": "%Y-%m-%d", "week": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
_STEPS = {"day": "1d", "week": "1w", "month": "1mo", "year": "1y"}
_ALL = "(all)"


@dataclass(frozen=True, slots=True)
class Asked:
    """What part of the dataset is looked at."""

    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    grain: Grain | None = None
    """None chooses one by the span."""


@dataclass(frozen=True, slots=True)
class TopicSeries:
    """Topics at the top over time: one version of the topic model, one outlet or all."""

    rows: pl.DataFrame
    """`period_start`, `topic_id`, `topic`, `scheme`, `articles`, `share`, `share_low` and `share_high`."""
    grain: Grain
    outlet: str
    model_version: str
    n_articles: int
    """Articles with a date in the span, told by this version."""
    n_others: int
    """Articles in the span that other versions told; they are left out."""

    @property
    def periods(self) -> list[date]:
        """Every period from the first to the last, those without articles among them."""
        first, last = self.rows["period_start"].min(), self.rows["period_start"].max()
        return pl.select(pl.date_range(pl.lit(first), pl.lit(last), _STEPS[self.grain])).to_series().to_list()

    def label(self, day: date) -> str:
        """A period as people write it."""
        return day.strftime(_LABELS[self.grain])

    @property
    def axis_format(self) -> str:
        """How the time axis of a chart is labelled, in d3's notation."""
        return {"day": "%d %b", "week": "%d %b", "month": "%b %Y", "year": "%Y"}[self.grain]

    @property
    def title(self) -> str:
        """What is shown, of whom and when."""
        where = "" if self.outlet == _ALL else f" in {self.outlet}"
        first, last = self.label(self.periods[0]), self.label(self.periods[-1])
        return f"Topics over time{where}, {first} to {last}, share of classified articles a {self.grain}"


def read_series(connection: duckdb.DuckDBPyConnection, asked: Asked) -> TopicSeries:
    """The series of the version of the topic model that told most articles of the span.

    Raises:
        QueryError: no dated article fits, or there is no such outlet.
    """
    outlet = _outlet(connection, asked.outlet)
    versions = _versions(connection, asked, outlet)
    if not versions:
        raise QueryError("No article with a date fits. Try fewer conditions; `onrecord status` shows what there is.")
    version, n_articles, first, last = versions[0]
    grain = asked.grain or _grain((last - first).days)
    rows = connection.sql(
        """
        SELECT period_start, topic_id, topic, scheme, articles, share, share_low, share_high
        FROM topic_periods
        WHERE grain = $grain AND outlet = $outlet AND model_version = $version AND (level = 1 OR scheme = 'own')
            AND period_start >= date_trunc($grain, $first) AND period_start <= $last
        ORDER BY period_start, topic_id
        """,
        params={"grain": grain, "outlet": outlet, "version": version, "first": first, "last": last},
    ).pl()
    return TopicSeries(rows, grain, outlet, version, n_articles, sum(n for _, n, _, _ in versions[1:]))


def _versions(connection: duckdb.DuckDBPyConnection, asked: Asked, outlet: str) -> list[tuple[str, int, date, date]]:
    """The versions that told articles of the span, most articles first: name, count of articles, first and last day."""
    return connection.execute(
        """
        SELECT t.model_version, count(DISTINCT a.article_id) AS articles, min(a.published_on), max(a.published_on)
        FROM articles AS a JOIN article_topics AS t ON t.article_id = a.article_id
        WHERE ($outlet = '(all)' OR a.outlet = $outlet) AND a.published_on >= coalesce($since, '-infinity'::DATE)
            AND a.published_on <= coalesce($until, 'infinity'::DATE)
        GROUP BY ALL ORDER BY articles DESC, t.model_version
        """,
        {"outlet": outlet, "since": asked.since, "until": asked.until},
    ).fetchall()


def _outlet(connection: duckdb.DuckDBPyConnection, name: str | None) -> str:
    """The outlet as the dataset spells it; '(all)' where none is asked for.

    Raises:
        QueryError: there is no such outlet.
    """
    if name is None:
        return _ALL
    found = connection.execute(
        "SELECT DISTINCT outlet FROM articles WHERE lower(outlet) = lower(?) ORDER BY 1", [name]
    ).fetchall()
    if not found:
        raise QueryError(f'There is no outlet {name!r}. `onrecord query "FROM outlet_mix"` lists them.')
    return str(found[0][0])


def _grain(days: int) -> Grain:
    return next((grain for grain, longest in LONGEST_SPANS if days <= longest), "year")


def sorted_topics(series: TopicSeries) -> pl.DataFrame:
    """The rows of topics that have articles, the commonest topic first, `unclassified` last."""
    common = series.rows.with_columns(total=pl.col("articles").sum().over("topic_id")).filter(pl.col("total") > 0)
    return common.sort(
        pl.col("scheme") == "none", "total", "topic", "period_start", descending=[False, True, False, False]
    )
