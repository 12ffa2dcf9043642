"""Reporting cues in a token table: single verbs and phrases from the lexicon, outside of quotation marks."""

from __future__ import annotations

import polars as pl

from transforms.quotes.lexicon import CUES

_LONGEST = max(CUES["n_tokens"].to_list())


def find_cues(tokens: pl.DataFrame) -> pl.DataFrame:
    """Every cue of a token table, the longest form where several begin at one word.

    Args:
        tokens: A token table with the column `quoted` (the token stands in quotation marks).

    Returns:
        `cue_i` (first token), `cue_last` (last token), `doc`, `sentence`, `cue_start`, `cue_end` (character offsets), `cue_lemma`, `cue_class`, `strong`.
    """
    free = tokens.filter(~pl.col("quoted"))
    longest = _LONGEST
    columns = [pl.col("lower").shift(-k).alias(f"w{k}") for k in range(1, longest)]
    wide = free.with_columns(*columns, *[pl.col("end").shift(-k).alias(f"e{k}") for k in range(1, longest)])
    found = []
    for n in range(1, longest + 1):
        forms = CUES.filter(pl.col("n_tokens") == n).drop("n_tokens")
        form = pl.concat_str(["lower", *[f"w{k}" for k in range(1, n)]], separator=" ") if n > 1 else pl.col("lower")
        heads = forms.select(lower=pl.col("form").str.split(" ").list.first()).unique() if n > 1 else None
        rows = wide.filter((pl.col("i").shift(-(n - 1)) == pl.col("i") + n - 1) & (pl.col("sentence").shift(-(n - 1)) == pl.col("sentence")))
        rows = rows.join(heads, on="lower", how="semi") if heads is not None else rows
        end = pl.col(f"e{n - 1}") if n > 1 else pl.col("end")
        found.append(
            rows.with_columns(form=form)
            .join(forms, on="form", how="inner")
            .select(
                "doc",
                "sentence",
                cue_i="i",
                cue_last=pl.col("i") + n - 1,
                cue_start="start",
                cue_end=end,
                cue_lemma="lemma",
                cue_class="cue_class",
                strong="strong",
            )
        )
    longest = pl.concat(found).sort("cue_i", "cue_last", descending=[False, True]).unique("cue_i", keep="first", maintain_order=True)
    # A cue inside a longer one ("hope" in "expressed the hope") is none of its own.
    return longest.filter((pl.col("cue_i") > pl.col("cue_last").shift(1).cum_max()).fill_null(value=True))
