"""All counts of one article. Those of a corpus are their sum, so that articles can be resampled."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bench.accuracy.matching import EXACT, MATCH, assign
from bench.accuracy.units import ArticleUnits, GoldUnit
from bench.accuracy.verdicts import Verdict, judge

Counts = Counter[tuple[str, str]]
"""Counts by group (a kind, `all`, `indirect speech`, `speech-only`, `direct-only`, `whole`) and measure."""

_INSIDE = 0.9
"""Share of a prediction's words in annotated content from which on it is no invention."""
_LEFT_OUT = 0.5
"""Share of a prediction's words in content that is left out from which on the prediction is left out too."""


@dataclass(frozen=True, slots=True)
class Matches:
    """One article's units and which of them belong together, by index."""

    units: ArticleUnits
    exact: dict[int, int]
    matched: dict[int, int]
    verdicts: dict[int, Verdict]
    """Of every matched annotated unit."""

    @property
    def gold_of(self) -> dict[int, int]:
        """The annotated unit of every matched prediction."""
        return {predicted: gold for gold, predicted in self.matched.items()}


def match_units(units: ArticleUnits) -> Matches:
    """Pair annotated and predicted units, and judge the sources of the pairs."""
    gold, predicted = [unit.words for unit in units.gold], [unit.words for unit in units.predicted]
    matched = assign(gold, predicted, MATCH)
    verdicts = {i: judge(units.text, units.gold[i].row, units.predicted[j].row) for i, j in matched.items()}
    return Matches(units, assign(gold, predicted, EXACT), matched, verdicts)


def count(matches: Matches) -> Counts:
    """The counts of one article."""
    counts: Counts = Counter()
    _count_gold(counts, matches)
    _count_predicted(counts, matches)
    _count_words(counts, matches.units)
    _count_speech(counts, matches)
    _count_direct(counts, matches.units)
    _count_wholes(counts, matches.units)
    return counts


def _groups(unit: GoldUnit) -> tuple[str, ...]:
    return (unit.kind, "all", "indirect speech") if unit.kind == "indirect" and unit.is_speech else (unit.kind, "all")


def _count_gold(counts: Counts, matches: Matches) -> None:
    for i, unit in enumerate(matches.units.gold):
        groups = _groups(unit)
        _bump(counts, groups, "gold")
        _bump(counts, groups, "gold exact", i in matches.exact)
        if i in matches.matched:
            label = matches.units.predicted[matches.matched[i]].row.kind
            _bump(counts, groups, "gold match")
            _bump(counts, groups, "gold joint", matches.verdicts[i].right)
            _bump(counts, groups, "labelled", bool(label))
            _bump(counts, groups, "label right", label == unit.kind)
            _count_source(counts, groups, unit, matches.verdicts[i])


def _count_source(counts: Counts, groups: tuple[str, ...], unit: GoldUnit, verdict: Verdict) -> None:
    if unit.row.source_type == "none":
        _bump(counts, groups, "sourceless")
        _bump(counts, groups, "sourceless right", verdict.right)
        return
    what = "name" if unit.row.source_type == "name" else "other source"
    _bump(counts, groups, "source")
    _bump(counts, groups, "mention right", verdict.mention)
    _bump(counts, groups, "source right", verdict.right)
    _bump(counts, groups, what)
    _bump(counts, groups, f"{what} right", verdict.right)


def _count_predicted(counts: Counts, matches: Matches) -> None:
    exact, gold_of = set(matches.exact.values()), matches.gold_of
    for j, unit in enumerate(matches.units.predicted):
        groups = (unit.kind, "all")
        _bump(counts, groups, "predicted")
        _bump(counts, groups, "predicted exact", j in exact)
        if j in gold_of:
            _bump(counts, groups, "predicted match")
            _bump(counts, groups, "predicted joint", matches.verdicts[gold_of[j]].right)


def _count_words(counts: Counts, units: ArticleUnits) -> None:
    gold, predicted = units.gold_words, units.predicted_words
    for unit in units.gold:
        for group in _groups(unit):
            if group != "all":
                counts[group, "gold words"] += len(unit.words)
                counts[group, "gold words found"] += len(unit.words & predicted)
    for found in units.predicted:
        counts[found.kind, "predicted words"] += len(found.words)
        counts[found.kind, "predicted words right"] += len(found.words & gold)
    # Units overlap: over all kinds each word of the article counts once.
    counts["all", "gold words"] += len(gold)
    counts["all", "predicted words"] += len(predicted)
    counts["all", "gold words found"] += len(gold & predicted)
    counts["all", "predicted words right"] += len(gold & predicted)


def _count_speech(counts: Counts, matches: Matches) -> None:
    units, gold_of = matches.units, matches.gold_of
    left_out = frozenset[int]().union(*(unit.words for unit in units.gold if not unit.is_speech))
    counts["speech-only", "gold"] += sum(unit.is_speech for unit in units.gold)
    for i in matches.matched:
        if units.gold[i].is_speech:
            counts["speech-only", "match"] += 1
            counts["speech-only", "exact"] += i in matches.exact
            counts["speech-only", "joint"] += matches.verdicts[i].right
    for j, found in enumerate(units.predicted):
        owed = (
            units.gold[gold_of[j]].is_speech
            if j in gold_of
            else len(found.words & left_out) < _LEFT_OUT * len(found.words)
        )
        counts["speech-only", "predicted"] += owed


def _count_direct(counts: Counts, units: ArticleUnits) -> None:
    gold = [unit for unit in units.gold if unit.kind == "direct"]
    predicted = [unit for unit in units.predicted if unit.kind == "direct"]
    gold_words, found_words = [unit.words for unit in gold], [unit.words for unit in predicted]
    matched = assign(gold_words, found_words, MATCH)
    counts["direct-only", "gold"] += len(gold)
    counts["direct-only", "predicted"] += len(predicted)
    counts["direct-only", "match"] += len(matched)
    counts["direct-only", "exact"] += len(assign(gold_words, found_words, EXACT))
    taken, annotated = set(matched.values()), units.gold_words
    counts["direct-only", "forgiven"] += sum(
        is_inside(unit.words, annotated) for j, unit in enumerate(predicted) if j not in taken
    )
    for i, j in matched.items():
        right = judge(units.text, gold[i].row, predicted[j].row).right
        has_source = gold[i].row.source_type != "none"
        counts["direct-only", "joint"] += right
        counts["direct-only", "source"] += has_source
        counts["direct-only", "source right"] += right and has_source


def _count_wholes(counts: Counts, units: ArticleUnits) -> None:
    counts["whole", "gold"] += len(units.gold_wholes)
    counts["whole", "predicted"] += len(units.predicted_wholes)
    counts["whole", "match"] += len(assign(units.gold_wholes, units.predicted_wholes, MATCH))


def is_inside(words: frozenset[int], annotated: frozenset[int]) -> bool:
    """Whether a prediction lies in annotated content, if not in one unit: a quoted fragment of a mixed quotation is no
    invention.
    """
    return len(words & annotated) >= _INSIDE * len(words)


def _bump(counts: Counts, groups: tuple[str, ...], measure: str, by: bool | int = 1) -> None:
    for group in groups:
        counts[group, measure] += int(by)
