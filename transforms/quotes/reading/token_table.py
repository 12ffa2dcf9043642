"""The token table as the later steps read it: quoted spans laid over it, words on either side, running counts."""

from __future__ import annotations

import numpy as np
import polars as pl

from onrecord.transforms.quotes.reading.spans import outermost
from onrecord.transforms.quotes.reading.tokens import token_at
from onrecord.transforms.quotes.words.grammar import FINITE, Tag
from onrecord.transforms.quotes.words.lexicon import STRONG
from onrecord.transforms.quotes.words.numbers import numbers_of

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


_BREAKERS = numbers_of(
    "and but or in on at by as when while after before because that who which for with during from to since "
    "though although"
    " even last than is was has if where until unless without despite amid following about against into of over "
    "under through"
    " like whom whose per via so yet just including saying adding according he they she it said says told"
)
_STOPS = (Tag.COMMA, Tag.STOP, Tag.COLON, Tag.DASH, Tag.OPEN, Tag.CLOSE, Tag.QUOTE)


def read_tokens(tokens: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Lay the outermost quoted spans over a token table.

    Args:
        tokens: `tokens.tokenise`.
        spans: `spans.find_spans` of the same bodies.

    Returns:
        The tokens with `quoted` (between the marks of a span, marks included), `span` (its number, -1 outside),
        `span_first`, `span_last` (its first and last token, null outside), `is_word`, `first_word_from`, `last_word_to`
        (number of the nearest word at or after, at or before), `may_end` (something begins behind the word that a
        content may not hold), and running counts of `commas`, `verbs` (finite ones), `quoted_tokens`, `words`,
        `quoted_words`, `thats` ("that"), `breaks` (commas, colons, dashes, brackets), `names` (capitalised words) and
        `strong_cues`.
    """
    laid = tokens.with_columns(_span_columns(tokens, outermost(spans))).with_columns(
        quoted=pl.col("span") >= 0, is_word=pl.col("tag") <= Tag.POS
    )
    edges = [pl.when("quoted").then(name).alias(name) for name in ("span_first", "span_last")]
    word_number = pl.when("is_word").then("number").otherwise(None)
    return laid.with_columns(
        *edges,
        first_word_from=word_number.backward_fill().fill_null(tokens.height),
        last_word_to=word_number.forward_fill().fill_null(-1),
        **{name: mark.cast(pl.Int32).cum_sum() for name, mark in _COUNTS.items()},
        may_end=_may_end(),
    )


def _may_end() -> pl.Expr:
    """Whether a token of a token table is a word behind which something begins that a content may not hold."""
    following = pl.col("word").shift(-1).is_in(_BREAKERS) | pl.col("tag").shift(-1).is_in(_STOPS)
    return pl.col("is_word") & following.fill_null(value=True)


def _span_columns(tokens: pl.DataFrame, spans: pl.DataFrame) -> list[pl.Series]:
    """`span`, `span_first` and `span_last` of every token, -1 outside of spans: spans of depth 0 never overlap, so each
    is a stretch of the table.
    """
    first = token_at(tokens, spans["doc"], spans["outer_start"], side="start").to_numpy()
    behind = token_at(tokens, spans["doc"], spans["outer_end"], side="start").to_numpy()
    lengths = np.maximum(behind - first, 0)
    stretch = np.arange(lengths.sum()) + np.repeat(first - np.cumsum(lengths) + lengths, lengths)
    columns = []
    for name, values in (("span", spans["span"].to_numpy()), ("span_first", first), ("span_last", behind - 1)):
        laid = np.full(tokens.height, -1, dtype=np.int64)
        laid[stretch] = np.repeat(values, lengths)
        columns.append(pl.Series(name, laid))
    return columns
