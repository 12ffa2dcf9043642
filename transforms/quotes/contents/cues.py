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


def describe_cues(heads: pl.Series, lookup: Lookup) -> pl.DataFrame:
    """Cues of heads (token numbers, each once).

    Returns:
        `cue_i` (the head), `cue_start`, `cue_end` (character offsets), `cue_lemma`, `cue_class`, `cue_stance`, one row a head; a head that no form of the lexicon holds is a cue
        by itself, its own lemma, of class "other", neutral.
    """
    found = _forms_around(heads, lookup)
    longest = found.sort("cue_i", "n_tokens", "first", descending=[False, True, False]).unique(
        "cue_i", keep="first", maintain_order=True
    )
    cues = pl.DataFrame({"cue_i": heads, "own": lookup.at("lower", heads)}).join(
        longest, on="cue_i", how="left", maintain_order="left"
    )
    first = cues["first"].fill_null(cues["cue_i"])
    last = first + cues["n_tokens"].fill_null(1) - 1
    return cues.select(
        "cue_i",
        lookup.at("start", first).alias("cue_start"),
        lookup.at("end", last).alias("cue_end"),
        pl.coalesce("cue_lemma", "own").alias("cue_lemma"),
        pl.col("cue_class").fill_null("other"),
        pl.col("cue_stance").fill_null("neutral"),
    )


def _forms_around(heads: pl.Series, lookup: Lookup) -> pl.DataFrame:
    """`cue_i`, `first` (token) and the form, for every form of the lexicon that stands around a head, within its sentence."""
    own = pl.DataFrame({"cue_i": heads, "word": lookup.at("lower", heads), "sentence": lookup.at("sentence", heads)})
    found = own.join(_WORDS, on="word", how="inner").with_columns(first=pl.col("cue_i") - pl.col("offset"))
    whole = lookup.at("sentence", found["first"]) == lookup.at("sentence", found["first"] + found["n_tokens"] - 1)
    found = found.filter(pl.Series(whole & (lookup.at("sentence", found["first"]) == found["sentence"])))
    for k in range(_LONGEST):
        wanted = pl.col("words").list.get(k, null_on_oob=True)
        found = found.filter(wanted.is_null() | (wanted == lookup.at("lower", found["first"] + k)))
    return found
