from datetime import date

import polars as pl

from onrecord.transforms.speakers import count_speakers
from onrecord.transforms.tables.declared import SpeakerAliases, Speakers
from onrecord.transforms.tables.keys import content_key

A, B = content_key("a"), content_key("b")
SCHEMA = {
    "speaker_id": pl.String,
    "speaker": pl.String,
    "speaker_kind": pl.String,
    "mention": pl.String,
    "article_id": pl.String,
    "published_on": pl.Date,
}


def _quotes(*rows: tuple[str | None, str | None, str, str | None, str, date | None]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=SCHEMA, orient="row")


def test_counts() -> None:
    quotes = _quotes(
        (A, "Marta Quill", "person", "she", "1", date(2024, 2, 1)),
        (A, "Marta Quill", "person", "Quill", "1", None),
        (A, "marta quill", "person", "she", "2", date(2024, 1, 1)),
        (B, "Central Bank", "organisation", None, "2", None),
        (None, None, "unknown", None, "3", None),
    )
    speakers, aliases = count_speakers(quotes)
    Speakers.validate(speakers)
    SpeakerAliases.validate(aliases)
    rows = {row["speaker_id"]: row for row in speakers.iter_rows(named=True)}
    assert rows[A] == {
        "speaker_id": A,
        "name": "Marta Quill",
        "kind": "person",
        "first_seen": date(2024, 1, 1),
        "last_seen": date(2024, 2, 1),
        "n_quotes": 3,
        "n_articles": 2,
    }
    assert rows[B]["first_seen"] is None
    assert aliases.rows() == [(A, "Quill", 1), (A, "she", 2)]


def test_nobody() -> None:
    speakers, aliases = count_speakers(_quotes())
    assert Speakers.is_valid(speakers)
    assert SpeakerAliases.is_valid(aliases)
