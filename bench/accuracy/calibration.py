"""Do the confidences mean what they say? The reliability of all three against what became of the predictions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bench.accuracy.findings import Finding

Question = Literal["quotation and speaker", "quotation", "speaker"]
QUESTIONS: tuple[Question, ...] = ("quotation and speaker", "quotation", "speaker")
N_BINS = 10

Claim = tuple[float, bool]
"""A confidence, and whether it came true."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions whose confidence lies in one tenth of 0 to 1."""

    low: float
    high: float
    n: int
    confidence: float
    """Mean."""
    right: float
    """Share that came true."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """How a confidence and the truth go together."""

    question: Question
    n: int
    bins: list[Bin]
    """Those with predictions, in order."""
    expected_calibration_error: float
    """Mean distance of confidence and share over the bins, weighted by their predictions."""
    brier: float
    """Mean square of confidence less truth."""


def reliabilities(findings: Iterable[Finding]) -> list[Reliability]:
    """Of every confidence that the predictions have."""
    predictions = [finding for finding in findings if finding.predicted is not None and finding.outcome != "boundary"]
    claims = ((question, claims_of(predictions, question)) for question in QUESTIONS)
    return [reliability(question, found) for question, found in claims if found]


def claims_of(predictions: Iterable[Finding], question: Question) -> list[Claim]:
    """The confidences about one question, each with the truth.

    quotation: the prediction matches a unit; speaker: of those that do, whether the source is right too.
    """
    claims: list[Claim] = []
    for finding in predictions:
        matched, right = finding.outcome in ("right", "wrong source"), finding.outcome == "right"
        if finding.predicted is None or (question == "speaker" and not matched):
            continue
        confidence = {
            "quotation and speaker": finding.predicted.confidence,
            "quotation": finding.predicted.quotation_confidence,
            "speaker": finding.predicted.speaker_confidence,
        }[question]
        if confidence is not None:
            claims.append((confidence, matched if question == "quotation" else right))
    return claims


def reliability(question: Question, claims: Sequence[Claim]) -> Reliability:
    """Ten bins of equal width over at least one claim."""
    binned: list[list[Claim]] = [[] for _ in range(N_BINS)]
    for confidence, right in claims:
        binned[min(int(confidence * N_BINS), N_BINS - 1)].append((confidence, right))
    bins = [
        Bin(
            i / N_BINS,
            (i + 1) / N_BINS,
            len(some),
            sum(confidence for confidence, _ in some) / len(some),
            sum(right for _, right in some) / len(some),
        )
        for i, some in enumerate(binned)
        if some
    ]
    error = sum(part.n * abs(part.confidence - part.right) for part in bins) / len(claims)
    brier = sum((confidence - right) ** 2 for confidence, right in claims) / len(claims)
    return Reliability(question, len(claims), bins, error, brier)
