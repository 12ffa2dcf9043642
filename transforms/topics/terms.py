"""Words and two-word terms of articles, for trends, and the story that copies and rewordings of one text share."""

from __future__ import annotations

from importlib import resources
from zlib import crc32

import polars as pl

from onrecord.transforms.tables.keys import content_key
from onrecord.transforms.tables.registry import polars_schema
from onrecord.transforms.topics.words import fold

LEAD_CHARS = 2_000
"""What of a body is looked at. Unit: characters."""

SHINGLE = 4
"""Words of the runs that stories are told apart by."""

_ZERO, _NINE = b"09"
_SHORTEST, _LONGEST = 3, 40  # characters of a word
_STOP_WORDS = resources.files("onrecord.transforms").joinpath("data/stop_words.txt").read_text("utf-8").split()


def find_terms(articles: pl.DataFrame) -> pl.DataFrame:
    """Rows of `tables.ArticleTerms`, in the order of the articles.

    Args:
        articles: `article_id` (each once), `published_on`, `title` and `body`.
    """
    texts = articles.select(
        "article_id",
        "published_on",
        text=pl.concat_str(fold(pl.col("title")), pl.lit("|"), fold(pl.col("body").str.slice(0, LEAD_CHARS))),
    ).with_row_index("number")
    words = texts.select("number", term=pl.col("text").str.strip_chars(" ").str.split(" ")).explode("term")
    after = pl.col("number").shift(-1) == pl.col("number")
    marked = words.with_columns(telling=_telling(pl.col("term"))).with_columns(
        pair=pl.col("telling") & pl.col("telling").shift(-1) & after
    )
    pairs = marked.with_columns(term=pl.concat_str("term", pl.col("term").shift(-1), separator=" ")).filter("pair")
    found = pl.concat([marked.filter("telling").select("number", "term"), pairs.select("number", "term")])
    joined = (
        found.unique()
        .sort("number", "term")
        .group_by("number", maintain_order=True)
        .agg(terms=pl.col("term").str.join("|"))
    )
    every = texts.join(joined, on="number", how="left", maintain_order="left")
    stories = pl.Series([story_of(text) for text in texts["text"]], dtype=pl.String)
    return every.with_columns(story_id=stories).select(list(polars_schema("article_terms")))


def _telling(word: pl.Expr) -> pl.Expr:
    """Whether a word may tell what an article is about."""
    long = word.str.len_chars().is_between(_SHORTEST, _LONGEST)
    return (long & ~word.is_in(_STOP_WORDS) & word.str.contains(r"^\D")).fill_null(value=False)


def story_of(text: str) -> str:
    """Key of the least checksum of the four-word runs of a folded text, numbers left out (MinHash: Broder 1997).

    Texts that share a part p of their runs have the same key with probability p, and n edited copies of one text have
    few keys, about log n.
    """
    words = [word for word in text.encode().split() if not _ZERO <= word[0] <= _NINE]
    runs = map(b" ".join, zip(*(words[start:] for start in range(SHINGLE)), strict=False))
    return content_key("story", min(map(crc32, runs), default=crc32(b" ".join(words))))
