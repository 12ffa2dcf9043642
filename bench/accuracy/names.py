"""Is a source a name, and do two names mean the same person?"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import Literal

from bench.accuracy.vocabulary import FUNCTION_WORDS, PRONOUNS, SHORT_NAMES, SUFFIXES, TITLES
from bench.accuracy.words import WORD, fold_word

SourceType = Literal["name", "nominal", "pronoun", "none"]

_HEAD_ENDS = re.compile(
    r"\s*(?:[,;:(\[]|\s[-–—]{1,2}\s|[–—]|--)"
    r"|\s+(?:of|for|from|in|on|at|with|who|whom|whose|which|that|to|as|by|during|near|about|when|after|before|told|said)\b",
    re.IGNORECASE,
)
_NOBODY: frozenset[str] = frozenset()


def head_chunk(source: str) -> str:
    """The head of a source: the text before the first comma, dash, bracket, preposition or relative pronoun."""
    trimmed = source.strip().strip("\"“”'‘’")
    end = _HEAD_ENDS.search(trimmed, 1)
    while end and not WORD.search(trimmed[: end.start()]):
        end = _HEAD_ENDS.search(trimmed, end.end())
    return trimmed[: end.start()] if end else trimmed


def name_tokens(source: str, not_names: AbstractSet[str] = _NOBODY) -> list[str]:
    """The folded tokens of the name that ends the head of a source; none where its last word is no name.

    Args:
        source: the words of the source.
        not_names: folded words that are capitalised for another reason.
    """
    # Holtz-Eakin is two tokens, so that either half is found.
    tokens = [
        part
        for match in WORD.finditer(head_chunk(source))
        for part in match.group().split("-")
        if part and part not in ("'s", "’s")
    ]
    while tokens and fold_word(tokens[-1]) in SUFFIXES:
        tokens.pop()
    name: list[str] = []
    for token in reversed(tokens):
        if not _is_name(token, not_names):
            break
        name.append(fold_word(token))
    return name[::-1]


def _is_name(token: str, not_names: AbstractSet[str]) -> bool:
    folded = fold_word(token)
    return token[:1].isupper() and not any(folded in words for words in (PRONOUNS, TITLES, FUNCTION_WORDS, not_names))


def source_type(source: str | None, not_names: AbstractSet[str] = _NOBODY) -> SourceType:
    """What a source is; `none` where there is none."""
    if not source or not source.strip():
        return "none"
    words = [fold_word(word) for word in WORD.findall(source)]
    if words and all(word in PRONOUNS for word in words):
        return "pronoun"
    return "name" if name_tokens(source, not_names) else "nominal"


def same_given_name(one: str, other: str) -> bool:
    """Whether two folded given names may be the same: equal, an initial, a beginning, or a known short form."""
    if one == other or any(one in names and other in names for names in SHORT_NAMES):
        return True
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and len(shorter) != 2 and bool(shorter)


def same_name(speaker: str | None, source: str) -> bool:
    """Whether a predicted speaker is the source: its last name is among the source's names, and given names do not
    clash.
    """
    predicted, annotated = name_tokens(speaker or ""), name_tokens(source)
    if not predicted or not annotated or predicted[-1] not in annotated:
        return False
    if predicted[-1] == annotated[-1] and len(predicted) > 1 and len(annotated) > 1:
        return any(same_given_name(one, other) for one in predicted[:-1] for other in annotated[:-1])
    return True
