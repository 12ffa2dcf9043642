"""From the words beside a quotation to its speaker: names, pronouns and nominals resolved inside the article."""

from __future__ import annotations

import polars as pl

from transforms.quotes.antecedents import FEMALE, MALE, describe_mentions, find_chains, resolve_pronouns, with_pronouns
from transforms.quotes.grammar import Tag
from transforms.quotes.lexicon import Word
from transforms.quotes.lookup import Lookup
from transforms.quotes.nominals import find_roles, find_states, find_strangers, resolve_bodies, resolve_roles
from transforms.quotes.owned import name_bodies

_RELATIVE = ("who", "whom")


def resolve(sources: pl.DataFrame, entities: pl.DataFrame, tokens: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Give every source the entity that it means.

    Args:
        sources: `naming.describe_sources`, with `quotation`.
        entities: `entities.name_entities`.
        tokens: `reading.read_tokens`.
        lookup: The same tokens.

    Returns:
        The sources with `entity` (null where nobody of the article is meant, or where it cannot be told) and `body_i0`, `body_i1` (tokens of the name of a body that is no
        entity of its own: "Clinton's campaign").
    """
    mentions = describe_mentions(entities, lookup)
    placed = _placed(sources.filter(pl.col("i0").is_not_null() & pl.col("entity").is_null() & pl.col("type").is_in(["pronoun", "nominal"])), lookup)
    pronouns = placed.filter(pl.col("type") == "pronoun")
    asked = pronouns.filter(pl.col("head").is_in([*MALE, *FEMALE]))
    nominals = placed.filter(pl.col("type") == "nominal")
    owning = nominals.filter(pl.col("first_word").is_in(["his", "her"]))
    meant = resolve_pronouns(find_chains(tokens, pl.concat([asked, owning]), mentions), mentions)
    personal = asked.select("quotation", "i0").join(meant.select("i0", "entity"), on="i0", how="inner").select("quotation", "entity")
    relative = _resolve_relatives(pronouns.filter(pl.col("head").is_in(_RELATIVE)), entities, lookup)
    definite = nominals.filter(pl.col("first_word").is_in(["the", "this", "that"]))
    described = definite.filter(
        ~lookup.at("tag", definite["i1"]).eq(Tag.NNS) & ((pl.col("flags") & int(Word.ROLE | Word.TITLE) != 0) | pl.col("head").str.ends_with("-old"))
    )
    by_role = resolve_roles(
        described, find_roles(tokens, entities, lookup), with_pronouns(mentions, meant, lookup), find_states(tokens), find_strangers(tokens)
    )
    by_body = resolve_bodies(pl.concat([definite.filter(~pl.col("completed")), pronouns.filter(pl.col("head").is_in(["they", "it"]))]), entities, lookup)
    found = pl.concat([personal, relative, by_role, by_body]).unique("quotation", keep="first", maintain_order=True).rename({"entity": "resolved"})
    named = name_bodies(nominals.filter(~pl.col("completed")).join(found, on="quotation", how="anti"), tokens, entities, meant.select("i0", "entity"), lookup)
    joined = sources.join(found, on="quotation", how="left", maintain_order="left").join(named, on="quotation", how="left", maintain_order="left")
    return joined.with_columns(entity=pl.coalesce("entity", "resolved")).drop("resolved")


def _placed(sources: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    return sources.select(
        "quotation",
        "doc",
        "i0",
        "i1",
        "type",
        "head",
        "flags",
        "completed",
        lookup.at("sentence", sources["i0"]).alias("sentence"),
        lookup.at("paragraph", sources["i0"]).alias("paragraph"),
        lookup.at("lower", sources["i0"]).alias("first_word"),
    )


def _resolve_relatives(asked: pl.DataFrame, entities: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """The word "who" means the name right before it, or the name that the apposition before it describes ("Howard Rubel, a senior analyst at Jefferies, who notes")."""
    people = entities.filter((pl.col("name_kind") == "person") & ((pl.col("longest") >= 2) | pl.col("sex").is_not_null()))
    people = people.filter(lookup.at("tag", people["i1"] + 1).is_in([Tag.COMMA, Tag.W]))
    people = people.select("doc", "entity", m_i0="i0", m_i1="i1", m_sentence="sentence").sort("m_i1")
    last = asked["i0"] - 1
    comma = lookup.at("tag", last).eq(Tag.COMMA)
    pairs = asked.with_columns(end=last - comma.cast(pl.Int64)).sort("end")
    pairs = pairs.join_asof(people, left_on="end", right_on="m_i1", by="doc", strategy="backward", check_sortedness=False)
    pairs = pairs.filter((pl.col("m_sentence") == pl.col("sentence")).fill_null(value=False))
    after = pairs["m_i1"] + 1
    apposed = lookup.at("tag", after).eq(Tag.COMMA) & lookup.at("tag", after + 1).is_in([Tag.DT, Tag.PRPS, Tag.CD, Tag.NN, Tag.JJ, Tag.NNP])
    apposed = apposed & (lookup.count("verbs", after, pairs["end"]) == 0)
    # "a longtime adviser to Trump, who": the adviser.
    preposition = lookup.at("tag", pairs["m_i0"] - 1).is_in([Tag.IN, Tag.TO])
    held = preposition & ((lookup.at("flags", pairs["m_i0"] - 2) & int(Word.ROLE)) != 0)
    touching = (pairs["m_i1"] == pairs["end"]) & ~held
    return pairs.filter(pl.Series(touching | apposed)).select("quotation", "entity")
