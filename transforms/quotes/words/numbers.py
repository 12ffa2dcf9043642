"""Numbers of words: the trained tables know words by number, so that keys of several words are packed integers."""

from __future__ import annotations

from importlib.resources import files

import polars as pl

_FILE = files("onrecord.transforms.quotes") / "data" / "model" / "words.parquet"
WORDS_KNOWN = pl.read_parquet(_FILE.read_bytes()).rename({"head": "may_head"})
"""`lower` (String), `word` and `stem` (Int64, from 1; 0 is every other word) and `may_head` (Boolean: has been the head
of a cue in the training articles)."""

_NUMBER = dict(WORDS_KNOWN.select("lower", "word").iter_rows())
_NO_NUMBER = -9

ASKED: set[str] = set()
"""Words that the engine asks for by name; the training gives each a number, and a test sees to it."""


def numbers_of(words: str) -> list[int]:
    """Numbers of words that are separated by blanks; a word that the data file lacks gets one that no token has."""
    ASKED.update(words.split())
    return [_NUMBER.get(word, _NO_NUMBER) for word in words.split()]
