"""Pairs of a quotation that no cue of its own introduces and a phrase near it that may be its source."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.models.candidates import Runs, Sides
from onrecord.transforms.quotes.models.model import Shape, flag
from onrecord.transforms.quotes.models.reach import join_reach
from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.speakers.mentions import has
from onrecord.transforms.quotes.words.grammar import FINITE, VERBS, Tag
from onrecord.transforms.quotes.words.lexicon import Word
from onrecord.transforms.quotes.words.numbers import numbers_of

_HE = numbers_of("he she")
_WHO = numbers_of("who which whom")
_OWN = numbers_of("his her their my our")
_FARTHEST = 90
"""Tokens between a quotation and a phrase that may be its source."""

_LONGEST_PHRASE = 200
_SPOKE = 0.3
"""A phrase that is the source of a content with this probability has spoken."""


def find_pairs(quotations: pl.DataFrame, phrases: pl.DataFrame, contents: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Join quotations with the phrases of their own and the neighbouring paragraphs.

    Args:
        quotations: `o`, `c` (first and last token, marks included), `paragraph`, `last_paragraph`, one row a quotation.
        phrases: `phrases.find_phrases`.
        contents: Contents with `i0`, `i1` (their sources), `i` (the cue's head) and `p` (probability of being a content).
        lookup: The tokens.

    Returns:
        One row a pair: `row` (of the quotation), `o`, `c`, `i0`, `i1` and the columns that `FLOATING_SHAPE` names.
    """
    spoke = (
        contents.drop_nulls("i0")
        .group_by("i0", "i1")
        .agg(spoke=pl.col("p").max().cast(pl.Float32), spoke_often=pl.len().cast(pl.Float32))
    )
    known = phrases.join(spoke, on=["i0", "i1"], how="left", maintain_order="left").with_columns(
        pl.col("spoke", "spoke_often").fill_null(0)
    )
    known = known.with_columns(
        doc=lookup.at("doc", known["i0"]), at_paragraph=lookup.at("paragraph", known["i0"])
    ).drop("sentence")
    near = (
        quotations.select("o", "c", "paragraph", "last_paragraph")
        .with_row_index("row")
        .with_columns(doc=lookup.at("doc", quotations["o"]))
    )
    pairs = join_reach(
        near, known.rename({"doc": "known_doc"}), "i0", near["o"] - _FARTHEST - _LONGEST_PHRASE, near["c"] + _FARTHEST
    )
    beside = pl.col("at_paragraph").is_between(pl.col("paragraph") - 1, pl.col("last_paragraph") + 1)
    pairs = pairs.filter(beside & (pl.col("doc") == pl.col("known_doc"))).drop("known_doc")
    gap = pl.when(pl.col("i1") < pl.col("o")).then(pl.col("o") - pl.col("i1")).otherwise(pl.col("i0") - pl.col("c"))
    pairs = pairs.with_columns(gap=gap, order=(pl.col("i1") < pl.col("o")).cast(pl.UInt8)).filter(
        pl.col("gap") <= _FARTHEST
    )
    runs = Runs(pairs["row"])
    sides = Sides(runs, pairs["order"], pairs["gap"])
    pairs = pairs.with_columns(has_spoken=pl.col("spoke") > _SPOKE)
    nearest = pl.when("has_spoken").then("gap").otherwise(None).min().over("row", "order")
    return pairs.with_columns(**_around(pairs, lookup)).with_columns(
        rank=sides.rank,
        best_spoke=runs.highest(pairs["spoke"]),
        nearest_spoke=(pl.col("gap") == nearest).fill_null(value=False).cast(pl.Float32),
        speakers_between=sides.count(pairs["has_spoken"]),
        rivals=runs.size,
        **FLOATING_FEATURES,
    )


def _around(pairs: pl.DataFrame, lookup: Lookup) -> dict[str, pl.Series]:
    o, c, i0, i1 = (pairs[name] for name in ("o", "c", "i0", "i1"))
    first, last = lookup.sentence_first(i0), lookup.sentence_last(i0)
    ahead = i1 < o
    b0, b1 = (i1 + 1).zip_with(ahead, c + 1), (o - 1).zip_with(ahead, i0 - 1)
    return {
        "first": first,
        "sentences_between": (lookup.at("sentence", o) - lookup.at("sentence", i0)).cast(pl.Float32).clip(-8, 8),
        "verbs": lookup.count("verbs", b0, b1),
        "commas": lookup.count("commas", b0, b1),
        "names_between": lookup.count("names", b0, b1),
        "quoted_between": lookup.count("quoted_tokens", b0, b1),
        "w_before": lookup.inside("word", i0 - 1, first, last, outside=-1),
        "g_before": lookup.inside("tag", i0 - 1, first, last, outside=Tag.OTHER),
        "w_after": lookup.inside("word", i1 + 1, first, last, outside=-1),
        "g_after": lookup.inside("tag", i1 + 1, first, last, outside=Tag.OTHER),
        "w1": lookup.at("word", i1),
        "g1": lookup.at("tag", i1),
        "w0": lookup.at("word", i0),
        "flags": lookup.at("flags", i1),
        "before_quote": lookup.at("word", o - 1),
        "before_quote_class": lookup.at("tag", o - 1),
    }


FLOATING_FEATURES: dict[str, pl.Expr] = {
    "ahead": pl.col("order").cast(pl.Float32),
    "distance": pl.col("gap").cast(pl.Float32),
    "paragraphs_between": (pl.col("paragraph") - pl.col("at_paragraph")).cast(pl.Float32).clip(-2, 3),
    "from_sentence": (pl.col("i0") - pl.col("first")).cast(pl.Float32),
    "length": (pl.col("i1") - pl.col("i0") + 1).cast(pl.Float32),
    "name": flag(pl.col("g1") == Tag.NNP),
    "pronoun": flag(pl.col("g1") == Tag.PRP),
    "he_or_she": flag(pl.col("w1").is_in(_HE)),
    "who": flag(pl.col("w1").is_in(_WHO)),
    "own": flag(pl.col("w1").is_in(_OWN)),
    "plural": flag(pl.col("g1") == Tag.NNS),
    "role": flag(has(Word.ROLE)),
    "group": flag(has(Word.GROUP)),
    "document": flag(has(Word.DOCUMENT)),
    "place": flag(has(Word.PLACE)),
    "calendar": flag(has(Word.CALENDAR)),
    "after_preposition": flag(pl.col("g_before") == Tag.IN),
    "leads_sentence": flag(pl.col("w_before") == -1),
    "then_possessive": flag(pl.col("g_after") == Tag.POS),
    "then_verb": flag(pl.col("g_after").is_in([*VERBS, *FINITE])),
    "then_comma": flag(pl.col("g_after") == Tag.COMMA),
    "quote_behind_colon": flag(pl.col("before_quote_class") == Tag.COLON),
}

FLOATING_SHAPE = Shape(
    numbers=(
        *FLOATING_FEATURES,
        *[
            "spoke",
            "spoke_often",
            "sentences_between",
            "verbs",
            "commas",
            "names_between",
            "quoted_between",
            "rank",
            "best_spoke",
            "nearest_spoke",
            "speakers_between",
            "rivals",
        ],
    ),
    keys={
        "last_word": ("w1", "order"),
        "before": ("w_before", "order"),
        "after": ("w_after", "order"),
        "classes_beside": ("g_before", "g1", "g_after"),
        "first_word": ("w0",),
        "before_quote": ("before_quote", "order"),
    },
)
