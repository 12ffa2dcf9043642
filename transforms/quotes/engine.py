"""The engine: articles in, quotations and their parts out. Composes the steps of this package."""

from __future__ import annotations

import polars as pl

from transforms.keys import content_key, fold_name
from transforms.quotes.context import with_context
from transforms.quotes.cues import describe_cues
from transforms.quotes.finding import find_units, read_bodies
from transforms.quotes.grouping import group_units, with_offsets
from transforms.quotes.quotations import place_spans
from transforms.quotes.speakers import with_speakers
from transforms.quotes.trained import ENGINE_VERSION, Engine, shipped
from transforms.registry import polars_schema


def extract_quotes(articles: pl.DataFrame, engine: Engine | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The quotations of articles in English.

    Args:
        articles: `article_id`, `body` and `published_on`; the caller leaves other languages out.
        engine: Trained models and thresholds; the shipped ones if None.

    Returns:
        Frames with the columns of `tables.Quotes` and `tables.QuoteParts`, sorted by article as given and by position.
    """
    engine = engine or shipped()
    bodies = articles.select("article_id", "body", "published_on").unique("article_id", keep="first", maintain_order=True).with_row_index("doc")
    if bodies["body"].str.contains(r"\w").not_().all():
        return pl.DataFrame(schema=polars_schema("quotes")), pl.DataFrame(schema=polars_schema("quote_parts"))
    reading = read_bodies(bodies)
    units = engine.accept(find_units(reading, engine.models))
    placed = place_spans(reading.spans, reading.tokens, reading.lookup)
    pieces = with_offsets(group_units(units, placed, reading.lookup), placed, reading.lookup)
    quotations = with_speakers(_quotations(pieces), reading.tokens, reading.phrases, reading.lookup, bodies)
    cues = describe_cues(quotations["cue_i"].drop_nulls().unique().sort(), reading.lookup)
    quotations = quotations.join(cues, on="cue_i", how="left", maintain_order="left")
    return _tables(with_context(quotations, bodies), pieces, bodies)


def _quotations(pieces: pl.DataFrame) -> pl.DataFrame:
    """One row a quotation, with the source and the cue of its most probable unit that has them."""
    ranked = pieces.sort("quotation", pl.col("cue_i").is_null(), "p", "s", descending=[False, False, True, False])
    source = ranked.group_by("quotation", maintain_order=True).agg(pl.col("cue_i", "i0", "i1", "speaker_confidence").first())
    whole = pieces.group_by("quotation", maintain_order=True).agg(
        pl.col("doc", "s").first(),
        start=pl.col("start").first(),
        end=pl.col("end").last(),
        quotation_confidence=pl.col("p").mean(),
        quoted=pl.col("kind").eq("direct").all(),
        told=pl.col("kind").eq("indirect").all(),
    )
    kind = pl.when("quoted").then(pl.lit("direct")).when("told").then(pl.lit("indirect")).otherwise(pl.lit("mixed"))
    return whole.with_columns(kind=kind).join(source, on="quotation", how="left", maintain_order="left")


def _tables(told: pl.DataFrame, pieces: pl.DataFrame, bodies: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Quotations and parts with keys, positions and words, as the registry declares them."""
    texts = bodies["body"].to_list()
    parts = pieces.sort("quotation", "start").with_columns(
        text=pl.Series([texts[doc][start:end] for doc, start, end in pieces.sort("quotation", "start").select("doc", "start", "end").iter_rows()], dtype=pl.String),
        part=pl.int_range(pl.len(), dtype=pl.Int64).over("quotation"),
    )
    joined = parts.group_by("quotation", maintain_order=True).agg(
        spoken=pl.col("text"), offsets=pl.concat_str([pl.col("start"), pl.col("end")], separator="-").str.join(",")
    )
    full = told.sort("doc", "start", "end").join(joined, on="quotation", how="left", maintain_order="left")
    full = full.join(bodies.select("doc", "article_id", "published_on"), on="doc", how="left", maintain_order="left")
    crossing = ["\n" in texts[doc][start:end] for doc, start, end in full.select("doc", "start", "end").iter_rows()]
    full = full.with_columns(
        quote_id=pl.Series([content_key("quote", article, offsets) for article, offsets in full.select("article_id", "offsets").iter_rows()], dtype=pl.String),
        speaker_id=pl.Series([content_key("speaker", fold_name(name)) if name else None for name in full["speaker"]], dtype=pl.String),
        position=pl.int_range(pl.len(), dtype=pl.Int64).over("doc"),
        crosses=pl.Series(crossing, dtype=pl.Boolean),
        mention=pl.col("mention_text"),
        cue=_slices(full, texts, "cue"),
        evidence=pl.lit(None, dtype=pl.String),
        engine_version=pl.lit(ENGINE_VERSION),
        speaker_confidence=pl.when(pl.col("mention_start").is_not_null()).then("speaker_confidence"),
    )
    full = full.with_columns(
        text=pl.when("crosses").then(pl.col("spoken").list.join("\n\n")).otherwise(pl.col("spoken").list.join(" ")),
        cue_class=pl.col("cue_class").fill_null("none"),
        cue_stance=pl.col("cue_stance").fill_null("none"),
        confidence=pl.col("quotation_confidence") * pl.col("speaker_confidence").fill_null(1.0),
    ).with_columns(n_words=pl.col("text").str.count_matches(r"\w+(?:['’.\-&]\w+)*").cast(pl.Int64))
    quotes = full.select(list(polars_schema("quotes"))).cast(polars_schema("quotes"))
    parts = parts.join(full.select("quotation", "quote_id", "article_id", "published_on"), on="quotation", how="left", maintain_order="left")
    parts = parts.join(full.select("quote_id", "position"), on="quote_id", how="left", maintain_order="left").sort("doc", "position", "part")
    return quotes, parts.select(list(polars_schema("quote_parts"))).cast(polars_schema("quote_parts"))


def _slices(full: pl.DataFrame, texts: list[str], name: str) -> pl.Series:
    """The words between `<name>_start` and `<name>_end`, null where there are none."""
    places = full.select("doc", f"{name}_start", f"{name}_end").iter_rows()
    return pl.Series([texts[doc][start:end] if start is not None else None for doc, start, end in places], dtype=pl.String)
