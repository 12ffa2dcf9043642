"""Contents behind their cue ("said that …", "called for …"): where they may begin and where they may end."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.models.candidates import Runs
from onrecord.transforms.quotes.models.model import Shape, flag
from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.words.grammar import FINITE, Tag
from onrecord.transforms.quotes.words.numbers import numbers_of

_FARTHEST_START = 10
_OPENERS = numbers_of("that to whether how what why if for as")
_LINKS = numbers_of(
    "of for to on about as with by at in against from into over that out up if whether it him her them me us"
)
_BREAKERS = numbers_of(
    "and but or in on at by as when while after before because that who which for with during from to since though although even last than is was has if where"
    " until unless without despite amid following about against into of over under through like whom whose per via so yet just including saying adding"
    " according he they she it said says told"
)
_THAT, _TO = numbers_of("that to")
_PHRASE_ENDS = (Tag.NN, Tag.NNS, Tag.NNP, Tag.PRP, Tag.CD, Tag.RB)
_PHRASE_STARTS = (Tag.DT, Tag.PRPS, Tag.PRP, Tag.NNP, Tag.VBG, Tag.TO, Tag.IN, Tag.RB, Tag.W, Tag.NNS)
_STOPS = (Tag.COMMA, Tag.STOP, Tag.COLON, Tag.DASH, Tag.OPEN, Tag.CLOSE, Tag.QUOTE)


def find_starts(heads: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Words behind a head at which its content may begin.

    Args:
        heads: `i`, `word`, `stem`, one row a head.
        lookup: The tokens.

    Returns:
        One row a candidate: `row` (of the head), the head's columns, `s` (the first word) and the columns that `START_SHAPE` names.
    """
    limit = lookup.sentence_last(heads["i"])
    near = heads.select("i", "word", "stem").with_columns(limit=limit).with_row_index("row")
    near = (
        near.with_columns(
            s=pl.int_ranges(pl.col("i") + 1, pl.min_horizontal(pl.col("i") + _FARTHEST_START, "limit") + 1)
        )
        .explode("s")
        .drop_nulls("s")
    )
    s, i, limit = near["s"], near["i"], near["limit"]
    near = near.with_columns(
        w_before=lookup.inside("word", s - 1, i, limit, outside=-1),
        w=lookup.at("word", s),
        g_before=lookup.inside("tag", s - 1, i, limit, outside=Tag.OTHER),
        g=lookup.at("tag", s),
        is_word=lookup.at("is_word", s),
        quoted=lookup.at("quoted", s),
        quoted_before=lookup.at("quoted", s - 1),
    )
    opens_quote = pl.col("quoted") & (pl.col("g_before") == Tag.QUOTE)
    possible = pl.col("is_word") & (~pl.col("quoted") | ~pl.col("quoted_before") | opens_quote)
    phrase = pl.col("g_before").is_in(_PHRASE_ENDS) & pl.col("g").is_in(_PHRASE_STARTS)
    marked = pl.col("g_before").is_in([Tag.COMMA, Tag.COLON, Tag.DASH, Tag.QUOTE])
    likely = (
        (pl.col("s") == pl.col("i") + 1)
        | pl.col("w_before").is_in(_LINKS)
        | marked
        | pl.col("w").is_in(_OPENERS)
        | phrase
    )
    near = near.filter(possible & likely)
    s, i, limit, runs = near["s"], near["i"], near["limit"], Runs(near["row"])
    near = near.with_columns(
        w_next=lookup.inside("word", s + 1, i, limit, outside=-1),
        g_next=lookup.inside("tag", s + 1, i, limit, outside=Tag.OTHER),
        w_before2=lookup.inside("word", s - 2, i, limit, outside=-1),
        g_before2=lookup.inside("tag", s - 2, i, limit, outside=Tag.OTHER),
        commas_between=lookup.count("commas", i, s - 1),
        verbs_between=lookup.count("verbs", i, s - 1),
        names_between=lookup.count("names", i, s - 1),
        verbs_right=lookup.count("verbs", s, limit),
        thats_between=lookup.count("thats", i, s - 1),
        thats_right=lookup.count("thats", s - 1, limit),
        rank=runs.place,
        rivals=runs.size,
        step=(pl.col("s") - pl.col("i")).clip(0, 5),
    )
    return near.with_columns(**START_FEATURES)


