"""Words that are capitalised only because a sentence starts with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from bench.accuracy.words import WORD, fold_word

_SENTENCE_START = re.compile(r"(?:[.!?:]['\"”’]?\s|\n\s?|[\"“'‘(])$")


class Capitals:
    """How often each word is written small, and with a capital inside a sentence, learnt from raw texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._small: Counter[str] = Counter()
        self._capital: Counter[str] = Counter()
        for text in texts:
            for match in WORD.finditer(text):
                word = match.group()
                if word[:1].islower():
                    self._small[word.casefold()] += 1
                elif word[:1].isupper() and not _starts_sentence(text, match.start()):
                    self._capital[word.casefold()] += 1

    def not_names(self, text: str, start: int, source: str) -> frozenset[str]:
        """Words to ignore as names in a source that starts at `start`: its first word, if it starts a sentence and is
        usually small.
        """
        first = WORD.search(source)
        if first and _starts_sentence(text, start):
            word = fold_word(first.group())
            if self._small[word] > self._capital[word]:
                return frozenset([word])
        return frozenset()


def _starts_sentence(text: str, position: int) -> bool:
    return position == 0 or _SENTENCE_START.search(text[max(0, position - 3) : position]) is not None
