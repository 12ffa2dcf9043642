"""The phrases that were taken as sources: what they are (names, pronouns, nominals), their words, and the names of the whole article."""

from __future__ import annotations

import polars as pl

from transforms.quotes.grammar import Tag
from transforms.quotes.lexicon import Word
from transforms.quotes.lookup import Lookup
from transforms.quotes.mentions import has

_BESIDE = 70
_PRONOUNS = Word.HE | Word.SHE | Word.THEY


def describe_sources(units: pl.DataFrame, names: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Add to units what their source is.

    Args:
        units: `i0`, `i1` of the source, null where there is none.
        names: `mentions.find_mentions`, the names of the articles.
        lookup: The tokens.

    Returns:
        The units with `type` ("name", "pronoun", "nominal", null), `name_i` (first token of the name mention that the source ends with), `flags` and `head`
        (lower case) of the source's last word, `mention_start`, `mention_end`.
    """
    i0, i1 = units["i0"].fill_null(0), units["i1"].fill_null(0)
    known = pl.col("i0").is_not_null()
    joined = units.join(names.select("i1", name_i="i0"), on="i1", how="left", maintain_order="left")
    joined = joined.with_columns(
        tag=lookup.at("tag", i1),
        flags=lookup.at("flags", i1),
        head=lookup.at("lower", i1),
        mention_start=lookup.at("start", i0),
        mention_end=lookup.at("end", i1),
    )
    pronoun = (pl.col("tag").is_in([Tag.PRP, Tag.W, Tag.PRPS]) | has(_PRONOUNS)) & (pl.col("i0") == pl.col("i1"))
    kind = pl.when(pronoun).then(pl.lit("pronoun")).when(pl.col("name_i").is_not_null()).then(pl.lit("name")).otherwise(pl.lit("nominal"))
    return joined.with_columns(
        type=pl.when(known).then(kind),
        **{name: pl.when(known).then(name).otherwise(None) for name in ("flags", "head", "mention_start", "mention_end")},
    ).drop("tag")


def describe_names(names: pl.DataFrame, bodies: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Name mentions with their words.

    Returns:
        The mentions with `mention_start`, `mention_end`, `name_start` (character offsets; the name proper begins behind titles), `name` (typographic apostrophes made plain,
        blanks single), `n_name` (tokens of the name) and `subject` (the mention begins its sentence).
    """
    placed = names.with_columns(
        mention_start=lookup.at("start", names["i0"]),
        mention_end=lookup.at("end", names["i1"]),
        name_start=lookup.at("start", names["head_i"]),
        n_name=names["i1"] - names["head_i"] + 1,
        subject=lookup.sentence_first(names["i0"]) == names["i0"],
    )
    texts = dict(bodies.select("doc", "body").iter_rows())
    words = [texts[doc][start:end] for doc, start, end in placed.select("doc", "name_start", "mention_end").iter_rows()]
    name = pl.Series("name", words, dtype=pl.String).str.replace_all("’", "'", literal=True).str.replace_all(r"\s+", " ")
    beside = [
        (texts[doc][max(0, start - _BESIDE) : start], texts[doc][end : end + _BESIDE])
        for doc, start, end in placed.select("doc", "mention_start", "mention_end").iter_rows()
    ]
    mention = [texts[doc][start:end] for doc, start, end in placed.select("doc", "mention_start", "mention_end").iter_rows()]
    sides = pl.DataFrame(beside, schema={"ahead": pl.String, "behind": pl.String}, orient="row")
    ahead = pl.col("ahead").str.extract(r"((?:^|[,.;:!?\n])[^,.;:!?\n]*,? ?)$", 1).fill_null("")
    around = sides.select(
        around=pl.concat_str(
            pl.when(ahead.str.ends_with(", ")).then(ahead).otherwise(ahead.str.extract(r"((?:[\w-]+\s+){1,2})$", 1).fill_null("")),
            pl.Series(mention, dtype=pl.String),
            pl.when(pl.col("behind").str.starts_with(",")).then(pl.col("behind").str.extract(r"^(, (?:\d+, )?[^,.;]*)", 1)).otherwise(pl.lit("")).fill_null(""),
        ).str.to_lowercase()
    )["around"]
    return placed.with_columns(name, around)
