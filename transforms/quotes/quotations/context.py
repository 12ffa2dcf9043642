"""The sentences around a quotation, its cue and its source."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.lookup import Lookup


def with_context(quotations: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Add `context_start` and `context_end`: the sentences that hold the quotation and, where they stand in its paragraphs, its cue and source.

    Args:
        quotations: `start`, `end` (characters), `s`, `e` (first and last word), `i0`, `i1`, `cue_i` (null where there is none).
        lookup: The tokens.
    """
    s, e = quotations["s"], quotations["e"]
    first_paragraph, last_paragraph = lookup.at("paragraph", s), lookup.at("paragraph", e)
    near = {}
    for name in ("i0", "i1", "cue_i"):
        number = quotations[name]
        paragraph = lookup.at("paragraph", number.fill_null(0))
        beside = number.is_not_null() & (paragraph >= first_paragraph) & (paragraph <= last_paragraph)
        near[name] = number.zip_with(beside, s)
    edges = pl.DataFrame({"s": s, "e": e, **near}).select(
        first=pl.min_horizontal("s", "i0", "cue_i"), last=pl.max_horizontal("e", "i1", "cue_i")
    )
    start = lookup.at("start", lookup.sentence_first(edges["first"]))
    end = lookup.at("end", lookup.sentence_last(edges["last"]))
    return quotations.with_columns(
        context_start=pl.min_horizontal(start.alias("a"), "start"), context_end=pl.max_horizontal(end.alias("b"), "end")
    )
