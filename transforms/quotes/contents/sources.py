"""Pairs of a content and a phrase of its cue's sentence that may be its source, and what tells the right one."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.models.candidates import Runs, Sides
from onrecord.transforms.quotes.models.model import Shape, flag
from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.speakers.mentions import has
from onrecord.transforms.quotes.words.grammar import FINITE, VERBS, Tag
from onrecord.transforms.quotes.words.lexicon import Word
from onrecord.transforms.quotes.words.numbers import numbers_of

_BY, _TO = numbers_of("by to")
_HE = numbers_of("he she")
_WHO = numbers_of("who which whom")
_OWN = numbers_of("his her their my our")
_IT = numbers_of("it that this there")


def find_sources(contents: pl.DataFrame, phrases: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Join contents with the phrases of the sentence of their cue that neither the content nor the cue holds.

    Args:
        contents: `i` (the cue's head), `word`, `stem`, `s`, `e` (first and last word), one row a content.
        phrases: `phrases.find_phrases`.
        lookup: The tokens.

    Returns:
        One row a pair: `row` (of the content), the content's columns, `i0`, `i1` and the columns that `SOURCE_SHAPE` names.
    """
    base = (
        contents.select("i", "word", "stem", "s", "e")
        .with_row_index("row")
        .with_columns(sentence=lookup.at("sentence", contents["i"]))
    )
    pairs = base.join(phrases, on="sentence", how="inner", maintain_order="left_right").drop("sentence")
    in_content = (pl.col("i0") <= pl.col("e")) & (pl.col("i1") >= pl.col("s"))
    holds_cue = (pl.col("i0") <= pl.col("i")) & (pl.col("i1") >= pl.col("i"))
    # "Asked about the plan, she replied …": the participle that leads the sentence is passive, and who asked is not said.
    leads = pl.Series(lookup.sentence_first(pairs["i"]) == pairs["i"]) & pl.Series(
        lookup.at("tag", pairs["i"]).is_in([Tag.VBN, Tag.VBD])
    )
    pairs = pairs.filter(~in_content & ~holds_cue & ~leads).with_columns(ahead=(pl.col("i1") < pl.col("i")))
    gap = pl.when("ahead").then(pl.col("i") - pl.col("i1") - 1).otherwise(pl.col("i0") - pl.col("i") - 1)
    between_first = pl.when("ahead").then(pl.col("i1") + 1).otherwise(pl.col("i") + 1)
    between_last = pl.when("ahead").then(pl.col("i") - 1).otherwise(pl.col("i0") - 1)
    pairs = pairs.with_columns(gap=gap, b0=between_first, b1=between_last, order=pl.col("ahead").cast(pl.UInt8))
    pairs = pairs.with_columns(**_words_around(pairs, lookup))
    runs = Runs(pairs["row"])
    return pairs.with_columns(
        rank=Sides(runs, pairs["order"], pairs["gap"]).rank,
        rivals=runs.size,
        step=pl.col("gap").clip(0, 4),
        few_verbs=pl.col("verbs").clip(0, 2).cast(pl.Int64),
        few_commas=pl.col("commas").clip(0, 2).cast(pl.Int64),
        **SOURCE_FEATURES,
    )


def _words_around(pairs: pl.DataFrame, lookup: Lookup) -> dict[str, pl.Series]:
    i, i0, i1, b0, b1 = (pairs[name] for name in ("i", "i0", "i1", "b0", "b1"))
    first, last = lookup.sentence_first(i), lookup.sentence_last(i)
    return {
        "first": first,
        "verbs": lookup.count("verbs", b0, b1),
        "commas": lookup.count("commas", b0, b1),
        "names_between": lookup.count("names", b0, b1),
        "breaks": lookup.count("breaks", b0, b1),
        "quoted_between": lookup.count("quoted_tokens", b0, b1),
        "w_before": lookup.inside("word", i0 - 1, first, last, outside=-1),
        "g_before": lookup.inside("tag", i0 - 1, first, last, outside=Tag.OTHER),
        "w_after": lookup.inside("word", i1 + 1, first, last, outside=-1),
        "g_after": lookup.inside("tag", i1 + 1, first, last, outside=Tag.OTHER),
        "g_after2": lookup.inside("tag", i1 + 2, first, last, outside=Tag.OTHER),
        "w0": lookup.at("word", i0),
        "w1": lookup.at("word", i1),
        "g1": lookup.at("tag", i1),
        "flags": lookup.at("flags", i1),
        "w_ahead": lookup.at("word", i - 1),
        "gh": lookup.at("tag", i),
    }


