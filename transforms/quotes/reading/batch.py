"""A batch of bodies, read once, as every later step takes it."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.reading.phrases import find_phrases
from onrecord.transforms.quotes.reading.spans import find_spans
from onrecord.transforms.quotes.reading.token_table import read_tokens
from onrecord.transforms.quotes.reading.tokens import tokenise

_STOPS = "\n\n. . . ."
"""Behind every body the token table has a paragraph of stops, so that no word has a neighbour in another body."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a batch of bodies."""

    spans: pl.DataFrame
    """Stretches between quotation marks, nested ones too (`spans.SPAN_SCHEMA`)."""
    tokens: pl.DataFrame
    """The token table: one row a word or mark, numbered from 0 in `number` (`token_table.read_tokens`)."""
    lookup: Lookup
    """The token table, looked up by token number."""
    phrases: pl.DataFrame
    """Noun phrases and pronouns outside of quotation marks: `phrase_first`, `phrase_last`, `sentence`."""


def read_bodies(bodies: pl.DataFrame) -> Reading:
    """Read bodies: `doc` (UInt32, ascending) and `body`, one row a body."""
    spans = find_spans(bodies)
    tokens = read_tokens(tokenise(bodies.with_columns(pl.col("body") + _STOPS)), spans)
    return Reading(spans, tokens, Lookup(tokens), find_phrases(tokens))
