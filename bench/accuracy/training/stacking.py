"""Training the whole engine: every model learns from what the models before it find in articles that those have not
seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from bench.accuracy.training.corpus import Corpus
from bench.accuracy.training.examples import floating_examples, matched, step_examples
from bench.accuracy.training.fitting import Growth, fit
from onrecord.transforms.quotes.contents.find import SHAPES, find_contents
from onrecord.transforms.quotes.contents.judging import CONTENT_SHAPE, describe_contents, judge
from onrecord.transforms.quotes.finding import ALL_SHAPES
from onrecord.transforms.quotes.marked.find import LEAST_CLAIM, find_claimed
from onrecord.transforms.quotes.models.model import Model

SMALL = Growth(trees=80, depth=5)


@dataclass(frozen=True, slots=True)
class Fold:
    """Some articles of the corpus, with the labelled candidates of the steps."""

    number: int
    corpus: Corpus
    steps: dict[str, tuple[pl.DataFrame, str]]


def fold_of(number: int, corpus: Corpus) -> Fold:
    """A fold with its examples worked out."""
    steps = {
        name: (rows.with_columns(fold=pl.lit(number)), label) for name, (rows, label) in step_examples(corpus).items()
    }
    return Fold(number, corpus, steps)


def train_models(folds: Sequence[Fold], report: Callable[[str], None]) -> dict[str, Model]:
    """All models of the engine from folds of articles.

    Args:
        folds: At least two; articles of one fold never teach a model whose findings in that fold teach the next one.
        report: Takes a line of progress.
    """
    found = []
    for fold in folds:
        report(f"contents of fold {fold.number}")
        others = [other for other in folds if other is not fold]
        contents = find_contents(fold.corpus.reading, _fit_steps(others))
        described = describe_contents(contents, fold.corpus.reading.lookup).with_columns(fold=pl.lit(fold.number))
        found.append(matched(described, fold.corpus))
    content = [
        fit(pl.concat([other for other in found if other is not held]), CONTENT_SHAPE, "label", SMALL) for held in found
    ]
    judged = [judge(rows, model) for rows, model in zip(found, content, strict=True)]
    report("spans and floating quotations")
    models = {**_fit_steps(folds), "content": fit(pl.concat(found), CONTENT_SHAPE, "label", SMALL)}
    return models | _fit_spans(folds, judged)


def _fit_steps(folds: Sequence[Fold]) -> dict[str, Model]:
    return {
        name: fit(pl.concat([fold.steps[name][0] for fold in folds]), shape, folds[0].steps[name][1])
        for name, shape in SHAPES.items()
    }


def _fit_spans(folds: Sequence[Fold], judged: Sequence[pl.DataFrame]) -> dict[str, Model]:
    spans, pairs = [], []
    for fold, contents in zip(folds, judged, strict=True):
        claimed = matched(find_claimed(fold.corpus.reading, contents), fold.corpus).with_columns(
            fold=pl.lit(fold.number)
        )
        spans.append(claimed)
        loose = claimed.filter(pl.col("claim") < LEAST_CLAIM)
        pairs.append(floating_examples(fold.corpus, loose, contents).with_columns(fold=pl.lit(fold.number)))
    return {
        "span": fit(pl.concat(spans), ALL_SHAPES["span"], "label", SMALL),
        "floating": fit(pl.concat(pairs), ALL_SHAPES["floating"], "label", SMALL),
    }
