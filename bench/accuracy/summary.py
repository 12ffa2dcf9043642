"""Counts to figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bench.accuracy.counts import Counts
from bench.accuracy.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and their harmonic mean. Unit: share."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Sources:
    """How often the source of a matched unit is right; shares are null where there is nothing to judge."""

    n: int
    mention: float | None
    right: float | None
    n_names: int
    name: float | None
    n_others: int
    other: float | None
    """Sources that are pronouns or noun phrases."""
    n_sourceless: int
    sourceless: float | None
    """Attributions without a source for which nobody is named."""
    kind_label: float | None
    """The system's own label is the kind."""


@dataclass(frozen=True, slots=True)
class KindSummary:
    """A kind, or all of them."""

    gold: int
    predicted: int
    exact: Scores
    match: Scores
    joint: Scores
    soft: Scores
    source: Sources


@dataclass(frozen=True, slots=True)
class IndirectSpeech:
    """Recall of indirect units with a cue of speech."""

    gold: int
    exact: float
    match: float
    joint: float
    soft: float


@dataclass(frozen=True, slots=True)
class OnlySummary:
    """Direct-only or speech-only."""

    gold: int
    predicted: int
    exact: Scores
    match: Scores
    joint: Scores
    forgiving_precision: float | None
    """Direct-only: of predictions that match, without those that lie in annotated content."""
    source_right: float | None
    """Direct-only: of matched units that have a source."""


@dataclass(frozen=True, slots=True)
class WholeSummary:
    """Whole attributions, all pieces of one together."""

    gold: int
    predicted: int
    match: Scores


@dataclass(frozen=True, slots=True)
class Summary:
    """All figures of one system on one set of articles."""

    articles: int
    kinds: dict[str, KindSummary]
    """By kind, and `all`."""
    indirect_speech: IndirectSpeech
    direct_only: OnlySummary
    speech_only: OnlySummary
    whole: WholeSummary


def total(counts: Iterable[Counts]) -> Counts:
    """The sum of articles' counts."""
    added: Counts = Counter()
    for one in counts:
        added.update(one)
    return added


def summarise(counts: Counts, articles: int) -> Summary:
    """The figures of summed counts."""
    return Summary(
        articles=articles,
        kinds={kind: _kind(counts, kind) for kind in (*KINDS, "all")},
        indirect_speech=_indirect_speech(counts),
        direct_only=_only(counts, "direct-only"),
        speech_only=_only(counts, "speech-only"),
        whole=WholeSummary(
            counts["whole", "gold"], counts["whole", "predicted"], _one_to_one(counts, "whole", "match")
        ),
    )


def _scores(found: int, predicted: int, recalled: int, gold: int) -> Scores:
    precision = found / predicted if predicted else 0.0
    recall = recalled / gold if gold else 0.0
    return Scores(precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)


def _one_to_one(counts: Counts, group: str, measure: str) -> Scores:
    found = counts[group, measure]
    return _scores(found, counts[group, "predicted"], found, counts[group, "gold"])


def _share(counts: Counts, group: str, part: str, whole: str) -> float | None:
    return counts[group, part] / counts[group, whole] if counts[group, whole] else None


def _kind(counts: Counts, kind: str) -> KindSummary:
    def scores(measure: str) -> Scores:
        return _scores(
            counts[kind, f"predicted {measure}"],
            counts[kind, "predicted"],
            counts[kind, f"gold {measure}"],
            counts[kind, "gold"],
        )

    return KindSummary(
        gold=counts[kind, "gold"],
        predicted=counts[kind, "predicted"],
        exact=scores("exact"),
        match=scores("match"),
        joint=scores("joint"),
        soft=_scores(
            counts[kind, "predicted words right"],
            counts[kind, "predicted words"],
            counts[kind, "gold words found"],
            counts[kind, "gold words"],
        ),
        source=Sources(
            n=counts[kind, "source"],
            mention=_share(counts, kind, "mention right", "source"),
            right=_share(counts, kind, "source right", "source"),
            n_names=counts[kind, "name"],
            name=_share(counts, kind, "name right", "name"),
            n_others=counts[kind, "other source"],
            other=_share(counts, kind, "other source right", "other source"),
            n_sourceless=counts[kind, "sourceless"],
            sourceless=_share(counts, kind, "sourceless right", "sourceless"),
            kind_label=_share(counts, kind, "label right", "labelled"),
        ),
    )


def _indirect_speech(counts: Counts) -> IndirectSpeech:
    group = "indirect speech"
    exact, match, joint = (
        _share(counts, group, measure, "gold") or 0.0 for measure in ("gold exact", "gold match", "gold joint")
    )
    return IndirectSpeech(
        counts[group, "gold"], exact, match, joint, _share(counts, group, "gold words found", "gold words") or 0.0
    )


def _only(counts: Counts, group: str) -> OnlySummary:
    direct = group == "direct-only"
    return OnlySummary(
        gold=counts[group, "gold"],
        predicted=counts[group, "predicted"],
        exact=_one_to_one(counts, group, "exact"),
        match=_one_to_one(counts, group, "match"),
        joint=_one_to_one(counts, group, "joint"),
        forgiving_precision=counts[group, "match"] / max(counts[group, "predicted"] - counts[group, "forgiven"], 1)
        if direct
        else None,
        source_right=_share(counts, group, "source right", "source") if direct else None,
    )
