"""Quotations and their parts with keys, positions and words, as the registry declares them."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.trained import ENGINE_VERSION
from onrecord.transforms.tables.keys import content_key, fold_name
from onrecord.transforms.tables.registry import polars_schema

_WORD = r"[\w\p{N}]+(?:['’.\-&][\w\p{N}]+)*"


def write_quotes(told: pl.DataFrame, pieces: pl.DataFrame, bodies: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The table of quotations, and the pieces with `quote_id`, `position`, `part` and `text`, sorted.

    Args:
        told: One row a quotation: `quotation`, offsets, cue, mention and speaker.
        pieces: One row a piece: `quotation`, `doc`, `start`, `end`.
        bodies: `doc`, `article_id`, `body`, `published_on`.
    """
    texts = bodies["body"].to_list()
    ordered = pieces.sort("quotation", "start", "end")
    ordered = ordered.with_columns(
        text=pl.Series(
            [texts[doc][start:end] for doc, start, end in ordered.select("doc", "start", "end").iter_rows()],
            dtype=pl.String,
        ),
        part=pl.int_range(pl.len(), dtype=pl.Int64).over("quotation"),
    )
    spoken = ordered.group_by("quotation", maintain_order=True).agg(
        pl.col("text"), offsets=pl.concat_str([pl.col("start"), pl.col("end")], separator="-").str.join(",")
    )
    full = told.join(spoken, on="quotation", how="left", maintain_order="left").sort("doc", "start", "end", "offsets")
    full = full.join(bodies.select("doc", "article_id", "published_on"), on="doc", how="left", maintain_order="left")
    crossing = [
        "\n" in texts[doc][start:end] if several else False
        for doc, start, end, several in full.select("doc", "start", "end", pl.col("text").list.len() > 1).iter_rows()
    ]
    full = full.with_columns(
        quote_id=pl.Series(
            [
                content_key("quote", article, offsets)
                for article, offsets in full.select("article_id", "offsets").iter_rows()
            ],
            dtype=pl.String,
        ),
        speaker_id=pl.col("speaker").replace_strict(
            _speaker_keys(full["speaker"]), default=None, return_dtype=pl.String
        ),
        position=pl.int_range(pl.len(), dtype=pl.Int64).over("doc"),
        text=pl.when(pl.Series(crossing, dtype=pl.Boolean))
        .then(pl.col("text").list.join("\n\n"))
        .otherwise(pl.col("text").list.join(" ")),
        mention=pl.col("mention_text"),
        cue=slices(full, texts, "cue"),
        cue_class=pl.col("cue_class").fill_null("none"),
        cue_stance=pl.col("cue_stance").fill_null("none"),
        engine_version=pl.lit(ENGINE_VERSION),
        speaker_confidence=pl.when(pl.col("mention_start").is_not_null()).then("speaker_confidence"),
    ).with_columns(
        n_words=pl.col("text").str.count_matches(_WORD).cast(pl.Int64),
        confidence=pl.col("quotation_confidence") * pl.col("speaker_confidence").fill_null(1.0),
    )
    full = full.join(_parents(full), on="quote_id", how="left", maintain_order="left")
    numbered = ordered.join(
        full.select("quotation", "quote_id", "article_id", "published_on", "position"),
        on="quotation",
        how="left",
        maintain_order="left",
    )
    return full.select(list(polars_schema("quotes"))).cast(polars_schema("quotes")), numbered.sort(
        "doc", "position", "part"
    )


def _speaker_keys(names: pl.Series) -> dict[str, str]:
    return {name: content_key("speaker", fold_name(name)) for name in names.drop_nulls().unique()}


def _parents(full: pl.DataFrame) -> pl.DataFrame:
    """The smallest quotation that holds another one and is longer: `quote_id`, `parent_quote_id`."""
    ordered = full.select("doc", "quote_id", "start", "end").sort(
        "doc", "start", "end", descending=[False, False, True]
    )
    # Only what ends before something that began ahead of it can lie in another one; of most articles nothing is left to compare.
    mine = ordered.filter(pl.col("end") <= pl.col("end").cum_max().shift(1).over("doc"))
    other = full.select("doc", parent_quote_id="quote_id", o_start="start", o_end="end")
    length, longer = pl.col("o_end") - pl.col("o_start"), pl.col("end") - pl.col("start")
    pairs = mine.join(other, on="doc").filter(
        (pl.col("o_start") <= pl.col("start")) & (pl.col("o_end") >= pl.col("end")) & (length > longer)
    )
    return (
        pairs.sort("quote_id", length, "parent_quote_id")
        .unique("quote_id", keep="first", maintain_order=True)
        .select("quote_id", "parent_quote_id")
    )


def write_parts(pieces: pl.DataFrame) -> pl.DataFrame:
    """The table of parts from the pieces of `write_quotes`."""
    return pieces.select(list(polars_schema("quote_parts"))).cast(polars_schema("quote_parts"))


def slices(rows: pl.DataFrame, texts: list[str], name: str) -> pl.Series:
    """The words of the bodies between `<name>_start` and `<name>_end`, null where there are none."""
    places = rows.select("doc", f"{name}_start", f"{name}_end").iter_rows()
    return pl.Series(
        [texts[doc][start:end] if start is not None else None for doc, start, end in places], dtype=pl.String
    )
