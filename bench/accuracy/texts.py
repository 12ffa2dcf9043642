"""A raw text with its words and quoted regions, read once for many questions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from bench.accuracy.marks import quoted_regions
from bench.accuracy.vocabulary import FUNCTION_WORDS, TITLES
from bench.accuracy.words import fold_word, words_of


class Text:
    """One raw text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.regions = quoted_regions(text)
        self.words = words_of(text)
        self._starts = [start for start, _ in self.words]
        self._ends = [end for _, end in self.words]

    def words_in(self, start: int, end: int) -> range:
        """Indices of the words that overlap a span."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def content_words_in(self, start: int, end: int) -> set[int]:
        """The same without function words and titles; pronouns stay."""
        return {
            index
            for index in self.words_in(start, end)
            if (word := self._folded(index)) and word not in FUNCTION_WORDS and word not in TITLES
        }

    def _folded(self, index: int) -> str:
        start, end = self.words[index]
        return fold_word(self.text[start:end])


def prepare_texts(texts: Mapping[str, str]) -> dict[str, Text]:
    """Texts of articles, ready to be scored; every one counts, also those without annotation."""
    return {article: Text(text) for article, text in texts.items()}
