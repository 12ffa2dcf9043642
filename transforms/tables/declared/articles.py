"""Articles: the table that the others are about."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from onrecord.transforms.tables import fields as f
from onrecord.transforms.tables.declaring import published, refers

DATE_SOURCES = ("metadata", "header", "url", "filename", "dateline", "none")


@published("month", references=[refers("sources", "run_id", "source_path")])
class Articles(dy.Schema):
    """One row is one article as one outlet published it.

    The same text at the same outlet is one article, however often it was read.
    """

    article_id = f.article_id(primary_key=True)
    outlet = f.text(
        "Who published the article: from the record, `--outlet`, its URL, its folder or its agency; `unknown` where "
        "nothing tells."
    )
    agency = f.text(
        "News agency that the dateline or byline credits (Reuters, TASS …); null for the outlet's own report.",
        nullable=True,
    )
    url = f.text("Address of the article as the input gives it.", nullable=True)
    title = f.text("Headline.", nullable=True)
    byline = f.text("Authors as printed, without the leading 'By'; several are separated by ', '.", nullable=True)
    section = f.text("The publisher's section or category.", nullable=True)
    published_on = f.published_on()
    published_at = dy.Datetime(
        nullable=True,
        time_unit="us",
        time_zone="UTC",
        description="Instant of publication (UTC, microseconds) where the input gives a time and its zone.",
    )
    date_source = f.member(DATE_SOURCES, "Where `published_on` came from.")
    dateline_place = f.text("Place of the dateline as printed, e.g. `WASHINGTON`.", nullable=True)
    dateline_region = f.text("Region or country that the dateline adds, e.g. `Leningrad Region`.", nullable=True)
    dateline_date = dy.Date(
        nullable=True, description="Day of the dateline; its year comes from `published_on`, never from the clock."
    )
    language = f.text("ISO 639-1 code of the body's language; `und` where it cannot be told.")
    body = f.text(
        "The text: headers and dateline taken off, line ends and Unicode (NFC) normalised, hard-wrapped lines joined."
    )
    n_words = f.count("Words in the body.", min=1)
    n_quotes = f.count("Quotations found in the body.")
    text_id = f.key("Hash of the body's words, folded: syndicated copies share it.")
    source_path = f.source_path()
    source_record = f.text("Where in the file: a line, row or item number from 1; `1` where the file is one article.")
    run_id = f.run_id()

    @dy.rule()
    def date_has_source(cls) -> pl.Expr:
        return cls.published_on.col.is_null() == (cls.date_source.col == "none")
