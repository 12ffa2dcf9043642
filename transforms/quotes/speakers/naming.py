"""The phrases that were taken as sources: what they are, how far they reach, and whose name stands beside them."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.batch import Reading
from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.speakers.owned import BODIES
from onrecord.transforms.quotes.words.grammar import FINITE, Tag
from onrecord.transforms.quotes.words.lexicon import Word, flagged, has

_PRONOUNS = Word.HE | Word.SHE | Word.THEY
_PERSON = Word.ROLE | Word.TITLE
_COMPLEMENTED = Word.ROLE | Word.TITLE | Word.GROUP | Word.ORG | Word.DOCUMENT
_ENDS = (Tag.COMMA, Tag.STOP, Tag.QUOTE, Tag.DASH, Tag.CLOSE)
_FIRST_COMPLEMENT = ("for", "to", "at", "in", "from", "on")
"""What may begin the first complement besides "of", behind nouns that take one."""

_COMPLEMENTS = 2
"""How many complements are taken: "a spokesman for the Department of Justice" has two."""

_NOWHERE, _NOWHERE_AHEAD = -1, -9
"""Token numbers at which no name begins or ends."""


def describe_sources(units: pl.DataFrame, entities: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Add to units what their source is.

    Args:
        units: `doc`; `source_first`, `source_last` (first and last token of the source, null where there is none);
            `start`, `end` (characters of the content).
        entities: The names of the articles (`entities.name_entities`).
        reading: What was read of the articles.

    Returns:
        The units with `type` ("name", "pronoun", "nominal", null), `source_first` at the article ("the retired
        neurosurgeon"), `source_last` without a day at its end ("a report Tuesday"), `final_word` (the last word of the
        source in lower case) and `flags` (what it can be), `entity` of the name that the source ends with or that
        stands in apposition to it, `name_first` (the first token of that name), `mention_start` and `mention_end`
        (characters of a noun phrase with what it is of or for: "a spokesman for the ministry"), and `completed` (it has
        such a complement).
    """
    people = entities.select("doc", "entity", "name_kind", "name_first", "name_last")
    typed = _typed(_placed(units, reading.lookup), people, reading.lookup)
    reaching = _with_mention(_with_complements(typed, reading), reading.lookup)
    apposed = _with_apposition(reaching, people, reading.lookup)
    told = pl.col("type").is_not_null()
    of_sources = ("flags", "final_word", "mention_start", "mention_end", "source_last")
    return apposed.with_columns(
        *[pl.when(told).then(column).alias(column) for column in of_sources],
        completed=pl.col("reach_last") > pl.col("source_last"),
    ).drop("row", "tag", "reach_last", "known")


