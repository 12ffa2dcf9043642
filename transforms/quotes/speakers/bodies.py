"""Which body "the commission", "the newspaper" or "they" means: one that the article names."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.speakers.antecedents import CONJUNCTIONS
from onrecord.transforms.quotes.speakers.mentions import PARTIES
from onrecord.transforms.quotes.words.grammar import FINITE, Tag
from onrecord.transforms.quotes.words.lexicon import Word, flagged
from onrecord.transforms.quotes.words.people import COVERED, word_list

_ANY_BODY = word_list("any_body")
"""Nouns that fit every body."""

_NEAR_SENTENCES, _THEY_SENTENCES = 2, 4
"""Sentences between a body and the noun, between a group and "they"."""

_BY_WORD, _BY_PART = 0, 1
"""Ranks of what is found by the body's name and by its part in a sentence."""


def resolve_bodies(asked: pl.DataFrame, entities: pl.DataFrame, crowds: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """The body that "the commission", "the newspaper" or "they" means.

    It is the last one named ahead whose name ends with the noun or with a word that the noun covers; else, for nouns
    that fit every body, the last one that was the subject of a sentence close by. "They" are the last group that was.

    Args:
        asked: `quotation`, `doc`, `source_first` (first token), `sentence`, `final_word` of nominals and of the
            pronouns "they", "it".
        entities: `entities.name_entities`.
        crowds: `find_crowds`.
        lookup: The tokens.

    Returns:
        `quotation`, `entity`.
    """
    held = entities.filter(pl.col("name_kind").is_in(["organisation", "document", "group"]))
    subjects = _subjects(held, lookup)
    pairs = pl.concat([_by_word(asked, held), _by_part(asked, subjects)])
    best = pairs.filter(pl.col("mention_first") < pl.col("source_first"))
    best = best.sort("quotation", "rank", "mention_first", descending=[False, False, True])
    found = best.unique("quotation", keep="first", maintain_order=True).select("quotation", "entity")
    groups = subjects.filter((pl.col("name_kind") == "group") & ~pl.col("crowd"))
    return pl.concat([found, _resolve_they(asked.filter(pl.col("final_word") == "they"), groups, crowds)])


def _by_word(asked: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """Pairs of a noun and a body whose name ends with it or with a word that it covers.

    `quotation`, `entity`, `source_first`, `mention_first`, `rank`.
    """
    covered = COVERED.select(final_word="noun", key="word")
    same = asked.select("final_word", key="final_word").unique()
    named = held.filter(pl.col("name_kind") != "group").select("doc", "entity", "key", mention_first="name_first")
    pairs = asked.join(pl.concat([covered, same]).unique(), on="final_word", how="inner")
    pairs = pairs.join(named, on=["doc", "key"], how="inner")
    return pairs.select("quotation", "entity", "source_first", "mention_first", rank=pl.lit(_BY_WORD))


def _by_part(asked: pl.DataFrame, subjects: pl.DataFrame) -> pl.DataFrame:
    """Pairs of a noun that fits every body and a body that was a subject close by; columns as those of `_by_word`."""
    bodies = subjects.filter(pl.col("name_kind") != "group")
    pairs = asked.filter(pl.col("final_word").is_in(_ANY_BODY)).join(bodies, on="doc", how="inner")
    near = pairs.filter(pl.col("sentence") - pl.col("mention_sentence") <= _NEAR_SENTENCES)
    return near.select("quotation", "entity", "source_first", "mention_first", rank=pl.lit(_BY_PART))


def _subjects(held: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Bodies and groups that are the subject of a sentence.

    `doc`, `entity`, `name_kind`, `mention_first`, `mention_sentence`, `crowd` (people of some kind, but no party).
    """
    first = held["name_first"]
    tag_after = lookup.at("tag", held["name_last"] + 1)
    # "Democrats, Reyes notes, applaud …": a name that leads its sentence is its subject, whatever is set in behind it.
    leads = lookup.sentence_first(first).eq(first) & tag_after.eq(Tag.COMMA)
    preposition = lookup.at("tag", first - 1).is_in([Tag.IN, Tag.TO])
    governed = preposition & ~lookup.at("lower", first - 1).is_in(CONJUNCTIONS)
    acts = (tag_after.is_in(FINITE) & ~governed) | leads
    return held.filter(acts & ~held["quoted"] & ~held["place"]).select(
        "doc",
        "entity",
        "name_kind",
        mention_first="name_first",
        mention_sentence="sentence",
        crowd=flagged(pl.col("key_flags"), Word.GROUP) & ~pl.col("key").is_in(PARTIES),
    )


def find_crowds(tokens: pl.DataFrame) -> pl.DataFrame:
    """Plural nouns that are the subject of a verb.

    Args:
        tokens: `token_table.read_tokens`.

    Returns:
        `doc`, `mention_first` (the noun's token), `mention_sentence`, in text order.
    """
    plural = (pl.col("tag") == Tag.NNS) & ~pl.col("quoted") & pl.col("tag").shift(-1).is_in(FINITE)
    return tokens.filter(plural).select("doc", mention_first="number", mention_sentence="sentence")


def _resolve_they(asked: pl.DataFrame, groups: pl.DataFrame, crowds: pl.DataFrame) -> pl.DataFrame:
    """Take "they" for the last group that was a subject, where it has a name ("Republicans") and is not too far."""
    unnamed = crowds.with_columns(entity=pl.lit(None, dtype=pl.Int64))
    subjects = pl.concat([groups.select("doc", "mention_first", "mention_sentence", "entity"), unnamed])
    subjects = subjects.unique("mention_first", keep="first").sort("mention_first")
    last = asked.sort("source_first").join_asof(
        subjects,
        left_on="source_first",
        right_on="mention_first",
        by="doc",
        strategy="backward",
        check_sortedness=False,
    )
    near = pl.col("sentence") - pl.col("mention_sentence") <= _THEY_SENTENCES
    return last.filter(near & pl.col("entity").is_not_null()).select("quotation", "entity")
