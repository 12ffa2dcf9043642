"""What the publisher says of an article's topic: subject codes, section, the path of the URL, keywords."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.topics.mapping import Mappings, code_topic
from onrecord.transforms.topics.taxonomy import top_and_narrower

STRENGTH = {"code": 1.0, "section": 0.95, "url": 0.9, "keyword": 0.8}
"""Kinds of evidence, the strongest first, and the score that each gives."""

_DIVIDER = "[/>|,;:]"
_PATH = r"^[a-zA-Z]+://[^/?#]+/([^?#]*)"
_SCHEMA = {
    "number": pl.UInt32,
    "topic_id": pl.String,
    "subtopic_id": pl.String,
    "method": pl.String,
    "score": pl.Float64,
    "hits": pl.UInt32,
}


def publisher_topics(articles: pl.DataFrame, mappings: Mappings) -> pl.DataFrame:
    """Topics at the top that names of the publisher stand for, one row a topic and kind of evidence; `hits` counts the
    names.

    Args:
        articles: `number`, `section`, `url` and `keywords` (list of strings).
        mappings: what the names stand for.

    Returns:
        `number`, `topic_id`, `subtopic_id` (the first that a name gives, nullable), `method`, `score` and `hits`.
    """
    names = _names(articles)
    known = [
        (method, name, *_resolve(method, name, mappings))
        for method, name in names.select("method", "name").unique().iter_rows()
    ]
    table = pl.DataFrame(
        known, schema=dict.fromkeys(("method", "name", "topic_id", "subtopic_id"), pl.String), orient="row"
    )
    told = names.join(table.drop_nulls("topic_id"), on=["method", "name"]).sort("number", "method", "topic_id", "name")
    found = told.group_by("number", "topic_id", "method", maintain_order=True).agg(
        subtopic_id=pl.col("subtopic_id").drop_nulls().first(), hits=pl.len().cast(pl.UInt32)
    )
    scored = found.with_columns(score=pl.col("method").replace_strict(STRENGTH, return_dtype=pl.Float64))
    return scored.select(list(_SCHEMA)).cast(_SCHEMA)  # type: ignore[arg-type]


def _names(articles: pl.DataFrame) -> pl.DataFrame:
    """Every name that may say a topic: `number`, `method` and `name`."""
    # The section as it is and its parts: 'News > Politics' may mean either.
    sections = articles.select(
        "number", name=pl.concat_list("section", pl.col("section").str.replace_all(_DIVIDER, "/").str.split("/"))
    )
    keywords = articles.select("number", name=pl.col("keywords"))
    paths = articles.select("number", name=pl.col("url").str.extract(_PATH).str.split("/"))
    kinds = {"code": pl.concat([sections, keywords]), "section": sections, "url": paths, "keyword": keywords}
    rows = [
        frame.explode("name").drop_nulls().filter(pl.col("name") != "").with_columns(method=pl.lit(method))
        for method, frame in kinds.items()
    ]
    return pl.concat(rows).unique(maintain_order=True)


def _resolve(method: str, name: str, mappings: Mappings) -> tuple[str | None, str | None]:
    concept = code_topic(name) if method == "code" else mappings.find(method, name)
    return top_and_narrower(concept) if concept is not None else (None, None)
