from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from onrecord.flows.dates import parse_date
from onrecord.transforms.articles import dates

DAY = date(2020, 12, 21)


@pytest.mark.parametrize("text", ["2020年12月21日", "21 grudnia 2020", "21 Aralık 2020", "21 Δεκεμβρίου 2020"])
def test_languages_that_the_fast_reader_does_not_know(text: str) -> None:
    assert dates.parse_date(text) is None
    assert parse_date(text) == (DAY, None)


def test_a_time_with_its_zone_gives_the_instant() -> None:
    assert parse_date("21 grudnia 2020 10:15 +0100") == (DAY, datetime(2020, 12, 21, 9, 15, tzinfo=UTC))


def test_the_fast_reader_comes_first() -> None:
    assert parse_date("03/04/2020") == (date(2020, 3, 4), None)


@pytest.mark.parametrize(
    "text",
    [
        "3 hours ago",
        "gestern",
        "in 2 days",
        "grudnia",
        "grudnia 2020",
        "21 grudnia",
        "12345",
        "2020",
        "21 grudnia 1520",
        "99 foo 2020",
        "",
        "x" * 61 + " 2020",
    ],
)
def test_only_full_dates_within_bounds_are_dates(text: str) -> None:
    assert parse_date(text) is None


def test_answers_are_kept() -> None:
    parse_date.cache_clear()
    parse_date("21 grudnia 2020")
    parse_date("21 grudnia 2020")
    assert parse_date.cache_info().hits == 1
