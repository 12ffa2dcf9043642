"""From the words beside a quotation to its speaker: names, pronouns and nominals resolved inside the article."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from onrecord.transforms.quotes.reading.batch import Reading
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
from onrecord.transforms.quotes.speakers.bodies import find_crowds, resolve_bodies
from onrecord.transforms.quotes.speakers.nominals import (
    find_offices,
    find_roles,
    find_states,
    find_strangers,
    resolve_roles,
)
from onrecord.transforms.quotes.speakers.owned import name_ahead, name_bodies
from onrecord.transforms.quotes.speakers.relatives import RELATIVE, resolve_relatives
from onrecord.transforms.quotes.speakers.several import find_several, resolve_several
from onrecord.transforms.quotes.words.grammar import Tag
from onrecord.transforms.quotes.words.lexicon import Word, has


@dataclass(frozen=True, slots=True)
class _Article:
    """What is known of the articles before a source is resolved."""

    entities: pl.DataFrame
    mentions: pl.DataFrame
    """The people by name (`antecedents.describe_mentions`)."""
    roles: pl.DataFrame
    """Who has which role (`nominals.find_roles`)."""
    crowds: pl.DataFrame
    """Plural nouns that are subjects (`bodies.find_crowds`)."""
    pronouns: pl.DataFrame
    """Pronouns and the people whom they mean (`antecedents.resolve_pronouns`)."""


def resolve(sources: pl.DataFrame, entities: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Give every source the entity that it means.

    Args:
        sources: `quotation`, `doc`, `source_first`, `source_last` (first and last token, null where there is none),
            `type` ("name", "pronoun", "nominal", null), `final_word` (the last word in lower case), `flags` (what it
            can be), `completed` (a complement stands behind it) and `entity` (null unless the source has a name).
        entities: `entities.name_entities`.
        reading: What was read of the articles.

    Returns:
        The sources with `entity` (null where nobody of the article is meant, or where it cannot be told), `body_first`,
        `body_last` (first and last token of a name that is no entity of its own: "Bell's campaign", "Nora Bell and Joe
        Reyes"), and `several` (the name is that of more than one).
    """
    asked = _asked(sources, reading.lookup)
    article = _read_article(asked, entities, reading)
    found = _who_is_meant(asked, article, reading).rename({"entity": "resolved"})
    rest = asked.filter(~pl.col("completed")).join(found, on="quotation", how="anti")
    named = _named_otherwise(rest, article, reading)
    joined = sources.join(found, on="quotation", how="left", maintain_order="left")
    joined = joined.join(named, on="quotation", how="left", maintain_order="left")
    return joined.with_columns(entity=pl.coalesce("entity", "resolved")).drop("resolved")


def _asked(sources: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Sources that no name tells of, with what they begin and end with.

    `quotation`, `doc`, `source_first`, `source_last`, `type`, `final_word`, `flags`, `completed`, `sentence`,
    `paragraph`, `first_word`, `plural`.
    """
    nameless = pl.col("entity").is_null() & pl.col("type").is_in(["pronoun", "nominal"])
    asked = sources.filter(pl.col("source_first").is_not_null() & nameless)
    first = asked["source_first"]
    plural_tag = lookup.at("tag", asked["source_last"]).eq(Tag.NNS)
    return asked.select(
        *("quotation", "doc", "source_first", "source_last", "type", "final_word", "flags", "completed"),
        sentence=lookup.at("sentence", first),
        paragraph=lookup.at("paragraph", first),
        first_word=lookup.at("lower", first),
        plural=plural_tag | pl.col("final_word").str.ends_with("men"),
    )


def _personal() -> pl.Expr:
    """Pronouns that mean one person."""
    return (pl.col("type") == "pronoun") & pl.col("final_word").is_in([*MALE, *FEMALE])


def _read_article(asked: pl.DataFrame, entities: pl.DataFrame, reading: Reading) -> _Article:
    mentions = describe_mentions(entities, reading.lookup)
    roles = find_roles(entities, reading)
    owning = (pl.col("type") == "nominal") & pl.col("first_word").is_in(["his", "her"])
    wanted = asked.filter(_personal() | owning)
    present = with_offices(mentions, find_offices(roles, reading.tokens), reading.lookup)
    pronouns = resolve_pronouns(find_chains(reading.tokens, wanted, present), present)
    return _Article(entities, mentions, roles, find_crowds(reading.tokens), pronouns)


def _who_is_meant(asked: pl.DataFrame, article: _Article, reading: Reading) -> pl.DataFrame:
    """`quotation`, `entity` of the sources that mean a person, a body or a group with a name of its own."""
    lookup = reading.lookup
    pronoun, nominal = pl.col("type") == "pronoun", pl.col("type") == "nominal"
    personal = asked.filter(_personal())
    relative = asked.filter(pronoun & pl.col("final_word").is_in(RELATIVE))
    definite = asked.filter(nominal & pl.col("first_word").is_in(["the", "this", "that"]))
    they = asked.filter(pronoun & pl.col("final_word").is_in(["they", "it"]))
    bodies = pl.concat([definite.filter(~pl.col("completed")), they])
    found = [
        resolve_ahead(personal, article.mentions, lookup),
        _by_chain(personal, article.pronouns),
        resolve_relatives(relative, article.entities, lookup),
        _by_role(definite, article, reading),
        resolve_bodies(bodies, article.entities, article.crowds, lookup),
    ]
    return pl.concat(found).unique("quotation", keep="first", maintain_order=True)


def _by_chain(personal: pl.DataFrame, pronouns: pl.DataFrame) -> pl.DataFrame:
    """`quotation`, `entity` of the personal pronouns that somebody fits."""
    meant = pronouns.select("entity", source_first="number")
    return personal.join(meant, on="source_first", how="inner").select("quotation", "entity")


def _by_role(definite: pl.DataFrame, article: _Article, reading: Reading) -> pl.DataFrame:
    """`quotation`, `entity` of nouns for one person that has a role: "the senator", "the 46-year-old"."""
    told = has(Word.ROLE | Word.TITLE) | pl.col("final_word").str.ends_with("-old")
    return resolve_roles(
        definite.filter(~pl.col("plural") & told),
        article.roles,
        with_pronouns(article.mentions, article.pronouns, reading.lookup),
        find_states(reading.tokens),
        find_strangers(reading.tokens),
    )


def _named_otherwise(rest: pl.DataFrame, article: _Article, reading: Reading) -> pl.DataFrame:
    """`quotation`, `body_first`, `body_last`, `several` of sources that mean names without an entity of their own."""
    single = pl.col("final_word").str.replace("men$", "man").str.strip_suffix("s")
    several = resolve_several(
        rest.with_columns(single=pl.when("plural").then(single)),
        find_several(article.entities, reading.lookup),
        article.crowds,
        article.roles,
    )
    nominals = rest.filter(pl.col("type") == "nominal")
    owners = article.pronouns.select("entity", source_first="number")
    bodies = pl.concat([name_bodies(nominals, article.entities, owners, reading), name_ahead(nominals, reading)])
    told = [several.with_columns(several=pl.lit(value=True)), bodies.with_columns(several=pl.lit(value=False))]
    return pl.concat(told).unique("quotation", keep="first", maintain_order=True)
