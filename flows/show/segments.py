"""Marks that nest and overlap, as runs of text that each have one set of marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked span: what it is (a kind of quotation, `cue` or `mention`) and of which quotation."""

    start: int
    end: int
    role: str
    number: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text between two edges, and the marks that cover it, in the order given."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def segments(text: str, marks: Sequence[Mark], edges: Iterable[int] = ()) -> list[Segment]:
    """Cut a text at every edge of a mark, at the other edges given and before and after line ends; nothing is lost."""
    lines = {offset for offset, character in enumerate(text) if character == "\n"}
    cuts = {0, len(text), *edges, *lines, *(offset + 1 for offset in lines)}
    cuts |= {mark.start for mark in marks} | {mark.end for mark in marks}
    ordered = sorted(cuts)
    return [
        Segment(start, end, tuple(mark for mark in marks if mark.start <= start and end <= mark.end))
        for start, end in pairwise(ordered)
    ]
