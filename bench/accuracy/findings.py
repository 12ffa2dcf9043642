"""What became of every unit, one by one: for error classes, examples and calibration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bench.accuracy.counts import Matches, is_inside
from bench.accuracy.gold import GoldRow
from bench.accuracy.kinds import Kind
from bench.accuracy.matching import jaccard
from bench.accuracy.predictions import PredRow

Outcome = Literal["right", "wrong source", "boundary", "missed", "extra inside", "extra overlap", "invented"]


@dataclass(frozen=True, slots=True)
class Finding:
    """An annotated unit (right, wrong source, boundary, missed) or a prediction without one (extra, invented).

    boundary: something overlaps the unit, yet not enough; missed: nothing does. extra inside, extra overlap, invented:
    a prediction without a match that lies in annotated content, touches it, or lies outside of it.
    """

    article: str
    outcome: Outcome
    kind: Kind
    start: int
    end: int
    gold: GoldRow | None
    predicted: PredRow | None
    """The match; for `boundary` the most similar prediction, which has its own finding too if it matches nothing."""
    jaccard: float
    exact: bool


def findings_of(article: str, matches: Matches) -> list[Finding]:
    """The findings of one article: annotated units in their order, then predictions without a match."""
    return [_of_gold(article, matches, i) for i in range(len(matches.units.gold))] + _of_rest(article, matches)


def _of_gold(article: str, matches: Matches, i: int) -> Finding:
    unit, predicted = matches.units.gold[i], matches.units.predicted
    outcome: Outcome = "missed"
    found = predicted[matches.matched[i]] if i in matches.matched else None
    if found is not None:
        outcome = "right" if matches.verdicts[i].right else "wrong source"
    else:
        nearest = max(predicted, key=lambda other: jaccard(other.words, unit.words), default=None)
        if nearest is not None and jaccard(nearest.words, unit.words) > 0:
            outcome, found = "boundary", nearest
    similarity = jaccard(found.words, unit.words) if found else 0.0
    return Finding(
        article,
        outcome,
        unit.kind,
        unit.start,
        unit.end,
        unit.row,
        found.row if found else None,
        similarity,
        i in matches.exact,
    )


def _of_rest(article: str, matches: Matches) -> list[Finding]:
    annotated, matched = matches.units.gold_words, matches.gold_of
    rest: list[Finding] = []
    for j, unit in enumerate(matches.units.predicted):
        if j in matched:
            continue
        outcome: Outcome = (
            "extra inside"
            if is_inside(unit.words, annotated)
            else "extra overlap"
            if unit.words & annotated
            else "invented"
        )
        rest.append(
            Finding(article, outcome, unit.kind, unit.row.start, unit.row.end, None, unit.row, 0.0, exact=False)
        )
    return rest