START_FEATURES: dict[str, pl.Expr] = {
    "offset": (pl.col("s") - pl.col("i")).cast(pl.Float32),
    "words_right": (pl.col("limit") - pl.col("s")).cast(pl.Float32),
    "in_quote": flag(pl.col("quoted")),
    "at_that": flag(pl.col("w") == _THAT),
    "at_to": flag(pl.col("w") == _TO),
    "behind_preposition": flag(pl.col("g_before") == Tag.IN),
    "behind_comma": flag(pl.col("g_before") == Tag.COMMA),
    "behind_colon": flag(pl.col("g_before") == Tag.COLON),
}

START_SHAPE = Shape(
    numbers=(
        *START_FEATURES,
        *[
            "commas_between",
            "verbs_between",
            "names_between",
            "verbs_right",
            "thats_between",
            "thats_right",
            "rank",
            "rivals",
        ],
    ),
    keys={
        "form_step": ("word", "step"),
        "stem_step": ("stem", "step"),
        "edge": ("w_before", "w"),
        "form_before": ("word", "w_before"),
        "form_at": ("word", "w"),
        "before": ("w_before",),
        "at": ("w",),
        "classes": ("g_before", "g", "g_next"),
        "classes_before": ("g_before2", "g_before", "g"),
        "stem_before": ("stem", "w_before", "g"),
        "two_before": ("w_before2", "w_before"),
    },
)


def may_end() -> pl.Expr:
    """Whether a token of a token table is a word behind which something begins that a content may not hold."""
    following = pl.col("word").shift(-1).is_in(_BREAKERS) | pl.col("tag").shift(-1).is_in(_STOPS)
    return pl.col("is_word") & following.fill_null(value=True)


