"""The sentences around a quotation, its cue and its mention."""

from __future__ import annotations

import polars as pl

_STOPS = (". ", "? ", "! ", '." ', ".” ")


def with_context(quotations: pl.DataFrame, bodies: pl.DataFrame) -> pl.DataFrame:
    """The sentences that hold the quotation and, where they stand in its paragraph, its cue and mention."""
    joined = quotations.join(bodies.select("doc", "body"), on="doc", how="left", maintain_order="left")
    edges = []
    for body, start, end, *others in joined.select("body", "start", "end", "mention_start", "mention_end", "cue_start", "cue_end").iter_rows():
        paragraph = body.rfind("\n", 0, start) + 1
        close = body.find("\n", end)
        close = len(body) if close < 0 else close
        known = [place for place in others if place is not None and paragraph <= place <= close]
        first, last = min([start, *known]), max([end, *known])
        edges.append((_sentence_start(body, paragraph, first), _sentence_end(body, last, close)))
    return quotations.with_columns(context_start=pl.Series([a for a, _ in edges], dtype=pl.Int64), context_end=pl.Series([b for _, b in edges], dtype=pl.Int64))


def _sentence_start(body: str, paragraph: int, place: int) -> int:
    start = paragraph
    for stop in _STOPS:
        found = body.rfind(stop, paragraph, place)
        if found >= 0:
            start = max(start, found + len(stop))
    return start


def _sentence_end(body: str, place: int, close: int) -> int:
    ends = [found + len(stop.rstrip()) for stop in _STOPS if (found := body.find(stop, max(0, place - 1), close)) >= 0]
    return min([close, *ends])
