"""A chart of topics over time as a file: one small panel a topic.

Nothing is fetched, neither when it is drawn nor when it is opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import altair as alt
import polars as pl

from onrecord.flows.lake.atomic import replacing
from onrecord.flows.lake.reader import QueryError
from onrecord.flows.show.series import TopicSeries, sorted_topics

FORMS: Mapping[str, Literal["html", "png", "svg"]] = {".html": "html", ".png": "png", ".svg": "svg"}
"""Endings of files, and what is drawn into them."""

COLUMNS = 3
PANEL_WIDTH, PANEL_HEIGHT = 260, 90  # Unit: pixels
PIXELS_PER_INCH = 160
COLOUR = "#1f5a8a"


def check_ending(path: Path) -> None:
    """See that a file's ending names a form that can be drawn.

    Raises:
        QueryError: it does not.
    """
    if path.suffix.lower() not in FORMS:
        raise QueryError(f"--save takes a file that ends in {', '.join(FORMS)}; this is {path.name!r}.")


def draw(series: TopicSeries) -> alt.FacetChart:
    """The shares of each topic, with the 95 % interval that chance leaves open; the scales of the panels differ."""
    rows = (
        sorted_topics(series)
        .select("topic", "period_start", "articles", "share", "share_low", "share_high")
        .with_columns(pl.col("share").fill_null(0))
    )
    order = rows["topic"].unique(maintain_order=True).to_list()
    panels = alt.layer(*_layers(series), data=rows).properties(width=PANEL_WIDTH, height=PANEL_HEIGHT)
    facet = alt.Facet("topic:N", title=None, sort=order, header=alt.Header(labelFontWeight="bold", labelAnchor="start"))
    chart: alt.FacetChart = (
        panels.facet(facet=facet, columns=COLUMNS).resolve_scale(y="independent").properties(title=_title(series))
    )
    return chart


def _layers(series: TopicSeries) -> tuple[alt.Chart, alt.Chart]:
    """The band of one panel, which is what chance leaves open, and its line."""
    time = alt.X("period_start:T", title=None, axis=alt.Axis(format=series.axis_format, labelOverlap=True, tickCount=5))
    tooltip = [
        alt.Tooltip("topic:N"),
        alt.Tooltip("period_start:T", title=series.grain),
        alt.Tooltip("share:Q", format=".1%"),
        alt.Tooltip("articles:Q", format=","),
    ]
    base = alt.Chart().encode(x=time)
    band = base.mark_area(color=COLOUR, opacity=0.18).encode(
        y=alt.Y("share_low:Q", title=None, axis=alt.Axis(format="%", tickCount=3)), y2="share_high:Q"
    )
    line = base.mark_line(color=COLOUR, point=alt.OverlayMarkDef(color=COLOUR, size=14)).encode(
        y="share:Q", tooltip=tooltip
    )
    return band, line


def _title(series: TopicSeries) -> alt.TitleParams:
    notes = [
        (
            f"{series.n_articles:,} articles; an article may have several topics. "
            "Shaded: what chance alone leaves open (95 %). Scales differ."
        ),
        f"Topics: IPTC Media Topics (CC BY 4.0), topic model {series.model_version}. Changes say more than levels.",
    ]
    return alt.TitleParams(series.title, subtitle=notes, anchor="start", fontSize=15, offset=14)


def save_chart(series: TopicSeries, path: Path) -> None:
    """Write the chart in the form that the file's ending names.

    Raises:
        QueryError: the ending is not known.
        OSError: the file cannot be written.
    """
    check_ending(path)
    form = FORMS[path.suffix.lower()]
    chart = draw(series)
    with replacing(path) as temporary:
        if form == "html":
            chart.save(str(temporary), format=form, inline=True)  # the drawing code too, so that nothing is fetched
        else:
            chart.save(str(temporary), format=form, ppi=PIXELS_PER_INCH)
