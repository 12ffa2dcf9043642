"""The phrases that were taken as sources: what they are (names, pronouns, nominals), how far they reach, and whose name stands beside them."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.speakers.owned import BODIES
from onrecord.transforms.quotes.words.grammar import FINITE, Tag
from onrecord.transforms.quotes.words.lexicon import Word, has

_PRONOUNS = Word.HE | Word.SHE | Word.THEY
_PERSON = Word.ROLE | Word.TITLE
_COMPLEMENTED = Word.ROLE | Word.TITLE | Word.GROUP | Word.ORG | Word.DOCUMENT
_ENDS = (Tag.COMMA, Tag.STOP, Tag.QUOTE, Tag.DASH, Tag.CLOSE)
_HOPS = 2
"""How many complements are taken: "a spokesman for the Department of Justice" has two."""


def describe_sources(
    units: pl.DataFrame, entities: pl.DataFrame, phrases: pl.DataFrame, lookup: Lookup
) -> pl.DataFrame:
    """Add to units what their source is.

    Args:
        units: `i0`, `i1` of the source, null where there is none; `start`, `end` of the content.
        entities: `entities.name_entities`, the names of the articles.
        phrases: `phrases.find_phrases`.
        lookup: The tokens.

    Returns:
        The units with `type` ("name", "pronoun", "nominal", null), `i1` without a day at its end ("a report Tuesday"), `flags` and `head` (lower case) of its last word,
        `entity` of the name that the source ends with or that stands in apposition to it, `name_i` (the first token of that name), `mention_start` and
        `mention_end` (a noun phrase with what it is of or for: "a spokesman for the ministry"), and `completed` (it has such a complement).
    """
    known = units["i0"].is_not_null()
    i0 = units["i0"].fill_null(0)
    i0 = _with_participle(i0, lookup)
    i1 = _with_noun(_without_day(i0, units["i1"].fill_null(0), lookup), lookup)
    placed = units.with_columns(
        i0=pl.when(pl.Series(known)).then(i0),
        i1=i1,
        tag=lookup.at("tag", i1),
        flags=lookup.at("flags", i1),
        head=lookup.at("lower", i1),
    ).with_row_index("row")
    runs = entities.select("doc", "entity", "name_kind", run_i0="i0", run_i1="i1")
    joined = (
        placed.sort("i1")
        .join_asof(
            runs.sort("run_i0"), left_on="i1", right_on="run_i0", by="doc", strategy="backward", check_sortedness=False
        )
        .sort("row")
    )
    pronoun = (pl.col("tag").is_in([Tag.PRP, Tag.W, Tag.PRPS]) | has(_PRONOUNS)) & (pl.col("i0") == pl.col("i1"))
    # "Reyes' campaign": an apostrophe alone makes the owner.
    owned = (
        lookup.at("lower", i1).str.ends_with("s")
        & lookup.at("lower", i1 + 1).is_in(["'"])
        & lookup.at("lower", i1 + 2).is_in(BODIES)
    )
    owned = owned & (lookup.at("start", i1 + 1) == lookup.at("end", i1))
    joined = joined.with_columns(i1=pl.when(pl.Series(owned)).then(pl.col("i1") + 2).otherwise("i1"))
    joined = joined.with_columns(head=lookup.at("lower", joined["i1"]), flags=lookup.at("flags", joined["i1"]))
    named = (pl.col("run_i1") >= pl.col("i1")).fill_null(value=False)
    kind = pl.when(pronoun).then(pl.lit("pronoun")).when(named).then(pl.lit("name")).otherwise(pl.lit("nominal"))
    typed = joined.with_columns(type=pl.when(pl.Series(known)).then(kind))
    name = pl.col("type") == "name"
    typed = typed.with_columns(
        entity=pl.when(name).then("entity"),
        name_i=pl.when(name).then("run_i0"),
        last_i=pl.when(name).then(pl.max_horizontal("i1", "run_i1")).otherwise("i1"),
    )
    reaching = _with_complements(typed.drop("run_i0", "run_i1", "name_kind"), phrases, lookup)
    apposed = _with_apposition(reaching, runs, lookup)
    return apposed.with_columns(
        **{
            column: pl.when(pl.col("type").is_not_null()).then(column)
            for column in ("flags", "head", "mention_start", "mention_end")
        },
        i1=pl.when(pl.col("type").is_not_null()).then("i1"),
        completed=pl.col("last_i") > pl.col("i1"),
    ).drop("row", "tag", "last_i")


def _with_participle(i0: pl.Series, lookup: Lookup) -> pl.Series:
    """Let a phrase begin at its article where a participle stands between: "the retired neurosurgeon"."""
    participle = lookup.at("tag", i0 - 1).is_in([Tag.VBN, Tag.VBD, Tag.VBG]) & lookup.at("tag", i0).is_in(
        [Tag.NN, Tag.NNS, Tag.JJ]
    )
    led = (
        participle
        & lookup.at("tag", i0 - 2).is_in([Tag.DT, Tag.PRPS])
        & lookup.at("sentence", i0 - 2).eq(lookup.at("sentence", i0))
    )
    return i0 - 2 * led.cast(pl.Int64)


def _with_noun(i1: pl.Series, lookup: Lookup) -> pl.Series:
    """Let a phrase end at a noun that looks like a verb behind a plural: "communications director", "the rights group"."""
    tag, flags = lookup.at("tag", i1 + 1), lookup.at("flags", i1 + 1)
    noun = (
        tag.is_in([Tag.VB, Tag.VBP]) & ((flags & int(Word.ROLE | Word.GROUP)) != 0) & lookup.at("tag", i1).eq(Tag.NNS)
    )
    then = lookup.at("tag", i1 + 2)
    return i1 + (noun & then.is_in([*FINITE, Tag.COMMA, Tag.STOP, Tag.NNP, Tag.VBN])).cast(pl.Int64)


def _without_day(i0: pl.Series, i1: pl.Series, lookup: Lookup) -> pl.Series:
    day = ((lookup.at("flags", i1) & int(Word.CALENDAR)) != 0) & (i1 > i0)
    return i1 - day.cast(pl.Int64)


def _with_complements(typed: pl.DataFrame, phrases: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Let nominals reach over what they are of or for, and set the mention's offsets. A reach that would run into the content is not taken."""
    longest = phrases.group_by("i0", maintain_order=True).agg(to=pl.col("i1").max())
    reaching = typed
    for hop in range(_HOPS):
        last = reaching["last_i"]
        flags = lookup.at("flags", last)
        word = lookup.at("lower", last + 1)
        role = (flags & int(_COMPLEMENTED)) != 0
        joins = (word == "of") | (
            word.is_in(["for", "to", "at", "in", "from", "on"]) & role if hop == 0 else word == "of"
        )
        here = reaching.with_columns(
            next_i=last + 2, joins=joins & lookup.at("sentence", last + 1).eq(lookup.at("sentence", last))
        )
        here = here.join(longest.rename({"i0": "next_i"}), on="next_i", how="left", maintain_order="left")
        to = here["to"].fill_null(0)
        clear = (lookup.at("end", to) <= here["start"]) | (lookup.at("start", here["i0"].fill_null(0)) >= here["end"])
        taken = (pl.col("type") == "nominal") & pl.col("joins") & pl.col("to").is_not_null() & pl.Series(clear)
        reaching = here.with_columns(last_i=pl.when(taken).then("to").otherwise("last_i")).drop("to", "next_i", "joins")
    start = lookup.at("start", reaching["i0"].fill_null(0))
    end = lookup.at("end", reaching["last_i"])
    plain_end = lookup.at("end", reaching["i1"])
    overlaps = (start < reaching["end"]) & (end > reaching["start"])
    return reaching.with_columns(mention_start=start, mention_end=end.zip_with(~overlaps, plain_end))


