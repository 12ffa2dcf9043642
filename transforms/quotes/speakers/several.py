"""Whom "they" and "the two" mean where people are named side by side: "Nora Bell and Joe Reyes … They …"."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.words.grammar import FINITE, Tag
from onrecord.transforms.quotes.words.people import ROLES

PAIRS = ("pair", "couple", "duo")
"""What two people together are called."""

_THEY_SENTENCES, _NOUN_SENTENCES = 4, 8
"""Sentences between the names and the word that takes them up."""


def find_several(entities: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """People and bodies that are named side by side, the last two joined by "and".

    Args:
        entities: `entities.name_entities`.
        lookup: The tokens.

    Returns:
        `doc`, `body_i0`, `body_i1` (first and last token of the names, where they are fullest), `m_i0` (first token here), `m_sentence`, `who` (the entities), `acts` (they are
        the subject of a verb), `people` (all are persons).
    """
    names = entities.filter(~pl.col("quoted") & ~pl.col("place")).select(
        "doc", "entity", "i0", "head_i", "i1", "sentence", "name_kind"
    )
    before = names["i1"].shift(1, fill_value=0)
    word, gap = lookup.at("lower", names["i0"] - 1), names["i0"] - before
    alike = (names["sentence"] == names["sentence"].shift(1)) & (names["name_kind"] == names["name_kind"].shift(1))
    final = word.is_in(["and", "&"])
    beside = ((gap == 2) & (final | word.eq(","))) | (
        (gap == 3) & word.eq("and") & lookup.at("lower", before + 1).eq(",")
    )
    runs = names.with_columns(final=final, joined=(alike & beside).fill_null(value=False)).with_columns(
        run=(~pl.col("joined")).cum_sum()
    )
    together = runs.group_by("run", maintain_order=True).agg(
        pl.col("doc").first(),
        body_i0=pl.col("head_i").first(),
        body_i1=pl.col("i1").last(),
        last_i=pl.col("i1").last(),
        m_i0=pl.col("i0").first(),
        m_sentence=pl.col("sentence").first(),
        who=pl.col("entity").unique().sort(),
        people=(pl.col("name_kind") == "person").all(),
        final=(pl.col("final") & pl.col("joined")).last(),
    )
    together = together.filter((pl.col("who").list.len() > 1) & pl.col("final")).drop("run", "final")
    found = (
        together.drop("body_i0", "body_i1")
        .join(_fullest(together), on="who", how="left", maintain_order="left")
        .sort("m_i0")
    )
    after = lookup.at("tag", found["last_i"] + 1)
    return found.with_columns(acts=pl.Series(after.is_in([*FINITE, Tag.COMMA, Tag.OPEN])))


def _fullest(together: pl.DataFrame) -> pl.DataFrame:
    """Of all places that name the same ones side by side, the fullest: `who`, `body_i0`, `body_i1`."""
    length = pl.col("body_i1") - pl.col("body_i0")
    return (
        together.sort(length, "body_i0", descending=[True, False])
        .unique("who", keep="first", maintain_order=True)
        .select("who", "body_i0", "body_i1")
    )


def resolve_several(
    asked: pl.DataFrame, several: pl.DataFrame, crowds: pl.DataFrame, roles: pl.DataFrame
) -> pl.DataFrame:
    """Whom plurals mean.

    "They" are the last ones side by side that act, unless another plural took over; "the two" and "both" the last two; "the senators" the last people side by side that act
    of whom one is a senator.

    Args:
        asked: `quotation`, `doc`, `i0`, `sentence`, `head`, `type`, `first_word`, `single` (the singular of a plural, else null).
        several: `find_several`.
        crowds: `nominals.find_crowds`.
        roles: `nominals.find_roles`.

    Returns:
        `quotation`, `body_i0`, `body_i1`.
    """
    they = _last(asked.filter((pl.col("type") == "pronoun") & (pl.col("head") == "they")), several.filter("acts"))
    rivals = crowds.select("doc", rival_i="m_i0", rival_sentence="m_sentence").sort("rival_i")
    they = they.join_asof(
        rivals, left_on="i0", right_on="rival_i", by="doc", strategy="backward", check_sortedness=False
    )
    # Another plural in the very sentence of the names ("Bell and Reyes said voters were …") is part of what they do.
    they = they.filter(pl.col("rival_i").is_null() | (pl.col("rival_sentence") <= pl.col("m_sentence")))
    two = several.filter(pl.col("who").list.len() == 2)
    both = _last(
        asked.filter(((pl.col("head") == "two") & (pl.col("first_word") == "the")) | (pl.col("head") == "both")), two
    )
    pairs = _last(asked.filter(pl.col("head").is_in(PAIRS) & (pl.col("first_word") == "the")), two.filter("people"))
    officers = _last(asked.filter(pl.col("first_word") == "the"), several.filter("people", "acts")).join(
        ROLES.select(single="lower", role="role"), on="single"
    )
    held = roles.select("doc", "role", who="entity").unique()
    officers = officers.explode("who").join(held, on=["doc", "role", "who"], how="semi").unique("quotation", keep="any")
    between = pl.col("sentence") - pl.col("m_sentence")
    near = [(they, _THEY_SENTENCES), (both, _NOUN_SENTENCES), (pairs, _NOUN_SENTENCES), (officers, _NOUN_SENTENCES)]
    return pl.concat([frame.filter(between <= most).select("quotation", "body_i0", "body_i1") for frame, most in near])


def _last(asked: pl.DataFrame, several: pl.DataFrame) -> pl.DataFrame:
    return asked.sort("i0").join_asof(
        several, left_on="i0", right_on="m_i0", by="doc", strategy="backward", check_sortedness=False
    )
