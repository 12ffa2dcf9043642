"""The token table as columns that are looked up by token number: what stands at a place, or how many of something
between two.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

_Array = npt.NDArray[np.generic]


class Lookup:
    """Columns of one token table by token number. Numbers beyond the table's ends give what stands at the end."""

    def __init__(self, tokens: pl.DataFrame) -> None:
        """Take the tokens of a whole batch, numbered from 0, with sentences numbered from 1."""
        self._tokens = tokens
        self._last = tokens.height - 1
        self._arrays: dict[str, _Array | None] = {}
        sentences = tokens.group_by("sentence", maintain_order=True).agg(
            first=pl.col("number").first(), last=pl.col("number").last()
        )
        self._first_of, self._last_of = sentences["first"].to_numpy(), sentences["last"].to_numpy()

    def at(self, column: str, numbers: pl.Series) -> pl.Series:
        """The column's value at each token number."""
        array = self._array(column)
        if array is None or numbers.has_nulls():
            return self._tokens[column].gather(numbers.clip(0, self._last))
        return pl.Series(column, array.take(numbers.to_numpy(), mode="clip"))

    def _array(self, column: str) -> _Array | None:
        """The column for NumPy, which looks up several times as fast and clips on the way; None of one with words or
        nulls.
        """
        if column not in self._arrays:
            values = self._tokens[column]
            plain = values.dtype.is_numeric() or values.dtype == pl.Boolean
            self._arrays[column] = values.to_numpy() if plain and not values.has_nulls() else None
        return self._arrays[column]

    def inside(self, column: str, numbers: pl.Series, first: pl.Series, last: pl.Series, outside: int = 0) -> pl.Series:
        """The column's value at each number that lies between `first` and `last`, both included, else `outside`."""
        value = self.at(column, numbers)
        return value.zip_with((numbers >= first) & (numbers <= last), pl.Series([outside], dtype=value.dtype))

    def count(self, column: str, first: pl.Series, last: pl.Series) -> pl.Series:
        """How many tokens from `first` to `last`, both included, have the mark whose running count `column` is
        (Float32).
        """
        return (self.at(column, last) - self.at(column, first - 1)).cast(pl.Float32)

    def sentence_first(self, numbers: pl.Series) -> pl.Series:
        """Number of the first token of the sentence that each token stands in."""
        return pl.Series(self._first_of[self.at("sentence", numbers).to_numpy() - 1])

    def sentence_last(self, numbers: pl.Series) -> pl.Series:
        """Number of the last token of the sentence that each token stands in."""
        return pl.Series(self._last_of[self.at("sentence", numbers).to_numpy() - 1])
