"""Fitting one model: lexical tables from counts, then boosted oblivious trees over numbers and tables."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from catboost import CatBoostClassifier

from onrecord.transforms.quotes.models.model import Model, Shape, packed
from onrecord.transforms.quotes.models.trees import Tree

_BORDERS = 32
"""Borders an input: trees that share them are evaluated faster."""

_PRIOR = 4.0
"""How many imagined rows of average outcome every key has: keeps rare keys near the average."""


@dataclass(frozen=True, slots=True)
class Growth:
    """How trees are grown."""

    trees: int = 70
    depth: int = 5
    rate: float = 0.15
    least_rows: int = 3
    """Keys that occur less often have no entry of their own."""


def lexical_tables(
    rows: pl.DataFrame, shape: Shape, label: str, least_rows: int
) -> tuple[float, dict[str, pl.DataFrame]]:
    """Log-odds of the label for every key that occurs often enough, and for all others together."""
    share = float(rows.select(pl.col(label).mean()).item())
    tables = {}
    for name, columns in shape.keys.items():
        keyed = pl.DataFrame({"key": packed(rows, columns), "label": rows[label]})
        counts = (
            keyed.group_by("key")
            .agg(n=pl.len(), k=pl.col("label").sum())
            .filter((pl.col("n") >= least_rows) & (pl.col("key") >= 0))
            .sort("key")
        )
        smooth = (pl.col("k") + _PRIOR * share) / (pl.col("n") + _PRIOR)
        tables[name] = counts.select("key", value=(smooth / (1 - smooth)).log().round(3).cast(pl.Float32))
    return math.log(share / (1 - share)), tables


def fit(rows: pl.DataFrame, shape: Shape, label: str, growth: Growth | None = None) -> Model:
    """A model of rows of candidates.

    Args:
        rows: What the shape names, the label (0 or 1) and `fold`. The trees learn from tables of the other folds, as
            they will meet articles whose words were not counted.
        shape: What to look at.
        label: Name of the label.
        growth: How the trees are grown.
    """
    growth = growth or Growth()
    parts = []
    for fold in sorted(rows["fold"].unique().to_list()):
        held = rows.filter(pl.col("fold") == fold)
        base, tables = lexical_tables(rows.filter(pl.col("fold") != fold), shape, label, growth.least_rows)
        parts.append(Model(shape, base, tables, 0.0, [], []).inputs(held).with_columns(held[label].alias("label")))
    examples = pl.concat(parts)
    # One thread: the sums of several come in any order, and the files must come out the same bit for bit.
    trained = CatBoostClassifier(
        iterations=growth.trees,
        depth=growth.depth,
        learning_rate=growth.rate,
        leaf_estimation_iterations=3,
        random_seed=0,
        border_count=_BORDERS,
        thread_count=1,
        verbose=0,
        allow_writing_files=False,
    )
    trained.fit(examples.drop("label").to_numpy(), examples["label"].to_numpy())
    trees, bias = _trees_of(trained)
    base, tables = lexical_tables(rows, shape, label, growth.least_rows)
    neutral = [round(float(mean), 4) for mean in examples.drop("label").mean().row(0)]
    return Model(shape, base, tables, bias, trees, neutral)


def _trees_of(trained: CatBoostClassifier) -> tuple[list[Tree], float]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "model.json"
        trained.save_model(str(file), format="json")
        stored = json.loads(file.read_text(encoding="utf-8"))
    scale, bias = stored["scale_and_bias"]
    trees: list[Tree] = [
        {
            "inputs": [split["float_feature_index"] for split in tree["splits"]],
            "borders": [split["border"] for split in tree["splits"]],
            "leaves": [round(value * scale, 5) for value in tree["leaf_values"]],
        }
        for tree in stored["oblivious_trees"]
    ]
    return trees, float(bias[0])
