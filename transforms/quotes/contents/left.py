"""Contents before their cue ("…, the minister said"): where they may end and where they may begin."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.models.candidates import Runs
from onrecord.transforms.quotes.models.model import Shape, flag
from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.words.grammar import FINITE, Tag
from onrecord.transforms.quotes.words.numbers import numbers_of

_FARTHEST_END = 40
_AFTER_END = numbers_of("as who which according he she they i")
_BEFORE_START = numbers_of("that but and when while where with although though because if as who which")
_BREAKS = (Tag.COMMA, Tag.DASH, Tag.QUOTE, Tag.OPEN, Tag.STOP, Tag.COLON)


def find_ends(heads: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Words before a head at which its content may end, within the sentence.

    Args:
        heads: `i`, `word`, `stem`, one row a head.
        lookup: The tokens.

    Returns:
        One row a candidate: `row` (of the head), the head's columns, `e` (the last word) and the columns that `END_SHAPE` names.
    """
    near = heads.select("i", "word", "stem").with_columns(first=lookup.sentence_first(heads["i"])).with_row_index("row")
    near = (
        near.with_columns(e=pl.int_ranges(pl.max_horizontal("first", pl.col("i") - _FARTHEST_END), pl.col("i")))
        .explode("e")
        .drop_nulls("e")
    )
    e = near["e"]
    near = near.with_columns(
        g1=lookup.at("tag", e + 1),
        w1=lookup.at("word", e + 1),
        is_word=lookup.at("is_word", e),
        span_last=lookup.at("span_last", e),
        following=lookup.at("word_after", e + 1),
    )
    possible = pl.col("is_word") & (
        pl.col("g1").is_in(_BREAKS) | pl.col("w1").is_in(_AFTER_END) | pl.col("g1").is_in(FINITE)
    )
    near = near.filter(possible & (pl.col("span_last").is_null() | (pl.col("following") > pl.col("span_last"))))
    e, i, n, first, runs = near["e"], near["i"], near["following"], near["first"], Runs(near["row"])
    return near.with_columns(
        w0=lookup.at("word", e),
        wn=lookup.at("word", n),
        gn=lookup.at("tag", n),
        gn2=lookup.at("tag", n + 1),
        gh=lookup.at("tag", i + 1),
        verbs_in=lookup.count("verbs", first, e),
        verbs_between=lookup.count("verbs", e + 1, i - 1),
        commas_in=lookup.count("commas", first, e),
        commas_between=lookup.count("commas", n, i),
        names_between=lookup.count("names", e + 1, i),
        quoted_between=lookup.count("quoted_tokens", n, i),
        quoted_in=lookup.count("quoted_tokens", first, e),
        cues_in=lookup.count("strong_cues", first, e),
        cues_between=lookup.count("strong_cues", n, i - 1),
        words_behind=(lookup.sentence_last(i) - i).cast(pl.Float32),
        rank=runs.place_from_end,
        rivals=runs.size,
        step=(pl.col("i") - pl.col("following")).clip(0, 6),
    ).with_columns(**END_FEATURES)


END_FEATURES: dict[str, pl.Expr] = {
    "gap": (pl.col("i") - pl.col("following")).cast(pl.Float32),
    "length": (pl.col("e") - pl.col("first") + 1).cast(pl.Float32),
    "in_quote": flag(pl.col("span_last").is_not_null()),
    "then_comma": flag(pl.col("g1") == Tag.COMMA),
    "then_quote": flag(pl.col("g1") == Tag.QUOTE),
    "then_dash": flag(pl.col("g1") == Tag.DASH),
    "then_finite": flag(pl.col("g1").is_in(FINITE)),
}

