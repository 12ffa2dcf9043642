"""Contents behind their cue ("said that …", "called for …"): where they may begin and where they may end."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.models.candidates import Runs
from onrecord.transforms.quotes.models.model import Shape, flag
from onrecord.transforms.quotes.reading.batch import Reading
from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.words.grammar import FINITE, Tag
from onrecord.transforms.quotes.words.numbers import numbers_of

_FARTHEST_START = 10
"""Tokens behind the head within which a content begins."""

_SOON = 8
"""Tokens behind a possible end within which another cue tells against it."""

_OPENERS = numbers_of("that to whether how what why if for as")
_LINKS = numbers_of(
    "of for to on about as with by at in against from into over that out up if whether it him her them me us"
)
_THAT, _TO = numbers_of("that to")
_PHRASE_ENDS = (Tag.NN, Tag.NNS, Tag.NNP, Tag.PRP, Tag.CD, Tag.RB)
_PHRASE_STARTS = (Tag.DT, Tag.PRPS, Tag.PRP, Tag.NNP, Tag.VBG, Tag.TO, Tag.IN, Tag.RB, Tag.W, Tag.NNS)


def find_starts(heads: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Words behind a head at which its content may begin.

    Args:
        heads: `head` (token number), `word`, `stem`, one row a head.
        reading: The bodies they stand in.

    Returns:
        One row a candidate: `row` (of its head), `head`, `word`, `stem`, `limit` (last token of the sentence), `first`
        (token number of the word) and the inputs of `START_SHAPE`: words and classes at and beside it (`word_first`,
        `tag_before` …), what stands between head and candidate (`commas_between` …) and behind it (`verbs_right` …),
        its `rank` among its `rivals`, `step` (tokens from the head, 5 at most), and `START_FEATURES`.
    """
    near = _possible_starts(heads, reading.lookup)
    return near.with_columns(**_around_start(near, reading.lookup)).with_columns(**START_FEATURES)


def _possible_starts(heads: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """The words close behind each head at which something begins."""
    limit = lookup.sentence_last(heads["head"])
    near = heads.select("head", "word", "stem").with_columns(limit=limit).with_row_index("row")
    reach = pl.min_horizontal(pl.col("head") + _FARTHEST_START, "limit")
    near = near.with_columns(first=pl.int_ranges(pl.col("head") + 1, reach + 1)).explode("first").drop_nulls("first")
    first, head, limit = near["first"], near["head"], near["limit"]
    near = near.with_columns(
        word_before=lookup.inside("word", first - 1, head, limit, outside=-1),
        word_first=lookup.at("word", first),
        tag_before=lookup.inside("tag", first - 1, head, limit, outside=Tag.OTHER),
        tag_first=lookup.at("tag", first),
        is_word=lookup.at("is_word", first),
        quoted=lookup.at("quoted", first),
        quoted_before=lookup.at("quoted", first - 1),
    )
    opens_quote = pl.col("quoted") & (pl.col("tag_before") == Tag.QUOTE)
    possible = pl.col("is_word") & (~pl.col("quoted") | ~pl.col("quoted_before") | opens_quote)
    likely = (
        (pl.col("first") == pl.col("head") + 1)
        | pl.col("word_before").is_in(_LINKS)
        | pl.col("tag_before").is_in([Tag.COMMA, Tag.COLON, Tag.DASH, Tag.QUOTE])
        | pl.col("word_first").is_in(_OPENERS)
        | (pl.col("tag_before").is_in(_PHRASE_ENDS) & pl.col("tag_first").is_in(_PHRASE_STARTS))
    )
    return near.filter(possible & likely)


def _around_start(near: pl.DataFrame, lookup: Lookup) -> dict[str, pl.Series | pl.Expr]:
    first, head, limit, runs = near["first"], near["head"], near["limit"], Runs(near["row"])
    return {
        "word_second": lookup.inside("word", first + 1, head, limit, outside=-1),
        "tag_second": lookup.inside("tag", first + 1, head, limit, outside=Tag.OTHER),
        "word_before2": lookup.inside("word", first - 2, head, limit, outside=-1),
        "tag_before2": lookup.inside("tag", first - 2, head, limit, outside=Tag.OTHER),
        "commas_between": lookup.count("commas", head, first - 1),
        "verbs_between": lookup.count("verbs", head, first - 1),
        "names_between": lookup.count("names", head, first - 1),
        "verbs_right": lookup.count("verbs", first, limit),
        "thats_between": lookup.count("thats", head, first - 1),
        "thats_right": lookup.count("thats", first - 1, limit),
        "rank": runs.place,
        "rivals": runs.size,
        "step": (pl.col("first") - pl.col("head")).clip(0, 5),
    }


START_FEATURES: dict[str, pl.Expr] = {
    "offset": (pl.col("first") - pl.col("head")).cast(pl.Float32),
    "words_right": (pl.col("limit") - pl.col("first")).cast(pl.Float32),
    "in_quote": flag(pl.col("quoted")),
    "at_that": flag(pl.col("word_first") == _THAT),
    "at_to": flag(pl.col("word_first") == _TO),
    "behind_preposition": flag(pl.col("tag_before") == Tag.IN),
    "behind_comma": flag(pl.col("tag_before") == Tag.COMMA),
    "behind_colon": flag(pl.col("tag_before") == Tag.COLON),
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
        "edge": ("word_before", "word_first"),
        "form_before": ("word", "word_before"),
        "form_at": ("word", "word_first"),
        "before": ("word_before",),
        "at": ("word_first",),
        "classes": ("tag_before", "tag_first", "tag_second"),
        "classes_before": ("tag_before2", "tag_before", "tag_first"),
        "stem_before": ("stem", "word_before", "tag_first"),
        "two_before": ("word_before2", "word_before"),
    },
)


