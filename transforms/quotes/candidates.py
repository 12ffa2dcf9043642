"""Pairs of a quotation and a mention near it that may be its source, each with the cue that would join them."""

from __future__ import annotations

import polars as pl

_FARTHEST = 70


def find_candidates(quotations: pl.DataFrame, mentions: pl.DataFrame, cues: pl.DataFrame) -> pl.DataFrame:
    """Join quotations with the mentions of their own, the preceding and the following paragraph.

    Args:
        quotations: One row a quotation: `quotation`, `doc`, `q_first`, `q_last` (first and last token with the marks), `gap0`, `gap1` (first and last token
            of the interruption, null where there is none), `paragraph`, `last_paragraph`, `sentence`, `last_sentence`.
        mentions: `mentions.find_mentions`.
        cues: `cues.find_cues`.

    Returns:
        One row a pair, with the mention's columns, the quotation's and those of the nearest cue (`cue_*`, null where the sentence has none).
    """
    free = mentions.filter(~pl.col("quoted")).rename({"sentence": "m_sentence", "paragraph": "m_paragraph"}).with_columns(mention=pl.int_range(pl.len()))
    attached = _nearest_cue(free, cues)
    near = quotations.with_columns(m_paragraph=pl.int_ranges(pl.col("paragraph") - 1, pl.col("last_paragraph") + 2)).explode("m_paragraph")
    pairs = near.join(attached, on=["doc", "m_paragraph"], how="inner")
    between = pl.when(pl.col("i0") > pl.col("q_last")).then(pl.col("i0") - pl.col("q_last")).otherwise(pl.col("q_first") - pl.col("i1"))
    return pairs.filter(between <= _FARTHEST).sort("quotation", "i0")


def _nearest_cue(mentions: pl.DataFrame, cues: pl.DataFrame) -> pl.DataFrame:
    """The cue of the mention's own sentence that is most likely its verb: the one right behind it, else the one right before."""
    by_place = cues.rename({"sentence": "c_sentence"}).drop("doc")
    behind = mentions.sort("i1").join_asof(
        by_place.sort("cue_i"), left_on="i1", right_on="cue_i", strategy="forward", allow_exact_matches=False, coalesce=False
    )
    ahead = mentions.sort("i0").join_asof(
        by_place.sort("cue_last"), left_on="i0", right_on="cue_last", strategy="backward", allow_exact_matches=False, coalesce=False
    )
    columns = ["mention", "cue_i", "cue_last", "cue_start", "cue_end", "cue_lemma", "cue_class", "strong"]
    known = behind.filter(pl.col("c_sentence") == pl.col("m_sentence")).select(columns)
    inverted = ahead.filter(pl.col("c_sentence") == pl.col("m_sentence")).select([columns[0], *[pl.col(name).alias(f"{name}_before") for name in columns[1:]]])
    both = mentions.join(known, on="mention", how="left", maintain_order="left").join(inverted, on="mention", how="left", maintain_order="left")
    gap_behind = pl.col("cue_i") - pl.col("i1") - 1
    gap_before = pl.col("i0") - pl.col("cue_last_before") - 1
    # "said X" binds closer than "X, who …, said": the order with the smaller gap wins, the verb behind where they tie.
    use_before = (gap_before < gap_behind).fill_null(value=False) | (pl.col("cue_i").is_null() & pl.col("cue_i_before").is_not_null())
    chosen = [pl.when(use_before).then(pl.col(f"{name}_before")).otherwise(pl.col(name)).alias(name) for name in columns[1:]]
    gap = pl.when(use_before).then(gap_before).otherwise(gap_behind).alias("cue_gap")
    return both.with_columns(*chosen, gap, inverted=use_before).drop([f"{name}_before" for name in columns[1:]])
