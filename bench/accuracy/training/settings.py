"""Thresholds and calibration from units of articles that their models have not seen."""

from __future__ import annotations

import math
from collections.abc import Mapping

import polars as pl

from onrecord.transforms.quotes.trained import KINDS, Curve, Settings, read_scores

_ROUNDS = 30
_EDGE = 1e-6
LEAST_SOURCE = 0.2
"""A source that is right less often than this is worse than none."""


def curve_of(scores: pl.Series, labels: pl.Series) -> Curve:
    """Slope and intercept of a logistic curve from log-odds to shares, by Newton's method (J.

    Platt 1999, with his prior on the targets).
    """
    n_right, n_wrong = int(labels.sum()), len(labels) - int(labels.sum())
    high, low = (n_right + 1) / (n_right + 2), 1 / (n_wrong + 2)
    rows = pl.DataFrame({"x": scores.cast(pl.Float64), "y": labels.cast(pl.Float64)}).with_columns(
        t=pl.when(pl.col("y") > 0).then(high).otherwise(low)
    )
    slope, intercept = 1.0, 0.0
    for _ in range(_ROUNDS):
        p = 1 / (1 + (-(pl.col("x") * slope + intercept)).exp())
        w = p * (1 - p)
        g1, g0, h11, h10, h00 = rows.select(
            ((p - pl.col("t")) * pl.col("x")).sum(),
            a=(p - pl.col("t")).sum(),
            b=(w * pl.col("x") ** 2).sum(),
            c=(w * pl.col("x")).sum(),
            d=w.sum(),
        ).row(0)
        determinant = max(h11 * h00 - h10 * h10, _EDGE)
        slope -= (h00 * g1 - h10 * g0) / determinant
        intercept -= (h11 * g0 - h10 * g1) / determinant
    return round(slope, 4), round(intercept, 4)


def settings_of(units: pl.DataFrame, n_gold: Mapping[str, int], version: str, origin: str) -> Settings:
    """The settings that suit units best.

    Args:
        units: `finding.find_units` with `label` (the unit is annotated) and `right` (and its source is the annotated
            one).
        n_gold: Annotated units of each kind.
        version: The version of the engine.
        origin: Where the weights came from, in words.
    """
    unit_curve = {
        kind: curve_of(_odds(rows["probability"]), rows["label"])
        for kind in KINDS
        if (rows := units.filter(pl.col("kind") == kind)).height
    }
    matched = units.filter((pl.col("label") == 1) & pl.col("source_odds").is_not_null())
    sides = {"cue": matched.filter(pl.col("head").is_not_null()), "around": matched.filter(pl.col("head").is_null())}
    source_curve = {side: curve_of(rows["source_odds"], rows["right"]) for side, rows in sides.items()}
    read = read_scores(units, unit_curve, source_curve, LEAST_SOURCE)
    least = {kind: _best_least(read.filter(pl.col("kind") == kind), n_gold[kind]) for kind in KINDS}
    return Settings(
        engine_version=version,
        origin=origin,
        least=least,
        least_source=LEAST_SOURCE,
        unit_curve=unit_curve,
        source_curve=source_curve,
    )


def _odds(shares: pl.Series) -> pl.Series:
    return shares.map_elements(lambda p: math.log(max(p, _EDGE) / max(1 - p, _EDGE)), return_dtype=pl.Float64)


def _best_least(rows: pl.DataFrame, n_gold: int) -> float:
    """The probability of unit and source from which on units are kept: where F1 of units with the right source is
    highest.
    """
    ordered = rows.sort("joint", descending=True)
    f1 = ordered.select(f1=2 * pl.col("right").cast(pl.Int64).cum_sum() / (pl.int_range(1, pl.len() + 1) + n_gold))[
        "f1"
    ]
    return round(float(ordered["joint"][f1.arg_max() or 0]), 3)
