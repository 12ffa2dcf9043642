"""Whom "they" and "the two" mean where people are named side by side: "Nora Bell and Joe Reyes … They …"."""

from __future__ import annotations

import polars as pl

from transforms.quotes.grammar import FINITE, Tag
from transforms.quotes.lookup import Lookup

PAIRS = ("two", "pair", "couple", "duo", "both")
"""What two people together are called."""

_THEY_SENTENCES, _NOUN_SENTENCES = 4, 8
"""Sentences between the names and the word that takes them up."""

_LONGEST_APPOSITION = 25
"""Words from one of several names to the next, with what is set in between."""

_ASIDE = ("along", "together")


def find_several(entities: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """People and bodies that are named side by side, joined by "and", or with another one at their side ("Nora Bell, along with Joe Reyes, wrote").

    Args:
        entities: `entities.name_entities`.
        lookup: The tokens.

    Returns:
        `doc`, `body_i0`, `body_i1` (first and last token of the names; of the first name where others
        stand apart from it), `m_i0` (first token), `m_sentence`, `members`,
        `acts` (they are the subject of a verb), `people` (all are persons).
    """
    names = entities.filter(~pl.col("quoted") & ~pl.col("place")).select("doc", "entity", "i0", "head_i", "i1", "sentence", "name_kind")
    before = names["i1"].shift(1, fill_value=0)
    word, gap = lookup.at("lower", names["i0"] - 1), names["i0"] - before
    alike = (names["sentence"] == names["sentence"].shift(1)) & (names["name_kind"] == names["name_kind"].shift(1))
    final = word.is_in(["and", "&"])
    beside = ((gap == 2) & (final | word.eq(","))) | ((gap == 3) & word.eq("and") & lookup.at("lower", before + 1).eq(","))
    # "Nora Bell, the president of the port, and Joe Reyes, a critic, applauded": what each of them is stands between the names.
    described = (
        final
        & (gap <= _LONGEST_APPOSITION)
        & lookup.at("tag", before + 1).is_in([Tag.COMMA, Tag.OPEN])
        & lookup.count("verbs", before + 1, names["i0"] - 1).eq(0)
    )
    joined = (alike & (beside | described)).fill_null(value=False)
    runs = names.with_columns(final=final, joined=joined, apart=joined & ~beside).with_columns(run=(~pl.col("joined")).cum_sum())
    together = (
        runs.group_by("run", maintain_order=True)
        .agg(
            pl.col("doc").first(),
            body_i0=pl.col("head_i").first(),
            body_i1=pl.when(pl.col("apart").any()).then(pl.col("i1").first()).otherwise(pl.col("i1").last()),
            last_i=pl.col("i1").last(),
            m_i0=pl.col("i0").first(),
            m_sentence=pl.col("sentence").first(),
            members=pl.len(),
            who=pl.col("entity").unique().sort(),
            people=(pl.col("name_kind") == "person").all(),
            final=(pl.col("final") & pl.col("joined")).last(),
        )
        .filter((pl.col("members") > 1) & pl.col("final"))
        .drop("run", "final")
    )
    together = together.drop("body_i0", "body_i1").join(_fullest(together), on="who", how="left", maintain_order="left").drop("who")
    aside = names.filter(
        lookup.at("tag", names["i1"] + 1).eq(Tag.COMMA) & lookup.at("lower", names["i1"] + 2).is_in(_ASIDE) & lookup.at("lower", names["i1"] + 3).eq("with")
    )
    aside = aside.select(
        "doc",
        body_i0="head_i",
        body_i1="i1",
        last_i="i1",
        m_i0="i0",
        m_sentence="sentence",
        members=pl.lit(2, dtype=pl.UInt32),
        people=pl.col("name_kind") == "person",
    )
    found = pl.concat([together, aside.select(together.columns)], how="vertical_relaxed").sort("m_i0")
    after = lookup.at("tag", found["last_i"] + 1)
    return found.with_columns(acts=pl.Series(after.is_in([*FINITE, Tag.COMMA, Tag.OPEN])))


def _fullest(together: pl.DataFrame) -> pl.DataFrame:
    """Of all places that name the same ones side by side, the fullest: `who`, `body_i0`, `body_i1`."""
    length = pl.col("body_i1") - pl.col("body_i0")
    return together.sort(length, "body_i0", descending=[True, False]).unique("who", keep="first", maintain_order=True).select("who", "body_i0", "body_i1")


def resolve_several(asked: pl.DataFrame, several: pl.DataFrame, crowds: pl.DataFrame) -> pl.DataFrame:
    """Take "they" and "the chairmen" for the last people side by side that act ("they" unless another plural took over), and "the two" for the last two.

    Args:
        asked: `quotation`, `doc`, `i0`, `sentence`, `head`, `type`, `first_word`, `plural_role` (a plural for what people are).
        several: `find_several`.
        crowds: `doc`, `m_i0`, `m_sentence`: other plurals that act.

    Returns:
        `quotation`, `body_i0`, `body_i1`.
    """
    they = asked.filter((pl.col("type") == "pronoun") & (pl.col("head") == "they")).sort("i0")
    rivals = crowds.select("doc", rival_i="m_i0", rival_sentence="m_sentence").sort("rival_i")
    placed = they.join_asof(several.filter("acts"), left_on="i0", right_on="m_i0", by="doc", strategy="backward", check_sortedness=False)
    placed = placed.join_asof(rivals, left_on="i0", right_on="rival_i", by="doc", strategy="backward", check_sortedness=False)
    # Another plural in the very sentence of the names ("Bell and Reyes said voters were …") is part of what they do.
    placed = placed.filter(pl.col("rival_i").is_null() | (pl.col("rival_sentence") <= pl.col("m_sentence")))
    offices = asked.filter(pl.col("plural_role") & (pl.col("first_word") == "the")).sort("i0")
    titled = offices.join_asof(several.filter("people", "acts"), left_on="i0", right_on="m_i0", by="doc", strategy="backward", check_sortedness=False)
    pairs = asked.filter(pl.col("head").is_in(PAIRS) & ((pl.col("first_word") == "the") | (pl.col("head") == "both"))).sort("i0")
    paired = pairs.join_asof(several.filter(pl.col("members") == 2), left_on="i0", right_on="m_i0", by="doc", strategy="backward", check_sortedness=False)
    between = pl.col("sentence") - pl.col("m_sentence")
    near = [(placed, _THEY_SENTENCES), (titled, _NOUN_SENTENCES), (paired, _NOUN_SENTENCES)]
    return pl.concat([frame.filter(between <= most).select("quotation", "body_i0", "body_i1") for frame, most in near])
