"""The speaker columns of quotations: name, kind and role, from the phrase that was taken as the source."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.batch import Reading
from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.reading.texts import cut
from onrecord.transforms.quotes.speakers.entities import name_entities
from onrecord.transforms.quotes.speakers.mentions import find_names
from onrecord.transforms.quotes.speakers.naming import describe_sources
from onrecord.transforms.quotes.speakers.owned import BODIES
from onrecord.transforms.quotes.speakers.resolve import resolve
from onrecord.transforms.quotes.speakers.roles import role_of
from onrecord.transforms.quotes.words.grammar import Tag
from onrecord.transforms.quotes.words.lexicon import Word, has
from onrecord.transforms.quotes.words.people import word_list

_PLACES = 6
"""Places of a name that are searched for a role."""

_SEVERAL = word_list("several")
"""Words for more than one, as the last word of a source."""

_DOCUMENTS = word_list("documents")
"""Sources that are written, besides the words of the lexicon."""

_ARTICLE = r"^(?i:the|a|an)\s+"


def with_speakers(quotations: pl.DataFrame, reading: Reading, bodies: pl.DataFrame) -> pl.DataFrame:
    """Add what the source of each quotation is and who is meant by it.

    Args:
        quotations: `quotation`, `doc`, `start`, `end` (characters), `source_first`, `source_last` (first and last token
            of the source, null where there is none).
        reading: What was read of the bodies.
        bodies: `doc`, `body`.

    Returns:
        The quotations with `mention_start`, `mention_end` (characters of the source with what it is of or for),
        `mention_text`, `speaker` (the fullest form of the name), `speaker_kind` ("person", "organisation", "group",
        "document", "unnamed", "unknown"), `speaker_role`, and `source_first`, `source_last` with its article and
        without a day.
    """
    entities = name_entities(find_names(reading.tokens), reading.lookup)
    resolved = resolve(describe_sources(quotations, entities, reading), entities, reading)
    texts = bodies["body"].to_list()
    named = _with_form(resolved, entities)
    named = named.with_columns(
        speaker=_words(named, reading.lookup, texts),
        mention_text=cut(named, texts, "mention_start", "mention_end"),
        speaker_kind=_kind(reading.lookup.at("tag", named["source_last"].fill_null(0))),
    )
    told = named.join(_roles(named, entities, reading.lookup, texts), on="entity", how="left", maintain_order="left")
    unnamed = pl.when(pl.col("speaker_kind") == "unnamed").then(pl.col("mention_text").str.replace(_ARTICLE, ""))
    return told.with_columns(speaker_role=pl.coalesce("speaker_role", unnamed).replace("", None))


def _with_form(resolved: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """Add `name_kind` and the tokens of the speaker's name: `form_first`, `form_last`."""
    forms = entities.select("entity", "name_kind", "form_first", "form_last")
    known = forms.unique("entity", keep="first", maintain_order=True)
    named = resolved.join(known, on="entity", how="left", maintain_order="left")
    return named.with_columns(
        form_first=pl.coalesce("form_first", "body_first"), form_last=pl.coalesce("form_last", "body_last")
    )


def _words(named: pl.DataFrame, lookup: Lookup, texts: list[str]) -> pl.Series:
    """The words of the speaker's name, blanks made single; null where there is none."""
    first, last = named["form_first"], named["form_last"]
    start, end = lookup.at("start", first.fill_null(0)), lookup.at("end", last.fill_null(0))
    rows = zip(named["doc"], start, end, first.is_not_null(), strict=True)
    names = [" ".join(texts[doc][begin:behind].split()) if known else None for doc, begin, behind, known in rows]
    return pl.Series(names, dtype=pl.String)


def _kind(final_tag: pl.Series) -> pl.Expr:
    """What the source is, by its name's bearer or by its head noun, whose tag this is."""
    body = pl.when("several").then(pl.lit("group")).otherwise(pl.lit("organisation"))
    return (
        pl.when(pl.col("name_kind").is_not_null())
        .then("name_kind")
        .when(pl.col("body_first").is_not_null())
        .then(body)
        .when(pl.col("type") == "nominal")
        .then(_kind_of_noun(final_tag))
        .otherwise(pl.lit("unknown"))
    )


def _kind_of_noun(final_tag: pl.Series) -> pl.Expr:
    """What a source without a name is, by its head noun."""
    final_word, plural = pl.col("final_word"), final_tag.eq(Tag.NNS)
    document = has(Word.DOCUMENT) | final_word.is_in(_DOCUMENTS)
    organisation = final_word.is_in(BODIES) | (has(Word.ORG) & ~has(Word.ROLE) & ~plural)
    people = has(Word.GROUP) & ~has(Word.ORG | Word.DOCUMENT | Word.ROLE)
    crowd = final_word.is_in(_SEVERAL) | people | (plural | final_tag.eq(Tag.CD))
    return (
        pl.when(document)
        .then(pl.lit("document"))
        .when(organisation)
        .then(pl.lit("organisation"))
        .when(crowd)
        .then(pl.lit("group"))
        .otherwise(pl.lit("unnamed"))
    )


def _roles(named: pl.DataFrame, entities: pl.DataFrame, lookup: Lookup, texts: list[str]) -> pl.DataFrame:
    """`entity`, `speaker_role` of the people who speak."""
    speaking = named.filter(pl.col("speaker_kind") == "person").select("entity").unique()
    places = _places(entities.join(speaking, on="entity", how="semi").sort("name_first"), lookup)
    roles = [
        role_of(texts[doc], list(zip(starts, ends, strict=True)))
        for doc, starts, ends in places.select("doc", "start", "end").iter_rows()
    ]
    return places.select("entity", speaker_role=pl.Series(roles, dtype=pl.String))


def _places(mentions: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Where names stand that may have a role: `doc`, `entity`, lists of `start`, `end` (characters, without titles)."""
    first, last, proper_first = mentions["name_first"], mentions["name_last"], mentions["proper_first"]
    # A role stands before the name, or behind a comma on either side of it.
    before = lookup.at("tag", first - 1).is_in([Tag.COMMA, Tag.NN, Tag.NNP])
    beside = before | lookup.at("tag", last + 1).eq(Tag.COMMA) | (proper_first > first)
    placed = mentions.with_columns(start=lookup.at("start", proper_first), end=lookup.at("end", last)).filter(beside)
    return placed.group_by("doc", "entity", maintain_order=True).agg(pl.col("start", "end").head(_PLACES))