def find_ends(contents: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Words at which a content behind its cue may end, within its sentence; a quotation that reaches beyond is taken
    whole.

    Args:
        contents: `head` (token number), `word`, `stem` of the head and `first`, the first word, one row a content.
        reading: The bodies they stand in.

    Returns:
        One row a candidate: `row` (of its content), `head`, `word`, `stem`, `first`, `limit` (the farthest end), `last`
        (token number of the word) and the inputs of `END_SHAPE`: words and classes at it, right behind it
        (`word_after1` …) and of the next word (`word_following` …), counts inside the content (`verbs_in` …) and behind
        it (`verbs_behind` …), its rank from either side, `final` (1: no word follows), and `END_FEATURES`.
    """
    near = _possible_ends(contents, reading.lookup)
    return near.with_columns(**_around_end(near, reading.lookup)).with_columns(**END_FEATURES)


def _possible_ends(contents: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """The words of each content's sentence that may be its last one."""
    limit = lookup.sentence_last(contents["first"])
    quote_end = lookup.at("span_last", limit).fill_null(-1)
    near = contents.select("head", "word", "stem", "first").with_columns(limit=pl.Series(limit)).with_row_index("row")
    near = near.with_columns(limit=pl.max_horizontal("limit", quote_end.alias("quote_end")))
    near = (
        near.with_columns(last=pl.int_ranges(pl.col("first"), pl.col("limit") + 1)).explode("last").drop_nulls("last")
    )
    near = near.filter(pl.Series(lookup.at("may_end", near["last"])) | (pl.col("last") == pl.col("limit")))
    last, first, limit = near["last"], near["first"], near["limit"]
    near = near.with_columns(
        word_after1=lookup.inside("word", last + 1, first, limit, outside=-1),
        tag_after1=lookup.inside("tag", last + 1, first, limit, outside=Tag.OTHER),
        span_last=lookup.at("span_last", last),
        following=lookup.at("first_word_from", last + 1),
    )
    # Inside a quotation only its last word will do.
    ends_span = (pl.col("following") > pl.col("span_last")) | (pl.col("last") == pl.col("limit"))
    return near.filter(pl.Series(lookup.at("is_word", last)) & (pl.col("span_last").is_null() | ends_span))


def _around_end(near: pl.DataFrame, lookup: Lookup) -> dict[str, pl.Series | pl.Expr]:
    first, last, limit, following = (near[name] for name in ("first", "last", "limit", "following"))
    runs, soon = Runs(near["row"]), last + _SOON
    return {
        **{f"word_after{k}": lookup.inside("word", last + k, first, limit, outside=-1) for k in (2, 3)},
        **{f"tag_after{k}": lookup.inside("tag", last + k, first, limit, outside=Tag.OTHER) for k in (2, 3, 4)},
        "word_last": lookup.at("word", last),
        "tag_last": lookup.at("tag", last),
        "word_following": lookup.inside("word", following, first, limit, outside=-1),
        "tag_following": lookup.inside("tag", following, first, limit, outside=Tag.OTHER),
        "tag_following2": lookup.inside("tag", following + 1, first, limit, outside=Tag.OTHER),
        "word_first": lookup.at("word", first),
        "verbs_in": lookup.count("verbs", first, last),
        "verbs_behind": lookup.count("verbs", last + 1, limit),
        "commas_in": lookup.count("commas", first, last),
        "commas_behind": lookup.count("commas", last + 2, limit),
        "quoted_in": lookup.count("quoted_tokens", first, last),
        "quoted_behind": lookup.count("quoted_tokens", last + 1, limit),
        "names_behind": lookup.count("names", last + 1, limit),
        "breaks_in": lookup.count("breaks", first, last),
        "thats_in": lookup.count("thats", first, last),
        "cues_in": lookup.count("strong_cues", first, last),
        "cues_behind": lookup.count("strong_cues", last + 1, limit),
        "cues_soon": lookup.count("strong_cues", last + 1, soon.zip_with(soon < limit, limit)),
        "rank": runs.place,
        "rank_back": runs.place_from_end,
        "final": (pl.col("following") > pl.col("limit")).cast(pl.UInt8),
    }


END_FEATURES: dict[str, pl.Expr] = {
    "length": (pl.col("last") - pl.col("first") + 1).cast(pl.Float32),
    "words_behind": (pl.col("limit") - pl.col("last")).cast(pl.Float32),
    "fraction": ((pl.col("last") - pl.col("first") + 1) / (pl.col("limit") - pl.col("first") + 1)).cast(pl.Float32),
    "at_end": flag(pl.col("final") == 1),
    "gap": (pl.col("first") - pl.col("head")).cast(pl.Float32),
    "in_quote": flag(pl.col("span_last").is_not_null()),
    **{
        f"then_{name}": flag(pl.col("tag_after1") == tag)
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
        f"next_{name}": flag(pl.col("tag_following") == tag)
        for name, tag in (
            ("pronoun", Tag.PRP),
            ("name", Tag.NNP),
            ("participle", Tag.VBG),
            ("and", Tag.CC),
            ("preposition", Tag.IN),
            ("relative", Tag.W),
        )
    },
    "next_finite": flag(pl.col("tag_following").is_in(FINITE)),
    "second_finite": flag(pl.col("tag_following2").is_in(FINITE)),
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
        "next": ("word_after1", "final"),
        "two_next": ("word_after1", "word_after2"),
        "next_word": ("word_following", "tag_after1"),
        "classes": ("tag_after1", "tag_after2", "tag_after3"),
        "classes_around": ("tag_last", "tag_after1", "tag_after2"),
        "stem_class": ("stem", "tag_after1"),
        "form_final": ("word", "final"),
        "form_next": ("word", "word_after1"),
        "start_class": ("word_first", "tag_after1"),
        "later_two": ("word_after2", "word_after3"),
        "four_classes": ("tag_after1", "tag_after2", "tag_after3", "tag_after4"),
        "at": ("word_last", "tag_after1"),
    },
)
