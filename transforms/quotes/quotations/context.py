"""The sentences around a quotation, its cue and its source."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.lookup import Lookup


def with_context(quotations: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Add the sentences that hold the quotation and, where they stand in its paragraphs, its cue and source.

    Args:
        quotations: `start`, `end` (characters), `first`, `last` (first and last word), `source_first`, `source_last`
            (first and last token of the source), `head` (token of the cue's head); null where there is none.
        lookup: The tokens.

    Returns:
        The quotations with `context_start` and `context_end` (characters).
    """
    first, last = quotations["first"], quotations["last"]
    first_paragraph, last_paragraph = lookup.at("paragraph", first), lookup.at("paragraph", last)
    near = {}
    for name in ("source_first", "source_last", "head"):
        number = quotations[name]
        paragraph = lookup.at("paragraph", number.fill_null(0))
        beside = number.is_not_null() & (paragraph >= first_paragraph) & (paragraph <= last_paragraph)
        near[name] = number.zip_with(beside, first)
    edges = pl.DataFrame({"first": first, "last": last, **near}).select(
        earliest=pl.min_horizontal("first", "source_first", "head"),
        latest=pl.max_horizontal("last", "source_last", "head"),
    )
    start = lookup.at("start", lookup.sentence_first(edges["earliest"])).alias("sentence_start")
    end = lookup.at("end", lookup.sentence_last(edges["latest"])).alias("sentence_end")
    return quotations.with_columns(
        context_start=pl.min_horizontal(start, "start"), context_end=pl.max_horizontal(end, "end")
    )
