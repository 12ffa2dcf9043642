"""Noun phrases and pronouns outside of quotation marks: everything that could be named as a source."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.speakers.mentions import has
from onrecord.transforms.quotes.words.grammar import NOUNS, Tag
from onrecord.transforms.quotes.words.lexicon import Word
from onrecord.transforms.quotes.words.numbers import numbers_of

_IN_PHRASE = (Tag.DT, Tag.PRPS, Tag.JJ, Tag.CD, Tag.NN, Tag.NNS, Tag.NNP, Tag.POS)
_ALONE = numbers_of("some many others all both most those several any each neither either this that these officials")
_WHO = numbers_of("who which whom his her their my our")

_PLACES = 1 << 31
"""Token numbers stay below this."""

PHRASE_COLUMNS = ("i0", "i1", "sentence")


def find_phrases(tokens: pl.DataFrame) -> pl.DataFrame:
    """Every noun phrase, every possessor at the head of one ("Trump" in "Trump's campaign"), every name at the end of one, every pronoun.

    Args:
        tokens: `reading.read_tokens`.

    Returns:
        `i0`, `i1` (first and last token) and `sentence`, sorted; phrases may lie in each other.
    """
    tag = pl.col("tag")
    same = pl.col("sentence") == pl.col("sentence").shift(1)
    particle = has(Word.PARTICLE) & (tag.shift(1) == Tag.NNP) & (tag.shift(-1) == Tag.NNP)
    # A participle belongs to a phrase behind a determiner or an adjective ("the sitting president"), else it is a verb.
    participle = (tag == Tag.VBG) & tag.shift(1).is_in([Tag.DT, Tag.PRPS, Tag.JJ, Tag.POS])
    inside = (tag.is_in(_IN_PHRASE) | particle | participle).fill_null(value=False) & ~pl.col("quoted")
    marked = tokens.select("i", "sentence", "tag", "word", inside=inside, same=same.fill_null(value=False))
    determiner = tag.is_in([Tag.DT, Tag.PRPS]) & (tag.shift(1) != Tag.DT)
    begins = pl.col("inside") & (~pl.col("inside").shift(1).fill_null(value=False) | ~pl.col("same") | determiner)
    runs = marked.with_columns(run=begins.cum_sum().cast(pl.Int64)).filter("inside")
    opens = pl.col("run") != pl.col("run").shift(1).fill_null(0)
    closes = pl.col("run") != pl.col("run").shift(-1).fill_null(0)
    firsts = runs.filter(opens).select("sentence", i0="i")
    whole = _with_first(
        runs.filter(tag.is_in(NOUNS) | pl.col("word").is_in(_ALONE)).filter(closes).select("run", i1="i"), firsts
    )
    owners = _with_first(runs.filter(tag == Tag.POS).filter(opens).select("run", i1=pl.col("i") - 1), firsts).filter(
        pl.col("i1") >= pl.col("i0")
    )
    # A name behind a common noun may be another phrase: "the format | Antonov mentioned", and the name alone does for "spokesman Ned Vale".
    common = runs.filter(tag != Tag.NNP).filter(closes).select("run", common="i")
    names = runs.filter(closes & (tag == Tag.NNP))
    tails = names.join(common, on="run", how="inner", maintain_order="left").select(
        "sentence", i0=pl.col("common") + 1, i1="i"
    )
    pronouns = tokens.filter(((tag == Tag.PRP) | pl.col("word").is_in(_WHO)) & ~pl.col("quoted")).select(
        "sentence", i0="i", i1="i"
    )
    return _different(pl.concat([frame.select(PHRASE_COLUMNS) for frame in (whole, owners, tails, pronouns)]))


def _different(phrases: pl.DataFrame) -> pl.DataFrame:
    """Each phrase once, sorted: both ends in one number are several times as fast to sort as two columns."""
    packed = pl.col("i0") * _PLACES + pl.col("i1")
    return (
        phrases.with_columns(packed=packed)
        .sort("packed")
        .filter((pl.col("packed") != pl.col("packed").shift(1)).fill_null(value=True))
        .drop("packed")
    )


def _with_first(places: pl.DataFrame, firsts: pl.DataFrame) -> pl.DataFrame:
    """Add the first token of each place's run: runs are numbered from 1 without a gap, so that it stands in the row of that number."""
    row = places["run"] - 1
    return places.with_columns(firsts["i0"].gather(row), firsts["sentence"].gather(row))
