"""Units to quotations: interrupted ones, those of several paragraphs, and contents on both sides of one cue are one quotation in parts."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.words.grammar import Tag

_LONGEST_INTERRUPTION = 30


def group_units(units: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    """Give every unit the number of its quotation in `quotation`, numbered in text order.

    A quoted span goes on from the one before it where its mark reopens that one in a new paragraph, or where only an attribution stands between them:
    `"A," he said, "b."` and `"A," he said. "B."` are one quotation each. Contents before and behind the same cue are one quotation.

    Args:
        units: Accepted units (`finding.find_units`), sorted by `s`.
        placed: `quotations.place_spans`, for what stands at the edges of spans.
    """
    numbered = units.with_row_index("unit").with_columns(pl.col("unit").cast(pl.Int64))
    spans = _chained(numbered.filter(pl.col("span").is_not_null()), placed)
    told = numbered.filter(pl.col("span").is_null())
    told = told.with_columns(chain=pl.col("unit").min().over("doc", "cue_i"))
    chains = pl.concat([spans.select("unit", "chain"), told.select("unit", "chain")])
    joined = numbered.join(chains, on="unit", how="left", maintain_order="left")
    return (
        joined.with_columns(quotation=pl.col("chain").rank("dense").cast(pl.Int64))
        .drop("unit", "chain")
        .sort("quotation", "s")
    )


def _chained(spans: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    """Quoted spans with the number of the first unit of their quotation in `chain`."""
    edges = placed.select(
        "span",
        "o",
        "c",
        "paragraph",
        "last_paragraph",
        "sentence",
        "last_sentence",
        "continues",
        "g_before",
        "g_last",
        "g_after",
    )
    ordered = spans.join(edges, on="span", how="left", maintain_order="left").sort("o")
    gap = pl.col("o") - pl.col("c").shift(1) - 1
    same = (pl.col("doc") == pl.col("doc").shift(1)) & (pl.col("paragraph") == pl.col("last_paragraph").shift(1))
    cue_between = (pl.col("cue_i").shift(1) > pl.col("c").shift(1)) & (pl.col("cue_i").shift(1) < pl.col("o"))
    cue_between = cue_between | ((pl.col("cue_i") > pl.col("c").shift(1)) & (pl.col("cue_i") < pl.col("o")))
    one_source = pl.col("i0").is_null() | (pl.col("i0") == pl.col("i0").shift(1))
    # What is interrupted is speech: it ends with a mark inside, or with a comma behind it.
    open_end = pl.col("g_last").shift(1).is_in([Tag.COMMA, Tag.STOP, Tag.DASH]) | (
        pl.col("g_after").shift(1) == Tag.COMMA
    )
    next_sentence = pl.col("sentence") - pl.col("last_sentence").shift(1)
    breaks = pl.col("g_before").is_in([Tag.COMMA, Tag.COLON, Tag.DASH]) | (
        (pl.col("g_before") == Tag.STOP) & (next_sentence <= 1)
    )
    interrupted = (
        same
        & gap.is_between(2, _LONGEST_INTERRUPTION)
        & (next_sentence <= 1)
        & cue_between
        & one_source
        & open_end
        & breaks
    )
    touching = same & (gap == 0)
    reopened = (
        pl.col("continues")
        & (pl.col("doc") == pl.col("doc").shift(1))
        & (pl.col("paragraph") - pl.col("last_paragraph").shift(1) == 1)
    )
    goes_on = (interrupted | touching | reopened).fill_null(value=False)
    return ordered.with_columns(run=(~goes_on).cum_sum()).with_columns(chain=pl.col("unit").first().over("run"))


def with_offsets(units: pl.DataFrame, placed: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Add `start` and `end` of each unit: the text between the marks of a quoted span, else from the first to the last word with the marks that belong to them."""
    inner = placed.select("span", span_s="s", span_e="e", span_start="start", span_end="end")
    joined = units.join(inner, on="span", how="left", maintain_order="left")
    within = (pl.col("s") == pl.col("span_s")) & (pl.col("e") == pl.col("span_e"))
    joined = joined.with_columns(
        span_start=pl.when(within).then("span_start"), span_end=pl.when(within).then("span_end")
    )
    s, e = joined["s"], joined["e"]
    opens = (
        lookup.at("tag", s - 1).eq(Tag.QUOTE)
        & lookup.at("quoted", s - 1)
        & (lookup.at("span", s - 1) == lookup.at("span", s))
    )
    last = lookup.at("span_last", e)
    closes = (lookup.at("word_after", e + 1) > last) & lookup.at("quoted", e)
    first = lookup.at("span_first", s).zip_with(opens, s)
    final = last.zip_with(closes.fill_null(value=False), e)
    return joined.with_columns(
        start=pl.coalesce("span_start", lookup.at("start", first).alias("told_start")),
        end=pl.coalesce("span_end", lookup.at("end", final).alias("told_end")),
    ).drop("span_s", "span_e", "span_start", "span_end")
