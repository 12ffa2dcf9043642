"""Score a system: the annotation, its predictions and the raw texts in, figures out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bench.accuracy.counts import Counts, count, match_units
from bench.accuracy.findings import Finding, findings_of
from bench.accuracy.gold import GoldRow
from bench.accuracy.predictions import PredRow
from bench.accuracy.summary import Summary, summarise, total
from bench.accuracy.texts import Text
from bench.accuracy.units import units_of


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A system's figures, and what they are made of."""

    summary: Summary
    counts: dict[str, Counts]
    """By article; see `bench.accuracy.intervals`."""
    findings: list[Finding]
    dropped: int
    """Predictions without a word or of an unknown article."""

    def part(self, articles: Iterable[str]) -> Summary:
        """The figures on some of the articles."""
        chosen = [self.counts[article] for article in articles]
        return summarise(total(chosen), len(chosen))


def evaluate(gold: Iterable[GoldRow], predicted: Iterable[PredRow], texts: Mapping[str, Text]) -> Evaluation:
    """Score predictions on all the texts; rows of other articles are left out.

    A prediction in a text without annotation is an invention.
    """
    articles, dropped = units_of(gold, predicted, texts)
    counts: dict[str, Counts] = {}
    findings: list[Finding] = []
    for article in sorted(articles):
        matches = match_units(articles[article])
        counts[article] = count(matches)
        findings += findings_of(article, matches)
    return Evaluation(summarise(total(counts.values()), len(counts)), counts, findings, dropped)


def score(gold: Iterable[GoldRow], predicted: Iterable[PredRow], texts: Mapping[str, Text]) -> Summary:
    """The figures alone."""
    return evaluate(gold, predicted, texts).summary
