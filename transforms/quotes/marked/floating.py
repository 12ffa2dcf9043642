"""Pairs of a quotation that no cue of its own introduces and a phrase near it that may be its source."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.models.candidates import Runs, Sides
from onrecord.transforms.quotes.models.model import Shape, flag
from onrecord.transforms.quotes.models.reach import join_reach
from onrecord.transforms.quotes.reading.batch import Reading
from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.words.grammar import FINITE, VERBS, Tag
from onrecord.transforms.quotes.words.lexicon import Word, has
from onrecord.transforms.quotes.words.numbers import numbers_of

_HE = numbers_of("he she")
_WHO = numbers_of("who which whom")
_OWN = numbers_of("his her their my our")
_FARTHEST = 90
"""Tokens between a quotation and a phrase that may be its source."""

_LONGEST_PHRASE = 200
"""Tokens of the longest phrase that is looked for ahead of a quotation."""

_MOST_SENTENCES = 8
"""Sentences between the two from which on more make no difference."""

_SPOKE = 0.3
"""A phrase that is the source of a content with this probability has spoken."""


def find_pairs(quotations: pl.DataFrame, contents: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Join quotations with the phrases of their own and the neighbouring paragraphs.

    Args:
        quotations: `open`, `close` (first and last token, marks included), `paragraph`, `last_paragraph`, one row a
            quotation.
        contents: Judged contents: `source_first`, `source_last` (their sources) and `probability`.
        reading: The bodies they stand in.

    Returns:
        One row a pair: `row` (of the quotation), `open`, `close`, `source_first`, `source_last` (the phrase) and the
        inputs of `FLOATING_SHAPE`: `gap` (tokens between the two), `order` (1: the phrase stands ahead), words and
        classes of the phrase and beside it, what stands between, how surely and how often the phrase is the source of
        contents (`spoke`, `spoke_often`) and its rivals are (`best_spoke` …), its `rank` on its side, all its `rivals`,
        and `FLOATING_FEATURES`.
    """
    lookup = reading.lookup
    pairs = _within_reach(quotations, _known_phrases(contents, reading), lookup)
    runs = Runs(pairs["row"])
    sides = Sides(runs, pairs["order"], pairs["gap"])
    pairs = pairs.with_columns(has_spoken=pl.col("spoke") > _SPOKE)
    nearest = pl.when("has_spoken").then("gap").otherwise(None).min().over("row", "order")
    return pairs.with_columns(**_around(pairs, lookup)).with_columns(
        rank=sides.rank,
        best_spoke=runs.highest(pairs["spoke"]),
        nearest_spoke=(pl.col("gap") == nearest).fill_null(value=False).cast(pl.Float32),
        speakers_between=sides.count(pairs["has_spoken"]),
        rivals=runs.size,
        **FLOATING_FEATURES,
    )


