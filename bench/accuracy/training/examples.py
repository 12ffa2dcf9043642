"""Annotated units as labelled candidates: what each step of the engine should have chosen."""

from __future__ import annotations

import polars as pl

from bench.accuracy.training.corpus import Corpus
from onrecord.transforms.quotes.contents import left, right
from onrecord.transforms.quotes.contents.heads import find_heads
from onrecord.transforms.quotes.contents.sources import find_sources
from onrecord.transforms.quotes.marked.floating import find_pairs
from onrecord.transforms.quotes.words.grammar import Tag
from onrecord.transforms.quotes.words.lexicon import Word, has

MATCH = 0.8
"""Two spans that share this part of their words are the same unit, as in the measure."""


def step_examples(corpus: Corpus) -> dict[str, tuple[pl.DataFrame, str]]:
    """Candidates of every step that finds contents, with the name of their label; all have `doc`."""
    to_right, to_left = _sides(corpus)
    reading = corpus.reading
    heads = find_heads(reading).with_columns(
        has_right=pl.col("head").is_in(to_right["head"].implode()).cast(pl.Int8),
        has_left=pl.col("head").is_in(to_left["head"].implode()).cast(pl.Int8),
    )
    first_right = _labelled(right.find_starts(to_right, reading), to_right, "first", "gold_first")
    last_right = _labelled(
        right.find_ends(to_right.with_columns(first="gold_first"), reading), to_right, "last", "gold_last"
    )
    last_left = _labelled(left.find_ends(to_left, reading), to_left, "last", "gold_last")
    first_left = _labelled(
        left.find_starts(to_left.with_columns(last="gold_last"), reading), to_left, "first", "gold_first"
    )
    return {
        "head_right": (heads, "has_right"),
        "head_left": (heads, "has_left"),
        "right_start": (first_right, "label"),
        "right_end": (last_right, "label"),
        "left_end": (last_left, "label"),
        "left_start": (first_left, "label"),
        "source": (_source_examples(corpus, pl.concat([to_right, to_left])), "label"),
    }


def _sides(corpus: Corpus) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Annotated contents behind and before their cue, in the cue's sentence: the nearest one of each cue."""
    lookup, tokens = corpus.reading.lookup, corpus.reading.tokens
    told = corpus.units.filter(pl.col("head").is_not_null())
    columns = {
        "head": "head",
        "gold_first": "first",
        "gold_last": "last",
        "gold_source_first": "gold_source_first",
        "gold_source_last": "gold_source_last",
        "doc": "doc",
    }
    of_cue = lookup.at("sentence", told["head"])
    behind = (
        told.filter((pl.col("first") > pl.col("head")) & (lookup.at("sentence", told["first"]) == of_cue))
        .sort("head", "first")
        .unique("head", keep="first", maintain_order=True)
    )
    before = (
        told.filter((pl.col("last") < pl.col("head")) & (lookup.at("sentence", told["last"]) == of_cue))
        .sort("head", "last")
        .unique("head", keep="last", maintain_order=True)
    )
    both = [
        side.select(**columns).with_columns(
            word=tokens["word"].gather(side["head"]), stem=tokens["stem"].gather(side["head"])
        )
        for side in (behind, before)
    ]
    return both[0], both[1]


def _labelled(candidates: pl.DataFrame, contents: pl.DataFrame, found: str, wanted: str) -> pl.DataFrame:
    rows = candidates["row"].cast(pl.Int64)
    return candidates.with_columns(
        contents["doc"].gather(rows), label=(candidates[found] == contents[wanted].gather(rows)).cast(pl.Int8)
    )


def _source_examples(corpus: Corpus, contents: pl.DataFrame) -> pl.DataFrame:
    pairs = find_sources(contents.with_columns(first="gold_first", last="gold_last"), corpus.reading)
    rows = pairs["row"].cast(pl.Int64)
    return _right_phrase(
        pairs.with_columns(
            contents["doc"].gather(rows),
            contents["gold_source_first"].gather(rows),
            contents["gold_source_last"].gather(rows),
        )
    )


