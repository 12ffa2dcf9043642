"""Direct, mixed or indirect, told by the marks alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bench.accuracy.words import WORD, Span

Kind = Literal["direct", "mixed", "indirect"]
KINDS: tuple[Kind, ...] = ("direct", "mixed", "indirect")


def span_kind(text: str, spans: Sequence[Span], regions: Sequence[Span]) -> Kind:
    """The kind of a content: `direct` where every word is inside the quoted regions, `indirect` where no word is, else
    `mixed`.
    """
    inside = [
        any(left <= word.start() and word.end() <= right for left, right in regions)
        for start, end in spans
        for word in WORD.finditer(text, start, end)
    ]
    if not any(inside):
        return "indirect"
    return "direct" if all(inside) else "mixed"
