"""What a system found, as the measure takes it: one row a contiguous content span."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bench.accuracy.gold import GoldRow


@dataclass(frozen=True, slots=True)
class PredRow:
    """One predicted span. Offsets are in characters of the raw text file, end exclusive."""

    article: str
    """Name of the text file without `.txt`."""
    start: int
    end: int
    kind: str | None = None
    """The system's own label; read for the figure `kind label` only."""
    speaker: str | None = None
    """The name, which may be a resolved one; null where the system names nobody."""
    speaker_start: int | None = None
    speaker_end: int | None = None
    """The mention beside the quotation that the system took as its source."""
    cue: str | None = None
    group: str | None = None
    """Rows of an article with the same group are pieces of one quotation."""
    confidence: float | None = None
    """Probability that span and speaker are right, where the system gives one."""
    quotation_confidence: float | None = None
    """Probability that it is a quotation with these edges."""
    speaker_confidence: float | None = None
    """Probability that the speaker is right, given the quotation."""


def as_predictions(rows: Iterable[GoldRow]) -> list[PredRow]:
    """An annotator's rows as if a system had found them: how far people agree."""
    return [
        PredRow(
            article=row.article,
            start=start,
            end=end,
            kind=kind,
            speaker=row.source_text,
            speaker_start=row.source[0][0] if row.source else None,
            speaker_end=row.source[-1][1] if row.source else None,
            cue=row.cue_text,
            group=row.id,
        )
        for row in rows
        for (start, end), kind in zip(row.content, row.span_kinds, strict=True)
    ]
