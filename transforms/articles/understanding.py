"""What one record says of its article: body, authors, outlet, agency and dates, each from the first place that tells
it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple, TypedDict

import polars as pl

from onrecord.transforms.articles.byline import parse_byline
from onrecord.transforms.articles.dateline import Dateline, dateline_day, parse_dateline
from onrecord.transforms.articles.dates import date_from_filename, date_from_url, make_day
from onrecord.transforms.articles.headline import take_named_headline
from onrecord.transforms.articles.outlet import agency_of, outlet_of
from onrecord.transforms.tables.registry import polars_schema

ParseDate = Callable[[str], tuple[date, datetime | None] | None]


class RecordRow(TypedDict):
    """One row of the records frame, as far as it is understood here."""

    source_path: str
    text: str | None
    title: str | None
    byline: str | None
    date: str | None
    url: str | None
    outlet: str | None
    agency: str | None
    date_source: str | None
    folder: str | None


class Facts(NamedTuple):
    """What the record says; columns of `tables.Articles`. An empty body is ''."""

    title: str | None
    body: str
    byline: str | None
    agency: str | None
    outlet: str
    published_on: date | None
    published_at: datetime | None
    date_source: str
    dateline_place: str | None
    dateline_region: str | None
    dateline_date: date | None


FACTS_SCHEMA = pl.Schema({name: polars_schema("articles")[name] for name in Facts._fields})

_NO_DATELINE = Dateline(None, None, None, None, None, None, 0)


def understand(record: RecordRow, default_outlet: str | None, parse_date: ParseDate) -> Facts:
    """The facts of a record. Its title goes off the beginning of the text where it is repeated there or the file is
    named after it, then the dateline.
    """
    title = " ".join((record["title"] or "").split()) or None
    text = _without_title((record["text"] or "").strip(), title)
    if title is None and (named := take_named_headline(text, record["source_path"])):
        title, text = named
    dateline = parse_dateline(text) or _NO_DATELINE
    byline = parse_byline(record["byline"] or dateline.byline or "")
    agency = agency_of(dateline.agency, record["agency"], byline.agency)
    published_on, published_at, date_source = _published(record, dateline, parse_date)
    return Facts(
        title=title,
        body=text[dateline.length :].strip(),
        byline=byline.names,
        agency=agency,
        outlet=outlet_of(
            field=record["outlet"],
            default=default_outlet,
            url=record["url"],
            path=record["source_path"],
            folder=record["folder"],
            agency=agency,
        ),
        published_on=published_on,
        published_at=published_at,
        date_source=date_source,
        dateline_place=dateline.place,
        dateline_region=dateline.region,
        dateline_date=dateline_day(dateline, published_on),
    )


def _without_title(text: str, title: str | None) -> str:
    """The text after its first line where that is the title and something follows it."""
    first, _, rest = text.partition("\n")
    return rest.lstrip() if title and rest and _same_words(first, title) else text


def _same_words(left: str, right: str) -> bool:
    return abs(len(left) - len(right)) <= len(right) and _words(left) == _words(right)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())


def _published(
    record: RecordRow, dateline: Dateline, parse_date: ParseDate
) -> tuple[date | None, datetime | None, str]:
    """Day, instant and where they came from: the record's date, its URL, the file's name, a dateline with its year;
    else none.
    """
    printed = parse_date(record["date"]) if record["date"] else None
    if printed:
        return *printed, record["date_source"] or "metadata"
    in_url = date_from_url(record["url"]) if record["url"] else None
    if in_url:
        return in_url, None, "url"
    in_name = date_from_filename(record["source_path"])
    if in_name:
        return in_name, None, "filename"
    if dateline.year and dateline.month and dateline.day:
        return make_day(dateline.year, dateline.month, dateline.day), None, "dateline"
    return None, None, "none"
