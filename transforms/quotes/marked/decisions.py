"""What every stretch of text in quotation marks was taken for.

It is speech, part of a clause, a title, a nickname, a word, or a phrase that the writer holds at arm's length.
"""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.spans import outermost
from onrecord.transforms.quotes.reading.texts import cut
from onrecord.transforms.quotes.words.grammar import Tag
from onrecord.transforms.tables.registry import polars_schema

_NAME_SHARE = 0.8
"""Share of words with a capital from which on a span is a title."""

_LEAST_TITLE = 2
_LONGEST_NICKNAME = 3
"""Words of the shortest title and of the longest nickname."""


def decide_spans(spans: pl.DataFrame, found: pl.DataFrame, pieces: pl.DataFrame, bodies: pl.DataFrame) -> pl.DataFrame:
    """The table of quoted spans.

    Args:
        spans: `spans.find_spans`, nested ones included.
        found: Outermost spans that hold a word (`marked.find.find_marked`): `span`, `probability`, `n_words`,
            `capitals`, `tag_before`, `tag_after`.
        pieces: Accepted units with `doc`, `start`, `end`, `quote_id`, and `span` where the unit is one span.
        bodies: `doc`, `article_id`, `body`, `published_on`.

    Returns:
        The table `quoted_spans`, sorted by article as given and by offset.
    """
    known = found.select("span", "n_words", "capitals", "tag_before", "tag_after", score="probability")
    whole = pieces.drop_nulls("span").select("span", own="quote_id")
    outer = outermost(spans).join(known, on="span", how="left", maintain_order="left")
    outer = outer.join(whole, on="span", how="left", maintain_order="left")
    every = pl.concat([outer, spans.filter(pl.col("depth") > 0)], how="diagonal").with_row_index("row")
    every = every.join(_around(every, pieces), on="row", how="left", maintain_order="left")
    every = every.join(bodies.drop("body"), on="doc", how="left", maintain_order="left")
    decided = every.with_columns(
        cut(every, bodies["body"].to_list()),
        marks=pl.when("balanced").then(pl.lit("closed")).otherwise(pl.lit("open")),
        decision=_decision(),
        quote_id=pl.coalesce("own", "holder"),
    )
    ordered = decided.sort("doc", "outer_start", "depth").filter(pl.col("start") < pl.col("end"))
    schema = polars_schema("quoted_spans")
    return ordered.select(list(schema)).cast(schema)


def _around(every: pl.DataFrame, pieces: pl.DataFrame) -> pl.DataFrame:
    """The smallest accepted piece that holds each span: `row`, `holder`."""
    holding = pieces.select("doc", holder="quote_id", piece_start="start", piece_end="end")
    within = (pl.col("piece_start") <= pl.col("start")) & (pl.col("piece_end") >= pl.col("end"))
    pairs = every.select("row", "doc", "start", "end").join(holding, on="doc").filter(within)
    ordered = pairs.sort("row", pl.col("piece_end") - pl.col("piece_start"), "holder")
    return ordered.unique("row", keep="first", maintain_order=True).select("row", "holder")


def _decision() -> pl.Expr:
    inside_name = (pl.col("tag_before") == Tag.NNP) & (pl.col("tag_after") == Tag.NNP)
    capital_share = pl.col("capitals") / pl.col("n_words")
    return (
        pl.when(pl.col("own").is_not_null())
        .then(pl.lit("quotation"))
        .when((pl.col("depth") > 0) & pl.col("holder").is_not_null())
        .then(pl.lit("nested"))
        .when(pl.col("holder").is_not_null())
        .then(pl.lit("part"))
        .when(inside_name & (pl.col("n_words") <= _LONGEST_NICKNAME))
        .then(pl.lit("nickname"))
        .when((capital_share >= _NAME_SHARE) & (pl.col("n_words") >= _LEAST_TITLE))
        .then(pl.lit("title"))
        .when(pl.col("n_words") == 1)
        .then(pl.lit("word"))
        .otherwise(pl.lit("phrase"))
    )
