"""The engine: articles in, quotations and their parts out. Composes the steps of this package."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from onrecord.transforms.quotes.contents.cues import describe_cues
from onrecord.transforms.quotes.finding import Reading, find_units, read_bodies
from onrecord.transforms.quotes.marked.decisions import decide_spans
from onrecord.transforms.quotes.quotations.context import with_context
from onrecord.transforms.quotes.quotations.evidence import explain
from onrecord.transforms.quotes.quotations.grouping import group_units, with_offsets
from onrecord.transforms.quotes.quotations.writing import write_parts, write_quotes
from onrecord.transforms.quotes.speakers.columns import with_speakers
from onrecord.transforms.quotes.trained import Engine, shipped
from onrecord.transforms.tables.registry import polars_schema


class Extracted(NamedTuple):
    """What was found in articles: frames with the columns of `tables.Quotes`, `tables.QuoteParts` and `tables.QuotedSpans`."""

    quotes: pl.DataFrame
    parts: pl.DataFrame
    spans: pl.DataFrame


def extract_quotes(articles: pl.DataFrame, engine: Engine | None = None) -> Extracted:
    """The quotations of articles in English, sorted by article as given and by position.

    Args:
        articles: `article_id`, `body` and `published_on`; the caller leaves other languages out.
        engine: Trained models and thresholds; the shipped ones if None.
    """
    engine = engine or shipped()
    bodies = articles.select("article_id", "body", "published_on").unique(
        "article_id", keep="first", maintain_order=True
    )
    bodies = bodies.filter(pl.col("body").str.contains(r"\w"))
    if bodies.is_empty():
        return Extracted(
            *(pl.DataFrame(schema=polars_schema(name)) for name in ("quotes", "quote_parts", "quoted_spans"))
        )
    # Behind an empty body the first one has the same neighbours as in the midst of others.
    bodies = (
        pl.concat([pl.DataFrame({"body": [""]}), bodies], how="diagonal").select(bodies.columns).with_row_index("doc")
    )
    reading = read_bodies(bodies)
    found = find_units(reading, engine.models)
    units = engine.accept(found.units)
    units = units.with_columns(evidence=explain(units, found, engine.models, reading.lookup))
    pieces = with_offsets(group_units(units, found.spans), found.spans, reading.lookup)
    quotes, pieces = write_quotes(_attributed(pieces, reading, bodies), pieces, bodies)
    return Extracted(quotes, write_parts(pieces), decide_spans(reading.spans, found.spans, pieces, bodies))


def _attributed(pieces: pl.DataFrame, reading: Reading, bodies: pl.DataFrame) -> pl.DataFrame:
    """One row a quotation, with its cue, its source and its speaker."""
    quotations = with_speakers(_quotations(pieces), reading.tokens, reading.phrases, reading.lookup, bodies)
    cues = describe_cues(quotations["cue_i"].drop_nulls().unique().sort(), reading.lookup)
    return with_context(quotations.join(cues, on="cue_i", how="left", maintain_order="left"), reading.lookup)


def _quotations(pieces: pl.DataFrame) -> pl.DataFrame:
    """One row a quotation, with the source and the cue of its most probable unit that has them."""
    ranked = pieces.sort("quotation", pl.col("cue_i").is_null(), "p", "s", descending=[False, False, True, False])
    source = ranked.group_by("quotation", maintain_order=True).agg(
        pl.col("cue_i", "i0", "i1", "speaker_confidence", "evidence").first()
    )
    whole = pieces.group_by("quotation", maintain_order=True).agg(
        pl.col("doc", "s").first(),
        start=pl.col("start").first(),
        end=pl.col("end").last(),
        e=pl.col("e").last(),
        quotation_confidence=pl.col("p").mean(),
        quoted=pl.col("kind").eq("direct").all(),
        told=pl.col("kind").eq("indirect").all(),
    )
    kind = pl.when("quoted").then(pl.lit("direct")).when("told").then(pl.lit("indirect")).otherwise(pl.lit("mixed"))
    return whole.with_columns(kind=kind).join(source, on="quotation", how="left", maintain_order="left")
