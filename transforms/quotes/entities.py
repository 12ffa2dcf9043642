"""Who is meant by the names of one article: every name mention gets the fullest name of its bearer and what he, she or it is."""

from __future__ import annotations

import polars as pl

from transforms.quotes.lexicon import Word
from transforms.quotes.mentions import has


def name_entities(mentions: pl.DataFrame) -> pl.DataFrame:
    """Give every name mention its entity within the article.

    Args:
        mentions: Mentions with `name` (the words after titles) and `n_name` (how many), in text order.

    Returns:
        The name mentions with `entity` (the fullest name), `speaker_kind` ("person" or "organisation"), `male` and `female` (evidence of sex).
    """
    names = mentions.filter(pl.col("type") == "name").with_columns(key=pl.col("name").str.to_lowercase().str.split(" ").list.last())
    full = (
        names.filter(pl.col("n_name") >= 2)
        .group_by("doc", "key", "name")
        .agg(uses=pl.len(), first=pl.col("i0").min(), n_name=pl.col("n_name").first())
        .sort("doc", "key", "uses", "n_name", "first", "name", descending=[False, False, True, True, False, False])
    )
    fullest = full.group_by("doc", "key", maintain_order=True).agg(fullest=pl.col("name").first())
    # A single word stands for the full name that ends with it; two bearers of one surname are told apart by the nearest full name ahead.
    earlier = names.filter(pl.col("n_name") >= 2).select("doc", "key", "i0", nearest="name").sort("i0")
    linked = (
        names.sort("i0")
        .join_asof(earlier, on="i0", by=["doc", "key"], strategy="backward", check_sortedness=False)
        .join(fullest, on=["doc", "key"], how="left", maintain_order="left")
    )
    entity = pl.when(pl.col("n_name") >= 2).then("name").otherwise(pl.coalesce("nearest", "fullest", "name"))
    linked = linked.with_columns(entity=entity)
    evidence = linked.group_by("doc", "entity").agg(
        titled=(has(Word.TITLE) & (pl.col("head_i") > pl.col("i0"))).any(),
        given=has(Word.MALE | Word.FEMALE).any(),
        org=(has(Word.ORG) & (pl.col("head_i") == pl.col("i0"))).any(),
        place=has(Word.PLACE).any(),
        male=(has(Word.MALE) | pl.col("first_word").is_in(["mr", "mr.", "sir", "king", "prince", "lord"])).any(),
        female=(has(Word.FEMALE) | pl.col("first_word").is_in(["mrs", "mrs.", "ms", "ms.", "miss", "queen", "princess", "dame"])).any(),
        longest=pl.col("n_name").max(),
        acronym=pl.col("name").str.contains(r"^[\p{Lu}\d&.]{2,}$").any(),
    )
    person = pl.col("titled") | (pl.col("given") & ~pl.col("org")) | ((pl.col("longest") >= 2) & ~pl.col("org") & ~pl.col("place"))
    organisation = ~person & (pl.col("org") | pl.col("acronym") | pl.col("place"))
    kinds = evidence.select("doc", "entity", "male", "female", speaker_kind=pl.when(organisation).then(pl.lit("organisation")).otherwise(pl.lit("person")))
    return linked.join(kinds, on=["doc", "entity"], how="left", maintain_order="left").drop("key", "nearest", "fullest")
