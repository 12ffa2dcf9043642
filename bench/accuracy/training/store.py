"""The data files of the engine: one pair of files a model, and its settings."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import polars as pl

from onrecord.transforms.quotes.models.model import Model
from onrecord.transforms.quotes.trained import Settings


def write_model(name: str, model: Model, folder: Path) -> None:
    """Trees as JSON, lexical tables as Parquet; the same model gives the same bytes."""
    stored = {
        "inputs": model.shape.columns(),
        "base": round(model.base, 4),
        "bias": round(model.bias, 5),
        "neutral": model.neutral,
        "trees": [
            {
                **tree,
                "borders": [float(f"{border:.7g}") for border in tree["borders"]],
                "leaves": [round(leaf, 4) for leaf in tree["leaves"]],
            }
            for tree in model.trees
        ],
    }
    (folder / f"{name}.json").write_text(json.dumps(stored, separators=(",", ":")) + "\n", encoding="utf-8")
    tables = pl.concat(
        [table.sort("key").select(table=pl.lit(key), key="key", value="value") for key, table in model.tables.items()]
    )
    tables.write_parquet(folder / f"{name}.parquet", compression="zstd", compression_level=12, statistics=False)


def write_settings(settings: Settings, folder: Path) -> None:
    """Thresholds, curves and version as JSON."""
    (folder / "engine.json").write_text(json.dumps(asdict(settings), indent=1) + "\n", encoding="utf-8")
