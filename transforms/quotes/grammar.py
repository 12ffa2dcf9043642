"""Word classes: the usual class of every word from a list, put right by the words beside it.

The list (`data/tags.csv`) has the most frequent class of about nine thousand common words whose ending does not tell it, after
the lexicon of Eric Brill's tagger (MIT licence; E. Brill 1992, "A simple rule-based part of speech tagger"). Every other word gets its
class from its ending, and a handful of contextual rules of the same kind repair what the neighbours contradict.
"""

from __future__ import annotations

from enum import IntEnum
from importlib.resources import files

import polars as pl


class Tag(IntEnum):
    """Classes of words and marks, after the Penn Treebank's, with the fine ones put together."""

    NN = 0
    NNS = 1
    NNP = 2
    VB = 3
    VBD = 4
    VBG = 5
    VBN = 6
    VBP = 7
    VBZ = 8
    JJ = 9
    RB = 10
    IN = 11
    TO = 12
    DT = 13
    CC = 14
    MD = 15
    PRP = 16
    PRPS = 17
    W = 18
    CD = 19
    POS = 20
    COMMA = 21
    STOP = 22
    COLON = 23
    DASH = 24
    OPEN = 25
    CLOSE = 26
    QUOTE = 27
    OTHER = 28


NOUNS = (Tag.NN, Tag.NNS, Tag.NNP, Tag.CD)
FINITE = (Tag.VBD, Tag.VBZ, Tag.VBP, Tag.MD)
VERBS = (Tag.VBD, Tag.VBZ, Tag.VBG, Tag.VBN, Tag.VBP, Tag.VB)

_PUNCTUATION = {
    Tag.POS: ("'s", "’s"),
    Tag.COMMA: (",",),
    Tag.STOP: (".", "?", "!", "...", "…", "....", ".."),
    Tag.COLON: (":", ";"),
    Tag.DASH: ("-", "–", "—", "―", "--"),
    Tag.OPEN: ("(", "["),
    Tag.CLOSE: (")", "]"),
    Tag.QUOTE: ('"', "“", "”", "„", "‟", "«", "»", "＂", "‘", "’", "'", "`", "‹", "›", "‚", "‛"),
}


def _listed() -> pl.DataFrame:
    table = pl.read_csv((files("transforms.quotes") / "data" / "tags.csv").read_bytes())
    words = table.with_columns(lower=pl.col("words").str.split(" ")).explode("lower")
    codes = pl.DataFrame({"tag": [tag.name for tag in Tag], "code": [tag.value for tag in Tag]}, schema={"tag": pl.String, "code": pl.UInt8})
    marks = pl.DataFrame(
        [(mark, tag.value) for tag, each in _PUNCTUATION.items() for mark in each], schema={"lower": pl.String, "code": pl.UInt8}, orient="row"
    )
    known = words.join(codes, on="tag").select("lower", "code")
    return pl.concat([marks, known]).unique("lower", keep="first", maintain_order=True).rename({"code": "tag"})


LISTED = _listed()
"""`lower`, `tag`: words and marks whose class is listed."""

_ENDINGS = (
    (r"^[\d.,]*\d[\d.,%]*(?:st|nd|rd|th|s|m|bn|k)?$", Tag.CD),
    (r"ly$", Tag.RB),
    (r"ing$", Tag.VBG),
    (r"ed$", Tag.VBD),
    (r"(?:[^sui]|[aeo]i)s$", Tag.NNS),
    (r"(?:ous|ful|ive|ical|able|ible|less|ish)$", Tag.JJ),
    (r"^[\p{L}\p{N}]", Tag.NN),
)


def word_class(lower: pl.Expr, listed: pl.Expr) -> pl.Expr:
    """The usual class (UInt8) of words: the listed one where there is one, else by the ending."""
    by_ending = pl.lit(Tag.OTHER.value)
    for pattern, tag in reversed(_ENDINGS):
        by_ending = pl.when(lower.str.contains(pattern)).then(pl.lit(tag.value)).otherwise(by_ending)
    return pl.coalesce(listed, by_ending.cast(pl.UInt8)).cast(pl.UInt8)


def _is(column: pl.Expr, *tags: Tag) -> pl.Expr:
    return column.is_in([int(tag) for tag in tags])


def tag_in_context(usual: pl.Expr, capital: pl.Expr, new_sentence: pl.Expr) -> pl.Expr:
    """Classes in the running text.

    Args:
        usual: The usual class of every token, in text order.
        capital: The token begins with a capital.
        new_sentence: The token begins a sentence.

    Returns:
        The class (UInt8) of every token.
    """
    noun_like = _is(usual, Tag.NN, Tag.NNS, Tag.JJ, Tag.VB, Tag.VBD, Tag.VBG, Tag.VBN, Tag.VBP, Tag.VBZ, Tag.RB, Tag.CD)
    after_quote = _is(usual.shift(1), Tag.QUOTE, Tag.OPEN, Tag.COLON)
    named = pl.when(capital & ~new_sentence & ~after_quote & noun_like).then(Tag.NNP.value).otherwise(usual)
    before, before2, after = named.shift(1).fill_null(Tag.STOP.value), named.shift(2).fill_null(Tag.STOP.value), named.shift(-1).fill_null(Tag.STOP.value)
    adverb = _is(before, Tag.RB)
    ahead = pl.when(adverb).then(before2).otherwise(before)
    base = _is(named, Tag.NN, Tag.VBP, Tag.VB)
    determined = _is(before, Tag.DT, Tag.PRPS, Tag.POS) | (_is(before, Tag.JJ, Tag.CD) & _is(before2, Tag.DT, Tag.PRPS, Tag.POS, Tag.IN, Tag.VBD, Tag.VBZ))
    helped = _is(ahead, Tag.VBZ, Tag.VBP, Tag.VBD)
    subject = _is(ahead, Tag.PRP, Tag.NNP, Tag.NN, Tag.NNS, Tag.W)
    return (
        pl.when(_is(named, Tag.VB, Tag.VBP, Tag.NN) & (_is(ahead, Tag.MD) | (_is(ahead, Tag.TO) & ~_is(named, Tag.NN))))
        .then(Tag.VB.value)
        .when(_is(named, Tag.NN) & _is(before, Tag.TO) & _is(after, Tag.DT, Tag.PRPS, Tag.PRP))
        .then(Tag.VB.value)
        .when(base & determined)
        .then(Tag.NN.value)
        .when(_is(named, Tag.VBZ, Tag.NNS) & determined)
        .then(Tag.NNS.value)
        .when(_is(named, Tag.NNS) & _is(ahead, Tag.PRP, Tag.NNP) & _is(after, Tag.DT, Tag.PRPS, Tag.PRP, Tag.IN, Tag.TO))
        .then(Tag.VBZ.value)
        .when(base & _is(ahead, Tag.PRP, Tag.NNS) & ~_is(after, Tag.NN, Tag.NNS))
        .then(Tag.VBP.value)
        .when(_is(named, Tag.VBD) & helped)
        .then(Tag.VBN.value)
        .when(_is(named, Tag.VBN) & subject & ~_is(after, Tag.IN))
        .then(Tag.VBD.value)
        .when(_is(named, Tag.VBD) & _is(before, Tag.DT, Tag.PRPS))
        .then(Tag.VBN.value)
        .otherwise(named)
        .cast(pl.UInt8)
    )
