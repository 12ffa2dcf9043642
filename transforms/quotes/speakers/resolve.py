"""From the words beside a quotation to its speaker: names, pronouns and nominals resolved inside the article."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.speakers.antecedents import (
    FEMALE,
    MALE,
    describe_mentions,
    find_chains,
    resolve_ahead,
    resolve_pronouns,
    with_offices,
    with_pronouns,
)
from onrecord.transforms.quotes.speakers.nominals import (
    find_crowds,
    find_offices,
    find_roles,
    find_states,
    find_strangers,
    resolve_bodies,
    resolve_roles,
)
from onrecord.transforms.quotes.speakers.owned import name_ahead, name_bodies
from onrecord.transforms.quotes.speakers.several import find_several, resolve_several
from onrecord.transforms.quotes.words.grammar import Tag
from onrecord.transforms.quotes.words.lexicon import Word

_RELATIVE = ("who", "whom")


def resolve(
    sources: pl.DataFrame, entities: pl.DataFrame, tokens: pl.DataFrame, phrases: pl.DataFrame, lookup: Lookup
) -> pl.DataFrame:
    """Give every source the entity that it means.

    Args:
        sources: `naming.describe_sources`, with `quotation`.
        entities: `entities.name_entities`.
        tokens: `reading.read_tokens`.
        phrases: `phrases.find_phrases`.
        lookup: The same tokens.

    Returns:
        The sources with `entity` (null where nobody of the article is meant, or where it cannot be told) and `body_i0`, `body_i1` (tokens of a name that is no
        entity of its own: "Bell's campaign", "Nora Bell and Joe Reyes"), and `several` (the name is
        that of more than one).
    """
    mentions = describe_mentions(entities, lookup)
    placed = _placed(
        sources.filter(
            pl.col("i0").is_not_null() & pl.col("entity").is_null() & pl.col("type").is_in(["pronoun", "nominal"])
        ),
        lookup,
    )
    pronouns = placed.filter(pl.col("type") == "pronoun")
    asked = pronouns.filter(pl.col("head").is_in([*MALE, *FEMALE]))
    nominals = placed.filter(pl.col("type") == "nominal")
    owning = nominals.filter(pl.col("first_word").is_in(["his", "her"]))
    roles = find_roles(tokens, entities, lookup)
    present = with_offices(mentions, find_offices(roles, tokens), lookup)
    meant = resolve_pronouns(find_chains(tokens, pl.concat([asked, owning]), present), present)
    personal = (
        asked.select("quotation", "i0")
        .join(meant.select("i0", "entity"), on="i0", how="inner")
        .select("quotation", "entity")
    )
    fronted = resolve_ahead(asked, mentions, lookup)
    relative = _resolve_relatives(pronouns.filter(pl.col("head").is_in(_RELATIVE)), entities, lookup)
    definite = nominals.filter(pl.col("first_word").is_in(["the", "this", "that"]))
    told = (pl.col("flags") & int(Word.ROLE | Word.TITLE) != 0) | pl.col("head").str.ends_with("-old")
    described = definite.filter(~pl.col("plural") & told)
    by_role = resolve_roles(
        described, roles, with_pronouns(mentions, meant, lookup), find_states(tokens), find_strangers(tokens)
    )
    crowds = find_crowds(tokens)
    by_body = resolve_bodies(
        pl.concat([definite.filter(~pl.col("completed")), pronouns.filter(pl.col("head").is_in(["they", "it"]))]),
        entities,
        crowds,
        lookup,
    )
    found = (
        pl.concat([fronted, personal, relative, by_role, by_body])
        .unique("quotation", keep="first", maintain_order=True)
        .rename({"entity": "resolved"})
    )
    rest = placed.filter(~pl.col("completed")).join(found, on="quotation", how="anti")
    single = pl.col("head").str.replace("men$", "man").str.strip_suffix("s")
    rest = rest.with_columns(single=pl.when("plural").then(single))
    several = resolve_several(rest, find_several(entities, lookup), crowds, roles)
    named_rest = rest.filter(pl.col("type") == "nominal")
    bodies = pl.concat(
        [
            name_bodies(named_rest, tokens, entities, meant.select("i0", "entity"), lookup),
            name_ahead(named_rest, phrases, lookup),
        ]
    )
    named = pl.concat(
        [several.with_columns(several=pl.lit(value=True)), bodies.with_columns(several=pl.lit(value=False))]
    )
    named = named.unique("quotation", keep="first", maintain_order=True)
    joined = sources.join(found, on="quotation", how="left", maintain_order="left").join(
        named, on="quotation", how="left", maintain_order="left"
    )
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
        plural=pl.Series(lookup.at("tag", sources["i1"]).eq(Tag.NNS)) | pl.col("head").str.ends_with("men"),
    )


def _resolve_relatives(asked: pl.DataFrame, entities: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Take "who" for the name right before it, or the name that the apposition before it describes ("Nora Bell, a senior analyst at Harbour Trust, who notes")."""
    people = entities.filter(
        (pl.col("name_kind") == "person") & ((pl.col("longest") >= 2) | pl.col("sex").is_not_null())
    )
    # "Tim Bell of Port Aster, who": where somebody is from belongs to the name.
    placed = lookup.at("lower", people["i1"] + 1).is_in(["of", "from"]) & lookup.at("tag", people["i1"] + 2).eq(Tag.NNP)
    further = placed & lookup.at("tag", people["i1"] + 3).eq(Tag.NNP)
    people = people.with_columns(m_i1=people["i1"] + 2 * placed.cast(pl.Int64) + further.cast(pl.Int64))
    people = people.filter(lookup.at("tag", people["m_i1"] + 1).is_in([Tag.COMMA, Tag.W]))
    people = people.select("doc", "entity", "m_i1", m_i0="i0", m_sentence="sentence").sort(
        "m_i1", "m_i0", descending=[False, True]
    )
    last = asked["i0"] - 1
    comma = lookup.at("tag", last).eq(Tag.COMMA)
    pairs = asked.with_columns(end=last - comma.cast(pl.Int64)).sort("end")
    pairs = pairs.join_asof(
        people, left_on="end", right_on="m_i1", by="doc", strategy="backward", check_sortedness=False
    )
    pairs = pairs.filter((pl.col("m_sentence") == pl.col("sentence")).fill_null(value=False))
    after = pairs["m_i1"] + 1
    apposed = lookup.at("tag", after).eq(Tag.COMMA) & lookup.at("tag", after + 1).is_in(
        [Tag.DT, Tag.PRPS, Tag.CD, Tag.NN, Tag.JJ, Tag.NNP]
    )
    apposed = apposed & (lookup.count("verbs", after, pairs["end"]) == 0)
    # "a longtime adviser to Reyes, who": the adviser.
    preposition = lookup.at("tag", pairs["m_i0"] - 1).is_in([Tag.IN, Tag.TO])
    held = preposition & ((lookup.at("flags", pairs["m_i0"] - 2) & int(Word.ROLE)) != 0)
    touching = (pairs["m_i1"] == pairs["end"]) & ~held
    return pairs.filter(pl.Series(touching | apposed)).select("quotation", "entity")
