"""From bodies to units: every stretch of text that is somebody's words or thoughts, with the phrase that is its source.

A unit is one contiguous content: a quoted span that is a quotation, or a content that hangs on a cue. Several units can be one quotation (`grouping`).
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
from onrecord.transforms.quotes.contents.right import may_end
from onrecord.transforms.quotes.marked import floating
from onrecord.transforms.quotes.marked.claims import SPAN_SHAPE, claim, place_spans
from onrecord.transforms.quotes.models.candidates import Runs
from onrecord.transforms.quotes.models.model import Model, Shape
from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.reading.phrases import find_phrases
from onrecord.transforms.quotes.reading.spans import find_spans
from onrecord.transforms.quotes.reading.token_table import read_tokens
from onrecord.transforms.quotes.reading.tokens import tokenise

ALL_SHAPES: dict[str, Shape] = {
    **SHAPES,
    "content": CONTENT_SHAPE,
    "span": SPAN_SHAPE,
    "floating": floating.FLOATING_SHAPE,
}
"""Every model of the engine by name, in the order in which they are trained."""

_STOPS = "\n\n. . . ."
LEAST_CLAIM = 0.3
"""A span that no cue claims with this probability looks for its source in the text around it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A batch of bodies, read once: token table, quoted spans, noun phrases."""

    spans: pl.DataFrame
    tokens: pl.DataFrame
    lookup: Lookup
    phrases: pl.DataFrame


def read_bodies(bodies: pl.DataFrame) -> Reading:
    """Read bodies (`doc`, UInt32 ascending, and `body`). Behind each, the token table has a paragraph of stops, so that no word has a neighbour in another body."""
    spans = find_spans(bodies)
    tokens = read_tokens(tokenise(bodies.with_columns(pl.col("body") + _STOPS)), spans).with_columns(may_end=may_end())
    return Reading(spans, tokens, Lookup(tokens), find_phrases(tokens))


def find_judged(reading: Reading, models: dict[str, Model]) -> pl.DataFrame:
    """Every content that may hang on a cue, described and judged (`judging.judge`)."""
    contents = find_contents(reading.tokens, reading.phrases, reading.lookup, models)
    return judge(describe_contents(contents, reading.lookup), models["content"])


def find_claimed(reading: Reading, judged: pl.DataFrame) -> pl.DataFrame:
    """Every outermost quoted span with what the contents of cues claim of it (`quotations.claim`)."""
    return claim(place_spans(reading.spans, reading.tokens, reading.lookup), judged)


def with_sources(
    claimed: pl.DataFrame, judged: pl.DataFrame, reading: Reading, models: dict[str, Model]
) -> pl.DataFrame:
    """Add the source of each span (`i0`, `i1`, null where there is none) and `source_odds`: its cue's source, or the best phrase around it."""
    loose = claimed.filter(pl.col("claim") < LEAST_CLAIM)
    pairs = floating.find_pairs(loose, reading.phrases, judged, reading.lookup)
    best = Runs(pairs["row"]).best(pairs.select("i0", "i1"), models["floating"].score(pairs), "floating")
    found = loose.select("span").with_row_index("row").join(best, on="row", how="inner").drop("row", "floating_lead")
    of_cues = judged.select("i", "i0", "i1", "source_score").unique(
        ["i", "i0", "i1"], keep="first", maintain_order=True
    )
    of_cues = of_cues.rename({"i": "claim_i", "i0": "claim_i0", "i1": "claim_i1"})
    joined = claimed.join(found, on="span", how="left", maintain_order="left")
    joined = joined.join(of_cues, on=["claim_i", "claim_i0", "claim_i1"], how="left", maintain_order="left")
    sure = pl.col("claim") >= LEAST_CLAIM
    return joined.with_columns(
        i0=pl.when(sure).then("claim_i0").otherwise("i0"),
        i1=pl.when(sure).then("claim_i1").otherwise("i1"),
        source_odds=pl.when(sure).then("source_score").otherwise("floating_score"),
        cue_i=pl.when(sure).then("claim_i").otherwise(None),
    )


UNIT_COLUMNS = ("doc", "kind", "s", "e", "p", "i0", "i1", "source_odds", "cue_i", "side", "span", "content")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a batch: the units, and the contents and spans that they were chosen from, with all that their models looked at.

    `units`, in text order: `doc`, `kind`, `s`, `e` (first and last word), `p` (probability of being a unit), `i0`, `i1` (source, null where there is none),
    `source_odds` (log-odds of the source), `cue_i` (head of its cue, null where no cue introduces it), `side` of its cue ("right": the unit stands behind it), and
    either `span` (of `spans`) or `content` (of `contents`).
    """

    units: pl.DataFrame
    spans: pl.DataFrame
    contents: pl.DataFrame


def find_units(reading: Reading, models: dict[str, Model]) -> Found:
    """Every unit that is at all likely."""
    judged = find_judged(reading, models)
    spans = with_sources(find_claimed(reading, judged), judged, reading, models)
    spans = _in_chains(judge(spans, models["span"]))
    units = pl.concat([_quoted_units(spans, reading.lookup), _told_units(judged, spans)], how="vertical_relaxed").sort(
        "s", "e", "kind"
    )
    return Found(units, spans, judged)


def _in_chains(spans: pl.DataFrame) -> pl.DataFrame:
    """Spans of one quotation of several paragraphs are all as probable as the best of them, and have its source and cue."""
    marked = spans.with_columns(chain=(~pl.col("continues").fill_null(value=False)).cum_sum())
    marked = marked.with_columns(n_paragraphs=pl.len().over("chain"))
    best = pl.col("claim").arg_max()
    shared = [
        pl.col(name).gather(best).first().over("chain") for name in ("i0", "i1", "source_odds", "cue_i", "claim_side")
    ]
    several = pl.col("n_paragraphs") > 1
    chained = marked.filter(several).with_columns(pl.col("p").max().over("chain"), *shared)
    return pl.concat([marked.filter(~several), chained]).sort("span")


def _quoted_units(spans: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Spans as units; one that a cue claims with a few words outside of its marks ("the hope that …") has those words too."""
    wider = pl.col("cue_i").is_not_null() & (pl.col("claim_i") == pl.col("cue_i")) & (pl.col("n_paragraphs") == 1)
    edges = spans.with_columns(
        s=pl.when(wider).then("claim_s").otherwise("s"), e=pl.when(wider).then("claim_e").otherwise("e")
    )
    kind = kind_of(lookup, edges["s"], edges["e"])
    side = pl.when(pl.col("cue_i").is_not_null()).then("claim_side")
    return edges.with_columns(kind, side=side, content=pl.lit(None, dtype=pl.UInt32)).select(UNIT_COLUMNS)


def _told_units(judged: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Contents as units, but for those that claim a span: the span is the unit."""
    claiming = spans.drop_nulls("claim_i").select(i="claim_i", s="claim_s", e="claim_e")
    told = without_repeats(judged.join(claiming, on=["s", "e"], how="anti")).filter(pl.col("kind") != "direct")
    return told.with_columns(
        source_odds=pl.col("source_score"), cue_i=pl.col("i"), span=pl.lit(None, dtype=pl.Int64)
    ).select(UNIT_COLUMNS)
