"""Candidates for one choice stand together in a frame, as a run of rows of the same number: places in the run, and the
best of each.

Windows of a query engine group all rows anew for every column; here the runs are found once.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt
import polars as pl

_SURE = 12.0
_FARTHEST = 1 << 20
"""Distances stay below this: no article has so many tokens."""

_T = TypeVar("_T", bound=np.generic)


class Runs:
    """The runs of equal values of a column in which equal ones stand together."""

    def __init__(self, rows: pl.Series) -> None:
        """Take the number of the choice that each row is a candidate for, ascending."""
        numbers = rows.to_numpy()
        self.rows = numbers
        self.firsts = (
            np.flatnonzero(np.concatenate([[True], numbers[1:] != numbers[:-1]]))
            if len(numbers)
            else np.zeros(0, dtype=np.int64)
        )
        self.lengths = np.diff(self.firsts, append=len(numbers))
        self._place = np.arange(len(numbers)) - self._spread(self.firsts)

    def _spread(self, values: npt.NDArray[_T]) -> npt.NDArray[_T]:
        """A value of each run to each of its rows."""
        return np.repeat(values, self.lengths)

    @property
    def place(self) -> pl.Series:
        """Rows of the run ahead of each row (Float32)."""
        return pl.Series(self._place.astype(np.float32))

    @property
    def place_from_end(self) -> pl.Series:
        """Rows of the run behind each row (Float32)."""
        return pl.Series((self._spread(self.lengths) - 1 - self._place).astype(np.float32))

    @property
    def size(self) -> pl.Series:
        """Rows of each row's run (Float32)."""
        return pl.Series(self._spread(self.lengths).astype(np.float32))

    def count(self, marked: pl.Series) -> pl.Series:
        """How many marked rows of the run stand up to each row, itself included (Int64)."""
        marks = marked.to_numpy().astype(np.int64)
        sums = np.cumsum(marks)
        return pl.Series(sums - self._spread(sums[self.firsts] - marks[self.firsts]))

    def highest(self, values: pl.Series) -> pl.Series:
        """The highest value of each row's run."""
        return pl.Series(self._spread(self._reduced(np.maximum, values.to_numpy())))

    def _reduced(self, combine: np.ufunc, values: npt.NDArray[_T]) -> npt.NDArray[_T]:
        reduced: npt.NDArray[_T] = combine.reduceat(values, self.firsts) if len(values) else values
        return reduced

    def best(self, candidates: pl.DataFrame, scores: pl.Series, name: str) -> pl.DataFrame:
        """The candidate with the highest score of each run, of equals the one that the columns put first.

        Returns:
            `row`, the columns of `candidates`, `<name>_score` and `<name>_lead` (over the next best; 12 where there is
            no other, and at most).
        """
        score = scores.to_numpy()
        top = self._reduced(np.maximum, score)
        is_top = score == self._spread(top)
        next_best = self._reduced(np.maximum, np.where(is_top, -np.inf, score))
        tied = self._reduced(np.add, is_top.astype(np.int64)) > 1
        lead = np.where(tied, 0.0, np.minimum(top - next_best, _SURE))
        found = (
            candidates.filter(pl.Series(is_top))
            .with_columns(pl.Series("row", self.rows[is_top]))
            .sort("row", *candidates.columns)
        )
        unique = found.unique("row", keep="first", maintain_order=True).select("row", *candidates.columns)
        return unique.with_columns(pl.Series(f"{name}_score", top), pl.Series(f"{name}_lead", lead))


class Sides:
    """The rows of runs in order of their distance, those on either side for themselves; of equals the first comes
    first.
    """

    def __init__(self, runs: Runs, side: pl.Series, distance: pl.Series) -> None:
        """Take the side (0 or 1) and the distance (from 0, in tokens) of each row."""
        group = runs.rows.astype(np.int64) * 2 + side.to_numpy()
        self._order = np.argsort(group * _FARTHEST + distance.to_numpy(), kind="stable")
        self._runs = Runs(pl.Series(group[self._order]))

    def _in_rows(self, values: pl.Series) -> pl.Series:
        placed = np.empty(len(values), dtype=np.float32)
        placed[self._order] = values.to_numpy()
        return pl.Series(placed)

    @property
    def rank(self) -> pl.Series:
        """Place of each row among those of its side, from 1 (Float32)."""
        return self._in_rows(self._runs.place + 1)

    def count(self, marked: pl.Series) -> pl.Series:
        """How many marked rows of the side are as near as each row, itself included (Float32)."""
        return self._in_rows(self._runs.count(pl.Series(marked.to_numpy()[self._order])))
