"""The numbered words of the engine: what the training articles use, and what the engine itself asks for."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl

from bench.accuracy.training.corpus import Corpus
from onrecord.transforms.quotes.words.lexicon import CUE_WORDS, WORDS
from onrecord.transforms.quotes.words.numbers import ASKED

_LEAST_USES = 4
_MOST = 32_000
"""Keys have 15 bits a word."""
_LEAST_HEADS, _LEAST_SHARE = 2, 0.04
_STEMS = ((re.compile(r"(?:ies|ied)$"), "y"), (re.compile(r"(?:ing|ed|es|s|e|d)$"), ""))


def vocabulary_of(corpus: Corpus) -> pl.DataFrame:
    """Words with their numbers, the most frequent first: `lower`, `word`, `stem`, `head`
    (`onrecord.transforms.quotes.words.numbers`).
    """
    lower = corpus.reading.tokens["lower"]
    uses = lower.value_counts(name="uses")
    heads = lower.gather(corpus.units["head"].drop_nulls().unique()).value_counts(name="heads")
    counted = (
        uses.join(heads, on="lower", how="left")
        .with_columns(pl.col("heads").fill_null(0))
        .sort("uses", "lower", descending=[True, False])
    )
    listed = set(WORDS["lower"]) | set(CUE_WORDS["lower"]) | ASKED
    kept = counted.filter((pl.col("uses") >= _LEAST_USES) | pl.col("lower").is_in(listed))
    rare = pl.DataFrame({"lower": sorted(listed - set(kept["lower"]))}).with_columns(
        uses=pl.lit(0, dtype=kept["uses"].dtype), heads=pl.lit(0, dtype=kept["heads"].dtype)
    )
    words = pl.concat([kept, rare]).head(_MOST)
    often = (pl.col("heads") >= _LEAST_HEADS) & (pl.col("heads") / pl.col("uses").clip(1) >= _LEAST_SHARE)
    stems: dict[str, int] = {}
    numbers = [stems.setdefault(stem_of(word), len(stems) + 1) for word in words["lower"]]
    return words.select(
        "lower", word=pl.int_range(1, pl.len() + 1, dtype=pl.Int64), stem=pl.Series(numbers, dtype=pl.Int64), head=often
    )


def stem_of(word: str) -> str:
    """A word without the endings of English verbs and plurals: rough, and the same for all forms of most verbs."""
    for ending, other in _STEMS:
        word = ending.sub(other, word)
    return word


def write_vocabulary(words: pl.DataFrame, file: Path) -> bool:
    """Write the words; says whether that changed the file."""
    before = file.read_bytes() if file.exists() else b""
    words.write_parquet(file, compression="zstd", statistics=False)
    return file.read_bytes() != before
