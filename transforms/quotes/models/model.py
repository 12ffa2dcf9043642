"""Trained models as tables: lexical log-odds looked up by packed keys, and boosted trees that weigh them.

A model turns rows of candidates into log-odds. Its lexical tables say how often a combination of words and word classes
was right in the training articles; the trees (`trees`) weigh those with the plain features.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import polars as pl

from onrecord.transforms.quotes.models.hashed import HashedValues
from onrecord.transforms.quotes.models.trees import UNIT, Columns, Forest, Tree

_BITS = 15
"""Bits of one component of a key: word numbers stay below 2^15."""

_NO_KEY = -1


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


def packed(rows: pl.DataFrame, columns: tuple[str, ...]) -> npt.NDArray[np.int64]:
    """One number of up to four columns of integers, -1 where one of them is null.

    Of negative values (no word) the low bits are taken, so that they are numbers next to the largest.
    """
    keys, known = np.zeros(rows.height, dtype=np.int64), np.ones(rows.height, dtype=np.bool_)
    for name in columns:
        column = rows[name]
        if column.has_nulls():
            known, column = known & column.is_not_null().to_numpy(), column.fill_null(0)
        keys = (keys << _BITS) | (column.to_numpy().astype(np.int64) & ((1 << _BITS) - 1))
    return np.where(known, keys, _NO_KEY)


@dataclass(frozen=True)
class Model:
    """A trained model: `tables` has a frame (`key` Int64, `value` Float32) for each key of the shape; `base` is the
    value of unknown keys.

    `neutral` has the mean of every input in training: what is put in its place to see how much it matters.
    """

    shape: Shape
    base: float
    tables: dict[str, pl.DataFrame]
    bias: float
    trees: list[Tree]
    neutral: list[float]

    @cached_property
    def _lexicon(self) -> dict[str, HashedValues]:
        return {
            name: HashedValues(table["key"].to_numpy(), table["value"].to_numpy(), self.base)
            for name, table in self.tables.items()
        }

    @cached_property
    def _forest(self) -> Forest:
        return Forest(self.trees)

    def inputs(self, candidates: pl.DataFrame) -> pl.DataFrame:
        """The inputs of the trees, named as `Shape.columns` says, one row a candidate."""
        return pl.DataFrame(dict(zip(self.shape.columns(), self._columns(candidates), strict=True)))

    def _columns(self, candidates: pl.DataFrame) -> Columns:
        found = [self._lexicon[name].find(packed(candidates, columns)) for name, columns in self.shape.keys.items()]
        return [*(candidates[name].to_numpy() for name in self.shape.numbers), *found]

    def score(self, candidates: pl.DataFrame) -> pl.Series:
        """Log-odds (Float64), one a candidate."""
        return self._log_odds(self._columns(candidates))

    def falls(self, candidates: pl.DataFrame, groups: Sequence[Collection[str]]) -> list[pl.Series]:
        """How far the log-odds of each candidate fall where the inputs of a group are put at what is usual, one series
        a group.
        """
        columns = self._columns(candidates)
        whole, falls = self._log_odds(columns), []
        for group in groups:
            inputs = zip(self.shape.columns(), columns, self.neutral, strict=True)
            falls.append(
                whole
                - self._log_odds(
                    [np.full_like(column, usual) if name in group else column for name, column, usual in inputs]
                )
            )
        return falls

    def _log_odds(self, columns: Columns) -> pl.Series:
        return pl.Series("score", self._forest.sums(columns)).cast(pl.Float64) / UNIT + self.bias


def probability(score: pl.Expr) -> pl.Expr:
    """Log-odds to a share of 1."""
    return 1 / (1 + (-score).exp())


_FOLDER = files("onrecord.transforms.quotes") / "data" / "model"


def load(name: str, shape: Shape) -> Model:
    """A shipped model.

    Raises:
        ValueError: The model was trained for another shape: the engine and its data files do not belong together.
    """
    stored = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    if tuple(stored["inputs"]) != shape.columns():
        raise ValueError(
            f"the model {name} does not fit this engine: {sorted(set(stored['inputs']) ^ set(shape.columns()))}; "
            "train it again"
        )
    lexical = pl.read_parquet((_FOLDER / f"{name}.parquet").read_bytes())
    tables = {key: lexical.filter(pl.col("table") == key).select("key", "value") for key in shape.keys}
    return Model(shape, stored["base"], tables, stored["bias"], stored["trees"], stored["neutral"])
