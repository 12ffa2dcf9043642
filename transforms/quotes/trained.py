"""The trained engine as shipped: its models, thresholds and calibration, and the version that stands in every row it writes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import polars as pl

from transforms.quotes.finding import ALL_SHAPES
from transforms.quotes.model import Model, load, probability

_SETTINGS = json.loads((files("transforms.quotes") / "data" / "model" / "engine.json").read_text(encoding="utf-8"))

ENGINE_VERSION: str = _SETTINGS["engine_version"]
"""Version of the code's features and of the trained weights; part of every run's key."""


@dataclass(frozen=True, slots=True)
class Engine:
    """Models by name, and how their scores are read.

    `least` has for every kind the probability under which a unit is left out; `least_source` the probability under which a source is left unknown; `source_curve`
    the slope and intercept that turn the log-odds of a source into a calibrated probability (J. Platt 1999), for sources that a cue gives and for those from around.
    """

    models: dict[str, Model]
    least: dict[str, float]
    least_source: float
    source_curve: dict[str, tuple[float, float]]

    def accept(self, units: pl.DataFrame) -> pl.DataFrame:
        """The units that are quotations, with `speaker_confidence`; a source that is too uncertain is dropped from its unit."""
        least = pl.col("kind").replace_strict(self.least, return_dtype=pl.Float64)
        curves = [
            pl.when(pl.col("cue_i").is_not_null() == by_cue).then(probability(pl.col("source_odds") * slope + intercept))
            for by_cue, (slope, intercept) in ((True, self.source_curve["cue"]), (False, self.source_curve["around"]))
        ]
        accepted = units.filter(pl.col("p") >= least).with_columns(speaker_confidence=pl.coalesce(*curves))
        known = pl.col("i0").is_not_null() & (pl.col("speaker_confidence") >= self.least_source)
        return accepted.with_columns(i0=pl.when(known).then("i0"), i1=pl.when(known).then("i1"))


@cache
def shipped() -> Engine:
    """The engine of the shipped data files."""
    return Engine(
        models={name: load(name, shape) for name, shape in ALL_SHAPES.items()},
        least=_SETTINGS["least"],
        least_source=_SETTINGS["least_source"],
        source_curve={name: (slope, intercept) for name, (slope, intercept) in _SETTINGS["source_curve"].items()},
    )
