from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.transforms.articles.dates import date_from_filename, date_from_url, make_day, parse_date

DAY = date(2020, 12, 21)
AT_1015 = datetime(2020, 12, 21, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2020-12-21",
        "2020-12-21T10:15",
        "2020-12-21 10:15:00",
        "2020/12/21",
        "2020.12.21",
        "20201221",
        "202012211015",
        "20201221101500",
        "2020-W52-1",
        "December 21, 2020",
        "Dec. 21, 2020",
        "Dec 21 2020",
        "Dec 21 '20",
        "21 December 2020",
        "21st of December, 2020",
        "21-Dec-20",
        "21-Dec-2020",
        "Monday 21 December 2020",
        "Published: Monday, 21 December 2020",
        "Updated 3:15 PM ET, Mon December 21, 2020",
        "Dec. 21, 2020 3 p.m.",
        "21.12.2020",
        "21.12.20, 14:00:51",
        "21-12-2020",
        "12/21/2020",
        "21/12/2020",
        "12/21/20",
        "21 декабря 2020",
        "21 Дек. 2020",
        "21 de diciembre de 2020",
        "  2020-12-21\n",
        "2020-12-21T10:15:00 XYZ",
        "2020-12-21T25:15:00Z",
        "2020-12-21T10:15:00+25:00",
    ],
)
def test_a_day_without_an_instant(text: str) -> None:
    assert parse_date(text) == (DAY, None)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2020-12-21T10:15:00Z", AT_1015),
        ("2020-12-21T10:15Z", AT_1015),
        ("2020-12-21T13:15:00+03:00", AT_1015),
        ("2020-12-21T13:15:00+0300", AT_1015),
        ("2020-12-21 10:15:00 UTC", AT_1015),
        ("2020-12-21T10:15:00.25Z", AT_1015.replace(microsecond=250_000)),
        ("2020-12-21T10:15:00.123456789Z", AT_1015.replace(microsecond=123_456)),
        ("20201221T101500Z", AT_1015),
        ("Mon, 21 Dec 2020 10:15:00 +0000", AT_1015),
        ("Mon, 21 Dec 2020 10:15:00 GMT", AT_1015),
        ("Mon Dec 21, 2020 5:15am EST", AT_1015),
        ("Mon Dec 21, 2020 10:15pm EST", AT_1015 + timedelta(hours=17)),
        ("Mon Dec 21 10:15:00 +0000 2020", AT_1015),
        ("Mon Dec 21 05:15:00 EST 2020", AT_1015),
        ("Mon Dec 21 2020 13:15:00 GMT+0300 (Moscow Standard Time)", AT_1015),
        ("1015 GMT (1815 HKT) December 21, 2020", AT_1015),
        ("December 21, 2020, 5:15 a.m. (EST)", AT_1015),
        ("12am GMT Dec 21, 2020", datetime(2020, 12, 21, tzinfo=UTC)),
        ("12 p.m. GMT, 21 December 2020", datetime(2020, 12, 21, 12, tzinfo=UTC)),
        ("21.12.2020 13:15 MSK", AT_1015),
        ("21.12.2020 15:45 IST", AT_1015),
        ("1608545700", AT_1015),
        ("1608545700000", AT_1015),
        ("1608545700.0", AT_1015),
    ],
)
def test_a_time_with_its_zone_gives_the_instant(text: str, instant: datetime) -> None:
    assert parse_date(text) == (DAY, instant)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "yesterday",
        "3 hours ago",
        "December 21",
        "21 Dec",
        "December 21, 10 a.m.",
        "December 2020",
        "2020",
        "2020-12",
        "2020-13-45",
        "0000-00-00",
        "1599-12-31",
        "2101-01-01",
        "31 February 2020",
        "2020-W60-1",
        "12345",
        "9999999999",
        "99999999",
        "10:15",
        "a long text about 21 December 2020 " * 4,
    ],
)
def test_what_names_no_day_gives_none(text: str) -> None:
    assert parse_date(text) is None


def test_slashes_are_month_first_and_dots_day_first() -> None:
    assert parse_date("03/04/2020") == (date(2020, 3, 4), None)
    assert parse_date("03.04.2020") == (date(2020, 4, 3), None)
    assert parse_date("12-21-2020") == (DAY, None)


def test_two_digit_years_turn_at_69() -> None:
    assert parse_date("1-Jan-68") == (date(2068, 1, 1), None)
    assert parse_date("1-Jan-69") == (date(1969, 1, 1), None)


zones = st.sampled_from([UTC, timezone(timedelta(hours=-5)), timezone(timedelta(hours=5.5))])
moments = st.builds(datetime.combine, st.dates(date(1600, 1, 2), date(2100, 12, 30)), st.times(), zones)


@given(moments)
def test_iso_8601_and_rfc_2822_round_trip(moment: datetime) -> None:
    assert parse_date(moment.isoformat()) == (moment.date(), moment.astimezone(UTC))
    whole = moment.replace(microsecond=0)
    assert parse_date(format_datetime(whole)) == (whole.date(), whole.astimezone(UTC))


@given(
    st.dates(date(1600, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%B %d, %Y", "%d %b %Y", "%A, %d %B %Y", "%Y%m%d"]),
)
def test_every_day_is_read_as_it_is_written(day: date, form: str) -> None:
    assert parse_date(day.strftime(form)) == (day, None)


@given(st.text(max_size=150))
def test_any_text_is_answered(text: str) -> None:
    found = parse_date(text)
    assert found is None or 1600 <= found[0].year <= 2100


def test_make_day_knows_the_calendar() -> None:
    assert make_day(2020, 2, 29) == date(2020, 2, 29)
    assert make_day(2021, 2, 29) is None
    assert make_day(1599, 1, 1) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example/article/2010/02/05/harbour", date(2010, 2, 5)),
        ("https://news.example/world/2020/dec/21/harbour", DAY),
        ("https://news.example/world/2020/foo/21/harbour", None),
        ("https://news.example/2011-11-15/harbour", date(2011, 11, 15)),
        ("https://news.example/harbour-20201221", DAY),
        ("https://news.example/harbour-20201221.html", DAY),
        ("https://news.example/20201221/c_123.htm", DAY),
        ("https://news.example/t20201221_5.html", DAY),
        ("https://news.example/us-harbour-idUSTRE7AE1NO20111115", date(2011, 11, 15)),
        ("https://news.example/us-harbour-idUSN1537340720071015", date(2007, 10, 15)),
        ("https://news.example/2020/13/45/harbour-2020-12-21", DAY),
        ("https://news.example/12345678901", None),
        ("https://news.example/harbour", None),
    ],
)
def test_the_day_in_an_address(url: str, expected: date | None) -> None:
    assert date_from_url(url) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/d/oldport-times_2015-11-16_harbour.txt", date(2015, 11, 16)),
        ("/d/20081006_us-harbour", date(2008, 10, 6)),
        ("/d/20100205/us-harbour", date(2010, 2, 5)),
        ("/d/2010-02-05/us-harbour", date(2010, 2, 5)),
        ("/d/2010/02/05/harbour.txt", date(2010, 2, 5)),
        ("/d/backup-2020-01-01/harbour.txt", None),
        ("/2020-01-01/d/harbour.txt", None),
        ("/d/99999999/harbour.txt", None),
        ("harbour-idUSTRE4AD3SE20081114.story", date(2008, 11, 14)),
        ("harbour.txt", None),
    ],
)
def test_the_day_in_a_file_name(path: str, expected: date | None) -> None:
    assert date_from_filename(path) == expected