def find_ends(contents: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Words at which a content behind its cue may end, within its sentence; a quotation that reaches beyond is taken whole.

    Args:
        contents: `i`, `word`, `stem` of the head and `s`, the first word, one row a content.
        lookup: The tokens.

    Returns:
        One row a candidate: `row` (of the content), its columns, `e` (the last word) and the columns that `END_SHAPE` names.
    """
    limit = lookup.sentence_last(contents["s"])
    quote_end = lookup.at("span_last", limit).fill_null(-1)
    near = contents.select("i", "word", "stem", "s").with_columns(limit=pl.Series(limit)).with_row_index("row")
    near = near.with_columns(limit=pl.max_horizontal("limit", quote_end.alias("quote_end")))
    near = near.with_columns(e=pl.int_ranges(pl.col("s"), pl.col("limit") + 1)).explode("e").drop_nulls("e")
    near = near.filter(pl.Series(lookup.at("may_end", near["e"])) | (pl.col("e") == pl.col("limit")))
    e, s, limit = near["e"], near["s"], near["limit"]
    near = near.with_columns(
        w1=lookup.inside("word", e + 1, s, limit, outside=-1),
        g1=lookup.inside("tag", e + 1, s, limit, outside=Tag.OTHER),
        span_last=lookup.at("span_last", e),
        following=lookup.at("word_after", e + 1),
    )
    # Inside a quotation only its last word will do.
    whole = (
        pl.col("span_last").is_null() | (pl.col("following") > pl.col("span_last")) | (pl.col("e") == pl.col("limit"))
    )
    near = near.filter(pl.Series(lookup.at("is_word", e)) & whole)
    return near.with_columns(**_around_end(near, lookup)).with_columns(**END_FEATURES)


def _around_end(near: pl.DataFrame, lookup: Lookup) -> dict[str, pl.Series | pl.Expr]:
    e, s, limit, n, runs = near["e"], near["s"], near["limit"], near["following"], Runs(near["row"])
    return {
        **{f"w{k}": lookup.inside("word", e + k, s, limit, outside=-1) for k in (2, 3)},
        **{f"g{k}": lookup.inside("tag", e + k, s, limit, outside=Tag.OTHER) for k in (2, 3, 4)},
        "w0": lookup.at("word", e),
        "g0": lookup.at("tag", e),
        "wn": lookup.inside("word", n, s, limit, outside=-1),
        "gn": lookup.inside("tag", n, s, limit, outside=Tag.OTHER),
        "gn2": lookup.inside("tag", n + 1, s, limit, outside=Tag.OTHER),
        "ws": lookup.at("word", s),
        "verbs_in": lookup.count("verbs", s, e),
        "verbs_behind": lookup.count("verbs", e + 1, limit),
        "commas_in": lookup.count("commas", s, e),
        "commas_behind": lookup.count("commas", e + 2, limit),
        "quoted_in": lookup.count("quoted_tokens", s, e),
        "quoted_behind": lookup.count("quoted_tokens", e + 1, limit),
        "names_behind": lookup.count("names", e + 1, limit),
        "breaks_in": lookup.count("breaks", s, e),
        "thats_in": lookup.count("thats", s, e),
        "cues_in": lookup.count("strong_cues", s, e),
        "cues_behind": lookup.count("strong_cues", e + 1, limit),
        "cues_soon": lookup.count("strong_cues", e + 1, (e + 8).zip_with(e + 8 < limit, limit)),
        "rank": runs.place,
        "rank_back": runs.place_from_end,
        "final": (pl.col("following") > pl.col("limit")).cast(pl.UInt8),
    }


END_FEATURES: dict[str, pl.Expr] = {
    "length": (pl.col("e") - pl.col("s") + 1).cast(pl.Float32),
    "words_behind": (pl.col("limit") - pl.col("e")).cast(pl.Float32),
    "fraction": ((pl.col("e") - pl.col("s") + 1) / (pl.col("limit") - pl.col("s") + 1)).cast(pl.Float32),
    "at_end": flag(pl.col("final") == 1),
    "gap": (pl.col("s") - pl.col("i")).cast(pl.Float32),
    "in_quote": flag(pl.col("span_last").is_not_null()),
    **{
        f"then_{name}": flag(pl.col("g1") == tag)
        for name, tag in (
            ("comma", Tag.COMMA),
            ("and", Tag.CC),
            ("dash", Tag.DASH),
            ("bracket", Tag.OPEN),
            ("quote", Tag.QUOTE),
            ("colon", Tag.COLON),
            ("preposition", Tag.IN),
            ("relative", Tag.W),
        )
    },
    **{
        f"next_{name}": flag(pl.col("gn") == tag)
        for name, tag in (
            ("pronoun", Tag.PRP),
            ("name", Tag.NNP),
            ("participle", Tag.VBG),
            ("and", Tag.CC),
            ("preposition", Tag.IN),
            ("relative", Tag.W),
        )
    },
    "next_finite": flag(pl.col("gn").is_in(FINITE)),
    "second_finite": flag(pl.col("gn2").is_in(FINITE)),
}

END_SHAPE = Shape(
    numbers=(
        *END_FEATURES,
        *[
            "verbs_in",
            "verbs_behind",
            "commas_in",
            "commas_behind",
            "quoted_in",
            "quoted_behind",
            "names_behind",
            "breaks_in",
            "thats_in",
            "cues_in",
            "cues_behind",
            "cues_soon",
            "rank",
            "rank_back",
        ],
    ),
    keys={
        "next": ("w1", "final"),
        "two_next": ("w1", "w2"),
        "next_word": ("wn", "g1"),
        "classes": ("g1", "g2", "g3"),
        "classes_around": ("g0", "g1", "g2"),
        "stem_class": ("stem", "g1"),
        "form_final": ("word", "final"),
        "form_next": ("word", "w1"),
        "start_class": ("ws", "g1"),
        "later_two": ("w2", "w3"),
        "four_classes": ("g1", "g2", "g3", "g4"),
        "at": ("w0", "g1"),
    },
)
