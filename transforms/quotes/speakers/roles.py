"""The office or title that an article gives to a person: before the name, in apposition to it, or behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.transforms.quotes.words.lexicon import WORDS, Word
from onrecord.transforms.quotes.words.people import word_list

_WINDOW = 160
"""Characters on either side of a name that are searched."""

_MOST_WORDS = 14
"""Words of the longest role."""

_LONGEST_WORD = 30
"""Characters before a name that hold its last words for certain."""


def _words_with(flag: Word) -> frozenset[str]:
    return frozenset(lower for lower, flags in WORDS.iter_rows() if flags & flag)


_RELATIONS = frozenset(word_list("relations"))
"""Words that tell how somebody stands to somebody else; alone they are no office."""

_ROLES = (_words_with(Word.ROLE) | {"minister", "ambassador", "spokesperson"}) - _RELATIONS
_TITLES = _words_with(Word.TITLE)
_OFFICES = (_ROLES | _TITLES) - _RELATIONS - {"former", "vice", "deputy", "acting"}
_FUNCTION = _words_with(Word.FUNCTION)
_COURTESY = frozenset(["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir"])
_BEFORE_NAMES = _TITLES | _ROLES | frozenset(word_list("modifiers"))
# One class of characters ahead, so that the engine skips to the next place that may be a break.
_BREAK = re.compile(
    r"[,;:!?()\[\]\"“”\n—–.'\s](?:(?<=[,;:!?()\[\]\"“”\n—–])|(?<=\s)-\s|(?<=')'"
    r"|(?<=\.)(?<!Mr\.)(?<!Mrs\.)(?<!Ms\.)(?<!Dr\.)(?<!Sen\.)(?<!Rep\.)(?<!Gov\.)(?<!Gen\.)(?<!St\.)"
    r"(?<![A-Z]\.)(?=\s|$))"
)
_AGE = re.compile(r"^,\s*\d{1,3}\s*,")
_WORD = re.compile(r"[\w.’'&/-]+")
_VERB_END = re.compile(
    r"\s(?:said|says|told|who|which|that|has|had|is|was|were|are|will|would|added|and)\b.*$", re.DOTALL
)
_PREPOSITION = re.compile(r"\s(?:of|to|for|at|in|from|with|on)\s")
_LEADING = re.compile(
    r"^(?:and |but |the |a |an |its |his |her |their |our |once |now |as |by |to |with |said |says |told |while |when "
    r"|one |according to |for years |himself |herself )+",
    re.IGNORECASE,
)
_NO_ROLE = re.compile(
    r"^(?:through|in|on|at|for|since|after|before|during|like|including|from|of|if|because|where|not|than|was|is)\b"
    r"|\b(?:is|are|was|were|has|had|have|said|says|will|would|did|does|i|you|he|she|they|we)\b"
    r"|['’](?:re|m|ve|ll)\b",
    re.IGNORECASE,
)


def role_of(body: str, places: Sequence[tuple[int, int]]) -> str | None:
    """The role of a person from the places of the name in the text (start and end of the name proper, without titles).

    The first place that gives a role wins; typographic apostrophes become plain ones. None where the article gives
    none.
    """
    for start, end in places:
        role = _apposed_before(body, start) or _prefixed(body, start) or _apposed_behind(body, end)
        if role:
            return role.replace("’", "'")
    return None


def _apposed_before(body: str, start: int) -> str | None:
    """`Russia's ambassador to the United States, Anatoly Antonov,`."""
    if not body.endswith(", ", 0, start):
        return None
    phrase = _BREAK.split(body[max(0, start - _WINDOW) : start - 2])[-1].strip()
    return _as_role(_LEADING.sub("", phrase))


def _prefixed(body: str, start: int) -> str | None:
    """`Finance Minister Tomas Okafor`, `Labor Department spokesman Joe Stevenson`."""
    last = body[max(0, start - _LONGEST_WORD) : start].lower().split()[-2:]
    # Most names have no role ahead of them: the last words tell so at once.
    if not last or not (last[-1] in _BEFORE_NAMES or last[-1] in _COURTESY or last[0] == "of"):
        return None
    before = _BREAK.split(body[max(0, start - _WINDOW) : start])[-1]
    words = _words_before(before, of_something=last[0] == "of")
    begins = next((place for place, word in enumerate(words) if word.lower() == "former"), 0)
    words = [word for word in words[begins:] if word.lower() not in _COURTESY]
    while words and words[0].lower() == "of":
        words.pop(0)
    return " ".join(words) if any(word.lower() in _OFFICES for word in words) else None


def _words_before(before: str, *, of_something: bool) -> list[str]:
    """The words right before a name that can belong to a role.

    Args:
        before: The text before the name.
        of_something: The last word but one is "of", so that the last one belongs to the role whatever it is.
    """
    kept: list[str] = []
    for word in reversed(_WORD.findall(before)):
        plain = word.lower()
        of_office = plain == "of" and bool(kept) and kept[-1][:1].isupper() and kept[-1].lower() not in _TITLES
        named = bool(kept) and word[:1].isupper() and plain not in _FUNCTION
        if not (plain in _BEFORE_NAMES or of_office or named or (not kept and of_something)):
            break
        kept.append(word)
    return kept[::-1]


def _apposed_behind(body: str, end: int) -> str | None:
    """`Elias Brandt, director of the port authority,` and `Joe Stevenson, 75, a retired nurse`."""
    behind = body[end : end + _WINDOW]
    age = _AGE.match(behind)
    if age:
        behind = behind[age.end() - 1 :]
    if not behind.startswith(", "):
        return None
    phrase = _VERB_END.sub("", _BREAK.split(behind[2:], maxsplit=1)[0]).strip()
    return _as_role(_LEADING.sub("", phrase))


def _as_role(phrase: str) -> str | None:
    """The phrase, if its head noun is an office and it is no clause."""
    words = _WORD.findall(phrase)
    if not words or len(words) > _MOST_WORDS or _NO_ROLE.search(phrase):
        return None
    before = _PREPOSITION.split(phrase)[0].split()
    return phrase if before and before[-1].lower() in _OFFICES and not before[0].endswith("ing") else None
