"""Rows within reach against every pair looked at."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from onrecord.transforms.quotes.models.reach import join_reach


@given(
    st.lists(st.tuples(st.integers(-3, 12), st.integers(-3, 12)), max_size=8),
    st.lists(st.integers(0, 9), max_size=12).map(sorted),
)
def test_pairs_are_those_within_reach(reaches: list[tuple[int, int]], numbers: list[int]) -> None:
    reaches = [(low, max(low, high)) for low, high in reaches]
    rows = pl.DataFrame(reaches, schema={"low": pl.Int64, "high": pl.Int64}, orient="row")
    others = pl.DataFrame({"i": numbers}, schema={"i": pl.Int64})
    found = join_reach(rows, others, "i", rows["low"], rows["high"])
    assert found.rows() == [(low, high, number) for low, high in reaches for number in numbers if low <= number <= high]
