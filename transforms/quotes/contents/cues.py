"""The cue around a head: the longest phrase of the lexicon that holds it, with its lemma, class and stance."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.reading.lookup import Lookup
from onrecord.transforms.quotes.words.lexicon import CUES

_WORDS = (
    CUES.with_columns(words=pl.col("form").str.split(" "), offset=pl.int_ranges(0, pl.col("n_tokens")))
    .with_columns(word="words")
    .explode("word", "offset")
)
"""The forms of the lexicon by each of their words, which is `offset` words behind the first."""

_LONGEST: int = CUES["n_tokens"].max()  # type: ignore[assignment]


def with_cues(quotations: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """Add the cue around each quotation's `head` (token number, null where no cue introduces it).

    Returns:
        The quotations with `cue_start`, `cue_end` (character offsets), `cue_lemma`, `cue_class`, `cue_stance`, null
        without a head; a head that no form of the lexicon holds is a cue by itself, its own lemma, of class "other",
        neutral.
    """
    cues = describe_cues(quotations["head"].drop_nulls().unique().sort(), lookup)
    return quotations.join(cues, on="head", how="left", maintain_order="left")


def describe_cues(heads: pl.Series, lookup: Lookup) -> pl.DataFrame:
    """`head` and the cue columns of `with_cues`, one row for each of some different heads."""
    found = _forms_around(heads, lookup).sort("head", "n_tokens", "cue_first", descending=[False, True, False])
    longest = found.unique("head", keep="first", maintain_order=True)
    alone = pl.DataFrame({"head": heads, "own": lookup.at("lower", heads)})
    cues = alone.join(longest, on="head", how="left", maintain_order="left")
    first = cues["cue_first"].fill_null(cues["head"])
    last = first + cues["n_tokens"].fill_null(1) - 1
    return cues.select(
        "head",
        lookup.at("start", first).alias("cue_start"),
        lookup.at("end", last).alias("cue_end"),
        pl.coalesce("cue_lemma", "own").alias("cue_lemma"),
        pl.col("cue_class").fill_null("other"),
        pl.col("cue_stance").fill_null("neutral"),
    )


def _forms_around(heads: pl.Series, lookup: Lookup) -> pl.DataFrame:
    """`head`, `cue_first` (token) and the form, for every form of the lexicon that stands around a head, within its
    sentence.
    """
    own = pl.DataFrame({"head": heads, "word": lookup.at("lower", heads), "sentence": lookup.at("sentence", heads)})
    found = own.join(_WORDS, on="word", how="inner").with_columns(cue_first=pl.col("head") - pl.col("offset"))
    first = found["cue_first"]
    begins, ends = lookup.at("sentence", first), lookup.at("sentence", first + found["n_tokens"] - 1)
    found = found.filter(pl.Series((begins == ends) & (begins == found["sentence"])))
    for step in range(_LONGEST):
        wanted = pl.col("words").list.get(step, null_on_oob=True)
        found = found.filter(wanted.is_null() | (wanted == lookup.at("lower", found["cue_first"] + step)))
    return found
