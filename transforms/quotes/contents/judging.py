"""Contents beside each other: what the steps found, and what rivals in the same sentence claim, weighed into one
probability.
"""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.models.model import Model, Shape, flag, probability
from onrecord.transforms.quotes.reading.lookup import Lookup

SAME_SPAN = 0.8
"""Two contents of which this share of tokens is common are one content found twice."""
_UNLIKELY = -8.0


def describe_contents(contents: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Weigh contents beside each other.

    Args:
        contents: `find.find_contents`.
        lookup: The tokens.

    Returns:
        The contents with `content` (row number), `kind` ("direct": all of it quoted, "mixed": some, "indirect": none),
        `sentence` (of the head) and the inputs of `CONTENT_SHAPE`: `steps` (probability that head and edges are right),
        counts in it (`quoted`, `cues_in`, `length`) and beside it (`left_over`, `cues_left`, `skipped`), words and
        classes at its edges, the best rivals (`same_span` …), and `CONTENT_FEATURES`.
    """
    described = contents.with_row_index("content").with_columns(**_measured(contents, lookup))
    described = described.with_columns(few=(pl.col("length").clip(0, 20) / 2).floor().cast(pl.Int64))
    joined = described.join(_rivals(described), on="content", how="left", maintain_order="left")
    return joined.with_columns(pl.col(_RIVALS).fill_null(0), **CONTENT_FEATURES)


def _measured(contents: pl.DataFrame, lookup: Lookup) -> dict[str, pl.Series | pl.Expr]:
    first, last = contents["first"], contents["last"]
    step_scores = (pl.col(name) for name in ("head_score", "first_step_score", "second_step_score"))
    head, first_step, second_step = map(probability, step_scores)
    return {
        "steps": (head * first_step * second_step).cast(pl.Float32),
        "source_score": pl.col("source_score").fill_null(_UNLIKELY),
        "source_lead": pl.col("source_lead").fill_null(0),
        "quoted": lookup.count("quoted_tokens", first, last),
        "cues_in": lookup.count("strong_cues", first, last),
        "left_over": (lookup.sentence_last(last) - last).cast(pl.Float32),
        "cues_left": lookup.count("strong_cues", last + 1, lookup.sentence_last(last)),
        "skipped": (first - lookup.sentence_first(first)).cast(pl.Float32),
        "length": (last - first + 1).cast(pl.Float32),
        "word_first": lookup.at("word", first),
        "tag_first": lookup.at("tag", first),
        "tag_behind": lookup.at("tag", last + 1),
        "on_right": (pl.col("side") == "right").cast(pl.UInt8),
        "edge_quoted": (lookup.at("quoted", first) | lookup.at("quoted", last)).cast(pl.Float32),
        "sentence": lookup.at("sentence", contents["head"]),
        "kind": kind_of(lookup, first, last),
    }


def kind_of(lookup: Lookup, first: pl.Series, last: pl.Series) -> pl.Series:
    """The kind of units from their first to their last word: how many of their words stand in quotation marks."""
    quoted, words = lookup.count("quoted_words", first, last), lookup.count("words", first, last)
    kind = (
        pl.when(pl.col("quoted") == 0)
        .then(pl.lit("indirect"))
        .when(pl.col("quoted") == pl.col("words"))
        .then(pl.lit("direct"))
        .otherwise(pl.lit("mixed"))
    )
    return pl.DataFrame({"quoted": quoted, "words": words}).select(kind=kind)["kind"]


_RIVALS = ("same_span", "inside_other", "holds_other", "crosses_other", "cue_in_other")


def _rivals(described: pl.DataFrame) -> pl.DataFrame:
    """The best probability of other contents of the sentence: the same words, around, inside, across, or around the
    cue.
    """
    mine = described.select("content", "sentence", "head", "first", "last")
    other = described.select(
        "sentence", other_content="content", other_first="first", other_last="last", other_steps="steps"
    )
    first, last, other_first, other_last = map(pl.col, ("first", "last", "other_first", "other_last"))
    another = pl.col("content") != pl.col("other_content")
    pairs = mine.join(other, on="sentence").filter(another & (first <= other_last) & (last >= other_first))
    same = overlap(("first", "last"), ("other_first", "other_last")) >= SAME_SPAN
    inside = (other_first <= first) & (other_last >= last)
    holds = (other_first >= first) & (other_last <= last)
    around_cue = pl.col("head").is_between(other_first, other_last)
    conditions = (same, inside & ~same, holds & ~same, ~inside & ~holds, around_cue)
    best = [
        pl.col("other_steps").filter(condition).max().cast(pl.Float32).alias(name)
        for name, condition in zip(_RIVALS, conditions, strict=True)
    ]
    return pairs.group_by("content").agg(best)


def overlap(mine: tuple[str, str], other: tuple[str, str]) -> pl.Expr:
    """The share of tokens that two stretches have in common, of all that either has; each is told by the columns of its
    ends.
    """
    common = pl.min_horizontal(mine[1], other[1]) - pl.max_horizontal(mine[0], other[0]) + 1
    every = pl.max_horizontal(mine[1], other[1]) - pl.min_horizontal(mine[0], other[0]) + 1
    return common / every


CONTENT_FEATURES: dict[str, pl.Expr] = {
    "steps_odds": (pl.col("steps") / (1 - pl.col("steps"))).log().clip(-15, 15).cast(pl.Float32),
    "quoted_share": (pl.col("quoted") / pl.col("length")).cast(pl.Float32),
    "gap": pl.min_horizontal((pl.col("first") - pl.col("head")).abs(), (pl.col("head") - pl.col("last")).abs()).cast(
        pl.Float32
    ),
    "listed_cue": pl.col("cue").cast(pl.Float32),
    "right": flag(pl.col("side") == "right"),
    # Names of the model files on the left, columns of `find.find_contents` on the right.
    **{
        name: pl.col(column).cast(pl.Float32)
        for name, column in (
            ("step_head_score", "head_score"),
            ("step_other_score", "other_score"),
            ("step_first_score", "first_step_score"),
            ("step_first_lead", "first_step_lead"),
            ("step_second_score", "second_step_score"),
            ("step_second_lead", "second_step_lead"),
            ("step_source_score", "source_score"),
            ("step_source_lead", "source_lead"),
        )
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
        "classes": ("tag", "on_right", "tag_behind"),
        "first_word": ("word_first", "on_right"),
        "edges": ("tag_first", "tag_behind", "tag"),
        "length": ("word", "few"),
    },
)


def judge(described: pl.DataFrame, model: Model) -> pl.DataFrame:
    """Add `probability`: how probable it is that a content or a quoted span is a unit and has these edges."""
    odds = model.score(described)
    return described.with_columns(pl.select(probability=probability(pl.lit(odds)))["probability"])


def without_repeats(judged: pl.DataFrame) -> pl.DataFrame:
    """Of contents that share their words, the most probable; of equals, the one whose cue stands first.

    A content cannot hold the cue of another one that begins before it or with it and ends inside it ("[they hope that
    [it ends], he said]"): the less probable of the two goes.
    """
    mine = judged.select("content", "sentence", "first", "last", "probability")
    other = judged.filter(pl.col("side") == "left").select(
        "sentence", other_first="first", other_last="last", other_head="head", other_probability="probability"
    )
    ends_inside = pl.col("other_last").is_between("first", "last") & (pl.col("other_first") <= pl.col("first"))
    held = pl.col("other_head").is_between("first", "last")
    pairs = mine.join(other, on="sentence").filter(held & ends_inside)
    broken = pairs.filter(pl.col("other_probability") > pl.col("probability"))["content"].unique()
    whole = judged.filter(~pl.col("content").is_in(broken.implode()))
    best = whole.filter(pl.col("same_span") <= pl.col("steps")).sort("content")
    return best.unique(["first", "last"], keep="first", maintain_order=True)
