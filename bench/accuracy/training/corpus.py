"""Annotated articles as the engine reads them: bodies, token table, and the annotated units in token numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from bench.accuracy.align import Alignment
from bench.accuracy.gold import GoldRow
from bench.accuracy.tables import Places
from bench.accuracy.words import Span
from onrecord.transforms.quotes.reading.batch import Reading, read_bodies
from onrecord.transforms.quotes.reading.tokens import token_at
from onrecord.transforms.quotes.words.grammar import VERBS
from onrecord.transforms.quotes.words.lexicon import CUES

UNIT_SCHEMA = {
    "doc": pl.UInt32(),
    "kind": pl.String(),
    "source_type": pl.String(),
    "start": pl.Int64(),
    "end": pl.Int64(),
    "cue_start": pl.Int64(),
    "cue_end": pl.Int64(),
    "source_start": pl.Int64(),
    "source_end": pl.Int64(),
}

_AUXILIARY = frozenset(
    [
        "has",
        "have",
        "had",
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "being",
        "also",
        "not",
        "never",
        "will",
        "would",
        "could",
        "may",
        "might",
        "can",
        "to",
        "in",
        "a",
        "an",
        "the",
        "of",
        "by",
        "at",
        "on",
        "that",
        "this",
        "just",
        "then",
        "later",
        "do",
        "does",
        "did",
        "'s",
        "as",
        "it",
        "he",
        "she",
        "they",
        "i",
        "his",
        "her",
        "their",
        "its",
        "only",
        "even",
        "still",
        "already",
        "recently",
        "repeatedly",
    ]
)
_SINGLE = frozenset(CUES.filter(pl.col("n_tokens") == 1)["form"])


@dataclass(frozen=True, slots=True)
class Corpus:
    """Bodies (`doc`, `article_id`, `body`), what the engine reads in them, and the annotated units.

    `units`: `unit`, `doc`, `kind`, `source_type`, `first`, `last` (first and last word), `head` (token number of the
    cue's head, null without a cue), `gold_source_first`, `gold_source_last` (first and last token of the source, null
    without one).
    """

    bodies: pl.DataFrame
    reading: Reading
    units: pl.DataFrame


def build_corpus(articles: pl.DataFrame, gold: Sequence[GoldRow], places: Places) -> Corpus:
    """Lay the annotation over the bodies of articles.

    Args:
        articles: `article_id` and `body`.
        gold: The annotation, in offsets of the raw texts. What stands outside of a body (in a headline) is left out:
            the engine cannot find it.
        places: Where the bodies came from.
    """
    bodies = articles.select("article_id", "body").sort("article_id").with_row_index("doc")
    by_article: dict[str, list[GoldRow]] = {}
    for row in gold:
        by_article.setdefault(row.article, []).append(row)
    rows: list[tuple[object, ...]] = []
    for doc, article_id in bodies.select("doc", "article_id").iter_rows():
        name, alignment = places[article_id][0]
        rows += _units(doc, by_article.get(name, []), alignment)
    spans = pl.DataFrame(rows, schema=UNIT_SCHEMA, orient="row")
    reading = read_bodies(bodies)
    return Corpus(bodies, reading, _in_tokens(spans, reading))


def _units(doc: int, gold: Sequence[GoldRow], alignment: Alignment) -> list[tuple[object, ...]]:
    back = {raw: offset for offset, raw in enumerate(alignment.raw_offsets) if raw >= 0}
    rows: list[tuple[object, ...]] = []
    for row in gold:
        cue = _within(back, row.cue)
        source = _within(back, row.source[:1])
        for span, kind in zip(row.content, row.span_kinds, strict=True):
            content = _within(back, (span,))
            if content is not None:
                rows.append((doc, kind, row.source_type, *content, *(cue or (None, None)), *(source or (None, None))))
    return rows


def _within(back: Mapping[int, int], spans: Sequence[Span]) -> Span | None:
    """The body's span from the first to the last character of raw spans; null where either is not in the body."""
    if not spans:
        return None
    first, last = back.get(spans[0][0]), back.get(spans[-1][1] - 1)
    return (first, last + 1) if first is not None and last is not None and first <= last else None


def _in_tokens(spans: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    tokens, lookup = reading.tokens, reading.lookup
    numbers = spans.with_columns(
        token_at(tokens, spans["doc"], spans[start], side="start").alias(f"{name}_first")
        if side == "start"
        else token_at(tokens, spans["doc"], spans[end], side="end").alias(f"{name}_last")
        for name, start, end in (
            ("content", "start", "end"),
            ("cue", "cue_start", "cue_end"),
            ("source", "source_start", "source_end"),
        )
        for side in ("start", "end")
    )
    lower, tags = tokens["lower"].to_list(), tokens["tag"].to_list()
    heads = [
        None if first is None else head_of(range(first, last + 1), lower, tags)
        for first, last in numbers.select("cue_first", "cue_last").iter_rows()
    ]
    units = numbers.select(
        "doc",
        "kind",
        "source_type",
        first=lookup.at("first_word_from", numbers["content_first"]),
        last=lookup.at("last_word_to", numbers["content_last"]),
        head=pl.Series(heads, dtype=pl.Int64),
        gold_source_first="source_first",
        gold_source_last="source_last",
    )
    return units.filter(pl.col("first") <= pl.col("last")).with_row_index("unit")


def head_of(cue: range, lower: Sequence[str], tags: Sequence[int]) -> int | None:
    """The word of an annotated cue that carries it: a listed verb before a listed word, before another verb, before
    anything that is no function word.
    """
    if not cue:
        return None
    choices = (
        [i for i in cue if lower[i] in _SINGLE and tags[i] in VERBS],
        [i for i in cue if lower[i] in _SINGLE],
        [i for i in cue if tags[i] in VERBS and lower[i] not in _AUXILIARY],
        [i for i in cue if lower[i] not in _AUXILIARY and lower[i].isalnum()],
        list(cue),
    )
    return next(found[0] for found in choices if found)
