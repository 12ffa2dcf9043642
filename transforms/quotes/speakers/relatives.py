"""Whom "who" means: the name right before it, or the one that the apposition before it describes."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.words.grammar import Tag
from onrecord.transforms.quotes.words.lexicon import Word, flagged

RELATIVE = ("who", "whom")
"""The relative pronouns that stand for people."""

_APPOSED = (Tag.DT, Tag.PRPS, Tag.CD, Tag.NN, Tag.JJ, Tag.NNP)
"""What an apposition begins with."""


def resolve_relatives(asked: pl.DataFrame, entities: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """The person that "who" means: "Nora Bell, a senior analyst at Harbour Trust, who notes".

    Args:
        asked: `quotation`, `doc`, `source_first` (token of the pronoun), `sentence`.
        entities: `entities.name_entities`.
        lookup: The tokens.

    Returns:
        `quotation`, `entity`.
    """
    pairs = _with_name_ahead(asked, entities, lookup)
    first, behind = pairs["mention_first"], pairs["mention_last"] + 1
    opens = lookup.at("tag", behind).eq(Tag.COMMA) & lookup.at("tag", behind + 1).is_in(_APPOSED)
    apposed = opens & (lookup.count("verbs", behind, pairs["word_ahead"]) == 0)
    # "a longtime adviser to Reyes, who": the adviser.
    preposition = lookup.at("tag", first - 1).is_in([Tag.IN, Tag.TO])
    held = preposition & flagged(lookup.at("flags", first - 2), Word.ROLE)
    touching = (pairs["mention_last"] == pairs["word_ahead"]) & ~held
    return pairs.filter(touching | apposed).select("quotation", "entity")


def _with_name_ahead(asked: pl.DataFrame, entities: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Pronouns with the last name ahead in their sentence.

    Adds `word_ahead` (the token before the pronoun and a comma) and `entity`, `mention_first`, `mention_last` of the
    name.
    """
    ahead = asked["source_first"] - 1
    comma = lookup.at("tag", ahead).eq(Tag.COMMA)
    placed = asked.with_columns(word_ahead=ahead - comma.cast(pl.Int64)).sort("word_ahead")
    pairs = placed.join_asof(
        _people(entities, lookup),
        left_on="word_ahead",
        right_on="mention_last",
        by="doc",
        strategy="backward",
        check_sortedness=False,
    )
    return pairs.filter((pl.col("mention_sentence") == pl.col("sentence")).fill_null(value=False))


def _people(entities: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """People behind whose name a comma or a relative pronoun stands.

    `doc`, `entity`, `mention_last`, `mention_first`, `mention_sentence`, in the order of their last tokens.
    """
    sure = (pl.col("longest") >= 2) | pl.col("sex").is_not_null()
    people = entities.filter((pl.col("name_kind") == "person") & sure)
    last = people["name_last"]
    # "Tim Bell of Port Aster, who": where somebody is from belongs to the name.
    placed = lookup.at("lower", last + 1).is_in(["of", "from"]) & lookup.at("tag", last + 2).eq(Tag.NNP)
    further = placed & lookup.at("tag", last + 3).eq(Tag.NNP)
    people = people.with_columns(mention_last=last + 2 * placed.cast(pl.Int64) + further.cast(pl.Int64))
    people = people.filter(lookup.at("tag", people["mention_last"] + 1).is_in([Tag.COMMA, Tag.W]))
    people = people.select("doc", "entity", "mention_last", mention_first="name_first", mention_sentence="sentence")
    return people.sort("mention_last", "mention_first", descending=[False, True])
