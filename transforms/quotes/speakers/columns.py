"""The speaker columns of quotations: name, kind and role, from the phrase that was taken as the source."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.batch import Reading
from onrecord.transforms.quotes.reading.lookup import Lookup
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

_SEVERAL = (
    "many",
    "some",
    "others",
    "several",
    "most",
    "both",
    "all",
    "few",
    "half",
    "majority",
    "two",
    "three",
    "four",
    "percent",
)
_DOCUMENTS = word_list("documents")
"""Sources that are written, besides the words of the lexicon."""


def with_speakers(quotations: pl.DataFrame, reading: Reading, bodies: pl.DataFrame) -> pl.DataFrame:
    """Add what the source of each quotation is and who is meant by it.

    Args:
        quotations: `quotation`, `doc`, `start`, `end`, `i0`, `i1` (first and last token of the source, null where there is none).
        tokens: `reading.read_tokens`.
        phrases: `phrases.find_phrases`.
        lookup: The same tokens.
        bodies: `doc`, `body`.

    Returns:
        The quotations with `mention_start`, `mention_end`, `mention_text`, `speaker`, `speaker_kind`, `speaker_role`.
    """
    tokens = reading.tokens.rename({"number": "i"})
    phrases = reading.phrases.rename({"phrase_first": "i0", "phrase_last": "i1"})
    lookup = reading.lookup
    quotations = quotations.rename({"source_first": "i0", "source_last": "i1", "head": "cue_i"})
    entities = name_entities(find_names(tokens), lookup)
    sources = describe_sources(quotations, entities, phrases, lookup)
    resolved = resolve(sources, entities, tokens, phrases, lookup)
    known = entities.select("entity", "name_kind", "form_i0", "form_i1").unique(
        "entity", keep="first", maintain_order=True
    )
    named = resolved.join(known, on="entity", how="left", maintain_order="left")
    form_i0, form_i1 = pl.coalesce("form_i0", "body_i0"), pl.coalesce("form_i1", "body_i1")
    named = named.with_columns(form_i0=form_i0, form_i1=form_i1)
    texts = bodies["body"].to_list()
    named = named.with_columns(
        speaker=_text(named["doc"], named["form_i0"], named["form_i1"], lookup, texts),
        mention_text=pl.Series(
            [
                texts[doc][a:b] if a is not None else None
                for doc, a, b in named.select("doc", "mention_start", "mention_end").iter_rows()
            ],
            dtype=pl.String,
        ),
    )
    return (
        _with_roles(named.with_columns(speaker_kind=_kind(named, lookup)), entities, lookup, texts)
        .drop("head")
        .rename({"i0": "source_first", "i1": "source_last", "cue_i": "head"})
    )


def _text(doc: pl.Series, first: pl.Series, last: pl.Series, lookup: Lookup, texts: list[str]) -> pl.Series:
    """The words from the first to the last token, blanks made single; null where there is no first token."""
    start, end = lookup.at("start", first.fill_null(0)), lookup.at("end", last.fill_null(0))
    rows = zip(doc, start, end, first.is_not_null(), strict=True)
    return pl.Series([" ".join(texts[d][a:b].split()) if known else None for d, a, b, known in rows], dtype=pl.String)


def _kind(named: pl.DataFrame, lookup: Lookup) -> pl.Expr:
    """What the source is, by its name's bearer or by its head noun."""
    tag = lookup.at("tag", named["i1"].fill_null(0))
    plural = pl.Series(tag.eq(Tag.NNS))
    crowd = (
        plural
        | pl.col("head").is_in(_SEVERAL)
        | pl.Series(tag.eq(Tag.CD))
        | (has(Word.GROUP) & ~has(Word.ORG | Word.DOCUMENT | Word.ROLE))
    )
    by_head = (
        pl.when(has(Word.DOCUMENT) | pl.col("head").is_in(_DOCUMENTS))
        .then(pl.lit("document"))
        .when(pl.col("head").is_in(BODIES) | (has(Word.ORG) & ~has(Word.ROLE) & ~plural))
        .then(pl.lit("organisation"))
        .when(crowd)
        .then(pl.lit("group"))
        .otherwise(pl.lit("unnamed"))
    )
    return (
        pl.when(pl.col("name_kind").is_not_null())
        .then("name_kind")
        .when(pl.col("body_i0").is_not_null())
        .then(pl.when("several").then(pl.lit("group")).otherwise(pl.lit("organisation")))
        .when(pl.col("type") == "nominal")
        .then(by_head)
        .otherwise(pl.lit("unknown"))
    )


def _with_roles(resolved: pl.DataFrame, entities: pl.DataFrame, lookup: Lookup, texts: list[str]) -> pl.DataFrame:
    speaking = resolved.filter(pl.col("speaker_kind") == "person").select("entity").unique()
    said = entities.join(speaking, on="entity", how="semi").sort("i0")
    # A role stands before the name, or behind a comma on either side of it.
    before, after = lookup.at("tag", said["i0"] - 1), lookup.at("tag", said["i1"] + 1)
    beside = before.is_in([Tag.COMMA, Tag.NN, Tag.NNP]) | after.eq(Tag.COMMA) | (said["head_i"] > said["i0"])
    said = said.filter(beside)
    said = said.with_columns(
        lookup.at("start", said["head_i"]).alias("name_start"), lookup.at("end", said["i1"]).alias("name_end")
    )
    places = said.group_by("doc", "entity", maintain_order=True).agg(pl.col("name_start", "name_end").head(_PLACES))
    roles = [
        role_of(texts[doc], list(zip(starts, ends, strict=True)))
        for doc, starts, ends in places.select("doc", "name_start", "name_end").iter_rows()
    ]
    told = places.select("entity", speaker_role=pl.Series(roles, dtype=pl.String))
    unnamed = pl.when(pl.col("speaker_kind") == "unnamed").then(
        pl.col("mention_text").str.replace(r"^(?i:the|a|an)\s+", "")
    )
    return resolved.join(told, on="entity", how="left", maintain_order="left").with_columns(
        speaker_role=pl.coalesce("speaker_role", unnamed.otherwise(None)).replace("", None)
    )