def _right_phrase(pairs: pl.DataFrame) -> pl.DataFrame:
    """Label the first phrase of the annotated source, of two that begin together the longer that does not go beyond it.

    A name in apposition at its end ("the ambassador, Anatoly Antonov,") is labelled before a nominal at its beginning:
    it says who is meant.
    """
    within = (
        (pl.col("source_first") <= pl.col("gold_source_last")) & (pl.col("source_last") >= pl.col("gold_source_first"))
    ).fill_null(value=False)
    leads = (
        within
        & (pl.col("source_first") == pl.when(within).then("source_first").otherwise(None).min().over("row"))
        & (pl.col("source_last") <= pl.col("gold_source_last"))
    )
    pairs = pairs.with_columns(within=within, leads=leads.fill_null(value=False))
    longest = pl.when("leads").then("source_last").otherwise(None).max().over("row")
    name = (pl.col("tag_source_last") == Tag.NNP) & (pl.col("source_last") > pl.col("source_first")) & ~has(Word.PLACE)
    apposed = (
        pl.col("within")
        & name
        & (pl.col("tag_before") == Tag.COMMA)
        & (pl.col("source_last") == pl.col("gold_source_last"))
    )
    first = pl.col("leads") & (pl.col("source_last") == longest)
    by_name = (first & (pl.col("tag_source_last") == Tag.NNP)).any().over("row")
    chosen = pl.when(apposed.any().over("row") & ~by_name).then(apposed).otherwise(first)
    return pairs.with_columns(label=chosen.fill_null(value=False).cast(pl.Int8))


def matched(spans: pl.DataFrame, corpus: Corpus) -> pl.DataFrame:
    """Add to spans (`doc`, `first`, `last`) the annotated unit that they match, `unit` (null where none), its
    `gold_source_first`, `gold_source_last`, and `label`.
    """
    words = corpus.reading.tokens["is_word"].cast(pl.Int64).cum_sum()

    def n_words(first: pl.Series, last: pl.Series) -> pl.Series:
        return words.gather(last) - words.gather((first - 1).clip(0)) + (first == 0).cast(pl.Int64) * words.first()

    numbered = spans.with_row_index("number")
    gold = corpus.units.select(
        "doc", "unit", "gold_source_first", "gold_source_last", gold_kind="kind", gold_first="first", gold_last="last"
    )
    pairs = (
        numbered.select("number", "doc", "first", "last")
        .join(gold, on="doc")
        .filter((pl.col("first") <= pl.col("gold_last")) & (pl.col("last") >= pl.col("gold_first")))
    )
    edges = pairs.select(
        a=pl.max_horizontal("first", "gold_first"),
        b=pl.min_horizontal("last", "gold_last"),
        c=pl.min_horizontal("first", "gold_first"),
        d=pl.max_horizontal("last", "gold_last"),
    )
    pairs = pairs.with_columns(share=n_words(edges["a"], edges["b"]) / n_words(edges["c"], edges["d"])).filter(
        pl.col("share") >= MATCH
    )
    best = pairs.sort("number", "share", "unit", descending=[False, True, False]).unique(
        "number", keep="first", maintain_order=True
    )
    joined = numbered.join(
        best.select("number", "unit", "gold_source_first", "gold_source_last", "gold_kind"),
        on="number",
        how="left",
        maintain_order="left",
    ).drop("number")
    return joined.with_columns(label=pl.col("unit").is_not_null().cast(pl.Int8))


def floating_examples(corpus: Corpus, loose: pl.DataFrame, judged: pl.DataFrame) -> pl.DataFrame:
    """Pairs of spans that no cue claims and phrases around them, for the spans that are annotated with a source;
    `loose` comes from `matched`.
    """
    known = loose.filter((pl.col("label") == 1) & pl.col("gold_source_first").is_not_null())
    pairs = find_pairs(known, judged, corpus.reading)
    rows = pairs["row"].cast(pl.Int64)
    return _right_phrase(
        pairs.with_columns(known["gold_source_first"].gather(rows), known["gold_source_last"].gather(rows))
    )
