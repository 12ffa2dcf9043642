"""Trained models as tables: lexical log-odds looked up by packed keys, and boosted oblivious trees evaluated column by column.

A model turns rows of candidates into log-odds. Its lexical tables say how often a combination of words and word classes
was right in the training articles; the trees weigh those with the plain features. All trees of a level ask the same question
(A. Gulin et al. 2011, "Winning the transfer learning track of Yahoo!'s Learning to Rank challenge with YetiRank"; the form is CatBoost's), so that a
tree is a handful of comparisons and one look-up of a leaf for a whole column.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import reduce
from importlib.resources import files
from operator import add
from typing import TypedDict

import polars as pl

_BITS = 15
"""Bits of one component of a key: word numbers stay below 2^15."""


def flag(condition: pl.Expr) -> pl.Expr:
    """A condition as a number: 1 where it holds, 0 where it does not or is not known."""
    return condition.fill_null(value=False).cast(pl.Float32)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a model looks at: columns of numbers (Float32), and keys of up to four integer columns."""

    numbers: tuple[str, ...]
    keys: dict[str, tuple[str, ...]]

    def columns(self) -> tuple[str, ...]:
        """The names of all inputs of the trees: the numbers, then one a key."""
        return (*self.numbers, *(f"key_{name}" for name in self.keys))


def packed(columns: tuple[str, ...]) -> pl.Expr:
    """One Int64 of up to four columns. Of negative values (no word) the low bits are taken, so that they are numbers next to the largest."""
    parts = [pl.col(name).cast(pl.Int64) & ((1 << _BITS) - 1) for name in columns]
    return reduce(lambda key, part: key * (1 << _BITS) + part, parts)


class Tree(TypedDict):
    """One oblivious tree: the input and the border of each level, and a value for each leaf (level k is bit k of its number)."""

    inputs: list[int]
    borders: list[float]
    leaves: list[float]


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model: `tables` has a frame (`key` Int64, `value` Float32) for each key of the shape; `base` is the value of unknown keys.

    `neutral` has the mean of every input in training: what is put in its place to see how much it matters.
    """

    shape: Shape
    base: float
    tables: dict[str, pl.DataFrame]
    bias: float
    trees: list[Tree]
    neutral: list[float]
    _compiled: list[tuple[list[pl.Expr], pl.Expr]] = field(default_factory=list, repr=False)
    """The questions and the sum of the trees as expressions, made when first asked for: building them takes longer than a short article."""

    def inputs(self, candidates: pl.DataFrame) -> pl.DataFrame:
        """The inputs of the trees, named as `Shape.columns` says, one row a candidate."""
        keys = [
            candidates.select(key=packed(columns))
            .join(self.tables[name], on="key", how="left", maintain_order="left")["value"]
            .fill_null(self.base)
            .alias(f"key_{name}")
            for name, columns in self.shape.keys.items()
        ]
        return candidates.select(self.shape.numbers).with_columns(keys)

    def score(self, candidates: pl.DataFrame) -> pl.Series:
        """Log-odds (Float64), one a candidate."""
        return self.evaluate(self.inputs(candidates))

    def evaluate(self, inputs: pl.DataFrame) -> pl.Series:
        """Log-odds of rows of inputs."""
        if not self._compiled:
            self._compiled.append(_compile(self.trees, self.shape.columns()))
        questions, total = self._compiled[0]
        return inputs.select(questions).select(score=total.cast(pl.Float64) + self.bias)["score"]


def _compile(trees: list[Tree], names: tuple[str, ...]) -> tuple[list[pl.Expr], pl.Expr]:
    """Trees as expressions: trees share many questions, and a column of single bytes is quick to add up, so each question is answered once."""
    numbers = {question: str(k) for k, question in enumerate(sorted({pair for tree in trees for pair in _questions(tree)}))}
    questions = [(pl.col(names[number]) > pl.lit(border, dtype=pl.Float32)).cast(pl.UInt8).alias(name) for (number, border), name in numbers.items()]
    terms = []
    for tree in trees:
        levels = [pl.col(numbers[question]) * pl.lit(1 << level, dtype=pl.UInt8) for level, question in enumerate(_questions(tree))]
        terms.append(pl.lit(pl.Series(tree["leaves"], dtype=pl.Float32)).gather(reduce(add, levels)))
    return questions, pl.sum_horizontal(terms)


def _questions(tree: Tree) -> list[tuple[int, float]]:
    return list(zip(tree["inputs"], tree["borders"], strict=True))


def probability(score: pl.Expr) -> pl.Expr:
    """Log-odds to a share of 1."""
    return 1 / (1 + (-score).exp())


_FOLDER = files("transforms.quotes") / "data" / "model"


def load(name: str, shape: Shape) -> Model:
    """A shipped model.

    Raises:
        ValueError: The model was trained for another shape: the engine and its data files do not belong together.
    """
    stored = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    if tuple(stored["inputs"]) != shape.columns():
        raise ValueError(f"the model {name} does not fit this engine: {sorted(set(stored['inputs']) ^ set(shape.columns()))}; train it again")
    lexical = pl.read_parquet((_FOLDER / f"{name}.parquet").read_bytes())
    tables = {key: lexical.filter(pl.col("table") == key).select("key", "value") for key in shape.keys}
    return Model(shape, stored["base"], tables, stored["bias"], stored["trees"], stored["neutral"])
