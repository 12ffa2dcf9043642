"""Dates in any language: the standard library's reading first, dateparser for what that leaves."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache

import dateparser

from onrecord.transforms.articles import dates

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LONGEST = 60  # characters; dateparser is slow, and longer texts are no dates
_SETTINGS = {
    "PARSERS": ["absolute-time"],
    "REQUIRE_PARTS": ["day", "month", "year"],
    "STRICT_PARSING": True,
    "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 - so that nothing can hang on the clock
}


@lru_cache(maxsize=65_536)
def parse_date(text: str) -> tuple[date, datetime | None] | None:
    """The day that a text names, in any language, and the instant (UTC) where it gives time and zone; None where it
    names no full date.

    What `onrecord.transforms.articles.dates.parse_date` reads is read by it. The rest must give day, month and year: "3
    hours ago" and "December" are no dates.
    """
    return dates.parse_date(text) or _parse_any_language(text.strip())


def _parse_any_language(text: str) -> tuple[date, datetime | None] | None:
    if len(text) > _LONGEST or not _YEAR.search(text) or not any(map(str.isalpha, text)):
        return None
    moment = dateparser.parse(text, settings=_SETTINGS)
    if moment is None or not dates.MIN_YEAR <= moment.year <= dates.MAX_YEAR:
        return None
    return moment.date(), moment.astimezone(UTC) if moment.tzinfo else None
