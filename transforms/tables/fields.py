"""Columns that stand in several tables, each defined once: same name, same type, same meaning everywhere."""

from __future__ import annotations

import re

import dataframely as dy

KEY_HEX_DIGITS = 20
"""Length of a content key. 80 bits: one expected collision in about 10^12 rows."""

SPEAKER_KINDS = ("person", "organisation", "group", "document", "unnamed", "unknown")
"""What a speaker may be; the first four may have a name."""

_KEY = rf"^[0-9a-f]{{{KEY_HEX_DIGITS}}}$"


def key(description: str, *, primary_key: bool = False, nullable: bool = False) -> dy.String:
    """A short text key made from content (`onrecord.transforms.tables.keys`)."""
    return dy.String(primary_key=primary_key, nullable=nullable, regex=_KEY, description=description)


def member(
    values: tuple[str, ...], description: str, *, primary_key: bool = False, nullable: bool = False
) -> dy.String:
    """A text column with a closed list of values; the list goes into the data dictionary."""
    return dy.String(
        primary_key=primary_key,
        nullable=nullable,
        regex=f"^({'|'.join(map(re.escape, values))})$",
        metadata={"members": values},
        description=description,
    )


def text(description: str, *, primary_key: bool = False, nullable: bool = False, min_length: int = 1) -> dy.String:
    """Text that is not empty: an absent value is null, never ''."""
    return dy.String(primary_key=primary_key, nullable=nullable, min_length=min_length, description=description)


def count(description: str, *, min: int = 0) -> dy.Int64:
    """A number of things."""
    return dy.Int64(min=min, description=description)


def offset(description: str, *, nullable: bool = False) -> dy.Int64:
    """A character offset (Unicode code points, from 0) into `articles.body`."""
    return dy.Int64(nullable=nullable, min=0, description=description)


def article_id(*, primary_key: bool = False) -> dy.String:
    return key("Key of the article: hash of outlet and body.", primary_key=primary_key)


def quote_id(*, primary_key: bool = False, nullable: bool = False) -> dy.String:
    return key(
        "Key of the quotation: hash of the article's key and the offsets of the parts.",
        primary_key=primary_key,
        nullable=nullable,
    )


def topic_id(*, primary_key: bool = False) -> dy.String:
    return text(
        "Key of the topic: QCode of IPTC Media Topics, e.g. `medtop:11000000`, the id of a topic of one's own, or "
        "`unclassified`.",
        primary_key=primary_key,
    )


def topic_score() -> dy.Float64:
    return dy.Float64(
        min=0.0,
        max=1.0,
        description=(
            "How sure the topic is: a calibrated probability for `text`, a fixed strength for what the publisher "
            "says; 0 for `unclassified`. Unit: share, 0 to 1."
        ),
    )


def topic_method(methods: tuple[str, ...]) -> dy.String:
    return member(
        methods,
        "What told the topic, strongest first: a subject `code`, the `section`, the `url`, a `keyword`, the `text`; "
        "a `term` of one's own taxonomy; `none` for `unclassified`.",
    )


def model_version() -> dy.String:
    return key(
        "What told the topic, in its version: hash of taxonomy, words, terms, mapping and rules. Rows of different "
        "versions do not compare."
    )


def speaker_id(*, primary_key: bool = False, nullable: bool = False) -> dy.String:
    return key("Key of the speaker: hash of the folded name.", primary_key=primary_key, nullable=nullable)


def run_id(*, primary_key: bool = False) -> dy.String:
    return key(
        "The run that read the record: hash of what it read and of the versions that read it.", primary_key=primary_key
    )


def source_path(*, primary_key: bool = False) -> dy.String:
    return text("The input file: absolute path, `/` between its parts.", primary_key=primary_key)


def published_on() -> dy.Date:
    return dy.Date(
        nullable=True,
        description="Day of publication as the outlet gives it; null where nothing tells. Unit: calendar day.",
    )
