"""Dates as people write them, read with the standard library only: fast, and never relative to the clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo

from onrecord.transforms.articles.months import MONTH, month_number
from onrecord.transforms.articles.timezones import zone_at

MIN_YEAR, MAX_YEAR = 1600, 2100
_LONGEST = 120  # characters; whatever is longer is a text, not a date
_TWO_DIGIT_PIVOT = 69  # as POSIX strptime has it: 69 is 1969, 68 is 2068

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.|º|er)?"
_YEAR = r"(?P<year>\d{4}|['’]?\d{2}(?![\d:]|\s*[ap]\.?m))(?!\d)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})(?P<separator>[-/.])(?P<month>\d{1,2})(?P=separator)(?P<day>\d{1,2})(?!\d)",
        r"(?<![\da-z])(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=T\d|\b)",
        rf"\b(?P<name>{MONTH})\s*{_DAY}(?:\s*,\s*|\s+)(?:at\s+)?{_YEAR}",
        # the form of date(1)
        rf"\b(?P<name>{MONTH})\s*{_DAY}\s+\d\d?:\d\d(?::\d\d)?(?:\s+(?:[a-z]{{2,5}}|[+-]\d{{4}}))?\s+{_YEAR}",
        rf"(?<!\d){_DAY}[-\s/]*(?:de\s+|of\s+)?(?P<name>{MONTH})[-\s,/]*(?:de\s+)?{_YEAR}",
        r"(?<![\d:])(?P<first>\d{1,2})(?P<separator>[-/.])(?P<second>\d{1,2})(?P=separator)(?P<year>\d{4}|\d{2})(?![\d:])",
    )
)
_WEEK = re.compile(r"(?<!\d)(\d{4}-?W\d{2}-?[1-7])(?!\d)")
_CLOCK = re.compile(
    r"(?<![\d.+-])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?\s*(?P<half>[ap]\.?m\b\.?)?\s*\(?"
    r"|(?<![\d.+-])(?P<hour12>\d{1,2})\s*(?P<half12>[ap]\.?m\b\.?)\s*\(?"
    r"|\bT(?P<hour_t>\d{2})(?P<minute_t>\d{2})(?P<second_t>\d{2})?"
    r"|(?<![\d.+-])(?P<hour_z>\d{2})(?P<minute_z>\d{2})\s(?=[A-Z]{2,4}\b)",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"(\d{10})(\d{3})?(?:\.\d+)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6})?")
_YEAR_AD = r"(?P<year>(?:1[6-9]|20)\d{2})"
_SEPARATED = re.compile(
    rf"(?<!\d){_YEAR_AD}(?P<separator>[-/_.])(?P<month>\d{{1,2}}|[a-z]{{3}})(?P=separator)(?P<day>\d{{1,2}})(?!\d)",
    re.IGNORECASE,
)
_RUN_TOGETHER = re.compile(rf"(?<![0-9a-z])t?{_YEAR_AD}(?P<month>\d{{2}})(?P<day>\d{{2}})(?![0-9a-z])", re.IGNORECASE)
_REUTERS_ID = re.compile(rf"id[A-Z]{{2}}[0-9A-Z]+?{_YEAR_AD}(?P<month>\d{{2}})(?P<day>\d{{2}})(?![0-9A-Z])")


def parse_date(text: str) -> tuple[date, datetime | None] | None:
    """The day that a text names and, where it gives a time with its zone, the instant (UTC).

    None where it names no day.

    Reads ISO 8601, RFC 2822, `Fri Feb 5, 2010 10:04am EST`, `20 January 2016`, `30-Apr-20`, `21.12.2020`, `20201221`
    and seconds or milliseconds since 1970, with weekdays or words such as "Published:" around them. Numbers parted by
    `/` are month first, as in the United States (03/04/2020 is 4 March) unless that gives no month; parted by `.` or
    `-` they are day first. The day is the one printed, in the zone printed. A day without a year, a year outside 1600
    to 2100 and anything relative ("yesterday") give None.
    """
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return None
    if text[0].isdigit() and text.replace(".", "", 1).isdigit():
        number = _from_digits(text)
        if number:
            return number
    for pattern in _PATTERNS:
        found = pattern.search(text)
        day = _day_of(found) if found else None
        if found and day:
            return day, _instant(day, f"{text[: found.start()]} {text[found.end() :]}", found[0])
    week = _WEEK.search(text)
    return _week_day(week[1]) if week else None


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar or the accepted years (1600 to 2100) have none such."""
    if not MIN_YEAR <= year <= MAX_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_digits(text: str) -> tuple[date, datetime | None] | None:
    """A number alone: 20201221 (with or without a time behind it), or seconds or milliseconds since 1970."""
    compact = _COMPACT.fullmatch(text)
    day = make_day(int(compact[1]), int(compact[2]), int(compact[3])) if compact else None
    if day:
        return day, None
    epoch = _EPOCH.fullmatch(text)
    if not epoch:
        return None
    instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(epoch[1]), milliseconds=int(epoch[2] or 0))
    return (instant.date(), instant) if instant.year <= MAX_YEAR else None


