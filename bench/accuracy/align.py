"""Where the characters of an article's body are in the raw text that it was made from.

The body has lost headers and dateline, and its white space, line ends and some characters were normalised. Characters
are followed one by one where the body is a piece of the raw text but for white space, and through the longest common
runs of words, then of characters, where it is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from bench.accuracy.words import Span


@dataclass(frozen=True, slots=True)
class Alignment:
    """Offsets of the raw text for every character of the body; -1 for white space and what the raw text has not got."""

    raw_offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span | None:
        """The span of the raw text from the first to the last character that is there; null where none is."""
        found = [offset for offset in self.raw_offsets[start:end] if offset >= 0]
        return (found[0], found[-1] + 1) if found else None

    @property
    def missing(self) -> int:
        """Offsets without a counterpart, white space included."""
        return self.raw_offsets.count(-1)


def align(body: str, raw: str) -> Alignment:
    """Follow a body's characters into the raw text."""
    at = raw.find(body)
    if at >= 0:
        return Alignment(tuple(range(at, at + len(body))))
    offsets = [-1] * len(body)
    body_places, raw_places = _printed(body), _printed(raw)
    body_letters, raw_letters = "".join(body[i] for i in body_places), "".join(raw[i] for i in raw_places)
    at = raw_letters.find(body_letters)
    pairs = (
        [(i, at + i) for i in range(len(body_letters))] if at >= 0 else _common(body, raw, body_letters, raw_letters)
    )
    for i, j in pairs:
        offsets[body_places[i]] = raw_places[j]
    return Alignment(tuple(offsets))


def _printed(text: str) -> list[int]:
    """Offsets of all characters but white space."""
    return [offset for offset, character in enumerate(text) if not character.isspace()]


def _common(body: str, raw: str, body_letters: str, raw_letters: str) -> list[tuple[int, int]]:
    """Pairs of the same printed character, in order, by its number among the printed characters."""
    body_words, raw_words = body.split(), raw.split()
    body_at, raw_at = _starts(body_words), _starts(raw_words)
    pairs: list[tuple[int, int]] = []
    for tag, i0, i1, j0, j1 in SequenceMatcher(None, body_words, raw_words, autojunk=False).get_opcodes():
        left, right = range(body_at[i0], body_at[i1]), range(raw_at[j0], raw_at[j1])
        if tag == "equal":
            pairs += zip(left, right, strict=True)
        elif tag == "replace":
            inner = SequenceMatcher(
                None, body_letters[left.start : left.stop], raw_letters[right.start : right.stop], autojunk=False
            )
            for block in inner.get_matching_blocks():
                pairs += [(left.start + block.a + k, right.start + block.b + k) for k in range(block.size)]
    return pairs


def _starts(words: Sequence[str]) -> list[int]:
    """The number of printed characters before each word, and of all."""
    return list(accumulate((len(word) for word in words), initial=0))
