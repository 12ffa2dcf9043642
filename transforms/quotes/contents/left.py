"""Contents before their cue ("…, the minister said"): where they may end and where they may begin."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.models.candidates import Runs
from onrecord.transforms.quotes.models.model import Shape, flag
from onrecord.transforms.quotes.reading.batch import Reading
from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.words.grammar import FINITE, Tag
from onrecord.transforms.quotes.words.numbers import numbers_of

_FARTHEST_END = 40
_AFTER_END = numbers_of("as who which according he she they i")
_BEFORE_START = numbers_of("that but and when while where with although though because if as who which")
_BREAKS = (Tag.COMMA, Tag.DASH, Tag.QUOTE, Tag.OPEN, Tag.STOP, Tag.COLON)


def find_ends(heads: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Words before a head at which its content may end, within the sentence.

    Args:
        heads: `head` (token number), `word`, `stem`, one row a head.
        reading: The bodies they stand in.

    Returns:
        One row a candidate: `row` (of its head), `head`, `word`, `stem`, `earliest` (first token of the sentence),
        `last` (token number of the word) and the inputs of `END_SHAPE`: words and classes at it, of the next word
        (`word_following` …) and behind the head (`tag_behind_head`), counts inside the content (`verbs_in` …) and
        between it and the head (`verbs_between` …), its `rank` (candidates nearer to the head) among its `rivals`,
        `step` (tokens to the head, 6 at most), and `END_FEATURES`.
    """
    near = _possible_ends(heads, reading.lookup)
    return near.with_columns(**_around_end(near, reading.lookup)).with_columns(**END_FEATURES)


def _possible_ends(heads: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """The words before each head behind which something breaks off."""
    near = heads.select("head", "word", "stem").with_columns(earliest=lookup.sentence_first(heads["head"]))
    reach = pl.max_horizontal("earliest", pl.col("head") - _FARTHEST_END)
    near = near.with_row_index("row").with_columns(last=pl.int_ranges(reach, pl.col("head")))
    near = near.explode("last").drop_nulls("last")
    last = near["last"]
    near = near.with_columns(
        tag_after1=lookup.at("tag", last + 1),
        word_after1=lookup.at("word", last + 1),
        is_word=lookup.at("is_word", last),
        span_last=lookup.at("span_last", last),
        following=lookup.at("first_word_from", last + 1),
    )
    breaks = pl.col("tag_after1").is_in([*_BREAKS, *FINITE]) | pl.col("word_after1").is_in(_AFTER_END)
    ends_span = pl.col("span_last").is_null() | (pl.col("following") > pl.col("span_last"))
    return near.filter(pl.col("is_word") & breaks & ends_span)


def _around_end(near: pl.DataFrame, lookup: Lookup) -> dict[str, pl.Series | pl.Expr]:
    earliest, last, following, head = (near[name] for name in ("earliest", "last", "following", "head"))
    runs = Runs(near["row"])
    return {
        "word_last": lookup.at("word", last),
        "word_following": lookup.at("word", following),
        "tag_following": lookup.at("tag", following),
        "tag_following2": lookup.at("tag", following + 1),
        "tag_behind_head": lookup.at("tag", head + 1),
        "verbs_in": lookup.count("verbs", earliest, last),
        "verbs_between": lookup.count("verbs", last + 1, head - 1),
        "commas_in": lookup.count("commas", earliest, last),
        "commas_between": lookup.count("commas", following, head),
        "names_between": lookup.count("names", last + 1, head),
        "quoted_between": lookup.count("quoted_tokens", following, head),
        "quoted_in": lookup.count("quoted_tokens", earliest, last),
        "cues_in": lookup.count("strong_cues", earliest, last),
        "cues_between": lookup.count("strong_cues", following, head - 1),
        "words_behind": (lookup.sentence_last(head) - head).cast(pl.Float32),
        "rank": runs.place_from_end,
        "rivals": runs.size,
        "step": (pl.col("head") - pl.col("following")).clip(0, 6),
    }


END_FEATURES: dict[str, pl.Expr] = {
    "gap": (pl.col("head") - pl.col("following")).cast(pl.Float32),
    "length": (pl.col("last") - pl.col("earliest") + 1).cast(pl.Float32),
    "in_quote": flag(pl.col("span_last").is_not_null()),
    "then_comma": flag(pl.col("tag_after1") == Tag.COMMA),
    "then_quote": flag(pl.col("tag_after1") == Tag.QUOTE),
    "then_dash": flag(pl.col("tag_after1") == Tag.DASH),
    "then_finite": flag(pl.col("tag_after1").is_in(FINITE)),
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
        "next": ("word_following", "tag_following2"),
        "classes": ("tag_following", "tag_following2"),
        "form_step": ("word", "step"),
        "class_step": ("tag_after1", "step"),
        "form_behind": ("word", "tag_behind_head"),
        "at": ("word_last",),
        "stem_next": ("stem", "tag_following"),
    },
)


