"""The trained engine as shipped: its models, thresholds and calibration, and the version that stands in every row it writes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import polars as pl

from transforms.quotes.finding import ALL_SHAPES
from transforms.quotes.model import Model, load, probability

KINDS = ("direct", "mixed", "indirect")

Curve = tuple[float, float]
"""Slope and intercept that turn log-odds into a calibrated probability (J. Platt 1999, "Probabilistic outputs for support vector machines")."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the scores of the models are read."""

    engine_version: str
    """Version of the code's features and of the trained weights; stands in every row, and is part of every run's key."""
    origin: str
    """What the weights were trained on, in words."""
    least: dict[str, float]
    """By kind: the probability under which a unit is left out."""
    least_source: float
    """The probability under which a source is left unknown."""
    unit_curve: dict[str, Curve]
    """By kind: from the score of a unit to its probability."""
    source_curve: dict[str, Curve]
    """From the score of a source to its probability: "cue" where a cue gives it, "around" where it comes from the text around."""


def _shipped_settings() -> Settings:
    stored = json.loads((files("transforms.quotes") / "data" / "model" / "engine.json").read_text(encoding="utf-8"))
    curves = {name: {key: (slope, intercept) for key, (slope, intercept) in stored.pop(name).items()} for name in ("unit_curve", "source_curve")}
    return Settings(**stored, **curves)


SETTINGS = _shipped_settings()
ENGINE_VERSION = SETTINGS.engine_version


@dataclass(frozen=True, slots=True)
class Engine:
    """Models by name, and how their scores are read."""

    models: dict[str, Model]
    settings: Settings

    def accept(self, units: pl.DataFrame) -> pl.DataFrame:
        """The units that are quotations, with `p` calibrated and with `speaker_confidence`; a source that is too uncertain is dropped from its unit."""
        curve = self.settings.unit_curve
        odds = (pl.col("p") / (1 - pl.col("p"))).log()
        slope = pl.col("kind").replace_strict({kind: curve[kind][0] for kind in KINDS}, return_dtype=pl.Float64)
        intercept = pl.col("kind").replace_strict({kind: curve[kind][1] for kind in KINDS}, return_dtype=pl.Float64)
        least = pl.col("kind").replace_strict(self.settings.least, return_dtype=pl.Float64)
        by_cue = pl.col("cue_i").is_not_null()
        of_cue, of_text = (probability(pl.col("source_odds") * a + b) for a, b in (self.settings.source_curve["cue"], self.settings.source_curve["around"]))
        read = units.with_columns(p=probability(odds * slope + intercept), speaker_confidence=pl.when(by_cue).then(of_cue).otherwise(of_text))
        known = pl.col("i0").is_not_null() & (pl.col("speaker_confidence") >= self.settings.least_source)
        return read.filter(pl.col("p") >= least).with_columns(i0=pl.when(known).then("i0"), i1=pl.when(known).then("i1"))


@cache
def shipped() -> Engine:
    """The engine of the shipped data files."""
    return Engine({name: load(name, shape) for name, shape in ALL_SHAPES.items()}, SETTINGS)