def _with_apposition(reaching: pl.DataFrame, runs: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """A nominal beside the name of the one it describes is that one: "the ambassador, Nora Bell," and "Joe Stevens, 75, a retired nurse,"."""
    people = runs.filter(pl.col("name_kind") == "person")
    behind = people.select(behind_i="run_i0", behind_end="run_i1", behind="entity")
    ahead = people.select(ahead_i1="run_i1", ahead_i="run_i0", ahead="entity")
    i0, last = reaching["i0"].fill_null(0), reaching["last_i"]
    # An age may stand between the name and its apposition.
    comma_before = lookup.at("tag", i0 - 1).eq(Tag.COMMA)
    aged = comma_before & lookup.at("tag", i0 - 2).eq(Tag.CD) & lookup.at("tag", i0 - 3).eq(Tag.COMMA)
    beside = reaching.with_columns(
        behind_i=(last + 2).zip_with(
            lookup.at("tag", last + 1).eq(Tag.COMMA), pl.Series([-1], dtype=pl.Int64).new_from_index(0, len(last))
        ),
        ahead_i1=(i0 - 4).zip_with(
            aged, (i0 - 2).zip_with(comma_before, pl.Series([-9], dtype=pl.Int64).new_from_index(0, len(i0)))
        ),
    )
    joined = beside.join(behind, on="behind_i", how="left", maintain_order="left").join(
        ahead, on="ahead_i1", how="left", maintain_order="left"
    )
    joined = joined.with_columns(
        then=lookup.at("tag", joined["behind_end"].fill_null(0) + 1),
        before=lookup.at("tag", joined["ahead_i"].fill_null(1) - 1),
        after=lookup.at("tag", last + 1),
    )
    open_nominal = (pl.col("type") == "nominal") & has(_PERSON)
    is_behind = open_nominal & pl.col("behind").is_not_null() & pl.col("then").is_in(_ENDS)
    is_ahead = (
        open_nominal
        & pl.col("ahead").is_not_null()
        & (pl.col("before") != Tag.IN)
        & pl.col("after").is_in([*_ENDS, *FINITE])
    )
    return joined.with_columns(
        entity=pl.when(is_behind).then("behind").when(is_ahead).then("ahead").otherwise("entity"),
        name_i=pl.when(is_behind).then("behind_i").when(is_ahead).then("ahead_i").otherwise("name_i"),
    ).drop("behind_i", "behind_end", "behind", "ahead_i1", "ahead_i", "ahead", "then", "before", "after")
