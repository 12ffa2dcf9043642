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
        `doc`, `body_first`, `body_last` (first and last token of the names, where they are fullest), `mention_first`
        (first token here), `mention_last`, `mention_sentence`, `who` (the entities), `acts` (they are the subject of a
        verb), `people` (all are persons), in text order.
    """
    together = _together(_side_by_side(entities, lookup))
    fullest = _fullest(together)
    found = together.drop("body_first", "body_last").join(fullest, on="who", how="left", maintain_order="left")
    found = found.sort("mention_first")
    tag_after = lookup.at("tag", found["mention_last"] + 1)
    return found.with_columns(acts=tag_after.is_in([*FINITE, Tag.COMMA, Tag.OPEN]))


def _side_by_side(entities: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Names with `run`: which of them stand side by side.

    `joined`: a comma or "and" stands between this and the one before, which is of the same kind; `final`: "and" stands
    before it.
    """
    names = entities.filter(~pl.col("quoted") & ~pl.col("place")).select(
        "doc", "entity", "name_first", "proper_first", "name_last", "sentence", "name_kind"
    )
    last_before = names["name_last"].shift(1, fill_value=0)
    word_before, gap = lookup.at("lower", names["name_first"] - 1), names["name_first"] - last_before
    same_sentence = names["sentence"] == names["sentence"].shift(1)
    alike = same_sentence & (names["name_kind"] == names["name_kind"].shift(1))
    final = word_before.is_in(["and", "&"])
    one_between = (gap == 2) & (final | word_before.eq(","))
    comma_and = (gap == 3) & word_before.eq("and") & lookup.at("lower", last_before + 1).eq(",")
    joined = (alike & (one_between | comma_and)).fill_null(value=False)
    return names.with_columns(final=final, joined=joined).with_columns(run=(~pl.col("joined")).cum_sum())


def _together(runs: pl.DataFrame) -> pl.DataFrame:
    """Names side by side of more than one bearer, one row a run, the columns of `find_several` without `acts`."""
    together = runs.group_by("run", maintain_order=True).agg(
        pl.col("doc").first(),
        body_first=pl.col("proper_first").first(),
        body_last=pl.col("name_last").last(),
        mention_last=pl.col("name_last").last(),
        mention_first=pl.col("name_first").first(),
        mention_sentence=pl.col("sentence").first(),
        who=pl.col("entity").unique().sort(),
        people=(pl.col("name_kind") == "person").all(),
        final=(pl.col("final") & pl.col("joined")).last(),
    )
    return together.filter((pl.col("who").list.len() > 1) & pl.col("final")).drop("run", "final")


def _fullest(together: pl.DataFrame) -> pl.DataFrame:
    """Of all places that name the same ones side by side, the fullest: `who`, `body_first`, `body_last`."""
    length = pl.col("body_last") - pl.col("body_first")
    ordered = together.sort(length, "body_first", descending=[True, False])
    return ordered.unique("who", keep="first", maintain_order=True).select("who", "body_first", "body_last")


def resolve_several(
    asked: pl.DataFrame, several: pl.DataFrame, crowds: pl.DataFrame, roles: pl.DataFrame
) -> pl.DataFrame:
    """Whom plurals mean.

    "They" are the last ones side by side that act, unless another plural took over; "the two" and "both" the last two;
    "the senators" the last people side by side that act of whom one is a senator.

    Args:
        asked: `quotation`, `doc`, `source_first` (first token of the source), `sentence`, `final_word`, `type`,
            `first_word`, `single` (the singular of a plural, else null).
        several: `find_several`.
        crowds: Plural nouns that are subjects (`bodies.find_crowds`).
        roles: Who has which role (`nominals.find_roles`).

    Returns:
        `quotation`, `body_first`, `body_last` (first and last token of the names).
    """
    two = several.filter(pl.col("who").list.len() == 2)
    the, final_word = pl.col("first_word") == "the", pl.col("final_word")
    both = _last(asked.filter(((final_word == "two") & the) | (final_word == "both")), two)
    pairs = _last(asked.filter(final_word.is_in(PAIRS) & the), two.filter("people"))
    they = _they(asked.filter((pl.col("type") == "pronoun") & (final_word == "they")), several, crowds)
    officers = _officers(asked.filter(the), several, roles)
    near = [(they, _THEY_SENTENCES), (both, _NOUN_SENTENCES), (pairs, _NOUN_SENTENCES), (officers, _NOUN_SENTENCES)]
    between = pl.col("sentence") - pl.col("mention_sentence")
    columns = ("quotation", "body_first", "body_last")
    return pl.concat([frame.filter(between <= most).select(columns) for frame, most in near])


def _they(asked: pl.DataFrame, several: pl.DataFrame, crowds: pl.DataFrame) -> pl.DataFrame:
    """The last ones side by side that act, unless another plural stands between them and "they"."""
    rivals = crowds.select("doc", rival_first="mention_first", rival_sentence="mention_sentence").sort("rival_first")
    they = _last(asked, several.filter("acts")).join_asof(
        rivals,
        left_on="source_first",
        right_on="rival_first",
        by="doc",
        strategy="backward",
        check_sortedness=False,
    )
    # Another plural in the very sentence of the names ("Bell and Reyes said voters were …") is part of what they do.
    nobody = pl.col("rival_first").is_null()
    return they.filter(nobody | (pl.col("rival_sentence") <= pl.col("mention_sentence")))


def _officers(asked: pl.DataFrame, several: pl.DataFrame, roles: pl.DataFrame) -> pl.DataFrame:
    """The last people side by side that act, where one of them has the role that the plural names."""
    acting = _last(asked, several.filter("people", "acts"))
    wanted = acting.join(ROLES.select(single="lower", role="role"), on="single").explode("who")
    held = roles.select("doc", "role", who="entity").unique()
    return wanted.join(held, on=["doc", "role", "who"], how="semi").unique("quotation", keep="any")


def _last(asked: pl.DataFrame, several: pl.DataFrame) -> pl.DataFrame:
    """The last ones of `several` ahead of each source."""
    return asked.sort("source_first").join_asof(
        several,
        left_on="source_first",
        right_on="mention_first",
        by="doc",
        strategy="backward",
        check_sortedness=False,
    )
