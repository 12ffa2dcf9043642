"""Which of several records of one article becomes its row: the same one, in whatever order they were read."""

from __future__ import annotations

import polars as pl

_DIGITS = 18  # of a line or item number


def winning_order() -> list[pl.Expr]:
    """What to sort by for the best record of an article to come first: dated, early, then path and place in it."""
    place = pl.col("source_record").str.split(".").list.eval(pl.element().str.zfill(_DIGITS)).list.join(".")
    return [pl.col("published_on").is_null(), pl.col("published_on"), pl.col("source_path"), place]


def first_of_each(rows: pl.DataFrame) -> pl.DataFrame:
    """One row for each `article_id`, by `winning_order`."""
    return rows.sort(winning_order()).unique("article_id", keep="first", maintain_order=True)


def choose_winners(keys: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The rows of `keys` (`onrecord.flows.lake.staging.KEY_SCHEMA`) that become articles: of each article that is not
    in `known` the first.
    """
    return first_of_each(keys.join(known, on="article_id", how="anti"))
