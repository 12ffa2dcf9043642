"""Fit how sums of weights become calibrated scores, and write transforms/data/topic_model.json.

    python -m bench.topics.calibrate --topics FOLDER

The shape (damping, offset, prior) is set by hand and was compared on HuffPost headlines; the slope and the two figures
of the logistic curve (Platt 1999) are fitted on half of the HuffPost headlines and on Wikinews, both weighing the same;
bench/topics/accuracy.py shows the other half.
"""

from __future__ import annotations

import argparse
import json
import math
from dataclasses import asdict, replace
from pathlib import Path

import polars as pl

from bench.topics.sets import Text, read_sets, sums_of
from onrecord.transforms.topics.classify import shares
from onrecord.transforms.topics.model import Scoring, topic_model
from onrecord.transforms.topics.taxonomy import top_topics

TARGET = Path(__file__).parents[2] / "transforms" / "data" / "topic_model.json"

# What a newspaper is about, in hundredths of its articles, from general knowledge of news: the order of `top_topics`.
PRIOR = (10, 11, 5, 14, 2, 2, 5, 1.5, 1, 4, 16, 1.5, 6, 3, 12, 7, 1)
DAMPING, OFFSET, PRIOR_WEIGHT = 0.5, 1.0, 0.25
FLOOR = 0.2
SLOPES = [step / 4 for step in range(4, 25)]
NEWTON_STEPS = 25


def uncalibrated(slope: float) -> Scoring:
    prior = {topic: round(math.log(part / sum(PRIOR)), 4) for topic, part in zip(top_topics(), PRIOR, strict=True)}
    return Scoring(slope, DAMPING, OFFSET, PRIOR_WEIGHT, prior, (0.0, 1.0), FLOOR)


def loss(sums: pl.DataFrame, texts: list[Text], scoring: Scoring) -> float:
    """Mean negative log probability of the true topic."""
    scores = shares(sums, scoring)
    return -sum(
        math.log(max(row[text.topic], 1e-12)) for row, text in zip(scores.iter_rows(named=True), texts, strict=True)
    ) / len(texts)


def pairs(sums: pl.DataFrame, texts: list[Text], scoring: Scoring) -> list[tuple[float, bool, float]]:
    """Log-odds, truth and weight of every text and topic; the texts of a set weigh 1 together."""
    found = []
    for row, text in zip(shares(sums, scoring).iter_rows(named=True), texts, strict=True):
        for topic in top_topics():
            share = min(max(row[topic], 1e-9), 1 - 1e-9)
            found.append((math.log(share / (1 - share)), topic in text.acceptable, 1 / len(texts)))
    return found


def logistic(points: list[tuple[float, bool, float]]) -> tuple[float, float]:
    """Intercept and slope of the weighted logistic regression, by Newton's method."""
    a, b = 0.0, 1.0
    for _ in range(NEWTON_STEPS):
        ga = gb = haa = hab = hbb = 0.0
        for x, truth, weight in points:
            p = 1 / (1 + math.exp(-(a + b * x)))
            error, curve = weight * (truth - p), weight * p * (1 - p)
            ga, gb = ga + error, gb + error * x
            haa, hab, hbb = haa + curve, hab + curve * x, hbb + curve * x * x
        determinant = haa * hbb - hab * hab
        a, b = a + (hbb * ga - hab * gb) / determinant, b + (haa * gb - hab * ga) / determinant
    return a, b


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--topics", type=Path, required=True, help="folder of the visible sets")
    sets = read_sets(parser.parse_args().topics)
    model = topic_model()
    fitted = {name: texts[::2] if name == "HuffPost" else texts for name, texts in sets.items()}
    sums = {name: sums_of(texts, model) for name, texts in fitted.items()}
    slope = min(
        SLOPES, key=lambda slope: sum(loss(sums[name], texts, uncalibrated(slope)) for name, texts in fitted.items())
    )
    plain = uncalibrated(slope)
    curve = logistic([point for name, texts in fitted.items() for point in pairs(sums[name], texts, plain)])
    scoring = replace(plain, curve=(round(curve[0], 3), round(curve[1], 3)))
    TARGET.write_text(json.dumps(asdict(scoring), indent=2) + "\n", "utf-8")
    print(f"{TARGET.name}: slope {scoring.slope}, curve {scoring.curve}")


if __name__ == "__main__":
    main()
