"""What every stretch of text in quotation marks was taken for: speech, part of a clause, a title, a nickname, a word, or a phrase that the writer holds at arm's length."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.spans import outermost
from onrecord.transforms.quotes.words.grammar import Tag
from onrecord.transforms.tables.registry import polars_schema

_NAME_SHARE = 0.8
_LONGEST_NICKNAME = 3


def decide_spans(spans: pl.DataFrame, found: pl.DataFrame, pieces: pl.DataFrame, bodies: pl.DataFrame) -> pl.DataFrame:
    """The table of quoted spans.

    Args:
        spans: `spans.find_spans`, nested ones included.
        found: `finding.Found.spans`: outermost spans with `p`.
        pieces: Accepted units with `start`, `end`, `quote_id`, and `span` where the unit is one span.
        bodies: `doc`, `article_id`, `body`, `published_on`.

    Returns:
        The columns of `tables.QuotedSpans`, sorted by article as given and by offset.
    """
    outer = outermost(spans)
    known = found.select("span", "p", "n_words", "capitals", "g_before", "g_after")
    told = outer.join(known, on="span", how="left", maintain_order="left")
    whole = pieces.drop_nulls("span").select("span", own="quote_id")
    told = told.join(whole, on="span", how="left", maintain_order="left")
    every = pl.concat([told, spans.filter(pl.col("depth") > 0)], how="diagonal").with_row_index("row")
    every = every.join(_around(every, pieces), on="row", how="left", maintain_order="left")
    texts = bodies["body"].to_list()
    text = pl.Series(
        "text",
        [texts[doc][start:end] for doc, start, end in every.select("doc", "start", "end").iter_rows()],
        dtype=pl.String,
    )
    marks = pl.when("balanced").then(pl.lit("closed")).otherwise(pl.lit("open"))
    decided = every.with_columns(
        text, marks=marks, decision=_decision(), score=pl.col("p"), quote_id=pl.coalesce("own", "holder")
    )
    columns = list(polars_schema("quoted_spans"))
    named = decided.join(
        bodies.select("doc", "article_id", "published_on"), on="doc", how="left", maintain_order="left"
    ).sort("doc", "open", "depth")
    return named.filter(pl.col("start") < pl.col("end")).select(columns).cast(polars_schema("quoted_spans"))


def _around(every: pl.DataFrame, pieces: pl.DataFrame) -> pl.DataFrame:
    """The smallest accepted piece that holds each span: `row`, `holder`."""
    holding = pieces.select("doc", "quote_id", p_start="start", p_end="end")
    pairs = (
        every.select("row", "doc", "start", "end")
        .join(holding, on="doc")
        .filter((pl.col("p_start") <= pl.col("start")) & (pl.col("p_end") >= pl.col("end")))
    )
    ordered = pairs.sort("row", pl.col("p_end") - pl.col("p_start"), "quote_id")
    return ordered.unique("row", keep="first", maintain_order=True).select("row", holder="quote_id")


def _decision() -> pl.Expr:
    names = (pl.col("g_before") == Tag.NNP) & (pl.col("g_after") == Tag.NNP) & (pl.col("n_words") <= _LONGEST_NICKNAME)
    return (
        pl.when(pl.col("own").is_not_null())
        .then(pl.lit("quotation"))
        .when((pl.col("depth") > 0) & pl.col("holder").is_not_null())
        .then(pl.lit("nested"))
        .when(pl.col("holder").is_not_null())
        .then(pl.lit("part"))
        .when(names)
        .then(pl.lit("nickname"))
        .when((pl.col("capitals") / pl.col("n_words") >= _NAME_SHARE) & (pl.col("n_words") >= 2))
        .then(pl.lit("title"))
        .when(pl.col("n_words") == 1)
        .then(pl.lit("word"))
        .otherwise(pl.lit("phrase"))
    )