_right = pl.col("s") > pl.col("i")

SOURCE_FEATURES: dict[str, pl.Expr] = {
    "before_cue": flag(pl.col("ahead")),
    "distance": pl.col("gap").cast(pl.Float32),
    "behind_content": flag(pl.col("i0") > pl.col("e")),
    "between": flag(
        (_right & (pl.col("i0") > pl.col("i")) & (pl.col("i1") < pl.col("s")))
        | (~_right & (pl.col("i0") > pl.col("e")) & pl.col("ahead"))
    ),
    "from_sentence": (pl.col("i0") - pl.col("first")).cast(pl.Float32),
    "length": (pl.col("i1") - pl.col("i0") + 1).cast(pl.Float32),
    "content_right": flag(_right),
    "cue_leads": flag(pl.col("i") == pl.col("first")),
    "apposed": flag(
        (pl.col("g_before") == Tag.COMMA)
        & (pl.col("g1") == Tag.NNP)
        & pl.col("g_after").is_in([Tag.COMMA, Tag.VBD, Tag.VBZ])
    ),
    "name": flag(pl.col("g1") == Tag.NNP),
    "pronoun": flag(pl.col("g1") == Tag.PRP),
    "he_or_she": flag(pl.col("w1").is_in(_HE)),
    "who": flag(pl.col("w1").is_in(_WHO)),
    "own": flag(pl.col("w1").is_in(_OWN)),
    "it": flag(pl.col("w1").is_in(_IT)),
    "plural": flag(pl.col("g1") == Tag.NNS),
    "role": flag(has(Word.ROLE)),
    "group": flag(has(Word.GROUP)),
    "document": flag(has(Word.DOCUMENT)),
    "place": flag(has(Word.PLACE)),
    "calendar": flag(has(Word.CALENDAR)),
    "organisation": flag(has(Word.ORG)),
    "after_preposition": flag(pl.col("g_before") == Tag.IN),
    "after_by": flag(pl.col("w_before") == _BY),
    "after_to": flag(pl.col("w_before") == _TO),
    "after_comma": flag(pl.col("g_before") == Tag.COMMA),
    "after_and": flag(pl.col("g_before") == Tag.CC),
    "after_verb": flag(pl.col("g_before").is_in(VERBS)),
    "after_relative": flag(pl.col("g_before") == Tag.W),
    "leads_sentence": flag(pl.col("w_before") == -1),
    "then_possessive": flag(pl.col("g_after") == Tag.POS),
    "then_comma": flag(pl.col("g_after") == Tag.COMMA),
    "then_verb": flag(pl.col("g_after").is_in([*VERBS, *FINITE])),
    "then_stop": flag(pl.col("g_after") == Tag.STOP),
    "then_preposition": flag(pl.col("g_after") == Tag.IN),
    "then_relative": flag(pl.col("g_after") == Tag.W),
    "then_and": flag(pl.col("g_after") == Tag.CC),
    **{f"cue_{tag.name}": flag(pl.col("gh") == tag) for tag in (Tag.VBG, Tag.VBD, Tag.VB, Tag.VBN)},
    "cue_noun": flag(pl.col("gh").is_in([Tag.NN, Tag.NNS])),
}

SOURCE_SHAPE = Shape(
    numbers=(*SOURCE_FEATURES, *["verbs", "commas", "names_between", "breaks", "quoted_between", "rank", "rivals"]),
    keys={
        "last_word": ("w1", "order"),
        "before": ("w_before", "order"),
        "form_step": ("word", "order", "step"),
        "stem_verbs": ("stem", "order", "few_verbs"),
        "classes_beside": ("g_before", "g_after", "order"),
        "classes_after": ("g_after", "g_after2"),
        "layout": ("order", "step", "few_verbs", "few_commas"),
        "cue_layout": ("gh", "order", "few_verbs", "few_commas"),
        "first_word": ("w0",),
        "before_cue_word": ("w_ahead", "order", "step"),
        "cue_class": ("gh", "g1", "order", "step"),
    },
)
