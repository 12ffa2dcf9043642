"""From bodies to units: every stretch of text that is somebody's words or thoughts, with the phrase that is its source.

A unit is one contiguous content: a quoted span that is a quotation, or a content that hangs on a cue. Several units can
be one quotation (`quotations.grouping`).
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from onrecord.transforms.quotes.contents.find import SHAPES, find_contents
from onrecord.transforms.quotes.contents.judging import (
    CONTENT_SHAPE,
    describe_contents,
    judge,
    kind_of,
    without_repeats,
)
from onrecord.transforms.quotes.marked.claims import SPAN_SHAPE
from onrecord.transforms.quotes.marked.find import find_marked
from onrecord.transforms.quotes.marked.floating import FLOATING_SHAPE
from onrecord.transforms.quotes.models.model import Model, Shape
from onrecord.transforms.quotes.reading.batch import Reading
from onrecord.transforms.quotes.reading.lookup import Lookup

ALL_SHAPES: dict[str, Shape] = {**SHAPES, "content": CONTENT_SHAPE, "span": SPAN_SHAPE, "floating": FLOATING_SHAPE}
"""Every model of the engine by name, in the order in which they are trained."""

UNIT_COLUMNS = (
    *("doc", "kind", "first", "last", "probability"),
    *("source_first", "source_last", "source_odds", "head", "side", "span", "content"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a batch: the units, and the contents and spans that they were chosen from, with all that their
    models looked at.
    """

    units: pl.DataFrame
    """In text order: `doc`, `kind`, `first`, `last` (first and last word), `probability` (of being a unit),
    `source_first`,
    `source_last` (first and last token of the source, null where there is none), `source_odds` (log-odds of the
    source), `head` (of its cue, null where no cue introduces it), `side` of its cue ("right": the unit stands behind
    it), and either `span` (of `spans`) or `content` (of `contents`)."""
    spans: pl.DataFrame
    """Outermost quoted spans (`marked.find.find_marked`)."""
    contents: pl.DataFrame
    """Contents of cues, judged (`contents.judging`)."""


def find_units(reading: Reading, models: dict[str, Model]) -> Found:
    """Every unit that is at all likely."""
    contents = judge(describe_contents(find_contents(reading, models), reading.lookup), models["content"])
    spans = find_marked(reading, contents, models)
    units = pl.concat([_quoted_units(spans, reading.lookup), _told_units(contents, spans)], how="vertical_relaxed")
    return Found(units.sort("first", "last", "kind"), spans, contents)


def _quoted_units(spans: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Spans as units; one that a cue claims with a few words outside of its marks ("the hope that …") has those words
    too.
    """
    claims = pl.col("head").is_not_null() & (pl.col("claim_head") == pl.col("head"))
    wider = pl.when(claims & (pl.col("n_paragraphs") == 1))
    edges = spans.with_columns(
        first=wider.then("claim_first").otherwise("first"), last=wider.then("claim_last").otherwise("last")
    )
    kind = kind_of(lookup, edges["first"], edges["last"])
    side = pl.when(pl.col("head").is_not_null()).then("claim_side")
    return edges.with_columns(kind, side=side, content=pl.lit(None, dtype=pl.UInt32)).select(UNIT_COLUMNS)


def _told_units(contents: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Contents as units, but for those that claim a span: the span is the unit."""
    claiming = spans.drop_nulls("claim_head").select(first="claim_first", last="claim_last")
    told = without_repeats(contents.join(claiming, on=["first", "last"], how="anti")).filter(pl.col("kind") != "direct")
    told = told.with_columns(source_odds=pl.col("source_score"), span=pl.lit(None, dtype=pl.Int64))
    return told.select(UNIT_COLUMNS)
