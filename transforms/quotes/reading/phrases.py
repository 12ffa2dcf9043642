"""Noun phrases and pronouns outside of quotation marks: everything that could be named as a source."""

from __future__ import annotations

import polars as pl

from onrecord.transforms.quotes.words.grammar import NOUNS, Tag
from onrecord.transforms.quotes.words.lexicon import Word, has
from onrecord.transforms.quotes.words.numbers import numbers_of

_IN_PHRASE = (Tag.DT, Tag.PRPS, Tag.JJ, Tag.CD, Tag.NN, Tag.NNS, Tag.NNP, Tag.POS)
_ALONE = numbers_of("some many others all both most those several any each neither either this that these officials")
_WHO = numbers_of("who which whom his her their my our")

_PLACES = 1 << 31
"""Token numbers stay below this."""

PHRASE_COLUMNS = ("phrase_first", "phrase_last", "sentence")


def find_phrases(tokens: pl.DataFrame) -> pl.DataFrame:
    """Every noun phrase and pronoun outside of quotation marks.

    Also the possessor at the head of a phrase ("Trump" in "Trump's campaign") and the name at its end ("Ned Vale" in
    "spokesman Ned Vale"): phrases may lie in each other.

    Args:
        tokens: `token_table.read_tokens`.

    Returns:
        `phrase_first`, `phrase_last` (first and last token) and `sentence`, sorted.
    """
    tag = pl.col("tag")
    runs = _runs(tokens)
    opens = pl.col("run") != pl.col("run").shift(1).fill_null(0)
    closes = pl.col("run") != pl.col("run").shift(-1).fill_null(0)
    firsts = runs.filter(opens).select("sentence", phrase_first="number")
    ends = runs.filter(tag.is_in(NOUNS) | pl.col("word").is_in(_ALONE)).filter(closes)
    whole = _with_first(ends.select("run", phrase_last="number"), firsts)
    possessive = runs.filter(tag == Tag.POS).filter(opens)
    owners = _with_first(possessive.select("run", phrase_last=pl.col("number") - 1), firsts)
    owners = owners.filter(pl.col("phrase_last") >= pl.col("phrase_first"))
    # A name behind a common noun may be another phrase: "the format | Antonov mentioned".
    common = runs.filter(tag != Tag.NNP).filter(closes).select("run", phrase_first=pl.col("number") + 1)
    names = runs.filter(closes & (tag == Tag.NNP)).select("run", "sentence", phrase_last="number")
    tails = names.join(common, on="run", how="inner", maintain_order="left")
    pronouns = tokens.filter(((tag == Tag.PRP) | pl.col("word").is_in(_WHO)) & ~pl.col("quoted"))
    alone = pronouns.select("sentence", phrase_first="number", phrase_last="number")
    return _different(pl.concat([frame.select(PHRASE_COLUMNS) for frame in (whole, owners, tails, alone)]))


def _runs(tokens: pl.DataFrame) -> pl.DataFrame:
    """The tokens of noun phrases with the number of the phrase's `run`: it ends with the sentence and before a
    determiner.
    """
    tag = pl.col("tag")
    same = pl.col("sentence") == pl.col("sentence").shift(1)
    particle = has(Word.PARTICLE) & (tag.shift(1) == Tag.NNP) & (tag.shift(-1) == Tag.NNP)
    # A participle belongs to a phrase behind a determiner or an adjective ("the sitting president"), else it is a verb.
    participle = (tag == Tag.VBG) & tag.shift(1).is_in([Tag.DT, Tag.PRPS, Tag.JJ, Tag.POS])
    inside = (tag.is_in(_IN_PHRASE) | particle | participle).fill_null(value=False) & ~pl.col("quoted")
    marked = tokens.select("number", "sentence", "tag", "word", inside=inside, same=same.fill_null(value=False))
    determiner = tag.is_in([Tag.DT, Tag.PRPS]) & (tag.shift(1) != Tag.DT)
    begins = pl.col("inside") & (~pl.col("inside").shift(1).fill_null(value=False) | ~pl.col("same") | determiner)
    return marked.with_columns(run=begins.cum_sum().cast(pl.Int64)).filter("inside")


def _different(phrases: pl.DataFrame) -> pl.DataFrame:
    """Each phrase once, sorted: both ends in one number are several times as fast to sort as two columns."""
    packed = pl.col("phrase_first") * _PLACES + pl.col("phrase_last")
    ordered = phrases.with_columns(packed=packed).sort("packed")
    another = (pl.col("packed") != pl.col("packed").shift(1)).fill_null(value=True)
    return ordered.filter(another).drop("packed")


def _with_first(places: pl.DataFrame, firsts: pl.DataFrame) -> pl.DataFrame:
    """Add the first token of each place's run, which stands in the row of its number: runs are numbered from 1 without
    a gap.
    """
    row = places["run"] - 1
    return places.with_columns(firsts["phrase_first"].gather(row), firsts["sentence"].gather(row))
