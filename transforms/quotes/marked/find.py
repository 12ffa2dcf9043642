"""Quoted spans judged: which cue claims each, whose it is where none does, and how probable it is that it is a
quotation.
"""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.contents.judging import judge
from onrecord.transforms.quotes.marked import floating
from onrecord.transforms.quotes.marked.claims import claim, place_spans
from onrecord.transforms.quotes.models.candidates import Runs
from onrecord.transforms.quotes.models.model import Model
from onrecord.transforms.quotes.reading.batch import Reading

LEAST_CLAIM = 0.3
"""A span that no cue claims with this probability looks for its source in the text around it."""


def find_marked(reading: Reading, contents: pl.DataFrame, models: dict[str, Model]) -> pl.DataFrame:
    """Every outermost quoted span that holds a word.

    Args:
        reading: A batch of bodies.
        contents: Judged contents of cues.
        models: By name; "span" and "floating" are used.

    Returns:
        The spans as `claims.claim` describes them, with `source_first`, `source_last` (its source, null where there is
        none), `source_odds` (log-odds of the source), `head` (of the cue that claims it; null where it stands by
        itself), `probability` (of being a quotation) and `n_paragraphs` of the quotation that it is part of, in text
        order.
    """
    claimed = find_claimed(reading, contents)
    return _in_chains(judge(_with_sources(claimed, contents, reading, models), models["span"]))


def find_claimed(reading: Reading, contents: pl.DataFrame) -> pl.DataFrame:
    """Every outermost quoted span with what the contents of cues claim of it."""
    return claim(place_spans(reading), contents)


def _with_sources(
    claimed: pl.DataFrame, contents: pl.DataFrame, reading: Reading, models: dict[str, Model]
) -> pl.DataFrame:
    """Add `head` and the source of each span: its cue's source where one claims it, else the best phrase around it."""
    around = _sources_around(claimed.filter(pl.col("claim") < LEAST_CLAIM), contents, reading, models)
    keys = ["claim_head", "claim_source_first", "claim_source_last"]
    of_cues = contents.select(
        "source_score", claim_head="head", claim_source_first="source_first", claim_source_last="source_last"
    ).unique(keys, keep="first", maintain_order=True)
    joined = claimed.join(around, on="span", how="left", maintain_order="left")
    joined = joined.join(of_cues, on=keys, how="left", maintain_order="left")
    claims = pl.when(pl.col("claim") >= LEAST_CLAIM)
    return joined.with_columns(
        source_first=claims.then("claim_source_first").otherwise("source_first"),
        source_last=claims.then("claim_source_last").otherwise("source_last"),
        source_odds=claims.then("source_score").otherwise("floating_score"),
        head=claims.then("claim_head").otherwise(None),
    )


def _sources_around(
    loose: pl.DataFrame, contents: pl.DataFrame, reading: Reading, models: dict[str, Model]
) -> pl.DataFrame:
    """`span`, `source_first`, `source_last`, `floating_score` of the spans that have a phrase within reach."""
    pairs = floating.find_pairs(loose, contents, reading)
    phrases = pairs.select("source_first", "source_last")
    best = Runs(pairs["row"]).best(phrases, models["floating"].score(pairs), "floating")
    return loose.select("span").with_row_index("row").join(best, on="row", how="inner").drop("row", "floating_lead")


def _in_chains(spans: pl.DataFrame) -> pl.DataFrame:
    """Spans of one quotation of several paragraphs are all as probable as the best of them, and have its source and
    cue.
    """
    marked = spans.with_columns(chain=(~pl.col("continues").fill_null(value=False)).cum_sum())
    marked = marked.with_columns(n_paragraphs=pl.len().over("chain"))
    best = pl.col("claim").arg_max()
    of_best = ("source_first", "source_last", "source_odds", "head", "claim_side")
    shared = [pl.col(name).gather(best).first().over("chain") for name in of_best]
    several = pl.col("n_paragraphs") > 1
    chained = marked.filter(several).with_columns(pl.col("probability").max().over("chain"), *shared)
    return pl.concat([marked.filter(~several), chained]).sort("span")
