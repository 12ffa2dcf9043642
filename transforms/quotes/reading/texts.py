"""Stretches of the bodies themselves, by character offsets."""

from __future__ import annotations

import polars as pl


def cut(rows: pl.DataFrame, texts: list[str], start: str = "start", end: str = "end") -> pl.Series:
    """The words of the bodies between two offsets, one a row, null where there is no start.

    Args:
        rows: `doc` and the offsets.
        texts: The bodies by `doc`.
        start: The column of the first characters.
        end: The column of the ends, exclusive.
    """
    places = rows.select("doc", first=start, behind=end).iter_rows()
    words = [texts[doc][first:behind] if first is not None else None for doc, first, behind in places]
    return pl.Series("text", words, dtype=pl.String)
