"""Bodies to a token table: words and marks with character offsets, sentence and paragraph numbers, word flags."""

from __future__ import annotations

import polars as pl

from transforms.quotes.lexicon import WORDS

# The expression tiles the text, blanks included, so that offsets are sums of lengths; abbreviations keep their full stop.
_ABBREVIATIONS = "Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Cmdr|Rev|Hon|St|Jr|Sr|Inc|Corp|Co|Ltd|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_TILE = (
    r"\s*(?:\b(?:" + _ABBREVIATIONS + r")\.|(?:\p{Lu}\.){2,}|\b\p{Lu}\.|['’]s\b|"
    r"[\p{L}\p{N}\p{M}]+(?:[-&.][\p{L}\p{N}\p{M}]+|['’](?:\p{L}{2,}|[tdmTDM]\b))*|\.{2,}|[^\s\p{L}\p{N}])"
)

MARKS = "\"“”„‟«»＂‘’'`‹›‚‛"


def tokenise(bodies: pl.DataFrame) -> pl.DataFrame:
    """The token table of a frame of bodies.

    Args:
        bodies: `doc` (UInt32, ascending) and `body`.

    Returns:
        One row a token in order: `i` (number of the token in the table), `doc`, `start`, `end` (character offsets, `body[start:end] == token`),
        `token`, `lower`, `flags` (`lexicon.Word`), `capital` (begins with a capital), `sentence` and `paragraph` (numbers that run through the table).
    """
    tiles = (
        bodies.lazy()
        .select("doc", tile=pl.col("body").str.extract_all(_TILE))
        .with_columns(end=pl.col("tile").list.eval(pl.element().str.len_chars().cum_sum()).cast(pl.List(pl.Int64)))
        .explode("tile", "end")
        .filter(pl.col("tile").is_not_null())
        .collect()
    )
    tokens = tiles.select(
        "doc",
        "end",
        token=pl.col("tile").str.strip_chars_start(),
        newline=pl.col("tile").str.contains("\n", literal=True),
    ).with_columns(start=pl.col("end") - pl.col("token").str.len_chars().cast(pl.Int64), lower=pl.col("token").str.replace_all("’", "'").str.to_lowercase())
    tokens = tokens.join(WORDS, on="lower", how="left", maintain_order="left").with_columns(
        pl.col("flags").fill_null(0),
        capital=pl.col("token").str.contains(r"^\p{Lu}"),
        first=pl.col("doc") != pl.col("doc").shift(1),
        stop=pl.col("token").is_in([".", "?", "!", "...", "…", "...."]),
        mark=pl.col("token").is_in([*MARKS, ")", "]"]),
    )
    new_paragraph = pl.col("first").fill_null(value=True) | pl.col("newline")
    # A sentence ends after a stop and the marks that follow it, where the next word begins with a capital, a digit or a mark.
    after_stop = pl.col("stop").shift(1) | (pl.col("stop").shift(2) & pl.col("mark").shift(1) & ~pl.col("mark"))
    opens = pl.col("capital") | pl.col("token").str.contains(r"^[\p{N}\"“„«‘'`(\[]")
    glued = pl.col("start") == pl.col("end").shift(1)
    new_sentence = new_paragraph | (after_stop & opens & ~glued & ~pl.col("stop")).fill_null(value=False)
    return tokens.with_columns(paragraph=new_paragraph.cum_sum().cast(pl.Int64), sentence=new_sentence.cum_sum().cast(pl.Int64)).select(
        pl.int_range(pl.len(), dtype=pl.Int64).alias("i"), "doc", "start", "end", "token", "lower", "flags", "capital", "sentence", "paragraph"
    )


def paragraphs_of(bodies: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """The text of every paragraph: slices of a short paragraph are much cheaper than slices of a whole body.

    Returns:
        `paragraph` (the number in the token table), `paragraph_start` (character offset in the body) and `paragraph_text`.
    """
    lines = (
        bodies.select("doc", line=pl.col("body").str.split("\n"))
        .with_columns(line_end=pl.col("line").list.eval((pl.element().str.len_chars().cast(pl.Int64) + 1).cum_sum()))
        .explode("line", "line_end")
        .with_columns(paragraph_start=pl.col("line_end") - 1 - pl.col("line").str.len_chars().cast(pl.Int64))
    )
    firsts = tokens.group_by("paragraph", maintain_order=True).agg(pl.col("doc", "start").first())
    found = firsts.join_asof(lines, left_on="start", right_on="paragraph_start", by="doc", strategy="backward", check_sortedness=False, coalesce=False)
    return found.select("paragraph", "paragraph_start", paragraph_text="line")


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
