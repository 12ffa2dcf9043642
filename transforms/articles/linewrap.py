"""Hard-wrapped text: paragraphs whose lines were broken at a fixed width become one line again.

Text with one paragraph a line, verse, lists and tables stay as they are. What tells a hard wrap is a line of 45 to 100
characters that breaks off in the middle of a sentence, the next line going on with a small letter.
"""

from __future__ import annotations

import re
from statistics import median

SHORTEST_WRAP, LONGEST_WRAP = 45, 100
"""Lengths of a line, in characters, between which it may have been wrapped: newspaper columns to wide terminals."""

_EVIDENCE = 0.3
"""Share of the breaks inside paragraphs that must break off a sentence; English prose has 0.6 to 0.8, headings less."""

_FULL = 0.85
"""A line that would reach this share of the usual length with the next word was full."""


_SENTENCE_END = re.compile(r"[.!?…:。!?։۔।]['\"”’»)\]]*$")
_OPEN_END = re.compile(
    r"\b(?:an?|the|and|or|but|of|in|on|at|to|for|from|by|with|as|than|that|which|who|his|her|its|their|is|are|was|were|be|been|has|have|had|will|would|not)$"
)
_LIST_ITEM = re.compile(r"(?:[-–—*•·▪‣●○>#|]+|\(?(?:\d{1,3}|[A-Za-z])[.)])(?:\s|$)")
_TABLE_ROW = re.compile(r"\S(?: {3,}|\t+)\S")
_CJK = "[\u3005-\u30ff\u3400-\u9fff\uff01-\uff5e]"
_CLOSE_JOIN = re.compile(rf"\w-$|{_CJK}$")
_CLOSE_START = re.compile(rf"[^\W\d_]|{_CJK}")


def join_wrapped_lines(text: str) -> str:
    """Join the lines of hard-wrapped paragraphs.

    Only white space changes; the result does not change when it is joined again.
    """
    joined = _join_once(text)
    while joined != text:
        text, joined = joined, _join_once(joined)
    return joined


def _join_once(text: str) -> str:
    if "\n" not in text.replace("\n\n", ""):
        return text
    lines = text.split("\n")
    breaks = [
        i
        for i in range(len(lines) - 1)
        if lines[i].strip() and lines[i + 1].strip() and not _is_set_apart(lines[i], lines[i + 1])
    ]
    lengths = [len(lines[i]) for i in breaks if SHORTEST_WRAP <= len(lines[i]) <= LONGEST_WRAP]
    if not _is_wrapped(lines, breaks, len(lengths)):
        return text
    usual = median(lengths)
    to_join = {i for i in breaks if _is_wrap(lines[i], lines[i + 1], usual)}
    return _join(lines, to_join) if to_join else text


def _is_wrapped(lines: list[str], breaks: list[int], n_candidates: int) -> bool:
    """Whether the text as a whole was wrapped: enough lines inside paragraphs have such a length and break off a
    sentence.
    """
    if n_candidates == 0 or n_candidates < len(breaks) / 2:
        return False
    broken = sum(
        SHORTEST_WRAP <= len(lines[i]) <= LONGEST_WRAP and _breaks_sentence(lines[i], lines[i + 1]) for i in breaks
    )
    return broken >= max(1, _EVIDENCE * len(breaks))


def _breaks_sentence(line: str, following: str) -> bool:
    """Whether a sentence certainly goes on over the break: with a small letter, or after a word that ends no sentence
    and no headline.
    """
    return _OPEN_END.search(line) is not None or (following.lstrip()[0].islower() and not _SENTENCE_END.search(line))


def _is_wrap(line: str, following: str, usual: float) -> bool:
    """Whether the break between two lines of a wrapped text is a wrap, not the end of a paragraph, an item or a row."""
    if _breaks_sentence(line, following):
        return True
    if len(line) > LONGEST_WRAP:  # several lines that were joined before; only an open sentence goes on
        return not _SENTENCE_END.search(line)
    next_word = following.split(maxsplit=1)[0]
    return len(line) >= SHORTEST_WRAP and len(line) + 1 + len(next_word) > _FULL * usual


def _is_set_apart(line: str, following: str) -> bool:
    """Whether one of the lines is an item, a row of a table, or indented as the first line of a paragraph."""
    indent = len(following) - len(following.lstrip())
    return (
        indent >= len(line) - len(line.lstrip()) + 2
        or _LIST_ITEM.match(following.lstrip()) is not None
        or _TABLE_ROW.search(line) is not None
        or _TABLE_ROW.search(following) is not None
    )


def _join(lines: list[str], to_join: set[int]) -> str:
    """Join line i with line i + 1 for every i given: by a blank, or by nothing after a hyphen and between characters
    that know no blanks.
    """
    parts = [lines[0]]
    for i, following in enumerate(lines[1:]):
        if i not in to_join:
            parts.append("\n" + following)
            continue
        parts[-1] = parts[-1].rstrip(" \t")
        start = following.lstrip()
        close = _CLOSE_JOIN.search(lines[i].rstrip()) and _CLOSE_START.match(start)
        parts.append(start if close else " " + start)
    return "".join(parts)