def _known_phrases(contents: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Phrases with their article and paragraph, and how surely and how often they are the source of a content."""
    ends = ["source_first", "source_last"]
    spoke = (
        contents.drop_nulls("source_first")
        .group_by(ends)
        .agg(spoke=pl.col("probability").max().cast(pl.Float32), spoke_often=pl.len().cast(pl.Float32))
    )
    phrases = reading.phrases.select(source_first="phrase_first", source_last="phrase_last")
    known = phrases.join(spoke, on=ends, how="left", maintain_order="left")
    at = known["source_first"]
    return known.with_columns(
        pl.col("spoke", "spoke_often").fill_null(0),
        source_doc=reading.lookup.at("doc", at),
        source_paragraph=reading.lookup.at("paragraph", at),
    )


def _within_reach(quotations: pl.DataFrame, phrases: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    near = quotations.select("open", "close", "paragraph", "last_paragraph").with_row_index("row")
    near = near.with_columns(doc=lookup.at("doc", quotations["open"]))
    earliest, latest = near["open"] - _FARTHEST - _LONGEST_PHRASE, near["close"] + _FARTHEST
    pairs = join_reach(near, phrases, "source_first", earliest, latest)
    beside = pl.col("source_paragraph").is_between(pl.col("paragraph") - 1, pl.col("last_paragraph") + 1)
    pairs = pairs.filter(beside & (pl.col("doc") == pl.col("source_doc")))
    ahead = pl.col("source_last") < pl.col("open")
    gap = (
        pl.when(ahead).then(pl.col("open") - pl.col("source_last")).otherwise(pl.col("source_first") - pl.col("close"))
    )
    return pairs.with_columns(gap=gap, order=ahead.cast(pl.UInt8)).filter(pl.col("gap") <= _FARTHEST)


def _around(pairs: pl.DataFrame, lookup: Lookup) -> dict[str, pl.Series]:
    open_, close, first, last = (pairs[name] for name in ("open", "close", "source_first", "source_last"))
    ahead = last < open_
    between = (last + 1).zip_with(ahead, close + 1), (open_ - 1).zip_with(ahead, first - 1)
    sentence = lookup.sentence_first(first), lookup.sentence_last(first)
    apart = lookup.at("sentence", open_) - lookup.at("sentence", first)
    return {
        "sentence_first": sentence[0],
        "sentences_between": apart.cast(pl.Float32).clip(-_MOST_SENTENCES, _MOST_SENTENCES),
        "verbs": lookup.count("verbs", *between),
        "commas": lookup.count("commas", *between),
        "names_between": lookup.count("names", *between),
        "quoted_between": lookup.count("quoted_tokens", *between),
        "word_before": lookup.inside("word", first - 1, *sentence, outside=-1),
        "tag_before": lookup.inside("tag", first - 1, *sentence, outside=Tag.OTHER),
        "word_after": lookup.inside("word", last + 1, *sentence, outside=-1),
        "tag_after": lookup.inside("tag", last + 1, *sentence, outside=Tag.OTHER),
        "word_source_last": lookup.at("word", last),
        "tag_source_last": lookup.at("tag", last),
        "word_source_first": lookup.at("word", first),
        "flags": lookup.at("flags", last),
        "word_before_open": lookup.at("word", open_ - 1),
        "tag_before_open": lookup.at("tag", open_ - 1),
    }


FLOATING_FEATURES: dict[str, pl.Expr] = {
    "ahead": pl.col("order").cast(pl.Float32),
    "distance": pl.col("gap").cast(pl.Float32),
    "paragraphs_between": (pl.col("paragraph") - pl.col("source_paragraph")).cast(pl.Float32).clip(-2, 3),
    "from_sentence": (pl.col("source_first") - pl.col("sentence_first")).cast(pl.Float32),
    "length": (pl.col("source_last") - pl.col("source_first") + 1).cast(pl.Float32),
    "name": flag(pl.col("tag_source_last") == Tag.NNP),
    "pronoun": flag(pl.col("tag_source_last") == Tag.PRP),
    "he_or_she": flag(pl.col("word_source_last").is_in(_HE)),
    "who": flag(pl.col("word_source_last").is_in(_WHO)),
    "own": flag(pl.col("word_source_last").is_in(_OWN)),
    "plural": flag(pl.col("tag_source_last") == Tag.NNS),
    "role": flag(has(Word.ROLE)),
    "group": flag(has(Word.GROUP)),
    "document": flag(has(Word.DOCUMENT)),
    "place": flag(has(Word.PLACE)),
    "calendar": flag(has(Word.CALENDAR)),
    "after_preposition": flag(pl.col("tag_before") == Tag.IN),
    "leads_sentence": flag(pl.col("word_before") == -1),
    "then_possessive": flag(pl.col("tag_after") == Tag.POS),
    "then_verb": flag(pl.col("tag_after").is_in([*VERBS, *FINITE])),
    "then_comma": flag(pl.col("tag_after") == Tag.COMMA),
    "quote_behind_colon": flag(pl.col("tag_before_open") == Tag.COLON),
}

FLOATING_SHAPE = Shape(
    numbers=(
        *FLOATING_FEATURES,
        *[
            "spoke",
            "spoke_often",
            "sentences_between",
            "verbs",
            "commas",
            "names_between",
            "quoted_between",
            "rank",
            "best_spoke",
            "nearest_spoke",
            "speakers_between",
            "rivals",
        ],
    ),
    keys={
        "last_word": ("word_source_last", "order"),
        "before": ("word_before", "order"),
        "after": ("word_after", "order"),
        "classes_beside": ("tag_before", "tag_source_last", "tag_after"),
        "first_word": ("word_source_first",),
        "before_quote": ("word_before_open", "order"),
    },
)
