"""Rows that lie within reach of others: a join by article or paragraph would pair all of a long one first, and keep
few.
"""

from __future__ import annotations

import polars as pl


def join_reach(
    rows: pl.DataFrame, others: pl.DataFrame, number: str, first: pl.Series, last: pl.Series
) -> pl.DataFrame:
    """Pairs of rows with those of `others` whose `number` lies from `first` to `last`, both included.

    Args:
        rows: Any rows; their columns and those of `others` have different names.
        others: Rows sorted by `number`.
        number: A column of integers.
        first: Lower end of the reach of each of `rows`.
        last: Its upper end.

    Returns:
        The columns of both, in the order of `rows`, then of `others`.
    """
    begins = others[number].search_sorted(first, side="left")
    ends = others[number].search_sorted(last, side="right")
    places = pl.int_ranges(pl.Series(begins).cast(pl.Int64), pl.Series(ends).cast(pl.Int64), eager=True)
    near = rows.with_columns(place=places).explode("place").drop_nulls("place")
    return pl.concat([near.drop("place"), others[near["place"]]], how="horizontal")