def _day_of(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    year = _full_year(parts["year"])
    if parts.get("name"):
        return make_day(year, month_number(parts["name"]), int(parts["day"]))
    if parts.get("month"):
        return make_day(year, int(parts["month"]), int(parts["day"]))
    first, second = int(parts["first"]), int(parts["second"])
    month_first = make_day(year, first, second)
    day_first = make_day(year, second, first)
    return month_first or day_first if parts["separator"] == "/" else day_first or month_first


def _full_year(year: str) -> int:
    digits = year.lstrip("'’")
    number = int(digits)
    if len(digits) == 4:
        return number
    return number + (1900 if number >= _TWO_DIGIT_PIVOT else 2000)


def _week_day(text: str) -> tuple[date, None] | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:  # the year has no such week
        return None
    return (day, None) if MIN_YEAR <= day.year <= MAX_YEAR else None


def _instant(day: date, around: str, inside: str) -> datetime | None:
    """The instant of a time with a zone, looked for around the date, else inside it (`Dec 21 10:15:00 EST 2020`)."""
    for text in (around, inside):
        for clock in _CLOCK.finditer(text):
            zone = zone_at(text, clock.end())
            if zone:
                return _at(day, clock.groupdict(), zone)
    return None


def _at(day: date, clock: dict[str, str | None], zone: tzinfo) -> datetime | None:
    hour = int(clock["hour"] or clock["hour12"] or clock["hour_t"] or clock["hour_z"] or 0)
    minute = int(clock["minute"] or clock["minute_t"] or clock["minute_z"] or 0)
    second = int(clock["second"] or clock["second_t"] or 0)
    microsecond = int((clock["fraction"] or "0").ljust(6, "0")[:6])
    half = clock["half"] or clock["half12"]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    try:
        return datetime(day.year, day.month, day.day, hour, minute, second, microsecond, tzinfo=zone).astimezone(UTC)
    except ValueError:  # no such time of day: the day still holds
        return None


def date_from_url(url: str) -> date | None:
    """The day in an address: `/2010/02/05/`, `/2020/dec/21/`, `/2011-11-15/`, `-20201221`, a Reuters id.

    None where there is none.
    """
    for pattern in (_SEPARATED, _RUN_TOGETHER, _REUTERS_ID):
        for found in pattern.finditer(url):
            day = _hinted_day(found)
            if day:
                return day
    return None


def date_from_filename(path: str) -> date | None:
    """The day in a file's name (`outlet_2015-11-16_slug.txt`, `20081006_us-slug`), else in its folders
    (`20100205/x.txt`, `2010/02/05/x.txt`).

    A folder counts only if it is a date and nothing else; of the folders above, only year/month/day directly around the
    file do.
    """
    folders, _, name = path.rpartition("/")
    day = date_from_url(name)
    if day:
        return day
    parents = folders.split("/")
    for candidate in (parents[-1], "/".join(parents[-3:])):
        found = _SEPARATED.fullmatch(candidate) or _RUN_TOGETHER.fullmatch(candidate)
        day = _hinted_day(found) if found else None
        if day:
            return day
    return None


def _hinted_day(found: re.Match[str]) -> date | None:
    month = found["month"]
    if month.isdigit():
        return make_day(int(found["year"]), int(month), int(found["day"]))
    name = re.fullmatch(MONTH, month, re.IGNORECASE)
    return make_day(int(found["year"]), month_number(month), int(found["day"])) if name else None
