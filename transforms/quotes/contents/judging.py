"""Contents beside each other: what the steps found, and what rivals in the same sentence claim, weighed into one probability."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.models.model import Model, Shape, flag, probability
from onrecord.transforms.quotes.reading.lookup import Lookup

SAME_SPAN = 0.8
"""Two contents of which this share of tokens is common are one content found twice."""
_UNLIKELY = -8.0


def describe_contents(contents: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Add to contents what `CONTENT_SHAPE` names, `content` (row number) and `kind` ("direct": all of it quoted, "mixed": some, "indirect": none).

    Args:
        contents: `contents.find_contents`.
        lookup: The tokens.
    """
    s, e = contents["s"], contents["e"]
    steps = probability(pl.col("head_score")) * probability(pl.col("first_score")) * probability(pl.col("second_score"))
    described = contents.with_row_index("content").with_columns(
        steps=steps.cast(pl.Float32),
        source_score=pl.col("source_score").fill_null(_UNLIKELY),
        source_lead=pl.col("source_lead").fill_null(0),
        quoted=lookup.count("quoted_tokens", s, e),
        cues_in=lookup.count("strong_cues", s, e),
        left_over=(lookup.sentence_last(e) - e).cast(pl.Float32),
        cues_left=lookup.count("strong_cues", e + 1, lookup.sentence_last(e)),
        skipped=(s - lookup.sentence_first(s)).cast(pl.Float32),
        length=(e - s + 1).cast(pl.Float32),
        w_first=lookup.at("word", s),
        g_first=lookup.at("tag", s),
        g_behind=lookup.at("tag", e + 1),
        on_right=(pl.col("side") == "right").cast(pl.UInt8),
        edge_quoted=(lookup.at("quoted", s) | lookup.at("quoted", e)).cast(pl.Float32),
        sentence=lookup.at("sentence", contents["i"]),
    )
    described = described.with_columns(
        few=(pl.col("length").clip(0, 20) / 2).floor().cast(pl.Int64), kind=kind_of(lookup, s, e)
    )
    return described.join(_rivals(described), on="content", how="left", maintain_order="left").with_columns(
        pl.col(_RIVALS).fill_null(0), **CONTENT_FEATURES
    )


def kind_of(lookup: Lookup, s: pl.Series, e: pl.Series) -> pl.Series:
    """The kind of units from their first to their last word: how many of their words stand in quotation marks."""
    counts = pl.DataFrame({"quoted": lookup.count("quoted_words", s, e), "words": lookup.count("words", s, e)})
    quoted = pl.col("quoted")
    return counts.select(
        kind=pl.when(quoted == 0)
        .then(pl.lit("indirect"))
        .when(quoted == pl.col("words"))
        .then(pl.lit("direct"))
        .otherwise(pl.lit("mixed"))
    )["kind"]


_RIVALS = ("same_span", "inside_other", "holds_other", "crosses_other", "cue_in_other")


def _rivals(described: pl.DataFrame) -> pl.DataFrame:
    """The best probability of other contents of the sentence: the same words, around, inside, across, or around the cue."""
    mine = described.select("content", "sentence", "i", "s", "e")
    other = described.select("sentence", content2="content", s2="s", e2="e", steps2="steps")
    pairs = mine.join(other, on="sentence").filter(
        (pl.col("content") != pl.col("content2")) & (pl.col("s") <= pl.col("e2")) & (pl.col("e") >= pl.col("s2"))
    )
    common = pl.min_horizontal("e", "e2") - pl.max_horizontal("s", "s2") + 1
    all_of = pl.max_horizontal("e", "e2") - pl.min_horizontal("s", "s2") + 1
    same = common / all_of >= SAME_SPAN
    inside = (pl.col("s2") <= pl.col("s")) & (pl.col("e2") >= pl.col("e"))
    holds = (pl.col("s2") >= pl.col("s")) & (pl.col("e2") <= pl.col("e"))
    conditions = (
        same,
        inside & ~same,
        holds & ~same,
        ~inside & ~holds,
        pl.col("i").is_between(pl.col("s2"), pl.col("e2")),
    )
    return pairs.group_by("content").agg(
        [
            pl.col("steps2").filter(condition).max().cast(pl.Float32).alias(name)
            for name, condition in zip(_RIVALS, conditions, strict=True)
        ]
    )


CONTENT_FEATURES: dict[str, pl.Expr] = {
    "steps_odds": (pl.col("steps") / (1 - pl.col("steps"))).log().clip(-15, 15).cast(pl.Float32),
    "quoted_share": (pl.col("quoted") / pl.col("length")).cast(pl.Float32),
    "gap": pl.min_horizontal((pl.col("s") - pl.col("i")).abs(), (pl.col("i") - pl.col("e")).abs()).cast(pl.Float32),
    "listed_cue": pl.col("cue").cast(pl.Float32),
    "right": flag(pl.col("side") == "right"),
    **{
        f"step_{name}": pl.col(name).cast(pl.Float32)
        for name in [
            "head_score",
            "other_score",
            "first_score",
            "first_lead",
            "second_score",
            "second_lead",
            "source_score",
            "source_lead",
        ]
    },
}

CONTENT_SHAPE = Shape(
    numbers=(
        *CONTENT_FEATURES,
        "length",
        "quoted",
        "edge_quoted",
        "cues_in",
        "left_over",
        "cues_left",
        "skipped",
        *_RIVALS,
    ),
    keys={
        "form": ("word", "on_right"),
        "stem": ("stem", "on_right"),
        "classes": ("tag", "on_right", "g_behind"),
        "first_word": ("w_first", "on_right"),
        "edges": ("g_first", "g_behind", "tag"),
        "length": ("word", "few"),
    },
)


def judge(described: pl.DataFrame, model: Model) -> pl.DataFrame:
    """Add `p`, the probability that a content or a quoted span is a unit and has these edges."""
    return described.with_columns(p=model.score(described)).with_columns(p=probability(pl.col("p")))


def without_repeats(judged: pl.DataFrame) -> pl.DataFrame:
    """Of contents that share their words, the most probable; of equals, the one whose cue stands first.

    A content cannot hold the cue of another one that begins before it or with it and ends inside it ("[they hope that [it ends], he said]"): the less
    probable of the two goes.
    """
    mine = judged.select("content", "sentence", "s", "e", "p")
    other = judged.filter(pl.col("side") == "left").select("sentence", s2="s", e2="e", i2="i", p2="p")
    pairs = mine.join(other, on="sentence").filter(
        pl.col("i2").is_between("s", "e") & (pl.col("s2") <= pl.col("s")) & pl.col("e2").is_between("s", "e")
    )
    broken = pairs.filter(pl.col("p2") > pl.col("p"))["content"].unique()
    judged = judged.filter(~pl.col("content").is_in(broken.implode()))
    return (
        judged.filter(pl.col("same_span") <= pl.col("steps"))
        .sort("content")
        .unique(["s", "e"], keep="first", maintain_order=True)
    )
