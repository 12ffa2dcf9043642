"""Topics of articles: the publisher's section and keywords where the input has them, else the names and phrases that recur in the text."""

from __future__ import annotations

import polars as pl

from transforms.keys import slug
from transforms.registry import polars_schema

MOST_KEYWORDS = 10
MOST_NAMES = 3
MOST_PHRASES = 2
FEWEST_USES = 2
"""A name or phrase is a topic only where the text uses it as often."""

_NAME = r"\b\p{Lu}[\p{L}\d]+(?:[ -]\p{Lu}[\p{L}\d]+)+"
_LEADING = r"^(?:(?:The|A|An|In|On|At|But|And|For|As|If|While|When|After|Before|Since|Meanwhile|Mr|Mrs|Ms|Dr) )+"
_WORD = r"\p{L}[\p{L}'’-]*|[^\s\p{L}]+"
_NOUN = r"^\p{Ll}{5,}$"
_PLAIN = [
    "about",
    "above",
    "after",
    "again",
    "against",
    "almost",
    "along",
    "already",
    "although",
    "among",
    "another",
    "around",
    "because",
    "before",
    "being",
    "below",
    "between",
    "could",
    "during",
    "earlier",
    "either",
    "every",
    "first",
    "following",
    "from",
    "including",
    "instead",
    "itself",
    "later",
    "least",
    "little",
    "maybe",
    "might",
    "never",
    "often",
    "other",
    "people",
    "perhaps",
    "rather",
    "really",
    "second",
    "several",
    "should",
    "since",
    "still",
    "their",
    "there",
    "these",
    "thing",
    "things",
    "think",
    "third",
    "those",
    "though",
    "three",
    "through",
    "today",
    "together",
    "toward",
    "towards",
    "tomorrow",
    "under",
    "until",
    "using",
    "where",
    "whether",
    "which",
    "while",
    "whose",
    "within",
    "without",
    "would",
    "yesterday",
    "going",
    "getting",
    "having",
    "making",
    "saying",
    "telling",
    "taking",
    "coming",
    "years",
    "months",
    "weeks",
    "million",
    "billion",
    "percent",
    "according",
    "recent",
    "recently",
    "expected",
    "called",
    "asked",
    "added",
    "later",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
]
_WEIGHTS = {"section": 1.0, "keyword": 0.8}


def find_topics(articles: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Topics of every article.

    Args:
        articles: `article_id`, `published_on`, `section`, `keywords` (list of strings) and `body`.

    Returns:
        Frames of `tables.ArticleTopics`, ranked 1, 2 … within an article, and of `tables.Topics` (one row a topic found, level 1).
    """
    ids = articles.select("article_id", "published_on").unique("article_id", keep="first", maintain_order=True)
    found = pl.concat([_sections(articles), _keywords(articles)])
    untold = articles.join(found.select("article_id").unique(), on="article_id", how="anti")
    found = pl.concat([found, _recurring(_names(untold), "name", MOST_NAMES), _recurring(_phrases(untold), "phrase", MOST_PHRASES)])
    found = found.with_columns(slug=pl.Series([slug(name) for name in found["name"]], dtype=pl.String)).filter(pl.col("slug") != "")
    found = found.with_columns(topic_id=pl.concat_str("method", "slug", separator=":"))
    ranked = (
        found.sort("article_id", "score", "topic_id", "name", descending=[False, True, False, False])
        .unique(["article_id", "topic_id"], keep="first", maintain_order=True)
        .with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("article_id"))
        .join(ids, on="article_id", how="left", maintain_order="left")
    )
    topics = ranked.group_by("topic_id").agg(name=pl.col("name").min()).sort("topic_id")
    topics = topics.with_columns(
        parent_id=pl.lit(None, dtype=pl.String), path=pl.col("name"), level=pl.lit(1, dtype=pl.Int64), uri=pl.lit(None, dtype=pl.String)
    )
    return ranked.select(list(polars_schema("article_topics"))), topics.select(list(polars_schema("topics")))


def _sections(articles: pl.DataFrame) -> pl.DataFrame:
    return _evidence(articles.filter(pl.col("section").is_not_null()).select("article_id", name=pl.col("section")), "section")


def _keywords(articles: pl.DataFrame) -> pl.DataFrame:
    words = articles.select("article_id", name=pl.col("keywords").list.head(MOST_KEYWORDS)).explode("name").filter(pl.col("name").is_not_null())
    return _evidence(words, "keyword")


def _evidence(rows: pl.DataFrame, method: str) -> pl.DataFrame:
    return rows.select("article_id", name=pl.col("name").str.strip_chars(), score=pl.lit(_WEIGHTS[method]), method=pl.lit(method)).filter(pl.col("name") != "")


def _names(articles: pl.DataFrame) -> pl.DataFrame:
    """Names of two words and more, one row a use."""
    uses = articles.select("article_id", name=pl.col("body").str.extract_all(_NAME)).explode("name").filter(pl.col("name").is_not_null())
    return uses.with_columns(pl.col("name").str.replace(_LEADING, "")).filter(pl.col("name").str.contains("[ -]"))


def _phrases(articles: pl.DataFrame) -> pl.DataFrame:
    """Pairs of long plain words side by side, one row a use."""
    words = articles.select("article_id", word=pl.col("body").str.extract_all(_WORD)).explode("word").filter(pl.col("word").is_not_null())
    plain = pl.col("word").str.contains(_NOUN) & ~pl.col("word").is_in(_PLAIN)
    pairs = words.with_columns(plain=plain, following=pl.col("word").shift(-1), same=pl.col("article_id") == pl.col("article_id").shift(-1))
    return pairs.filter(pl.col("plain") & pl.col("plain").shift(-1) & pl.col("same")).select(
        "article_id", name=pl.concat_str("word", "following", separator=" ")
    )


def _recurring(uses: pl.DataFrame, method: str, most: int) -> pl.DataFrame:
    """The names or phrases that each article uses most; the score is half their share of its recurring ones."""
    return (
        uses.group_by("article_id", "name")
        .agg(uses=pl.len())
        .filter(pl.col("uses") >= FEWEST_USES)
        .sort("article_id", "uses", "name", descending=[False, True, False])
        .group_by("article_id", maintain_order=True)
        .head(most)
        .with_columns(score=(pl.col("uses") / pl.col("uses").sum().over("article_id") * 0.5).cast(pl.Float64), method=pl.lit(method))
        .select("article_id", "name", "score", "method")
    )
