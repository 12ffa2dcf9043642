"""The word lists of the engine: closed classes of words as bit flags, and the reporting cues.

One file a class under `data/words`, words separated by blanks; `data/cues.csv` has a lemma, its class, its strength and
its forms. Users extend the engine by adding words there.
"""

from __future__ import annotations

from enum import IntFlag
from importlib.resources import files
from typing import TypeVar

import polars as pl


class Word(IntFlag):
    """What a word can be; one word can be several things."""

    FUNCTION = 1
    TITLE = 2
    ROLE = 4
    GROUP = 8
    DOCUMENT = 16
    ORG = 32
    PARTICLE = 64
    CALENDAR = 128
    PLACE = 256
    MALE = 512
    FEMALE = 1024
    COMMON = 2048
    HE = 4096
    SHE = 8192
    THEY = 16384
    DETERMINER = 32768
    ADJECTIVE = 65536


Flags = TypeVar("Flags", pl.Expr, pl.Series)
"""Bit flags of words, as an expression or as a column."""


def flagged(flags: Flags, flag: Word) -> Flags:
    """Words with these flags can be this."""
    return (flags & int(flag)) != 0


def has(flag: Word) -> pl.Expr:
    """The token, or the word that the row is about, can be this (`flags`)."""
    return flagged(pl.col("flags"), flag)


STRONG = 2
"""Value of a cue that nearly always reports."""

_FILES = {
    Word.FUNCTION: "function",
    Word.TITLE: "title",
    Word.ROLE: "role",
    Word.GROUP: "group",
    Word.DOCUMENT: "document",
    Word.ORG: "org",
    Word.PARTICLE: "particle",
    Word.CALENDAR: "calendar",
    Word.PLACE: "place",
    Word.MALE: "male",
    Word.FEMALE: "female",
    Word.COMMON: "common",
    Word.ADJECTIVE: "adjective",
}
_FEW_WORDS = {
    Word.HE | Word.FUNCTION: ("he",),
    Word.SHE | Word.FUNCTION: ("she",),
    Word.THEY | Word.FUNCTION: ("they",),
    Word.FUNCTION: ("i", "we", "you", "it", "him", "them", "me", "us"),
    Word.DETERMINER | Word.FUNCTION: (
        "a",
        "an",
        "the",
        "one",
        "another",
        "some",
        "several",
        "many",
        "both",
        "two",
        "three",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
    ),
}
_DATA = files("onrecord.transforms.quotes") / "data"


def _word_flags() -> pl.DataFrame:
    flags: dict[str, int] = {}
    for flag, name in _FILES.items():
        for word in (_DATA / "words" / f"{name}.txt").read_text(encoding="utf-8").split():
            flags[word] = flags.get(word, 0) | flag
    for flag, words in _FEW_WORDS.items():
        for word in words:
            flags[word] = flags.get(word, 0) | flag
    return pl.DataFrame(
        {"lower": list(flags), "flags": list(flags.values())}, schema={"lower": pl.String(), "flags": pl.Int32()}
    )


def _cue_forms() -> pl.DataFrame:
    cues = pl.read_csv((_DATA / "cues.csv").read_bytes())
    return (
        cues.with_columns(form=pl.col("forms").str.split(";").list.eval(pl.element().str.strip_chars()))
        .explode("form")
        .with_columns(
            n_tokens=pl.col("form").str.count_matches(" ").cast(pl.Int32) + 1, strong=pl.col("strength") == "strong"
        )
        .select("form", cue_lemma="lemma", cue_class="class", cue_stance="stance", strong="strong", n_tokens="n_tokens")
    )


WORDS = _word_flags()
"""`lower`, `flags`: every listed word with what it can be."""

CUES = _cue_forms()
"""`form` (lower case, words separated by a blank), `cue_lemma`, `cue_class`, `cue_stance`, `strong`, `n_tokens`."""

CUE_WORDS = CUES.filter((pl.col("n_tokens") == 1) & (pl.col("cue_class") != "other")).select(
    lower="form", cue=pl.when("strong").then(STRONG).otherwise(1).cast(pl.UInt8)
)
"""`lower`, `cue`: cues of one word, 2 where the word nearly always reports, else 1."""
