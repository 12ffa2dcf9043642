"""An article of the current snapshot with its quotations, as far as a reader needs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from onrecord.flows.show.segments import Mark

Span = tuple[int, int]
Row = Mapping[str, object]

_MOST_TOLD = 5
_CLOSING_MARKS = frozenset("”’\"'»«“›")
"""Marks that close a quotation in one convention or another; behind its last word they open none."""


class ArticleNotFoundError(Exception):
    """No article, or more than one, has an id with the given beginning."""


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """One quotation. Offsets are in characters of the body."""

    number: int
    """From 1, in the order of the article."""
    kind: str
    text: str
    parts: tuple[Span, ...]
    speaker: str | None
    speaker_role: str | None
    speaker_kind: str
    mention: str | None
    mention_span: Span | None
    cue: str | None
    cue_span: Span | None
    cue_class: str
    confidence: float
    quotation_confidence: float | None
    speaker_confidence: float | None
    evidence: str | None
    engine_version: str | None

    @property
    def who(self) -> str:
        """The speaker's name, the words for one without a name, or `unknown`."""
        return self.speaker or self.mention or "unknown"

    @property
    def confidences(self) -> str:
        """The confidence, with its two halves where the lake has them."""
        halves = (("quotation", self.quotation_confidence), ("speaker", self.speaker_confidence))
        known = ", ".join(f"{name} {value:.2f}" for name, value in halves if value is not None)
        return f"{self.confidence:.2f}" + (f" ({known})" if known else "")

    def marks(self) -> list[Mark]:
        """What is to be marked in the body."""
        beside = ((self.mention_span, "mention"), (self.cue_span, "cue"))
        return [Mark(*span, self.kind, self.number) for span in self.parts] + [
            Mark(*span, role, self.number) for span, role in beside if span
        ]


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """One article and its quotations in order."""

    article_id: str
    outlet: str
    title: str | None
    byline: str | None
    published_on: date | None
    url: str | None
    language: str
    body: str
    quotes: tuple[ShownQuote, ...]

    def marks(self) -> list[Mark]:
        return [mark for quote in self.quotes for mark in quote.marks()]

    def number_places(self) -> dict[int, list[int]]:
        """The numbers of the quotations that stand at an offset: behind the last piece and its closing mark."""
        found: dict[int, list[int]] = {}
        for quote in self.quotes:
            end = quote.parts[-1][1]
            while self.body[end : end + 1] in _CLOSING_MARKS:
                end += 1
            found.setdefault(end, []).append(quote.number)
        return found


def read_article(connection: duckdb.DuckDBPyConnection, beginning: str) -> ShownArticle:
    """The article whose id begins so.

    Raises:
        ArticleNotFoundError: there is none, or more than one; says what to do.
    """
    found = _rows(
        connection,
        "SELECT * FROM articles WHERE starts_with(article_id, ?) ORDER BY article_id LIMIT ?",
        [beginning, _MOST_TOLD + 1],
    )
    if not found:
        raise ArticleNotFoundError(
            f"No article has an id that begins with {beginning!r}. `onrecord quotes` prints ids, and `onrecord query` "
            "finds them."
        )
    if len(found) > 1:
        told = "\n".join(
            f"  {row['article_id']}  {row['outlet']}  {row['title'] or ''}".rstrip() for row in found[:_MOST_TOLD]
        )
        more = "\n  …" if len(found) > _MOST_TOLD else ""
        raise ArticleNotFoundError(
            f"Several articles have an id that begins with {beginning!r}; give more of it:\n{told}{more}"
        )
    article = found[0]
    key = [article["article_id"]]
    parts: dict[str, list[Span]] = {}
    placed = connection.execute(
        'SELECT quote_id, start, "end" FROM quote_parts WHERE article_id = ? ORDER BY quote_id, part', key
    )
    for quote_id, start, end in placed.fetchall():
        parts.setdefault(quote_id, []).append((start, end))
    quotes = _rows(connection, "SELECT * FROM quotes WHERE article_id = ? ORDER BY position", key)
    return ShownArticle(
        article_id=str(article["article_id"]),
        outlet=str(article["outlet"]),
        title=_text(article["title"]),
        byline=_text(article["byline"]),
        published_on=day if isinstance(day := article["published_on"], date) else None,
        url=_text(article["url"]),
        language=str(article["language"]),
        body=str(article["body"]),
        quotes=tuple(_quote(number, row, parts[str(row["quote_id"])]) for number, row in enumerate(quotes, start=1)),
    )


def _quote(number: int, row: Row, parts: list[Span]) -> ShownQuote:
    # `get` where older snapshots have no such column.
    return ShownQuote(
        number=number,
        kind=str(row["kind"]),
        text=str(row["text"]),
        parts=tuple(parts),
        speaker=_text(row["speaker"]),
        speaker_role=_text(row["speaker_role"]),
        speaker_kind=str(row["speaker_kind"]),
        mention=_text(row["mention"]),
        mention_span=_span(row, "mention"),
        cue=_text(row["cue"]),
        cue_span=_span(row, "cue"),
        cue_class=str(row["cue_class"]),
        confidence=_share(row["confidence"]) or 0.0,
        quotation_confidence=_share(row.get("quotation_confidence")),
        speaker_confidence=_share(row.get("speaker_confidence")),
        evidence=_text(row.get("evidence")),
        engine_version=_text(row.get("engine_version")),
    )


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, values: list[object]) -> list[Row]:
    found = connection.execute(sql, values)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _span(row: Row, name: str) -> Span | None:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return (start, end) if isinstance(start, int) and isinstance(end, int) else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _share(value: object) -> float | None:
    return value if isinstance(value, float) else None
