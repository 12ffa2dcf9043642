"""Annotated units as labelled candidates: what each step of the engine should have chosen."""

from __future__ import annotations

import polars as pl

from bench.accuracy.training.corpus import Corpus
from onrecord.transforms.quotes.contents import left, right
from onrecord.transforms.quotes.contents.heads import find_heads
from onrecord.transforms.quotes.contents.sources import find_sources
from onrecord.transforms.quotes.marked.floating import find_pairs
from onrecord.transforms.quotes.speakers.mentions import has
from onrecord.transforms.quotes.words.grammar import Tag
from onrecord.transforms.quotes.words.lexicon import Word

MATCH = 0.8
"""Two spans that share this part of their words are the same unit, as in the measure."""


def step_examples(corpus: Corpus) -> dict[str, tuple[pl.DataFrame, str]]:
    """Candidates of every step that finds contents, with the name of their label; all have `doc`."""
    to_right, to_left = _sides(corpus)
    lookup = corpus.reading.lookup
    heads = find_heads(corpus.reading.tokens, lookup).with_columns(
        has_right=pl.col("i").is_in(to_right["i"].implode()).cast(pl.Int8),
        has_left=pl.col("i").is_in(to_left["i"].implode()).cast(pl.Int8),
    )
    first_right = _labelled(right.find_starts(to_right, lookup), to_right, "s", "gold_s")
    last_right = _labelled(right.find_ends(to_right.with_columns(s="gold_s"), lookup), to_right, "e", "gold_e")
    last_left = _labelled(left.find_ends(to_left, lookup), to_left, "e", "gold_e")
    first_left = _labelled(left.find_starts(to_left.with_columns(e="gold_e"), lookup), to_left, "s", "gold_s")
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
    columns = {"i": "head", "gold_s": "s", "gold_e": "e", "s0": "s0", "s1": "s1", "doc": "doc"}
    of_cue = lookup.at("sentence", told["head"])
    behind = (
        told.filter((pl.col("s") > pl.col("head")) & (lookup.at("sentence", told["s"]) == of_cue))
        .sort("head", "s")
        .unique("head", keep="first", maintain_order=True)
    )
    before = (
        told.filter((pl.col("e") < pl.col("head")) & (lookup.at("sentence", told["e"]) == of_cue))
        .sort("head", "e")
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
    pairs = find_sources(contents.with_columns(s="gold_s", e="gold_e"), corpus.reading.phrases, corpus.reading.lookup)
    rows = pairs["row"].cast(pl.Int64)
    return _right_phrase(
        pairs.with_columns(contents["doc"].gather(rows), contents["s0"].gather(rows), contents["s1"].gather(rows))
    )


def _right_phrase(pairs: pl.DataFrame) -> pl.DataFrame:
    """Label the first phrase of the annotated source, of two that begin together the longer that does not go beyond it.

    A name in apposition at its end ("the ambassador, Anatoly Antonov,") is labelled before a nominal at its beginning: it says who is meant.
    """
    within = ((pl.col("i0") <= pl.col("s1")) & (pl.col("i1") >= pl.col("s0"))).fill_null(value=False)
    leads = (
        within
        & (pl.col("i0") == pl.when(within).then("i0").otherwise(None).min().over("row"))
        & (pl.col("i1") <= pl.col("s1"))
    )
    pairs = pairs.with_columns(within=within, leads=leads.fill_null(value=False))
    longest = pl.when("leads").then("i1").otherwise(None).max().over("row")
    name = (pl.col("g1") == Tag.NNP) & (pl.col("i1") > pl.col("i0")) & ~has(Word.PLACE)
    apposed = pl.col("within") & name & (pl.col("g_before") == Tag.COMMA) & (pl.col("i1") == pl.col("s1"))
    first = pl.col("leads") & (pl.col("i1") == longest)
    by_name = (first & (pl.col("g1") == Tag.NNP)).any().over("row")
    chosen = pl.when(apposed.any().over("row") & ~by_name).then(apposed).otherwise(first)
    return pairs.with_columns(label=chosen.fill_null(value=False).cast(pl.Int8))


def matched(spans: pl.DataFrame, corpus: Corpus) -> pl.DataFrame:
    """Add to spans (`doc`, `s`, `e`) the annotated unit that they match, `unit` (null where none), its `s0`, `s1`, and `label`."""
    words = corpus.reading.tokens["is_word"].cast(pl.Int64).cum_sum()

    def n_words(first: pl.Series, last: pl.Series) -> pl.Series:
        return words.gather(last) - words.gather((first - 1).clip(0)) + (first == 0).cast(pl.Int64) * words.first()

    numbered = spans.with_row_index("number")
    gold = corpus.units.select("doc", "unit", "s0", "s1", gold_kind="kind", gold_s="s", gold_e="e")
    pairs = (
        numbered.select("number", "doc", "s", "e")
        .join(gold, on="doc")
        .filter((pl.col("s") <= pl.col("gold_e")) & (pl.col("e") >= pl.col("gold_s")))
    )
    edges = pairs.select(
        a=pl.max_horizontal("s", "gold_s"),
        b=pl.min_horizontal("e", "gold_e"),
        c=pl.min_horizontal("s", "gold_s"),
        d=pl.max_horizontal("e", "gold_e"),
    )
    pairs = pairs.with_columns(jaccard=n_words(edges["a"], edges["b"]) / n_words(edges["c"], edges["d"])).filter(
        pl.col("jaccard") >= MATCH
    )
    best = pairs.sort("number", "jaccard", "unit", descending=[False, True, False]).unique(
        "number", keep="first", maintain_order=True
    )
    joined = numbered.join(
        best.select("number", "unit", "s0", "s1", "gold_kind"), on="number", how="left", maintain_order="left"
    ).drop("number")
    return joined.with_columns(label=pl.col("unit").is_not_null().cast(pl.Int8))


def floating_examples(corpus: Corpus, loose: pl.DataFrame, judged: pl.DataFrame) -> pl.DataFrame:
    """Pairs of spans that no cue claims and phrases around them, for the spans that are annotated with a source; `loose` comes from `matched`."""
    known = loose.filter((pl.col("label") == 1) & pl.col("s0").is_not_null())
    pairs = find_pairs(known, corpus.reading.phrases, judged, corpus.reading.lookup)
    rows = pairs["row"].cast(pl.Int64)
    return _right_phrase(pairs.with_columns(known["s0"].gather(rows), known["s1"].gather(rows)))
