"""Word tokens, in which everything is counted."""

from __future__ import annotations

import re

Span = tuple[int, int]
"""Start and end in characters (code points), end exclusive."""

WORD = re.compile(r"\w+(?:['’.\-&]\w+)*")
"""O'Brien, U.S, Holtz-Eakin, can't and AT&T are one word each."""


def words_of(text: str) -> list[Span]:
    """The spans of all words."""
    return [match.span() for match in WORD.finditer(text)]


def fold_word(word: str) -> str:
    """A word for comparison: no possessive, no full stop, no capitals."""
    return re.sub(r"['’]s?$", "", word).strip(".").casefold()
