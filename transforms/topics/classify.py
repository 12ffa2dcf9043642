"""Topics by the text: one join with the table of words and a sum by topic.

A use of a word counts less the oftener it is there (log(1 + uses)); the sums become probabilities by `Scoring`, and
these a calibrated score. The idea is that of word lists scored by sums (Laver, Benoit and Garry 2003), with weights
folded out of word vectors instead of training texts.
"""

from __future__ import annotations

import polars as pl

from onrecord.transforms.topics.model import WEIGHT_UNIT, Scoring, TopicModel
from onrecord.transforms.topics.taxonomy import top_topics

MOST_TOPICS = 3
"""Topics of the IPTC that an article or quotation has at most."""

LOG_UNIT = 1000
"""Logarithms of uses are whole thousandths, for the same reason as weights are whole hundredths."""

SCORE_DECIMALS = 4
"""Decimals of a score; more would be noise."""

SUBTOPIC_SHARE, SUBTOPIC_TERMS = 0.5, 2
"""A narrower topic is told where so much of the topic's sum comes from its terms, and from so many different ones."""


def log_uses(uses: pl.Expr) -> pl.Expr:
    """The logarithm of one more than the uses, in whole thousandths."""
    return (uses.log1p() * LOG_UNIT).round().cast(pl.Int64)


def weigh(uses: pl.DataFrame, model: TopicModel) -> pl.DataFrame:
    """Known terms of each text: `number`, `term_number` and `n`, `log_uses` of its uses (of `words.term_uses`)."""
    known = uses.join(model.terms.select("term", "term_number"), on="term")
    return known.group_by("number", "term_number").agg(n=log_uses(pl.col("uses").sum()))


def topic_sums(weighed: pl.DataFrame, model: TopicModel) -> pl.DataFrame:
    """`number` and a column of sums for each topic at the top; texts without known terms have no row."""
    rows = weighed.join(model.terms, on="term_number")
    return (
        rows.group_by("number")
        .agg((pl.col(topic) * pl.col("n")).sum() / (WEIGHT_UNIT * LOG_UNIT) for topic in top_topics())
        .sort("number")
    )


def probabilities(sums: pl.DataFrame, scoring: Scoring) -> pl.DataFrame:
    """Calibrated scores: the columns of the topics at the top, each from 0 to 1; other columns stay as they are."""
    return shares(sums, scoring).with_columns(
        _calibrated(pl.col(topic), scoring).alias(topic) for topic in top_topics()
    )


def shares(sums: pl.DataFrame, scoring: Scoring) -> pl.DataFrame:
    """The same before the calibration: the topics of a text add up to 1."""
    tops = top_topics()
    scale = scoring.slope / (pl.sum_horizontal(tops) + scoring.offset) ** scoring.damping
    prior = {topic: scoring.prior_weight * scoring.prior[topic] for topic in tops}
    logits = sums.with_columns((pl.col(topic).cast(pl.Float64) * scale + prior[topic]).alias(topic) for topic in tops)
    highest = pl.max_horizontal(tops)
    weights = logits.with_columns((pl.col(topic) - highest).exp().alias(topic) for topic in tops)
    return weights.with_columns(pl.col(topic) / pl.sum_horizontal(tops) for topic in tops)


def _calibrated(share: pl.Expr, scoring: Scoring) -> pl.Expr:
    intercept, slope = scoring.curve
    odds = (share.clip(1e-9, 1 - 1e-9) / (1 - share.clip(1e-9, 1 - 1e-9))).log()
    return (1 / (1 + (-(intercept + slope * odds)).exp())).round(SCORE_DECIMALS)


def best_topics(scores: pl.DataFrame, floor: float) -> pl.DataFrame:
    """The topics of each text that reach the floor, at most three: `number`, `topic_id` and `score`."""
    long = scores.unpivot(list(top_topics()), index="number", variable_name="topic_id", value_name="score").filter(
        pl.col("score") >= floor
    )
    ranked = long.sort("number", "score", "topic_id", descending=[False, True, False])
    return ranked.group_by("number", maintain_order=True).head(MOST_TOPICS)


def subtopics(weighed: pl.DataFrame, sums: pl.DataFrame, model: TopicModel) -> pl.DataFrame:
    """Narrower topics that the words tell: `number`, `topic_id` at the top and `subtopic_id`, at most one for both."""
    narrow = model.terms.filter(pl.col("subtopic_id").is_not_null()).select("term_number", "subtopic_id", "strongest")
    rows = weighed.join(narrow, on="term_number")
    part = (pl.col("strongest") * pl.col("n")).sum() / (WEIGHT_UNIT * LOG_UNIT)
    parts = rows.group_by("number", "subtopic_id").agg(part=part, terms=pl.len())
    broader = model.topics.select(subtopic_id="topic_id", topic_id="parent_id")
    whole = sums.unpivot(list(top_topics()), index="number", variable_name="topic_id", value_name="whole")
    told = (
        parts.filter(pl.col("terms") >= SUBTOPIC_TERMS)
        .join(broader, on="subtopic_id")
        .join(whole, on=["number", "topic_id"])
    )
    told = told.filter(pl.col("part") >= SUBTOPIC_SHARE * pl.col("whole")).sort(
        "number", "part", "subtopic_id", descending=[False, True, False]
    )
    return told.unique(["number", "topic_id"], keep="first", maintain_order=True).select(
        "number", "topic_id", "subtopic_id"
    )
