"""Bodies to a token table: words and marks with character offsets, sentence and paragraph numbers, word flags."""

from __future__ import annotations

import numpy as np
import polars as pl

from onrecord.transforms.quotes.words.grammar import LISTED, Flags, tags_in_context, word_class
from onrecord.transforms.quotes.words.lexicon import CUE_WORDS, STRONG, WORDS
from onrecord.transforms.quotes.words.numbers import WORDS_KNOWN

# The expression tiles the text, blanks included, so that offsets are sums of lengths; abbreviations keep their full
# stop. It has no boundary where a token always begins, and those of ASCII elsewhere: with Unicode's the engine falls
# back to a slow way wherever a text has a curly mark.
_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Cmdr|Rev|Hon|St|Jr|Sr|Inc|Corp|Co|Ltd"
    "|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_TILE = (
    r"\s*(?:(?:" + _ABBREVIATIONS + r")\.|(?:\p{Lu}\.){2,}|\p{Lu}\.|['’]s(?-u:\b)|"
    r"[\p{L}\p{N}\p{M}]+(?:[-&.][\p{L}\p{N}\p{M}]+|['’](?:\p{L}{2,}|[tdmTDM](?-u:\b)))*|\.{2,}|[^\s\p{L}\p{N}])"
)

LONGEST_SENTENCE = 400
"""Tokens at which a sentence is cut. The longest of news have about 150."""

MARKS = "\"“”„‟«»＂‘’'`‹›‚‛"


def tokenise(bodies: pl.DataFrame) -> pl.DataFrame:
    """The token table of a frame of bodies.

    Args:
        bodies: `doc` (UInt32, ascending) and `body`.

    Returns:
        One row a token in order: `number` (number of the token in the table), `doc`, `start`, `end` (character offsets,
        `body[start:end] == token`), `token`, `lower`, `flags` (`lexicon.Word`), `capital` (begins with a capital),
        `sentence` and `paragraph` (numbers that run through the table).
    """
    texts = bodies.lazy().select("doc", tile=pl.col("body").str.extract_all(_TILE))
    tiles = texts.explode("tile").filter(pl.col("tile").is_not_null()).collect()
    # Everything that a word says by itself is worked out once for each different word; the running text only looks it
    # up.
    numbered = tiles["tile"].to_arrow(compat_level=pl.CompatLevel.oldest()).dictionary_encode()
    words = _vocabulary(pl.Series("tile", numbered.dictionary))[pl.Series("tile", numbered.indices, dtype=pl.UInt32)]
    tokens = _with_sentences(_with_offsets(tiles.select("doc").with_columns(words.get_columns())))
    tags = tags_in_context(*(tokens[name].to_numpy() for name in ("usual", "capital", "new_sentence")))
    return tokens.select(
        pl.int_range(pl.len(), dtype=pl.Int64).alias("number"),
        *("doc", "start", "end", "token", "lower", "flags", "capital"),
        pl.col("new_sentence").cum_sum().cast(pl.Int64).alias("sentence"),
        *("paragraph", "word", "stem", "may_head", "cue"),
        tag=pl.Series(tags),
    )


def _with_offsets(tokens: pl.DataFrame) -> pl.DataFrame:
    """Add `start` and `end` from the lengths of the tiles, and `leads`: the first token of its body."""
    tokens = tokens.with_columns(
        run=pl.col("n_tile").cast(pl.Int64).cum_sum(),
        leads=(pl.col("doc") != pl.col("doc").shift(1)).fill_null(value=True),
    )
    before = pl.when("leads").then(pl.col("run") - pl.col("n_tile")).otherwise(None).forward_fill()
    return tokens.with_columns(end=pl.col("run") - before).with_columns(start=pl.col("end") - pl.col("n_token"))


def _with_sentences(tokens: pl.DataFrame) -> pl.DataFrame:
    """Add `paragraph` (number) and `new_sentence` (the token begins one)."""
    new_paragraph = pl.col("leads") | pl.col("newline")
    # A sentence ends after a stop and the marks that follow it, where the next word begins with a capital, a digit or a
    # mark.
    after_stop = pl.col("stop").shift(1) | (pl.col("stop").shift(2) & pl.col("mark").shift(1) & ~pl.col("mark"))
    glued = pl.col("start") == pl.col("end").shift(1)
    new_sentence = new_paragraph | (after_stop & pl.col("opens") & ~glued & ~pl.col("stop")).fill_null(value=False)
    tokens = tokens.with_columns(new_sentence=new_sentence, paragraph=new_paragraph.cum_sum().cast(pl.Int64))
    return tokens.with_columns(new_sentence=_cut(tokens["new_sentence"].to_numpy()))


def _cut(begins: Flags) -> pl.Series:
    """Begin a new sentence every `LONGEST_SENTENCE` tokens of one: a text without stops would be one sentence, and
    every word of it a rival of every other.
    """
    place = np.arange(len(begins))
    first = np.maximum.accumulate(np.where(begins, place, 0))
    return pl.Series(begins | ((place - first) % LONGEST_SENTENCE == 0))


def _vocabulary(tiles: pl.Series) -> pl.DataFrame:
    """One row for each of some different tiles, in their order: its word, how long it is, and what the word can be."""
    token = pl.col("tile").str.strip_chars_start()
    words = tiles.to_frame("tile").with_columns(token=token, newline=pl.col("tile").str.contains("\n", literal=True))
    words = words.with_columns(lower=pl.col("token").str.replace_all("’", "'").str.to_lowercase())
    for known in (WORDS, LISTED, WORDS_KNOWN, CUE_WORDS):
        words = words.join(known, on="lower", how="left", maintain_order="left")
    return words.select(
        "token",
        "lower",
        "newline",
        pl.col("flags").fill_null(0),
        pl.col("word", "stem").fill_null(0).cast(pl.Int32),
        may_head=pl.col("may_head").fill_null(value=False) | (pl.col("cue") == STRONG).fill_null(value=False),
        cue=pl.col("cue").fill_null(0),
        n_tile=pl.col("tile").str.len_chars().cast(pl.Int32),
        n_token=pl.col("token").str.len_chars().cast(pl.Int32),
        capital=pl.col("token").str.contains(r"^\p{Lu}"),
        opens=pl.col("token").str.contains(r"^[\p{Lu}\p{N}\"“„«‘'`(\[]"),
        stop=pl.col("token").is_in([".", "?", "!", "...", "…", "...."]),
        mark=pl.col("token").is_in([*MARKS, ")", "]"]),
        usual=word_class(pl.col("lower"), pl.col("tag")),
    )


def token_at(tokens: pl.DataFrame, doc: pl.Series, offset: pl.Series, *, side: str) -> pl.Series:
    """Numbers of the tokens at character offsets.

    Args:
        tokens: A token table.
        doc: Document of each offset.
        offset: Character offsets, as many as `doc`.
        side: "start": the first token that starts at or after the offset; "end": the last that ends at or before it.

    Returns:
        Int64 numbers in the order given; one past the document's tokens where no token fits.
    """
    base = 1 << 32
    wanted = doc.cast(pl.Int64) * base + offset
    if side == "start":
        return (tokens["doc"].cast(pl.Int64) * base + tokens["start"]).search_sorted(wanted, side="left").cast(pl.Int64)
    return (tokens["doc"].cast(pl.Int64) * base + tokens["end"]).search_sorted(wanted, side="right").cast(pl.Int64) - 1
