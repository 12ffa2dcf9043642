"""The trained engine as shipped: its models, thresholds and calibration, and the version that stands in every row it
writes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import polars as pl

from onrecord.transforms.quotes.finding import ALL_SHAPES
from onrecord.transforms.quotes.models.model import Model, load, probability

KINDS = ("direct", "mixed", "indirect")

Curve = tuple[float, float]
"""Slope and intercept that turn log-odds into a calibrated probability (J. Platt 1999, "Probabilistic outputs for
support vector machines")."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the scores of the models are read."""

    engine_version: str
    """Version of the features and of the trained weights; stands in every row, and is part of every run's key."""
    origin: str
    """What the weights were trained on, in words."""
    least: dict[str, float]
    """By kind: the probability that unit and source are right under which a unit is left out."""
    least_source: float
    """The probability under which a source is left unknown."""
    unit_curve: dict[str, Curve]
    """By kind: from the score of a unit to its probability."""
    source_curve: dict[str, Curve]
    """From the score of a source to its probability: "cue" where a cue gives it, "around" where it comes from the text
    around."""


def _shipped_settings() -> Settings:
    stored = json.loads(
        (files("onrecord.transforms.quotes") / "data" / "model" / "engine.json").read_text(encoding="utf-8")
    )
    return Settings(
        engine_version=stored["engine_version"],
        origin=stored["origin"],
        least=stored["least"],
        least_source=stored["least_source"],
        unit_curve=_curves(stored["unit_curve"]),
        source_curve=_curves(stored["source_curve"]),
    )


def _curves(stored: dict[str, list[float]]) -> dict[str, Curve]:
    return {name: (slope, intercept) for name, (slope, intercept) in stored.items()}


SETTINGS = _shipped_settings()
ENGINE_VERSION = SETTINGS.engine_version


@dataclass(frozen=True, slots=True)
class Engine:
    """Models by name, and how their scores are read."""

    models: dict[str, Model]
    settings: Settings

    def accept(self, units: pl.DataFrame) -> pl.DataFrame:
        """The units that are probably quotations of their source, read (`read_scores`); a source that is too uncertain
        is dropped from its unit.
        """
        settings = self.settings
        read = read_scores(units, settings.unit_curve, settings.source_curve, settings.least_source)
        least = pl.col("kind").replace_strict(settings.least, return_dtype=pl.Float64)
        known = pl.col("source_first").is_not_null() & (pl.col("speaker_confidence") >= settings.least_source)
        return read.filter(pl.col("joint") >= least).with_columns(
            source_first=pl.when(known).then("source_first"), source_last=pl.when(known).then("source_last")
        )


def read_scores(
    units: pl.DataFrame, unit_curve: dict[str, Curve], source_curve: dict[str, Curve], least_source: float
) -> pl.DataFrame:
    """Units with `probability` calibrated, `speaker_confidence` (null without a source) and `joint`, the probability
    that unit and source are right.
    """
    odds = (pl.col("probability") / (1 - pl.col("probability"))).log()
    slope = pl.col("kind").replace_strict({kind: unit_curve[kind][0] for kind in KINDS}, return_dtype=pl.Float64)
    intercept = pl.col("kind").replace_strict({kind: unit_curve[kind][1] for kind in KINDS}, return_dtype=pl.Float64)
    of_cue, of_text = (
        probability(pl.col("source_odds") * a + b) for a, b in (source_curve["cue"], source_curve["around"])
    )
    read = units.with_columns(
        probability=probability(odds * slope + intercept),
        speaker_confidence=pl.when(pl.col("head").is_not_null()).then(of_cue).otherwise(of_text),
    )
    return read.with_columns(
        joint=pl.col("probability") * pl.col("speaker_confidence").fill_null(least_source).clip(least_source)
    )


@cache
def shipped() -> Engine:
    """The engine of the shipped data files."""
    return Engine({name: load(name, shape) for name, shape in ALL_SHAPES.items()}, SETTINGS)
