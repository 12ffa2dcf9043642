"""The token table as columns that are looked up by token number: what stands at a place, or how many of something between two."""

from __future__ import annotations

import polars as pl


class Lookup:
    """Columns of one token table by token number. Numbers beyond the table's ends give what stands at the end."""

    def __init__(self, tokens: pl.DataFrame) -> None:
        """Take the tokens of a whole batch, numbered from 0, with sentences numbered from 1."""
        self._tokens = tokens
        self._last = tokens.height - 1
        sentences = tokens.group_by("sentence", maintain_order=True).agg(first=pl.col("i").first(), last=pl.col("i").last())
        self._first_of, self._last_of = sentences["first"], sentences["last"]

    def at(self, column: str, numbers: pl.Series) -> pl.Series:
        """The column's value at each token number."""
        # Clipping takes longer than looking up, and nearly all numbers are in the table; a negative one would count from its end.
        low = numbers.min()
        if isinstance(low, int) and low < 0:
            numbers = numbers.clip(0, self._last)
        try:
            return self._tokens[column].gather(numbers)
        except pl.exceptions.OutOfBoundsError:
            return self._tokens[column].gather(numbers.clip(0, self._last))

    def inside(self, column: str, numbers: pl.Series, first: pl.Series, last: pl.Series, outside: int = 0) -> pl.Series:
        """The column's value at each number that lies between `first` and `last`, both included, else `outside`."""
        value = self.at(column, numbers)
        return value.zip_with((numbers >= first) & (numbers <= last), pl.Series([outside], dtype=value.dtype).new_from_index(0, len(value)))

    def count(self, column: str, first: pl.Series, last: pl.Series) -> pl.Series:
        """How many tokens from `first` to `last`, both included, have the mark whose running count `column` is (Float32)."""
        return (self.at(column, last) - self.at(column, first - 1)).cast(pl.Float32)

    def sentence_first(self, numbers: pl.Series) -> pl.Series:
        """Number of the first token of the sentence that each token stands in."""
        return self._first_of.gather(self.at("sentence", numbers) - 1)

    def sentence_last(self, numbers: pl.Series) -> pl.Series:
        """Number of the last token of the sentence that each token stands in."""
        return self._last_of.gather(self.at("sentence", numbers) - 1)
