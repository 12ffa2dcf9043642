"""Reader of brat stand-off annotation: text bounds (`T1⇥Content 5 9;12 20⇥words`) and events (`E1⇥Attribution:T2
Content:T1`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.accuracy.words import Span

ROLES = ("Content", "Cue", "Source")

_TEXT_BOUND = re.compile(r"(T\d+)\t\S+ ([^\t]+)")
_EVENT = re.compile(r"(E\d+)\t([^\t]+)")


@dataclass(frozen=True, slots=True)
class Event:
    """One annotated attribution: its id and the spans of each role, as they stand in the file."""

    id: str
    roles: dict[str, list[Span]]


def read_events(path: Path) -> list[Event]:
    """The events of an annotation file.

    Numbered roles (`Content2`) are pieces of the same role; other roles are left out.
    """
    bounds: dict[str, list[Span]] = {}
    lines = path.read_text(encoding="utf-8").split("\n")
    for line in lines:
        if match := _TEXT_BOUND.match(line):
            bounds[match.group(1)] = [_span(piece) for piece in match.group(2).split(";")]
    events: list[Event] = []
    for line in lines:
        if match := _EVENT.match(line):
            roles: dict[str, list[Span]] = {role: [] for role in ROLES}
            for argument in match.group(2).split():
                role, _, bound = argument.partition(":")
                if (role := role.rstrip("0123456789")) in roles:
                    roles[role] += bounds.get(bound, [])
            events.append(Event(match.group(1), roles))
    return events


def _span(piece: str) -> Span:
    start, end = piece.split()
    return int(start), int(end)


def merge_spans(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, without white space at their edges; those that only white space parts are one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        words = text[start:end]
        left, right = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        if left >= right:
            continue
        if merged and not text[merged[-1][1] : left].strip():
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return tuple(merged)
