"""Errors by class: what happened, to which kind, with which cues, and where to look.

Examples are places, never words of the corpus.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bench.accuracy.findings import Finding, Outcome
from bench.accuracy.kinds import KINDS, Kind

ERRORS: tuple[Outcome, ...] = ("missed", "boundary", "wrong source", "extra inside", "extra overlap", "invented")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an error is: an article of the corpus and a span of its raw text, in characters."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ErrorClass:
    """One outcome of one kind."""

    outcome: Outcome
    kind: Kind
    beliefs: bool
    """Indirect units without a cue of speech: beliefs, wishes, plans. Told apart for annotated units only."""
    n: int
    cues: dict[str, int]
    """The most frequent cues, folded: the annotated ones, or the predicted ones where nothing was annotated."""
    examples: list[Place]


def error_classes(findings: Iterable[Finding], most_cues: int = 8, most_examples: int = 3) -> list[ErrorClass]:
    """The classes of error that happened, by outcome, then kind; examples are spread evenly over the articles."""
    classes: dict[tuple[Outcome, Kind, bool], list[Finding]] = {}
    for finding in findings:
        if finding.outcome in ERRORS:
            beliefs = finding.gold is not None and finding.kind == "indirect" and finding.gold.cue_class == "other"
            classes.setdefault((finding.outcome, finding.kind, beliefs), []).append(finding)
    ordered = sorted(classes.items(), key=lambda item: (ERRORS.index(item[0][0]), KINDS.index(item[0][1]), item[0][2]))
    return [
        ErrorClass(outcome, kind, beliefs, len(found), _cues(found, most_cues), _examples(found, most_examples))
        for (outcome, kind, beliefs), found in ordered
    ]


def _cues(findings: list[Finding], most: int) -> dict[str, int]:
    cues = [
        finding.gold.cue_text if finding.gold else finding.predicted.cue if finding.predicted else None
        for finding in findings
    ]
    counts = Counter(" ".join((cue or "(none)").casefold().split()) for cue in cues)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most])


def _examples(findings: list[Finding], most: int) -> list[Place]:
    step = max(len(findings) // most, 1)
    return [Place(finding.article, finding.start, finding.end) for finding in findings[step // 2 :: step][:most]]
