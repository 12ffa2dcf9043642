"""Bodies that are named by their owner: "the Reyes campaign", "Bell's campaign", and which of them "the campaign" and "his campaign" mean."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.words.grammar import Tag
from onrecord.transforms.quotes.words.lexicon import Word, has

BODIES = (
    "campaign",
    "camp",
    "administration",
    "team",
    "office",
    "organization",
    "organisation",
    "company",
    "foundation",
    "ministry",
    "department",
    "committee",
    "staff",
)
"""Bodies that are named by their owner."""

_PRINTED = ("newspaper", "magazine", "website", "blog", "network")
"""Nouns that follow the name of what they are: "the Harbour Daily newspaper"."""

_OWN = ("his", "her", "their", "its")


def name_bodies(
    asked: pl.DataFrame, tokens: pl.DataFrame, entities: pl.DataFrame, owners: pl.DataFrame, lookup: Lookup
) -> pl.DataFrame:
    """The names of nominals for bodies.

    Args:
        asked: `quotation`, `doc`, `i0`, `i1`, `head`, `first_word` of nominals.
        tokens: `reading.read_tokens`.
        entities: `entities.name_entities`.
        owners: `i0` and `entity` of the possessive pronouns that begin them ("his campaign"), where they are known.
        lookup: The tokens.

    Returns:
        `quotation`, `body_i0`, `body_i1`: the tokens of the name, without article. The name of "his campaign" is the one that the article has elsewhere for the campaign
        of that owner.
    """
    nominals = asked.filter(pl.col("head").is_in(BODIES))
    held = find_owned(tokens, entities, lookup)
    own = _own_names(nominals, entities, lookup)
    rest = nominals.join(own, on="quotation", how="anti")
    by_owner = (
        rest.filter(pl.col("first_word").is_in(_OWN))
        .join(owners, on="i0", how="inner")
        .join(held, on=["doc", "entity", "head"], how="inner")
    )
    by_owner = by_owner.sort("quotation", "body_i1").unique("quotation", keep="first", maintain_order=True)
    the = rest.filter(pl.col("first_word") == "the").sort("i0")
    last = the.join_asof(
        held.sort("body_i1"),
        left_on="i0",
        right_on="body_i1",
        by=["doc", "head"],
        strategy="backward",
        check_sortedness=False,
        coalesce=False,
    )
    columns = ("quotation", "body_i0", "body_i1")
    return pl.concat(
        [
            frame.select(columns)
            for frame in (own, by_owner, last.filter(pl.col("body_i0").is_not_null()), _printed(asked, lookup))
        ]
    )


def name_ahead(asked: pl.DataFrame, phrases: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Take "the commission" for the last one ahead that has a name before the noun: "a Harbour County ballot commission".

    Args:
        asked: `quotation`, `doc`, `i0`, `i1`, `head`, `flags`, `first_word` of nominals.
        phrases: `phrases.find_phrases`.
        lookup: The tokens.

    Returns:
        As `name_bodies`.
    """
    the = asked.filter((pl.col("first_word") == "the") & (pl.col("i1") - pl.col("i0") == 1) & has(Word.ORG))
    phrase = phrases.filter(pl.col("i1") > pl.col("i0"))
    phrase = phrase.with_columns(
        head=lookup.at("lower", phrase["i1"]), doc=lookup.at("doc", phrase["i1"]), tag=lookup.at("tag", phrase["i1"])
    )
    phrase = phrase.filter((pl.col("tag") == Tag.NN) & pl.col("head").is_in(the["head"].implode()))
    led = lookup.at("tag", phrase["i0"]).is_in([Tag.DT, Tag.PRPS])
    phrase = phrase.with_columns(body_i0=phrase["i0"] + led.cast(pl.Int64), body_i1="i1")
    named = lookup.at("tag", phrase["body_i0"]).eq(Tag.NNP)
    for k in (1, 2, 3):  # "Bell's campaign" is told by its owner
        named = named & ~lookup.at("tag", phrase["body_i0"] + k).eq(Tag.POS)
    fuller = phrase.filter(pl.Series(named)).select("doc", "head", "body_i0", "body_i1").sort("body_i1")
    found = the.sort("i0").join_asof(
        fuller,
        left_on="i0",
        right_on="body_i1",
        by=["doc", "head"],
        strategy="backward",
        check_sortedness=False,
        coalesce=False,
    )
    return found.filter(pl.col("body_i0").is_not_null()).select("quotation", "body_i0", "body_i1")


def find_owned(tokens: pl.DataFrame, entities: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """`doc`, `entity` (the owner), `head`, `body_i0`, `body_i1` of every body that stands behind the name of its owner."""
    nouns = tokens.filter(pl.col("lower").is_in(BODIES)).select("doc", "i", head="lower")
    possessive = lookup.at("tag", nouns["i"] - 1).is_in([Tag.POS, Tag.QUOTE])
    placed = nouns.with_columns(i1=pl.col("i") - 1 - pl.Series(possessive).cast(pl.Int64))
    names = entities.select("doc", "entity", "i1", body_i0="head_i")
    return placed.join(names, on=["doc", "i1"], how="inner").select("doc", "entity", "head", "body_i0", body_i1="i")


def _own_names(nominals: pl.DataFrame, entities: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Nominals with a capitalised word before the noun are the body's name themselves."""
    first = nominals["i0"] + lookup.at("tag", nominals["i0"]).is_in([Tag.DT, Tag.PRPS]).cast(pl.Int64)
    capital = lookup.at("capital", first) | (lookup.at("capital", first + 1) & (first + 1 < nominals["i1"]))
    named = nominals.with_columns(body_i0=first, body_i1=pl.col("i1")).filter(
        pl.Series(capital & (first < nominals["i1"]))
    )
    # Titles of the owner are no part of the name: "Congressman Joe Reyes's office".
    named = named.join(entities.select(body_i0="i0", head_i="head_i"), on="body_i0", how="left", maintain_order="left")
    return named.filter(~pl.col("first_word").is_in(_OWN)).with_columns(body_i0=pl.coalesce("head_i", "body_i0"))


def _printed(asked: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    noun = asked.filter(pl.col("head").is_in(_PRINTED))
    noun = noun.filter(lookup.at("tag", noun["i1"] - 1).eq(Tag.NNP))
    first = noun["i0"] + lookup.at("tag", noun["i0"]).eq(Tag.DT).cast(pl.Int64)
    return noun.select("quotation", body_i0=first, body_i1=pl.col("i1") - 1)