def _placed(units: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Units with the ends of their source put right.

    `row` (from 0); `known`: it has a source; `tag`: of its last word. Units without a source have the first tokens of
    the table as `source_last`.
    """
    known = units["source_first"].is_not_null()
    first = _with_participle(units["source_first"].fill_null(0), lookup)
    last = _without_day(first, units["source_last"].fill_null(0), lookup)
    last = _with_noun(last, lookup)
    placed = units.with_columns(
        known=known, source_first=pl.when(known).then(first), source_last=last, tag=lookup.at("tag", last)
    )
    return placed.with_row_index("row")


def _with_participle(first: pl.Series, lookup: Lookup) -> pl.Series:
    """Let a phrase begin at its article where a participle stands between: "the retired neurosurgeon"."""
    participle = lookup.at("tag", first - 1).is_in([Tag.VBN, Tag.VBD, Tag.VBG])
    noun = lookup.at("tag", first).is_in([Tag.NN, Tag.NNS, Tag.JJ])
    article = lookup.at("tag", first - 2).is_in([Tag.DT, Tag.PRPS])
    same_sentence = lookup.at("sentence", first - 2).eq(lookup.at("sentence", first))
    return first - 2 * (participle & noun & article & same_sentence).cast(pl.Int64)


def _without_day(first: pl.Series, last: pl.Series, lookup: Lookup) -> pl.Series:
    """Let a phrase end before a day: "a report Tuesday"."""
    day = flagged(lookup.at("flags", last), Word.CALENDAR) & (last > first)
    return last - day.cast(pl.Int64)


def _with_noun(last: pl.Series, lookup: Lookup) -> pl.Series:
    """Let a phrase end at a noun that looks like a verb: "communications director", "the rights group"."""
    like_a_verb = lookup.at("tag", last + 1).is_in([Tag.VB, Tag.VBP])
    noun = like_a_verb & flagged(lookup.at("flags", last + 1), Word.ROLE | Word.GROUP)
    plural = lookup.at("tag", last).eq(Tag.NNS)
    ends = lookup.at("tag", last + 2).is_in([*FINITE, Tag.COMMA, Tag.STOP, Tag.NNP, Tag.VBN])
    return last + (noun & plural & ends).cast(pl.Int64)


def _typed(placed: pl.DataFrame, names: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Add what the source is by its last word.

    `type`, `final_word`, `flags`; `entity`, `name_first` of the name that it ends with; `reach_last`: its last token.
    """
    joined = placed.sort("source_last").join_asof(
        names.sort("name_first"),
        left_on="source_last",
        right_on="name_first",
        by="doc",
        strategy="backward",
        check_sortedness=False,
    )
    last = _with_owned(placed["source_last"], lookup)
    joined = joined.sort("row").with_columns(
        source_last=last, final_word=lookup.at("lower", last), flags=lookup.at("flags", last)
    )
    alone = pl.col("source_first") == pl.col("source_last")
    pronoun = (pl.col("tag").is_in([Tag.PRP, Tag.W, Tag.PRPS]) | has(_PRONOUNS)) & alone
    named = (pl.col("name_last") >= pl.col("source_last")).fill_null(value=False)
    kind = pl.when(pronoun).then(pl.lit("pronoun")).when(named).then(pl.lit("name")).otherwise(pl.lit("nominal"))
    typed = joined.with_columns(type=pl.when("known").then(kind))
    name = pl.col("type") == "name"
    return typed.with_columns(
        entity=pl.when(name).then("entity"),
        name_first=pl.when(name).then("name_first"),
        reach_last=pl.when(name).then(pl.max_horizontal("source_last", "name_last")).otherwise("source_last"),
    ).drop("name_last", "name_kind")


def _with_owned(last: pl.Series, lookup: Lookup) -> pl.Series:
    """Let a phrase end at a body whose owner has an apostrophe alone: "Reyes' campaign"."""
    owner = lookup.at("lower", last).str.ends_with("s")
    apostrophe = lookup.at("lower", last + 1).is_in(["'"]) & (lookup.at("start", last + 1) == lookup.at("end", last))
    owned = owner & apostrophe & lookup.at("lower", last + 2).is_in(BODIES)
    return last + 2 * owned.cast(pl.Int64)


def _with_complements(typed: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Let nominals reach over what they are of or for (`reach_last`), but never into the content."""
    lookup = reading.lookup
    phrases = reading.phrases.rename({"phrase_first": "complement_first"})
    longest = phrases.group_by("complement_first", maintain_order=True).agg(complement_last=pl.col("phrase_last").max())
    reaching = typed
    for complement in range(_COMPLEMENTS):
        last = reaching["reach_last"]
        joins = _joins(last, lookup, first_complement=complement == 0)
        here = reaching.with_columns(complement_first=last + 2, joins=joins)
        here = here.join(longest, on="complement_first", how="left", maintain_order="left")
        complement_last = here["complement_last"].fill_null(0)
        ahead = lookup.at("end", complement_last) <= here["start"]
        clear = ahead | (lookup.at("start", here["source_first"].fill_null(0)) >= here["end"])
        taken = (pl.col("type") == "nominal") & pl.col("joins") & pl.col("complement_last").is_not_null() & clear
        reach_last = pl.when(taken).then("complement_last").otherwise("reach_last")
        reaching = here.with_columns(reach_last=reach_last).drop("complement_last", "complement_first", "joins")
    return reaching


def _joins(last: pl.Series, lookup: Lookup, *, first_complement: bool) -> pl.Series:
    """The word behind a phrase that ends here begins a complement."""
    word = lookup.at("lower", last + 1)
    joins = word == "of"
    if first_complement:
        joins = joins | (word.is_in(_FIRST_COMPLEMENT) & flagged(lookup.at("flags", last), _COMPLEMENTED))
    return joins & lookup.at("sentence", last + 1).eq(lookup.at("sentence", last))


def _with_mention(reaching: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Add the mention's characters: to the end of its reach where that does not run into the content."""
    start = lookup.at("start", reaching["source_first"].fill_null(0))
    end = lookup.at("end", reaching["reach_last"])
    plain_end = lookup.at("end", reaching["source_last"])
    overlaps = (start < reaching["end"]) & (end > reaching["start"])
    return reaching.with_columns(mention_start=start, mention_end=end.zip_with(~overlaps, plain_end))


def _with_apposition(reaching: pl.DataFrame, names: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """A nominal beside the name of the one it describes is that one (`entity`, `name_first`).

    "the ambassador, Nora Bell," and "Joe Stevens, 75, a retired nurse,".
    """
    people = names.filter(pl.col("name_kind") == "person")
    behind = people.select(behind_first="name_first", behind_last="name_last", behind_entity="entity")
    ahead = people.select(ahead_last="name_last", ahead_first="name_first", ahead_entity="entity")
    joined = _beside(reaching, lookup).join(behind, on="behind_first", how="left", maintain_order="left")
    joined = joined.join(ahead, on="ahead_last", how="left", maintain_order="left")
    tag_behind_name = lookup.at("tag", joined["behind_last"].fill_null(0) + 1)
    tag_before_name = lookup.at("tag", joined["ahead_first"].fill_null(1) - 1)
    tag_after = lookup.at("tag", joined["reach_last"] + 1)
    person = (pl.col("type") == "nominal") & has(_PERSON)
    is_behind = person & pl.col("behind_entity").is_not_null() & tag_behind_name.is_in(_ENDS)
    closed = tag_before_name.ne(Tag.IN) & tag_after.is_in([*_ENDS, *FINITE])
    is_ahead = person & pl.col("ahead_entity").is_not_null() & closed
    return joined.with_columns(
        entity=pl.when(is_behind).then("behind_entity").when(is_ahead).then("ahead_entity").otherwise("entity"),
        name_first=pl.when(is_behind).then("behind_first").when(is_ahead).then("ahead_first").otherwise("name_first"),
    ).drop("behind_first", "behind_last", "behind_entity", "ahead_last", "ahead_first", "ahead_entity")


def _beside(reaching: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Add where a name beside each phrase would begin or end, across a comma: `behind_first`, `ahead_last`."""
    first, last = reaching["source_first"].fill_null(0), reaching["reach_last"]
    comma_after = lookup.at("tag", last + 1).eq(Tag.COMMA)
    comma_before = lookup.at("tag", first - 1).eq(Tag.COMMA)
    # An age may stand between the name and its apposition.
    aged = comma_before & lookup.at("tag", first - 2).eq(Tag.CD) & lookup.at("tag", first - 3).eq(Tag.COMMA)
    nowhere = pl.Series([_NOWHERE], dtype=pl.Int64).new_from_index(0, len(last))
    nowhere_ahead = pl.Series([_NOWHERE_AHEAD], dtype=pl.Int64).new_from_index(0, len(first))
    return reaching.with_columns(
        behind_first=(last + 2).zip_with(comma_after, nowhere),
        ahead_last=(first - 4).zip_with(aged, (first - 2).zip_with(comma_before, nowhere_ahead)),
    )
