"""Units to quotations: interrupted ones, those of several paragraphs, and contents on both sides of one cue are one
quotation in parts.
"""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.words.grammar import Tag

_LONGEST_INTERRUPTION = 30
"""Tokens of an attribution that stands between two pieces of one quotation."""

_EDGES = (
    *("span", "open", "close", "paragraph", "last_paragraph", "sentence", "last_sentence"),
    *("continues", "tag_before", "tag_before_close", "tag_after"),
)


def group_units(units: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Give every unit the number of its quotation in `quotation`, numbered in text order.

    A quoted span goes on from the one before it where its mark reopens that one in a new paragraph, or where only an
    attribution stands between them: `"A," he said, "b."` and `"A," he said. "B."` are one quotation each. Contents
    before and behind the same cue are one quotation.

    Args:
        units: Accepted units (`finding.find_units`), sorted by `first`.
        spans: The quoted spans they come from, for what stands at their edges.
    """
    numbered = units.with_row_index("unit").with_columns(pl.col("unit").cast(pl.Int64))
    quoted = _chained(numbered.filter(pl.col("span").is_not_null()), spans)
    told = numbered.filter(pl.col("span").is_null())
    told = told.with_columns(chain=pl.col("unit").min().over("doc", "head"))
    chains = pl.concat([quoted.select("unit", "chain"), told.select("unit", "chain")])
    joined = numbered.join(chains, on="unit", how="left", maintain_order="left")
    grouped = joined.with_columns(quotation=pl.col("chain").rank("dense").cast(pl.Int64))
    return grouped.drop("unit", "chain").sort("quotation", "first")


def _chained(quoted: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Quoted units with the number of the first unit of their quotation in `chain`."""
    ordered = quoted.join(spans.select(_EDGES), on="span", how="left", maintain_order="left").sort("open")
    same_article = pl.col("doc") == pl.col("doc").shift(1)
    paragraphs_on = pl.col("paragraph") - pl.col("last_paragraph").shift(1)
    touching = same_article & (paragraphs_on == 0) & (_gap() == 0)
    reopened = pl.col("continues") & same_article & (paragraphs_on == 1)
    interrupted = same_article & (paragraphs_on == 0) & _interrupted()
    goes_on = (interrupted | touching | reopened).fill_null(value=False)
    return ordered.with_columns(run=(~goes_on).cum_sum()).with_columns(chain=pl.col("unit").first().over("run"))


def _gap() -> pl.Expr:
    """Tokens between a span and the one before it."""
    return pl.col("open") - pl.col("close").shift(1) - 1


def _interrupted() -> pl.Expr:
    """Whether only an attribution stands between a span and the one before it in the paragraph."""
    between = [(head > pl.col("close").shift(1)) & (head < pl.col("open")) for head in _heads()]
    one_source = pl.col("source_first").is_null() | (pl.col("source_first") == pl.col("source_first").shift(1))
    # What is interrupted is speech: it ends with a mark inside, or with a comma behind it.
    closing, after = pl.col("tag_before_close").shift(1), pl.col("tag_after").shift(1)
    open_end = closing.is_in([Tag.COMMA, Tag.STOP, Tag.DASH]) | (after == Tag.COMMA)
    sentences_on = pl.col("sentence") - pl.col("last_sentence").shift(1)
    breaks = pl.col("tag_before").is_in([Tag.COMMA, Tag.COLON, Tag.DASH, Tag.STOP])
    short = _gap().is_between(2, _LONGEST_INTERRUPTION) & (sentences_on <= 1)
    return short & (between[0] | between[1]) & one_source & open_end & breaks


def _heads() -> tuple[pl.Expr, pl.Expr]:
    """The cue of the span before, and the span's own."""
    return pl.col("head").shift(1), pl.col("head")


def with_offsets(units: pl.DataFrame, spans: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Add `start` and `end` (characters) of each unit.

    They are those of the text between the marks of a quoted span, else of the first and the last word with the marks
    that belong to them.
    """
    whole = spans.select("span", span_start="start", span_end="end", span_first_word="first", span_last_word="last")
    joined = units.join(whole, on="span", how="left", maintain_order="left")
    within = (pl.col("first") == pl.col("span_first_word")) & (pl.col("last") == pl.col("span_last_word"))
    start, end = _edges_in_text(joined["first"], joined["last"], lookup)
    return joined.with_columns(
        start=pl.coalesce(pl.when(within).then("span_start"), start),
        end=pl.coalesce(pl.when(within).then("span_end"), end),
    ).drop("span_first_word", "span_last_word", "span_start", "span_end")


def _edges_in_text(first: pl.Series, last: pl.Series, lookup: Lookup) -> tuple[pl.Series, pl.Series]:
    """Offsets of stretches of words, with the mark that opens right before the first and the one that closes behind the
    last.
    """
    marked = lookup.at("tag", first - 1).eq(Tag.QUOTE) & lookup.at("quoted", first - 1)
    opens = marked & (lookup.at("span", first - 1) == lookup.at("span", first))
    span_last = lookup.at("span_last", last)
    closes = (lookup.at("first_word_from", last + 1) > span_last) & lookup.at("quoted", last)
    outer_first = lookup.at("span_first", first).zip_with(opens, first)
    outer_last = span_last.zip_with(closes.fill_null(value=False), last)
    return lookup.at("start", outer_first).alias("text_start"), lookup.at("end", outer_last).alias("text_end")