def find_starts(contents: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Words at which a content before its cue may begin, within the sentence; a quotation that began earlier is taken
    whole.

    Args:
        contents: `head` (token number), `word`, `stem` of the head and `last`, the last word, one row a content.
        reading: The bodies they stand in.

    Returns:
        One row a candidate: `row` (of its content), `head`, `word`, `stem`, `last`, `earliest` (the earliest start),
        `first` (token number of the word) and the inputs of `START_SHAPE`: words and classes at and beside it
        (`word_first`, `tag_before` …), counts inside the content (`verbs_in` …) and ahead of it (`verbs_ahead` …), its
        `rank`, `leading` (1: no word stands ahead of it), and `START_FEATURES`.
    """
    near = _possible_starts(contents, reading.lookup)
    return near.with_columns(**_around_start(near, reading.lookup)).with_columns(**START_FEATURES)


def _possible_starts(contents: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """The words ahead of each content's end at which something begins."""
    sentence_first = lookup.sentence_first(contents["head"])
    earliest = pl.coalesce(lookup.at("span_first", sentence_first), sentence_first)
    near = contents.select("head", "word", "stem", "last").with_columns(earliest=earliest).with_row_index("row")
    near = near.with_columns(first=pl.int_ranges("earliest", pl.col("last") + 1)).explode("first").drop_nulls("first")
    first = near["first"]
    near = near.with_columns(
        is_word=lookup.at("is_word", first),
        tag_before=lookup.at("tag", first - 1),
        word_before=lookup.at("word", first - 1),
        preceding=lookup.at("last_word_to", first - 1),
        span_first=lookup.at("span_first", first),
    )
    leads = (pl.col("preceding") < pl.col("earliest")) | (pl.col("first") == pl.col("earliest"))
    broken = pl.col("tag_before").is_in([*_BREAKS, Tag.CC, Tag.CLOSE]) | pl.col("word_before").is_in(_BEFORE_START)
    opens_span = pl.col("span_first").is_null() | (pl.col("preceding") < pl.col("span_first"))
    return near.with_columns(leading=leads.cast(pl.UInt8)).filter(pl.col("is_word") & (leads | broken) & opens_span)


def _around_start(near: pl.DataFrame, lookup: Lookup) -> dict[str, pl.Series]:
    first, last, earliest = near["first"], near["last"], near["earliest"]
    return {
        "word_first": lookup.at("word", first),
        "tag_first": lookup.at("tag", first),
        "tag_second": lookup.at("tag", first + 1),
        "verbs_in": lookup.count("verbs", first, last),
        "verbs_ahead": lookup.count("verbs", earliest, first - 1),
        "commas_in": lookup.count("commas", first, last),
        "commas_ahead": lookup.count("commas", earliest, first - 1),
        "quoted_in": lookup.count("quoted_tokens", first, last),
        "quoted_ahead": lookup.count("quoted_tokens", earliest, first - 1),
        "cues_in": lookup.count("strong_cues", first, last),
        "cues_ahead": lookup.count("strong_cues", earliest, first - 1),
        "names_ahead": lookup.count("names", earliest, first - 1),
        "rank": Runs(near["row"]).place,
    }


START_FEATURES: dict[str, pl.Expr] = {
    "leads": flag(pl.col("leading") == 1),
    "length": (pl.col("last") - pl.col("first") + 1).cast(pl.Float32),
    "ahead": (pl.col("first") - pl.col("earliest")).cast(pl.Float32),
    "in_quote": flag(pl.col("span_first").is_not_null()),
    "behind_comma": flag(pl.col("tag_before") == Tag.COMMA),
    "behind_and": flag(pl.col("tag_before") == Tag.CC),
    "gap": (pl.col("head") - pl.col("last")).cast(pl.Float32),
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
        "before": ("word_before", "leading"),
        "at": ("word_first", "leading"),
        "edge": ("word_before", "word_first"),
        "classes": ("tag_before", "tag_first", "tag_second"),
        "form": ("word", "leading"),
        "stem_before": ("stem", "tag_before"),
    },
)
