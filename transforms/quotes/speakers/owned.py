"""Bodies named by their owner ("the Reyes campaign"), and which of them "the campaign" and "his campaign" mean."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.batch import Reading
from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.words.grammar import Tag
from onrecord.transforms.quotes.words.lexicon import Word, has
from onrecord.transforms.quotes.words.people import word_list

BODIES = word_list("owned")
"""Bodies that are named by their owner."""

_PRINTED = ("newspaper", "magazine", "website", "blog", "network")
"""Nouns that follow the name of what they are: "the Harbour Daily newspaper"."""

_OWN = ("his", "her", "their", "its")
_LONGEST_OWNER = 3
"""Words of an owner's name behind which an apostrophe is looked for."""

_NAME = ("quotation", "body_first", "body_last")


def name_bodies(asked: pl.DataFrame, entities: pl.DataFrame, owners: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The names of nominals for bodies.

    Args:
        asked: `quotation`, `doc`, `source_first`, `source_last` (first and last token), `final_word`, `first_word` of
            nominals.
        entities: `entities.name_entities`.
        owners: `source_first` and `entity` of the possessive pronouns that begin them ("his campaign"), where they are
            known.
        reading: What was read of the articles.

    Returns:
        `quotation`, `body_first`, `body_last`: first and last token of the name, without article. The name of "his
        campaign" is the one that the article has elsewhere for the campaign of that owner.
    """
    nominals = asked.filter(pl.col("final_word").is_in(BODIES))
    held = find_owned(entities, reading)
    own = _own_names(nominals, entities, reading.lookup)
    rest = nominals.join(own, on="quotation", how="anti")
    by_owner = rest.filter(pl.col("first_word").is_in(_OWN)).join(owners, on="source_first", how="inner")
    by_owner = by_owner.join(held, on=["doc", "entity", "final_word"], how="inner").sort("quotation", "body_last")
    by_owner = by_owner.unique("quotation", keep="first", maintain_order=True)
    the = _last_ahead(rest.filter(pl.col("first_word") == "the"), held.sort("body_last"))
    frames = (own, by_owner, the, _printed(asked, reading.lookup))
    return pl.concat([frame.select(_NAME) for frame in frames])


def name_ahead(asked: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Take "the commission" for the last one ahead that has a name: "a Harbour County ballot commission".

    Args:
        asked: `quotation`, `doc`, `source_first`, `source_last` (first and last token), `final_word`, `flags` (of the
            last word), `first_word` of nominals.
        reading: What was read of the articles.

    Returns:
        `quotation`, `body_first`, `body_last`: first and last token of the name, without article.
    """
    two_words = pl.col("source_last") - pl.col("source_first") == 1
    the = asked.filter((pl.col("first_word") == "the") & two_words & has(Word.ORG))
    return _last_ahead(the, _named_phrases(the["final_word"], reading)).select(_NAME)


def find_owned(entities: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Every body that stands behind the name of its owner.

    Args:
        entities: `entities.name_entities`.
        reading: What was read of the articles.

    Returns:
        `doc`, `entity` (the owner), `final_word` (the noun for the body), `body_first`, `body_last` (first and last
        token of "Bell's campaign", without titles).
    """
    nouns = reading.tokens.filter(pl.col("lower").is_in(BODIES)).select("doc", body_last="number", final_word="lower")
    possessive = reading.lookup.at("tag", nouns["body_last"] - 1).is_in([Tag.POS, Tag.QUOTE])
    placed = nouns.with_columns(name_last=pl.col("body_last") - 1 - possessive.cast(pl.Int64))
    names = entities.select("doc", "entity", "name_last", body_first="proper_first")
    owned = placed.join(names, on=["doc", "name_last"], how="inner")
    return owned.select("doc", "entity", "final_word", "body_first", "body_last")


def _last_ahead(asked: pl.DataFrame, bodies: pl.DataFrame) -> pl.DataFrame:
    """The last body ahead of each nominal that is called by the same noun."""
    found = asked.sort("source_first").join_asof(
        bodies,
        left_on="source_first",
        right_on="body_last",
        by=["doc", "final_word"],
        strategy="backward",
        check_sortedness=False,
        coalesce=False,
    )
    return found.filter(pl.col("body_first").is_not_null())


def _named_phrases(nouns: pl.Series, reading: Reading) -> pl.DataFrame:
    """Phrases that begin with a capital, have no owner, and end with one of the nouns.

    `doc`, `final_word` (the noun), `body_first`, `body_last` (first and last token, without article), in text order.
    """
    lookup = reading.lookup
    phrases = reading.phrases.filter(pl.col("phrase_last") > pl.col("phrase_first"))
    last = phrases["phrase_last"]
    phrases = phrases.with_columns(
        final_word=lookup.at("lower", last), doc=lookup.at("doc", last), tag=lookup.at("tag", last)
    )
    phrases = phrases.filter((pl.col("tag") == Tag.NN) & pl.col("final_word").is_in(nouns.implode()))
    led = lookup.at("tag", phrases["phrase_first"]).is_in([Tag.DT, Tag.PRPS])
    first = phrases["phrase_first"] + led.cast(pl.Int64)
    named = lookup.at("tag", first).eq(Tag.NNP)
    for behind in range(1, _LONGEST_OWNER + 1):  # "Bell's campaign" is told by its owner
        named = named & ~lookup.at("tag", first + behind).eq(Tag.POS)
    fuller = phrases.with_columns(body_first=first, body_last="phrase_last").filter(named)
    return fuller.select("doc", "final_word", "body_first", "body_last").sort("body_last")


def _own_names(nominals: pl.DataFrame, entities: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Nominals with a capitalised word before the noun are the body's name themselves."""
    led = lookup.at("tag", nominals["source_first"]).is_in([Tag.DT, Tag.PRPS])
    first, last = nominals["source_first"] + led.cast(pl.Int64), nominals["source_last"]
    capital = lookup.at("capital", first) | (lookup.at("capital", first + 1) & (first + 1 < last))
    named = nominals.with_columns(body_first=first, body_last=last).filter(capital & (first < last))
    # Titles of the owner are no part of the name: "Congressman Joe Reyes's office".
    owners = entities.select("proper_first", body_first="name_first")
    named = named.join(owners, on="body_first", how="left", maintain_order="left")
    without_title = pl.coalesce("proper_first", "body_first")
    return named.filter(~pl.col("first_word").is_in(_OWN)).with_columns(body_first=without_title)


def _printed(asked: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """The names of newspapers and the like that stand before the noun."""
    noun = asked.filter(pl.col("final_word").is_in(_PRINTED))
    noun = noun.filter(lookup.at("tag", noun["source_last"] - 1).eq(Tag.NNP))
    first = noun["source_first"] + lookup.at("tag", noun["source_first"]).eq(Tag.DT).cast(pl.Int64)
    return noun.select("quotation", body_first=first, body_last=pl.col("source_last") - 1)
