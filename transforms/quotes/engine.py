"""The engine: articles in, quotations and their parts out. Composes the steps of this package."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from onrecord.transforms.quotes.contents.cues import with_cues
from onrecord.transforms.quotes.finding import find_units
from onrecord.transforms.quotes.marked.decisions import decide_spans
from onrecord.transforms.quotes.quotations.context import with_context
from onrecord.transforms.quotes.quotations.evidence import explain
from onrecord.transforms.quotes.quotations.grouping import group_units, with_offsets
from onrecord.transforms.quotes.quotations.writing import write_parts, write_quotes
from onrecord.transforms.quotes.reading.batch import read_bodies
from onrecord.transforms.quotes.speakers.columns import with_speakers
from onrecord.transforms.quotes.trained import Engine, shipped
from onrecord.transforms.tables.registry import polars_schema


class Extracted(NamedTuple):
    """What was found in articles: frames with the columns of `tables.Quotes`, `tables.QuoteParts` and
    `tables.QuotedSpans`.
    """

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
    bodies = _with_words(articles.select("article_id", "body", "published_on"))
    if bodies.is_empty():
        return Extracted(*map(_empty, ("quotes", "quote_parts", "quoted_spans")))
    reading = read_bodies(bodies)
    found = find_units(reading, engine.models)
    units = engine.accept(found.units)
    units = units.with_columns(evidence=explain(units, found.spans, found.contents, engine.models, reading.lookup))
    pieces = with_offsets(group_units(units, found.spans), found.spans, reading.lookup)
    told = with_speakers(_quotations(pieces), reading, bodies)
    told = with_context(with_cues(told, reading.lookup), reading.lookup)
    quotes, pieces = write_quotes(told, pieces, bodies, engine.settings.engine_version)
    return Extracted(quotes, write_parts(pieces), decide_spans(reading.spans, found.spans, pieces, bodies))


def _with_words(articles: pl.DataFrame) -> pl.DataFrame:
    """The bodies that hold a word, each once, numbered from 1 in `doc`; number 0 is an empty one.

    Behind an empty body the first one has the same neighbours as in the midst of others.
    """
    bodies = articles.unique("article_id", keep="first", maintain_order=True)
    bodies = bodies.filter(pl.col("body").str.contains(r"\w"))
    if bodies.is_empty():
        return bodies
    nothing = pl.DataFrame({"body": [""]})
    return pl.concat([nothing, bodies], how="diagonal").select(bodies.columns).with_row_index("doc")


def _empty(table: str) -> pl.DataFrame:
    return pl.DataFrame(schema=polars_schema(table))


def _quotations(pieces: pl.DataFrame) -> pl.DataFrame:
    """One row a quotation, with the source and the cue of its most probable unit that has them."""
    order = ("quotation", pl.col("head").is_null(), "probability", "first")
    ranked = pieces.sort(*order, descending=[False, False, True, False])
    source = ranked.group_by("quotation", maintain_order=True).agg(
        pl.col("head", "source_first", "source_last", "speaker_confidence", "evidence").first()
    )
    whole = pieces.group_by("quotation", maintain_order=True).agg(
        pl.col("doc", "first").first(),
        start=pl.col("start").first(),
        end=pl.col("end").last(),
        last=pl.col("last").last(),
        quotation_confidence=pl.col("probability").mean(),
        quoted=pl.col("kind").eq("direct").all(),
        told=pl.col("kind").eq("indirect").all(),
    )
    kind = pl.when("quoted").then(pl.lit("direct")).when("told").then(pl.lit("indirect")).otherwise(pl.lit("mixed"))
    return whole.with_columns(kind=kind).join(source, on="quotation", how="left", maintain_order="left")
