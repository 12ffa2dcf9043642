"""Confidences against what came true."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.accuracy.calibration import Claim, Question, Reliability, claims_of, reliabilities, reliability
from bench.accuracy.curve import curve_svg
from bench.accuracy.findings import Finding, Outcome
from bench.accuracy.predictions import PredRow


def test_bins_are_tenths_and_the_error_is_weighted() -> None:
    found = reliability("quotation", [(0.95, True), (1.0, False), (0.9, True), (0.05, True)])
    assert [(part.low, part.n) for part in found.bins] == [(0.0, 1), (0.9, 3)]
    assert found.bins[1].right == pytest.approx(2 / 3)
    assert found.expected_calibration_error == pytest.approx((0.95 + 3 * abs(0.95 - 2 / 3)) / 4)
    assert found.brier == pytest.approx((0.05**2 + 1 + 0.1**2 + 0.95**2) / 4)


claims = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


@given(claims)
def test_every_claim_is_in_the_bin_of_its_tenth(given_claims: list[Claim]) -> None:
    found = reliability("speaker", given_claims)
    assert sum(part.n for part in found.bins) == len(given_claims)
    assert all(part.low <= part.confidence <= part.high + 1e-9 for part in found.bins)
    assert 0 <= found.expected_calibration_error <= 1


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_sure_and_right_is_no_error(share: float) -> None:
    assert reliability("speaker", [(share, bool(share))] * 5).expected_calibration_error == 0.0


def _finding(outcome: Outcome) -> Finding:
    row = PredRow("a", 0, 4, confidence=0.5, quotation_confidence=0.6, speaker_confidence=0.7)
    return Finding("a", outcome, "direct", 0, 4, None, None if outcome == "missed" else row, 0.0, exact=False)


@pytest.mark.parametrize(
    ("question", "outcome", "expected"),
    [
        ("quotation and speaker", "right", [(0.5, True)]),
        ("quotation and speaker", "wrong source", [(0.5, False)]),
        ("quotation and speaker", "invented", [(0.5, False)]),
        ("quotation", "wrong source", [(0.6, True)]),
        ("quotation", "extra inside", [(0.6, False)]),
        ("speaker", "right", [(0.7, True)]),
        ("speaker", "wrong source", [(0.7, False)]),
        ("speaker", "invented", []),
        ("quotation", "missed", []),
    ],
)
def test_what_each_confidence_claims(question: Question, outcome: Outcome, expected: list[Claim]) -> None:
    assert claims_of([_finding(outcome)], question) == expected


def test_boundary_findings_are_not_counted_twice_and_confidences_may_be_missing() -> None:
    # The prediction of a boundary finding has a finding of its own.
    found = reliabilities([_finding("right"), _finding("boundary"), _finding("extra overlap"), _finding("missed")])
    assert [(curve.question, curve.n) for curve in found] == [
        ("quotation and speaker", 2),
        ("quotation", 2),
        ("speaker", 1),
    ]
    alone = replace(_finding("right"), predicted=PredRow("a", 0, 4, confidence=0.5))
    assert [curve.question for curve in reliabilities([alone])] == ["quotation and speaker"]


def _curves() -> list[Reliability]:
    return [
        reliability("quotation and speaker", [(0.95, True), (0.35, False), (0.35, True)]),
        reliability("speaker", [(0.5, True)]),
    ]


def test_picture_is_sound_and_has_every_bin() -> None:
    picture = ET.fromstring(curve_svg(_curves()))  # noqa: S314  # our own picture
    space = "{http://www.w3.org/2000/svg}"
    assert len(picture.findall(f"{space}circle")) == 3
    texts = [element.text or "" for element in picture.iter(f"{space}text")]
    assert "speaker" in texts
    assert any(re.fullmatch(r"error 0\.\d{3}, n 3", text) for text in texts)
    points = [line.get("points", "").split() for line in picture.findall(f"{space}polyline")]
    # Confidence goes to the right, the share that came true up.
    assert points[0] == ["179.0,194.0", "383.0,24.0"]


def test_picture_without_curves_is_the_axes() -> None:
    assert "polyline" not in curve_svg([])
