"""The speakers of the whole dataset, counted from its quotations."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.tables.registry import polars_schema


def count_speakers(quotes: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Speakers and the forms under which they are mentioned.

    Args:
        quotes: `speaker_id`, `speaker`, `speaker_kind`, `mention`, `article_id`, `published_on` of all quotations;
            the rows without a speaker are left out.

    Returns:
        Frames of `tables.Speakers` and `tables.SpeakerAliases`, sorted by key. Name and kind are the most frequent
        ones, of equals the first in the alphabet.
    """
    known = quotes.filter(pl.col("speaker_id").is_not_null())
    speakers = (
        known.group_by("speaker_id")
        .agg(
            name=pl.col("speaker").mode().min(),
            kind=pl.col("speaker_kind").mode().min(),
            first_seen=pl.col("published_on").min(),
            last_seen=pl.col("published_on").max(),
            n_quotes=pl.len().cast(pl.Int64),
            n_articles=pl.col("article_id").n_unique().cast(pl.Int64),
        )
        .sort("speaker_id")
    )
    aliases = (
        known.filter(pl.col("mention").is_not_null())
        .group_by("speaker_id", alias="mention")
        .agg(n_quotes=pl.len().cast(pl.Int64))
        .sort("speaker_id", "alias")
    )
    return speakers.select(list(polars_schema("speakers"))), aliases.select(list(polars_schema("speaker_aliases")))
