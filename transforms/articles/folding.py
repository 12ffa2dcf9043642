"""Texts without what typography and agencies change on the way: for telling that two texts have the same words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import polars as pl

_NO_WORD = r"[^\p{L}\p{M}\p{N}]+"


def fold_words(texts: Iterable[str]) -> list[str]:
    """The words of each text: without case, in compatibility form (NFKC), letters with their marks and digits only,
    single blanks between.

    'It’s “over” – he said' and "It's 'over' - he said" both give 'it s over he said'.
    """
    folded = pl.Series([unicodedata.normalize("NFKC", text).casefold() for text in texts], dtype=pl.String)
    return folded.str.replace_all(_NO_WORD, " ").str.strip_chars(" ").to_list()
