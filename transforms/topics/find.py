"""Topics of articles and quotations: what the publisher says first, then what the words say."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from onrecord.transforms.tables.declared import TOPIC_METHODS
from onrecord.transforms.tables.registry import polars_schema
from onrecord.transforms.topics.classify import (
    LOG_UNIT,
    MOST_TOPICS,
    SCORE_DECIMALS,
    best_topics,
    log_uses,
    probabilities,
    subtopics,
    topic_sums,
    weigh,
)
from onrecord.transforms.topics.evidence import publisher_topics
from onrecord.transforms.topics.model import TopicModel
from onrecord.transforms.topics.taxonomy import UNCLASSIFIED, top_topics
from onrecord.transforms.topics.words import BODY_CHARS, fold, term_uses

LANGUAGES = ("en", "und")
"""Languages whose words the table knows; articles in others have the topics that their publishers and one's own terms
give them."""

BACKGROUND = 0.25
"""How much the words of its article count for a quotation, against its own."""

OWN_FLOOR = 1.05
"""What the terms of one's own topic must add up to: log(1 + uses) each, so a headline or two uses are enough and one in
passing is not."""


_FIRST_LINE = r"^([^\n]{0,120})"  # stands for the headline where there is none


@dataclass(frozen=True, slots=True)
class FoundTopics:
    """Rows of `tables.ArticleTopics` and `tables.QuoteTopics`."""

    articles: pl.DataFrame
    quotes: pl.DataFrame


def find_topics(articles: pl.DataFrame, quotes: pl.DataFrame, model: TopicModel) -> FoundTopics:
    """Topics of every article and quotation, `unclassified` where nothing tells.

    Args:
        articles: `article_id` (each once), `published_on`, `language`, `title`, `section`, `url`, `keywords` (list of
            strings) and `body`.
        quotes: `quote_id`, `article_id`, `text` and `published_on`.
        model: what topics are told by.
    """
    numbered = articles.with_row_index("number")
    headline = pl.coalesce("title", pl.col("body").str.extract(_FIRST_LINE))
    uses = term_uses(
        numbered.select("number", title=fold(headline), body=fold(pl.col("body").str.slice(0, BODY_CHARS))),
        model.phrases,
    )
    readable = numbered.filter(pl.col("language").is_in(LANGUAGES)).select("number", "article_id")
    weighed = weigh(uses.join(readable, on="number", how="semi"), model)
    sums = topic_sums(weighed, model)
    told = pl.concat([_iptc_topics(numbered, weighed, sums, model), _own_topics(uses, model)])
    keys = numbered.select("number", "article_id", "published_on")
    return FoundTopics(_rows(told, keys, "article_topics", model), _quote_topics(quotes, readable, sums, model))


def _iptc_topics(articles: pl.DataFrame, weighed: pl.DataFrame, sums: pl.DataFrame, model: TopicModel) -> pl.DataFrame:
    """At most three topics an article, the strongest evidence first; names that mean several topics are put in order by
    the text.
    """
    scores = probabilities(sums, model.scoring)
    narrower = subtopics(weighed, sums, model)
    text = best_topics(scores, model.scoring.floor).join(narrower, on=["number", "topic_id"], how="left")
    text = text.with_columns(method=pl.lit("text"), hits=pl.lit(1, pl.UInt32))
    columns = ["number", "topic_id", "subtopic_id", "method", "score", "hits"]
    said = scores.unpivot(list(top_topics()), index="number", variable_name="topic_id", value_name="said")
    every = pl.concat([publisher_topics(articles, model.mappings), text.select(columns)]).join(
        said, on=["number", "topic_id"], how="left"
    )
    strongest = every.sort(
        "number",
        _order(),
        "hits",
        pl.col("said").fill_null(0),
        "topic_id",
        descending=[False, False, True, True, False],
    )
    whole = strongest.with_columns(pl.col("subtopic_id").drop_nulls().first().over("number", "topic_id"))
    chosen = (
        whole.unique(["number", "topic_id"], keep="first", maintain_order=True)
        .group_by("number", maintain_order=True)
        .head(MOST_TOPICS)
    )
    return pl.concat([chosen.select(columns[:5]), _unclassified(articles, chosen)])


def _order() -> pl.Expr:
    return pl.col("method").replace_strict(
        {method: place for place, method in enumerate(TOPIC_METHODS)}, return_dtype=pl.Int64
    )


def _unclassified(texts: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    none = pl.lit(None, dtype=pl.String)
    rest = texts.select("number").join(told, on="number", how="anti")
    return rest.select(
        "number", topic_id=pl.lit(UNCLASSIFIED), subtopic_id=none, method=pl.lit("none"), score=pl.lit(0.0)
    )


def _own_topics(uses: pl.DataFrame, model: TopicModel) -> pl.DataFrame:
    """Topics of the user's own taxonomy; the score is sum / (sum + 1)."""
    counted = (
        uses.join(model.own_terms, on="term")
        .group_by("number", "topic_id", "term")
        .agg(n=log_uses(pl.col("uses").sum()))
    )
    added = counted.group_by("number", "topic_id").agg(n=pl.col("n").sum() / LOG_UNIT)
    told = added.filter(pl.col("n") >= OWN_FLOOR).sort("number", "topic_id")
    none = pl.lit(None, dtype=pl.String)
    score = (pl.col("n") / (pl.col("n") + 1)).round(SCORE_DECIMALS)
    return told.select("number", "topic_id", subtopic_id=none, method=pl.lit("term"), score=score)


def _quote_topics(
    quotes: pl.DataFrame, articles: pl.DataFrame, article_sums: pl.DataFrame, model: TopicModel
) -> pl.DataFrame:
    """Topics of quotations by their words and, with less weight, those of their articles (`number` and `article_id`; of
    others nothing is told).
    """
    tops = list(top_topics())
    numbered = quotes.with_row_index("number")
    background = articles.join(article_sums, on="number").select("article_id", pl.col(tops) * BACKGROUND)
    readable = numbered.join(articles.select("article_id"), on="article_id", how="semi")
    words = term_uses(readable.select("number", title=pl.lit(" "), body=fold(pl.col("text"))), model.phrases)
    around = readable.select("number", "article_id").join(background, on="article_id").drop("article_id")
    both = pl.concat([topic_sums(weigh(words, model), model), around])
    sums = (
        both.group_by("number").agg(pl.col(tops).sum()).sort("number")
    )  # of two at most, so that their order does not matter
    text = best_topics(probabilities(sums, model.scoring), model.scoring.floor)
    none = pl.lit(None, dtype=pl.String)
    told = text.select("number", "topic_id", subtopic_id=none, method=pl.lit("text"), score=pl.col("score"))
    keys = numbered.select("number", "quote_id", "article_id", "published_on")
    return _rows(pl.concat([told, _unclassified(numbered, told)]), keys, "quote_topics", model)


def _rows(told: pl.DataFrame, keys: pl.DataFrame, table: str, model: TopicModel) -> pl.DataFrame:
    """Rows of a table, ranked in their order; one's own topics come after the IPTC's."""
    own = pl.col("method") == "term"
    ordered = told.with_row_index("place").sort(
        "number", own, pl.when(own).then(-pl.col("score")).otherwise(0.0), "place"
    )
    ranked = ordered.with_columns(
        rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("number"),
        model_version=pl.lit(model.version),
        score=pl.col("score").clip(0, 1),
    )
    return ranked.join(keys, on="number", how="left", maintain_order="left").select(list(polars_schema(table)))
