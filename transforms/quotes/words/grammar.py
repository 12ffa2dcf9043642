"""Word classes: the usual class of every word from a list, put right by the words beside it.

The list (`data/tags.csv`) has the most frequent class of about nine thousand common words whose ending does not tell
it, after the lexicon of Eric Brill's tagger (MIT licence; E. Brill 1992, "A simple rule-based part of speech tagger").
Every other word gets its class from its ending, and a handful of contextual rules of the same kind repair what the
neighbours contradict.
"""

from __future__ import annotations

from enum import IntEnum
from importlib.resources import files

import numpy as np
import numpy.typing as npt
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
    table = pl.read_csv((files("onrecord.transforms.quotes") / "data" / "tags.csv").read_bytes())
    words = table.with_columns(lower=pl.col("words").str.split(" ")).explode("lower")
    codes = pl.DataFrame(
        {"tag": [tag.name for tag in Tag], "code": [tag.value for tag in Tag]},
        schema={"tag": pl.String, "code": pl.UInt8},
    )
    marks = pl.DataFrame(
        [(mark, tag.value) for tag, each in _PUNCTUATION.items() for mark in each],
        schema={"lower": pl.String, "code": pl.UInt8},
        orient="row",
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


_BIT_OF = np.left_shift(1, np.arange(len(Tag), dtype=np.uint32))
Tags = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
_Bits = npt.NDArray[np.uint32]


def _is(bits: _Bits, *tags: Tag) -> Flags:
    """Which tokens are of one of some classes, each class a bit."""
    found: Flags = (bits & np.uint32(sum(1 << tag for tag in tags))) != 0
    return found


def _beside(bits: _Bits, distance: int) -> _Bits:
    """The classes of the tokens so many places before (behind where it is negative); a stop beyond the ends."""
    moved = np.full_like(bits, 1 << Tag.STOP)
    if distance > 0:
        moved[distance:] = bits[:-distance]
    else:
        moved[:distance] = bits[-distance:]
    return moved


def tags_in_context(usual: Tags, capital: Flags, new_sentence: Flags) -> Tags:
    """Classes in the running text, one a token.

    Args:
        usual: The usual class of every token, in text order.
        capital: The token begins with a capital.
        new_sentence: The token begins a sentence.
    """
    bits = _BIT_OF[usual]
    noun_like = _is(bits, Tag.NN, Tag.NNS, Tag.JJ, Tag.VB, Tag.VBD, Tag.VBG, Tag.VBN, Tag.VBP, Tag.VBZ, Tag.RB, Tag.CD)
    after_quote = _is(_beside(bits, 1), Tag.QUOTE, Tag.OPEN, Tag.COLON)
    named = np.where(capital & ~new_sentence & ~after_quote & noun_like, np.uint8(Tag.NNP), usual)
    return np.select(*_corrections(_BIT_OF[named]), default=named).astype(np.uint8)


def _corrections(named: _Bits) -> tuple[list[Flags], list[np.uint8]]:
    """What the words beside a token say of its class: conditions, of which the first that holds decides, and the class
    that follows from each.
    """
    before, before2, after = _beside(named, 1), _beside(named, 2), _beside(named, -1)
    ahead = np.where(_is(before, Tag.RB), before2, before)
    base = _is(named, Tag.NN, Tag.VBP, Tag.VB)
    determined = _is(before, Tag.DT, Tag.PRPS, Tag.POS) | (
        _is(before, Tag.JJ, Tag.CD) & _is(before2, Tag.DT, Tag.PRPS, Tag.POS, Tag.IN, Tag.VBD, Tag.VBZ)
    )
    helped = _is(ahead, Tag.VBZ, Tag.VBP, Tag.VBD)
    subject = _is(ahead, Tag.PRP, Tag.NNP, Tag.NN, Tag.NNS, Tag.W)
    noun = _is(named, Tag.NN)
    rules = [
        (_is(named, Tag.VB, Tag.VBP, Tag.NN) & (_is(ahead, Tag.MD) | (_is(ahead, Tag.TO) & ~noun)), Tag.VB),
        (noun & _is(before, Tag.TO) & _is(after, Tag.DT, Tag.PRPS, Tag.PRP), Tag.VB),
        (base & determined, Tag.NN),
        (_is(named, Tag.VBZ, Tag.NNS) & determined, Tag.NNS),
        (
            _is(named, Tag.NNS) & _is(ahead, Tag.PRP, Tag.NNP) & _is(after, Tag.DT, Tag.PRPS, Tag.PRP, Tag.IN, Tag.TO),
            Tag.VBZ,
        ),
        (base & _is(ahead, Tag.PRP, Tag.NNS) & ~_is(after, Tag.NN, Tag.NNS), Tag.VBP),
        (_is(named, Tag.VBD) & helped, Tag.VBN),
        (_is(named, Tag.VBN) & subject & ~_is(after, Tag.IN), Tag.VBD),
        (_is(named, Tag.VBD) & _is(before, Tag.DT, Tag.PRPS), Tag.VBN),
    ]
    return [condition for condition, _ in rules], [np.uint8(tag) for _, tag in rules]
