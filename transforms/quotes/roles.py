"""The office or title that an article gives to a person: before the name, in apposition to it, or behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.quotes.lexicon import WORDS, Word

_WINDOW = 160
_MOST_WORDS = 12


def _words_with(flag: Word) -> frozenset[str]:
    return frozenset(lower for lower, flags in WORDS.iter_rows() if flags & flag)


_ROLES = _words_with(Word.ROLE) | {"minister", "ambassador", "spokesperson"}
_TITLES = _words_with(Word.TITLE)
_FUNCTION = _words_with(Word.FUNCTION)
_COURTESY = frozenset(["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir"])
_MODIFIERS = frozenset(
    [
        "former",
        "deputy",
        "acting",
        "chief",
        "senior",
        "vice",
        "assistant",
        "associate",
        "executive",
        "general",
        "prime",
        "interim",
        "outgoing",
        "incoming",
        "then",
        "ex",
        "longtime",
        "veteran",
        "retired",
    ]
)
_BREAK = re.compile(r"[,;:.!?()\[\]\"“”\n—–]|\s-\s")
_AGE = re.compile(r"^,\s*\d{1,3}\s*,")
_WORD = re.compile(r"[\w.’'&/-]+")
_VERB_END = re.compile(r"\s(?:said|says|told|who|which|that|has|had|is|was|were|are|will|would|added|and)\b.*$", re.DOTALL)
_LEADING = re.compile(r"^(?:and |but |the |a |an |as |by |to |with |who is |who was |said |says |told |while |when )+", re.IGNORECASE)


def role_of(body: str, places: Sequence[tuple[int, int]]) -> str | None:
    """The role of a person from the places of the name in the text (start and end of the name proper, without titles).

    The first place that gives a role wins; typographic apostrophes become plain ones. None where the article gives none.
    """
    for start, end in places:
        role = _apposed_before(body, start) or _prefixed(body, start) or _apposed_behind(body, end)
        if role:
            return role.replace("’", "'")
    return None


def _apposed_before(body: str, start: int) -> str | None:
    """`Russia's ambassador to the United States, Anatoly Antonov,`."""
    before = body[max(0, start - _WINDOW) : start]
    if not before.endswith(", "):
        return None
    phrase = _BREAK.split(before[:-2])[-1].strip()
    return _as_role(_LEADING.sub("", phrase))


def _prefixed(body: str, start: int) -> str | None:
    """`Finance Minister Tomas Okafor`, `Labor Department spokesman Joe Stevenson`."""
    before = _BREAK.split(body[max(0, start - _WINDOW) : start].replace(". ", "․ "))[-1].replace("․", ".")
    kept: list[str] = []
    for word in reversed(_WORD.findall(before)):
        plain = word.lower()
        known = plain in _TITLES or plain in _ROLES or plain in _MODIFIERS
        if not (known or (kept and (word[:1].isupper() or plain in {"of", "for", "and"}))):
            break
        kept.append(word)
    words = kept[::-1]
    while words and words[0].lower() in _FUNCTION:
        words.pop(0)
    if not words or all(word.lower() in _COURTESY for word in words):
        return None
    return " ".join(word for word in words if word.lower() not in _COURTESY) or None


def _apposed_behind(body: str, end: int) -> str | None:
    """`Elias Brandt, director of the port authority,` and `Joe Stevenson, 75, a retired nurse`."""
    behind = body[end : end + _WINDOW]
    age = _AGE.match(behind)
    if age:
        behind = behind[age.end() - 1 :]
    if not behind.startswith(", "):
        return None
    phrase = _VERB_END.sub("", _BREAK.split(behind[2:])[0]).strip()
    return _as_role(_LEADING.sub("", phrase))


def _as_role(phrase: str) -> str | None:
    words = _WORD.findall(phrase)
    if not words or len(words) > _MOST_WORDS:
        return None
    head = re.split(r"\s(?:of|to|for|at|in|from|with|on)\s", phrase)[0].split()
    return phrase if head and head[0].lower() not in {"through", "according"} and (head[-1].lower() in _ROLES or head[-1].lower() in _TITLES) else None
