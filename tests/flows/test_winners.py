"""Which of several records of one article becomes its row."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from onrecord.flows.lake.winners import choose_winners, first_of_each

EARLY, LATE = date(2024, 1, 2), date(2024, 1, 9)

Record = tuple[date | None, str, str]
"""Day, path and place in the file."""


def rows(records: list[Record], article_id: str = "one") -> pl.DataFrame:
    days, paths, places = zip(*records, strict=True)
    columns = {"published_on": list(days), "source_path": list(paths), "source_record": list(places)}
    frame = pl.DataFrame(columns, schema_overrides={"published_on": pl.Date})
    return frame.with_columns(article_id=pl.lit(article_id))


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        pytest.param((LATE, "b", "9"), (None, "a", "1"), id="a day before none"),
        pytest.param((EARLY, "b", "9"), (LATE, "a", "1"), id="the earlier day"),
        pytest.param((EARLY, "a", "9"), (EARLY, "b", "1"), id="the path"),
        pytest.param((EARLY, "a", "2"), (EARLY, "a", "10"), id="line 2 before line 10"),
        pytest.param((EARLY, "a", "7.2"), (EARLY, "a", "7.10"), id="item 2 before item 10 of a line"),
        pytest.param((EARLY, "a", "9.1"), (EARLY, "a", "10.0"), id="the line before the item"),
    ],
)
def test_the_first_of_two(winner: Record, loser: Record) -> None:
    for order in ([winner, loser], [loser, winner]):
        chosen = first_of_each(rows(order))
        assert chosen.select("published_on", "source_path", "source_record").rows() == [winner]


def test_an_article_that_is_known_has_no_winner() -> None:
    keys = pl.concat([rows([(EARLY, "a", "1")]), rows([(LATE, "a", "2"), (LATE, "a", "3")], "two")])
    chosen = choose_winners(keys, pl.DataFrame({"article_id": ["one"]}))
    assert chosen.select("article_id", "source_record").rows() == [("two", "2")]
