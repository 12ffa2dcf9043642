"""Cross-validation: what engines find in articles that they were not trained on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from bench.accuracy.training.examples import matched
from bench.accuracy.training.stacking import Fold, train_models
from onrecord.transforms.quotes.finding import find_units
from onrecord.transforms.quotes.models.model import Model


def units_of(fold: Fold, models: dict[str, Model]) -> pl.DataFrame:
    """What models find in a fold (`finding.find_units`), with `fold`, `label` (1: the unit is annotated) and `right`
    (1: and its source is the annotated one).
    """
    units = matched(find_units(fold.corpus.reading, models).units, fold.corpus)
    overlap = (
        (pl.col("source_first") <= pl.col("gold_source_last")) & (pl.col("source_last") >= pl.col("gold_source_first"))
    ).fill_null(value=False)
    nobody = pl.col("gold_source_first").is_null() & pl.col("source_first").is_null()
    return units.with_columns(
        right=((pl.col("label") == 1) & (overlap | nobody)).cast(pl.Int8), fold=pl.lit(fold.number)
    )


def gold_counts(folds: Sequence[Fold]) -> dict[str, int]:
    """Annotated units of each kind."""
    counts = pl.concat([fold.corpus.units["kind"] for fold in folds]).value_counts()
    return dict(counts.iter_rows())


def held_out_models(folds: Sequence[Fold], always: Fold, report: Callable[[str], None]) -> list[dict[str, Model]]:
    """For every fold the models that the others train, together with articles that are always trained on."""
    models = []
    for fold in folds:
        report(f"training without fold {fold.number}")
        models.append(train_models([*(other for other in folds if other is not fold), always], lambda _: None))
    return models