END_SHAPE = Shape(
    numbers=(
        *END_FEATURES,
        *[
            "verbs_in",
            "verbs_between",
            "commas_in",
            "commas_between",
            "names_between",
            "quoted_between",
            "quoted_in",
            "cues_in",
            "cues_between",
            "words_behind",
            "rank",
            "rivals",
        ],
    ),
    keys={
        "next": ("wn", "gn2"),
        "classes": ("gn", "gn2"),
        "form_step": ("word", "step"),
        "class_step": ("g1", "step"),
        "form_behind": ("word", "gh"),
        "at": ("w0",),
        "stem_next": ("stem", "gn"),
    },
)


def find_starts(contents: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Words at which a content before its cue may begin, within the sentence; a quotation that began earlier is taken whole.

    Args:
        contents: `i`, `word`, `stem` of the head and `e`, the last word, one row a content.
        lookup: The tokens.

    Returns:
        One row a candidate: `row` (of the content), its columns, `s` (the first word) and the columns that `START_SHAPE` names.
    """
    first = lookup.sentence_first(contents["i"])
    near = (
        contents.select("i", "word", "stem", "e")
        .with_columns(first=pl.coalesce(lookup.at("span_first", first), first))
        .with_row_index("row")
    )
    near = near.with_columns(s=pl.int_ranges("first", pl.col("e") + 1)).explode("s").drop_nulls("s")
    s = near["s"]
    near = near.with_columns(
        is_word=lookup.at("is_word", s),
        g_before=lookup.at("tag", s - 1),
        w_before=lookup.at("word", s - 1),
        preceding=lookup.at("word_before", s - 1),
        span_first=lookup.at("span_first", s),
    )
    leads = (pl.col("preceding") < pl.col("first")) | (pl.col("s") == pl.col("first"))
    broken = pl.col("g_before").is_in([*_BREAKS, Tag.CC, Tag.CLOSE]) | pl.col("w_before").is_in(_BEFORE_START)
    near = near.filter(
        pl.col("is_word")
        & (leads | broken)
        & (pl.col("span_first").is_null() | (pl.col("preceding") < pl.col("span_first")))
    )
    s, e, first = near["s"], near["e"], near["first"]
    return near.with_columns(
        w=lookup.at("word", s),
        g=lookup.at("tag", s),
        g_next=lookup.at("tag", s + 1),
        verbs_in=lookup.count("verbs", s, e),
        verbs_ahead=lookup.count("verbs", first, s - 1),
        commas_in=lookup.count("commas", s, e),
        commas_ahead=lookup.count("commas", first, s - 1),
        quoted_in=lookup.count("quoted_tokens", s, e),
        quoted_ahead=lookup.count("quoted_tokens", first, s - 1),
        cues_in=lookup.count("strong_cues", s, e),
        cues_ahead=lookup.count("strong_cues", first, s - 1),
        names_ahead=lookup.count("names", first, s - 1),
        rank=Runs(near["row"]).place,
        leading=leads.cast(pl.UInt8),
    ).with_columns(**START_FEATURES)


START_FEATURES: dict[str, pl.Expr] = {
    "leads": flag(pl.col("leading") == 1),
    "length": (pl.col("e") - pl.col("s") + 1).cast(pl.Float32),
    "ahead": (pl.col("s") - pl.col("first")).cast(pl.Float32),
    "in_quote": flag(pl.col("span_first").is_not_null()),
    "behind_comma": flag(pl.col("g_before") == Tag.COMMA),
    "behind_and": flag(pl.col("g_before") == Tag.CC),
    "gap": (pl.col("i") - pl.col("e")).cast(pl.Float32),
}

START_SHAPE = Shape(
    numbers=(
        *START_FEATURES,
        *[
            "verbs_in",
            "verbs_ahead",
            "commas_in",
            "commas_ahead",
            "quoted_in",
            "quoted_ahead",
            "cues_in",
            "cues_ahead",
            "names_ahead",
            "rank",
        ],
    ),
    keys={
        "before": ("w_before", "leading"),
        "at": ("w", "leading"),
        "edge": ("w_before", "w"),
        "classes": ("g_before", "g", "g_next"),
        "form": ("word", "leading"),
        "stem_before": ("stem", "g_before"),
    },
)
