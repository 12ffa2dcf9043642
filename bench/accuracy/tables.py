"""The lake's tables as predictions on the raw texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from bench.accuracy.align import Alignment
from bench.accuracy.predictions import PredRow
from bench.accuracy.words import WORD, Span

_OPTIONAL = ("quotation_confidence", "speaker_confidence")
"""Columns that older lakes have not got."""

Places = Mapping[str, Sequence[tuple[str, Alignment]]]
"""The raw texts that each article (by `article_id`) was made from, with its body's alignment: several where they are
copies of each other."""


def predictions_of(articles: pl.DataFrame, quotes: pl.DataFrame, parts: pl.DataFrame, places: Places) -> list[PredRow]:
    """One row a contiguous span of a quotation; parts with no word between them are one span, as in the annotation.

    Args:
        articles: `article_id` and `body`.
        quotes: the columns of `tables.Quotes`.
        parts: the columns of `tables.QuoteParts`.
        places: where the articles came from; quotations of other articles are left out.
    """
    bodies = dict(articles.select("article_id", "body").iter_rows())
    spans: dict[str, list[Span]] = {}
    for quote_id, start, end in parts.sort("quote_id", "part").select("quote_id", "start", "end").iter_rows():
        spans.setdefault(quote_id, []).append((start, end))
    rows: list[PredRow] = []
    for quote in quotes.sort("article_id", "position").iter_rows(named=True):
        joined = join_parts(bodies[quote["article_id"]], spans[quote["quote_id"]])
        for article, alignment in places.get(quote["article_id"], ()):
            rows += [row for span in joined if (row := _row(article, alignment, span, quote)) is not None]
    return sorted(rows, key=lambda row: (row.article, row.start, row.end))


def join_parts(body: str, spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those joined that have no word between them."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and not WORD.search(body, joined[-1][1], start):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _row(article: str, alignment: Alignment, span: Span, quote: Mapping[str, object]) -> PredRow | None:
    place = alignment.span(*span)
    if place is None:
        return None
    start, end = quote["mention_start"], quote["mention_end"]
    mention = alignment.span(start, end) if isinstance(start, int) and isinstance(end, int) else None
    return PredRow(
        article=article,
        start=place[0],
        end=place[1],
        kind=_text(quote["kind"]),
        speaker=_text(quote["speaker"]),
        speaker_start=mention[0] if mention else None,
        speaker_end=mention[1] if mention else None,
        cue=_text(quote["cue"]),
        group=_text(quote["quote_id"]),
        confidence=_share(quote["confidence"]),
        **{name: _share(quote.get(name)) for name in _OPTIONAL},
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _share(value: object) -> float | None:
    return value if isinstance(value, float) else None
