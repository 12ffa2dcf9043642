"""Quotations and their parts with keys, positions and words, as the registry declares them."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.texts import cut
from onrecord.transforms.tables.keys import content_key, fold_name
from onrecord.transforms.tables.registry import polars_schema

_WORD = r"[\w\p{N}]+(?:['’.\-&][\w\p{N}]+)*"


def write_quotes(
    told: pl.DataFrame, pieces: pl.DataFrame, bodies: pl.DataFrame, engine_version: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The table of quotations, and the pieces with `quote_id`, `position`, `part` and `text`, sorted.

    Args:
        told: One row a quotation: `quotation`, `doc`, `kind`, offsets of it, its context, cue and mention, speaker,
            confidences.
        pieces: One row a piece: `quotation`, `doc`, `start`, `end`.
        bodies: `doc`, `article_id`, `body`, `published_on`.
        engine_version: Stands in every row.
    """
    texts = bodies["body"].to_list()
    ordered = pieces.sort("quotation", "start", "end")
    number = pl.int_range(pl.len(), dtype=pl.Int64)
    ordered = ordered.with_columns(cut(ordered, texts), part=number.over("quotation"))
    offsets = pl.concat_str([pl.col("start"), pl.col("end")], separator="-").str.join(",")
    spoken = ordered.group_by("quotation", maintain_order=True).agg(pl.col("text"), offsets=offsets)
    full = told.join(spoken, on="quotation", how="left", maintain_order="left").sort("doc", "start", "end", "offsets")
    full = full.join(bodies.select("doc", "article_id", "published_on"), on="doc", how="left", maintain_order="left")
    full = _with_words(full, texts).with_columns(
        **_keys(full), position=number.over("doc"), engine_version=pl.lit(engine_version)
    )
    full = full.join(_parents(full), on="quote_id", how="left", maintain_order="left")
    known = full.select("quotation", "quote_id", "article_id", "published_on", "position")
    numbered = ordered.join(known, on="quotation", how="left", maintain_order="left")
    schema = polars_schema("quotes")
    return full.select(list(schema)).cast(schema), numbered.sort("doc", "position", "part")


def _with_words(full: pl.DataFrame, texts: list[str]) -> pl.DataFrame:
    """Put the pieces together and say what stands for "nothing"."""
    # Pieces of several paragraphs keep the break between them.
    several = pl.col("text").list.len() > 1
    rows = full.select("doc", "start", "end", several.alias("several")).iter_rows()
    crossing = pl.Series(
        [several and "\n" in texts[doc][start:end] for doc, start, end, several in rows], dtype=pl.Boolean
    )
    joined = pl.when(crossing).then(pl.col("text").list.join("\n\n")).otherwise(pl.col("text").list.join(" "))
    whole = full.with_columns(
        text=joined,
        mention=pl.col("mention_text"),
        cue=cut(full, texts, "cue_start", "cue_end"),
        cue_class=pl.col("cue_class").fill_null("none"),
        cue_stance=pl.col("cue_stance").fill_null("none"),
        speaker_confidence=pl.when(pl.col("mention_start").is_not_null()).then("speaker_confidence"),
    )
    return whole.with_columns(
        n_words=pl.col("text").str.count_matches(_WORD).cast(pl.Int64),
        confidence=pl.col("quotation_confidence") * pl.col("speaker_confidence").fill_null(1.0),
    )


def _keys(full: pl.DataFrame) -> dict[str, pl.Series]:
    """Keys of quotations, from article and offsets, and of speakers, from the folded name."""
    places = full.select("article_id", "offsets").iter_rows()
    quotes = [content_key("quote", article, offsets) for article, offsets in places]
    of_name = {name: content_key("speaker", fold_name(name)) for name in full["speaker"].drop_nulls().unique()}
    speakers = full["speaker"].replace_strict(of_name, default=None, return_dtype=pl.String)
    return {"quote_id": pl.Series(quotes, dtype=pl.String), "speaker_id": speakers}


def _parents(full: pl.DataFrame) -> pl.DataFrame:
    """The smallest quotation that holds another one and is longer: `quote_id`, `parent_quote_id`."""
    placed = full.select("doc", "quote_id", "start", "end")
    ordered = placed.sort("doc", "start", "end", descending=[False, False, True])
    # Only what ends before something that began ahead of it can lie in another one; of most articles nothing is left to
    # compare.
    held = ordered.filter(pl.col("end") <= pl.col("end").cum_max().shift(1).over("doc"))
    other = full.select("doc", parent_quote_id="quote_id", parent_start="start", parent_end="end")
    length, longer = pl.col("parent_end") - pl.col("parent_start"), pl.col("end") - pl.col("start")
    around = (pl.col("parent_start") <= pl.col("start")) & (pl.col("parent_end") >= pl.col("end")) & (length > longer)
    pairs = held.join(other, on="doc").filter(around).sort("quote_id", length, "parent_quote_id")
    return pairs.unique("quote_id", keep="first", maintain_order=True).select("quote_id", "parent_quote_id")


def write_parts(pieces: pl.DataFrame) -> pl.DataFrame:
    """The table of parts from the pieces of `write_quotes`."""
    schema = polars_schema("quote_parts")
    return pieces.select(list(schema)).cast(schema)
