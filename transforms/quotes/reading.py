"""The token table as the later steps read it: quoted spans laid over it, words on either side, running counts."""

from __future__ import annotations

import polars as pl

from transforms.quotes.grammar import FINITE, Tag
from transforms.quotes.lexicon import STRONG
from transforms.quotes.spans import outermost

_COUNTS = {
    "commas": pl.col("tag") == Tag.COMMA,
    "verbs": pl.col("tag").is_in(FINITE),
    "quoted_tokens": pl.col("quoted"),
    "words": pl.col("is_word"),
    "quoted_words": pl.col("is_word") & pl.col("quoted"),
    "thats": pl.col("lower") == "that",
    "breaks": pl.col("tag").is_in([Tag.COMMA, Tag.COLON, Tag.DASH, Tag.OPEN, Tag.CLOSE]),
    "names": pl.col("tag") == Tag.NNP,
    "strong_cues": (pl.col("cue") == STRONG) & ~pl.col("quoted"),
}


def read_tokens(tokens: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Lay the outermost quoted spans over a token table.

    Args:
        tokens: `tokens.tokenise`.
        spans: `spans.find_spans` of the same bodies.

    Returns:
        The tokens with `quoted` (between the marks of a span, marks included), `span` (its number, -1 outside), `span_first`, `span_last` (its first and last
        token, null outside), `is_word`, `word_after`, `word_before` (number of the nearest word at or after, at or before), and running counts of commas,
        finite verbs, quoted tokens, words, quoted words, "that", breaks (commas, colons, dashes, brackets), capitalised words and strong cues.
    """
    edges = outermost(spans).select("span", "doc", "open", "close")
    laid = tokens.join_asof(edges, left_on="start", right_on="open", by="doc", strategy="backward", check_sortedness=False)
    laid = laid.with_columns(quoted=(pl.col("start") < pl.col("close")).fill_null(value=False)).drop("open", "close")
    laid = laid.with_columns(span=pl.when("quoted").then(pl.col("span").cast(pl.Int64)).otherwise(-1), is_word=pl.col("tag") <= Tag.POS)
    ends = laid.filter("quoted").group_by("span", maintain_order=True).agg(span_first=pl.col("i").first(), span_last=pl.col("i").last())
    number = pl.when("is_word").then("i").otherwise(None)
    return laid.join(ends, on="span", how="left", maintain_order="left").with_columns(
        word_after=number.backward_fill().fill_null(tokens.height),
        word_before=number.forward_fill().fill_null(-1),
        **{name: mark.cast(pl.Int32).cum_sum() for name, mark in _COUNTS.items()},
    )
