"""A linear model over the features: a dot product; the best candidate of a quotation wins, or none where even that is unlikely."""

from __future__ import annotations

import json
from importlib.resources import files

import polars as pl

from transforms.quotes.features import FEATURES

_MODEL = json.loads((files("transforms.quotes") / "data" / "weights.json").read_text(encoding="utf-8"))

ENGINE_VERSION: str = _MODEL["engine_version"]
"""Version of features and weights; part of every run's key."""

if set(_MODEL["weights"]) != set(FEATURES):
    raise RuntimeError(f"weights and features do not agree: {sorted(set(_MODEL['weights']) ^ set(FEATURES))}")


def rank(candidates: pl.DataFrame) -> pl.DataFrame:
    """The best candidate of every quotation, with its `score` (log-odds); quotations whose best score is below 0 are left out.

    Ties go to the mention that stands first in the text, so that the result does not depend on the order of the rows.
    """
    score = pl.lit(float(_MODEL["bias"]))
    for name, expression in FEATURES.items():
        score = score + expression * float(_MODEL["weights"][name])
    return (
        candidates.with_columns(score=score)
        .filter(pl.col("score") > 0)
        .sort("quotation", "score", "i0", descending=[False, True, False])
        .unique("quotation", keep="first", maintain_order=True)
    )
