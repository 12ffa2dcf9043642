"""Which spans are speech, and which of them are one quotation: interrupted ones and those of several paragraphs."""

from __future__ import annotations

import polars as pl

from transforms.quotes.tokens import token_at

_LONGEST_INTERRUPTION = 30
_NAMING = [
    "so-called",
    "called",
    "known",
    "dubbed",
    "titled",
    "entitled",
    "nicknamed",
    "named",
    "word",
    "words",
    "term",
    "phrase",
    "headlined",
    "labelled",
    "labeled",
    "slogan",
    "film",
    "movie",
    "book",
    "song",
    "novel",
    "album",
    "title",
    "play",
]


def place_spans(spans: pl.DataFrame, tokens: pl.DataFrame, paragraphs: pl.DataFrame) -> pl.DataFrame:
    """Outermost spans with the numbers of their tokens and what stands at their edges.

    Returns:
        The spans of depth 0 that hold a word, with `q0`, `q1` (first and last token inside), `paragraph`, `sentence`, `before` and `before2` (the two tokens
        ahead of the opening mark, lower case), `starts_sentence`, `n_words`, `n_capital`, `last` (the last character inside), `after` (the token behind).
    """
    outer = spans.filter(pl.col("depth") == 0)
    placed = outer.with_columns(
        q0=token_at(tokens, outer["doc"], outer["start"], side="start"),
        q1=token_at(tokens, outer["doc"], outer["end"], side="end"),
        o0=token_at(tokens, outer["doc"], outer["open"], side="start"),
        c1=token_at(tokens, outer["doc"], outer["close"], side="end"),
    ).filter(pl.col("q0") <= pl.col("q1"))
    look = tokens.select("i", "lower", "paragraph", "sentence")
    placed = (
        placed.join(look.select(o0="i", paragraph="paragraph", sentence="sentence"), on="o0", how="left", maintain_order="left")
        .join(look.select(pl.col("i").alias("q1"), last_sentence="sentence", last_paragraph="paragraph"), on="q1", how="left", maintain_order="left")
        .join(look.select((pl.col("i") + 1).alias("o0"), before="lower", before_sentence="sentence"), on="o0", how="left", maintain_order="left")
        .join(look.select((pl.col("i") + 2).alias("o0"), before2="lower"), on="o0", how="left", maintain_order="left")
        .join(look.select((pl.col("i") - 1).alias("c1"), after="lower"), on="c1", how="left", maintain_order="left")
        .join(paragraphs, on="paragraph", how="left", maintain_order="left")
    )
    text = pl.col("paragraph_text").str.slice(pl.col("start") - pl.col("paragraph_start"), pl.col("end") - pl.col("start"))
    placed = placed.with_columns(text=text).drop("paragraph_start", "paragraph_text")
    return placed.with_columns(
        starts_sentence=(pl.col("before_sentence").is_null() | (pl.col("before_sentence") != pl.col("sentence"))),
        n_words=pl.col("text").str.count_matches(r"\w+(?:['’.\-&]\w+)*").cast(pl.Int64),
        n_capital=pl.col("text").str.count_matches(r"\b\p{Lu}").cast(pl.Int64),
        n_lower=pl.col("text").str.count_matches(r"\b\p{Ll}\w{3,}").cast(pl.Int64),
        last=pl.col("text").str.slice(-1),
        begins_capital=pl.col("text").str.contains(r"^[\W\d]*\p{Lu}"),
    ).filter(pl.col("n_words") > 0)


def speech_score() -> pl.Expr:
    """How much a placed span looks like speech, from its own shape: above 0 speech, below scare quotes, names and titles."""
    ends = pl.col("last").is_in([",", ".", "?", "!", "…", "—"]) | (pl.col("after") == ",")
    naming = (pl.col("before").is_in(_NAMING) | pl.col("before2").is_in(_NAMING)) & (pl.col("n_words") <= 6)
    title = (pl.col("n_lower") == 0) & (pl.col("n_capital") >= 1) & (pl.col("n_words") <= 8) & ~pl.col("last").is_in([",", ".", "?", "!"])
    length = pl.when(pl.col("n_words") >= 6).then(2.0).when(pl.col("n_words") >= 3).then(0.6).when(pl.col("n_words") == 2).then(-1.2).otherwise(-2.4)
    return (
        length
        + pl.when(ends & (pl.col("starts_sentence") | pl.col("before").is_in([",", ":"]))).then(2.5).otherwise(0.0)
        + pl.when(naming).then(-2.5).otherwise(0.0)
        + pl.when(title).then(-2.0).otherwise(0.0)
    )


def group_spans(placed: pl.DataFrame, cues: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Give every span the number of its quotation in `quotation`.

    A span goes on from the one before it where its mark reopens that one in a new paragraph, or where only an attribution
    stands between them: `"A," he said, "b."` and `"A," he said. "B."` are one quotation each.
    """
    cue_numbers = tokens.select("i").join(cues.select(i="cue_i", cue=pl.lit(1)), on="i", how="left", maintain_order="left")["cue"].fill_null(0).cum_sum()
    placed = placed.sort("doc", "start")
    counted = placed.with_columns(
        cues_until_start=_at(cue_numbers, placed["o0"] - 1),
        cues_until_end=_at(cue_numbers, placed["c1"]),
    )
    counted = counted.with_columns(
        gap=pl.col("o0") - pl.col("c1").shift(1) - 1,
        gap_cues=pl.col("cues_until_start") - pl.col("cues_until_end").shift(1),
        gap_sentences=pl.col("before_sentence") - pl.col("last_sentence").shift(1),
        same=(pl.col("doc") == pl.col("doc").shift(1)) & (pl.col("paragraph") == pl.col("last_paragraph").shift(1)),
        # What is interrupted is speech: it ends with a mark inside, or with a comma behind it.
        open_end=pl.col("last").shift(1).is_in([",", ".", "?", "!", "…", "—"]) | (pl.col("after").shift(1) == ","),
        led=pl.col("starts_sentence").shift(1) | pl.col("before").shift(1).is_in([",", ":"]),
    )
    interrupted = (
        pl.col("same")
        & pl.col("gap").is_between(2, _LONGEST_INTERRUPTION)
        & (pl.col("gap_cues") >= 1)
        & ((pl.col("gap_sentences") == 0) | ((pl.col("gap_sentences") == 1) & (pl.col("before") == ".")))
        & pl.col("open_end")
        & pl.col("led")
        & (pl.col("before").is_in([",", ".", ":", ";", "—", "–", "-"]))
    )
    touching = pl.col("same") & (pl.col("gap") == 0) & (pl.col("n_words") >= 3)
    goes_on = (interrupted | touching | (pl.col("continues") & (pl.col("doc") == pl.col("doc").shift(1)))).fill_null(value=False)
    return counted.with_columns(quotation=(~goes_on).cum_sum().cast(pl.Int64)).drop(
        "cues_until_start", "cues_until_end", "gap", "gap_cues", "gap_sentences", "same", "open_end", "led"
    )


def _at(numbers: pl.Series, places: pl.Series) -> pl.Series:
    """The running numbers at token places; 0 ahead of the first token."""
    return pl.concat([pl.Series([0], dtype=numbers.dtype), numbers]).gather(places + 1)
