"""Bylines: the names of the authors, without what is printed around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.transforms.articles.agencies import agency_credited, agency_named

_LONGEST = 400  # characters; whatever is longer is a text, not a byline
_MAX_NAME_WORDS = 6

_OPENING = re.compile(
    r"^\W*(?:(?:(?:written|reported|reporting|posted|published|story|words|text)\s+)?by\b:?|(?:authors?|byline|автор[ы]?|autore?s?|auteurs?)\s*:)\s*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[<(\[]?\s*[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*[>)\]]?|[(\[]?@\w+[)\]]?|(?:https?://|www\.)\S+")
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])")
_TRAILER = re.compile(
    r"\s+[-–—|•]\s.*$|\s+(?:in|at|from|for)\s+(?:the\s+)?[A-Z].*$|\s+(?i:(?:for|special to|contributed "
    r"to|reports? for)\s+(?:the|this)\b.*)$"
    r"|\s+(?:contributed|reports|reported|reporting)\b.*$|(?<=[^\W\d_]{3})\.\s.*$"
)
_SEPARATOR = re.compile(r"\s*(?:[,;|/&•\n]\s*(?:and\s)?|\s(?:and|und|et|y)\s|\s[-–—]\s)\s*", re.IGNORECASE)
_SUFFIX = re.compile(r",\s*(?=(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d)\b)", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:staff|writers?|reporters?|correspondents?|editors?|editorial|columnists?|contributors?|bureau|chief|producers?|photographers?|analysts?|intern"
    r"|newsroom|desk|team|agenc(?:y|ies)|wires?|services?|press|newspapers?|news|times|post|tribune|herald|media|magazine|journal|board|today|daily|gazette|chronicle|courier"
    r"|special|analysis|commentary|opinion|exclusive|updated|min read|associate|freelance)\b",
    re.IGNORECASE,
)
_TITLE = r"(?:writers?|reporters?|correspondents?|editors?|columnists?|contributors?|producers?|analysts?)"
_TITLE_IN_FRONT = re.compile(rf"^(?:.*?\s)?{_TITLE}\s+(?=[^\W\d_])", re.IGNORECASE)
_RANK = r"(?:senior|chief|special|sports?|political|associate|business|foreign|national|staff|investigative)"
_TITLE_BEHIND = re.compile(
    rf"(?P<name>(?!{_RANK}\b)\S+(?:\s+(?!{_RANK}\b)\S+)+)(?:\s+{_RANK})+\s+{_TITLE}", re.IGNORECASE
)
_JUNK_WORDS = (
    "admin administrator anonymous author editor email follow guest n/a na nan newsdesk none null staff twitter "
    "unknown various webmaster wire wires"
)
_NOT_A_NAME = re.compile(r"^the\b|\d|[<>{}=@]|\bby\b", re.IGNORECASE)
_PARTICLE_WORDS = "al bin da de del den der di dos du el ibn la le van von zu"
_JUNK, _PARTICLES = frozenset(_JUNK_WORDS.split()), frozenset(_PARTICLE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Byline:
    """A byline told apart."""

    names: str | None
    """The authors, several separated by ', '; None where none is a person."""
    agency: str | None
    """The news agency that signs, alone or beside its writer."""


def parse_byline(text: str) -> Byline:
    """Authors and agency of a byline as printed: 'By JOHN DOE and ANN ROE' gives 'John Doe, Ann Roe'; 'By The
    Associated Press' gives AP alone.

    Roles ('AP Sports Writer', 'Reuters Staff'), addresses, places ('in Paris') and words after a dash ('- Analysis')
    go. Names in capitals get small letters only where the whole byline is in capitals. Text that is no name ('admin',
    an address, a sentence) gives no author.
    """
    text = text.strip()
    if text.casefold() in _JUNK or len(text) > _LONGEST:
        return Byline(None, None)
    text = _OPENING.sub("", text)
    alone = agency_named(text)
    if alone:
        return Byline(None, alone)
    parts = [part for part in _parts(text) if part]
    agency = next(filter(None, map(_agency_in, parts)), None)
    names = list(dict.fromkeys(filter(None, map(_name_in, parts))))
    if names and not any(letter.islower() for name in names for letter in name):
        names = [_from_capitals(name) for name in names]
    return Byline(", ".join(names) or None, agency)


def _parts(text: str) -> list[str]:
    """What stands between commas, 'and' and dashes."""
    text = _SUFFIX.sub(" ", _ASIDE.sub("", _ADDRESS.sub(" ", text)))
    return [_OPENING.sub("", _TRAILER.sub("", part)).strip(" .,:;-–—|'\"") for part in _SEPARATOR.split(text)]


def _agency_in(part: str) -> str | None:
    """The agency of 'AP', 'Reuters Staff', 'AP Sports Writer'."""
    return agency_named(part) or (agency_credited(part) if _ROLE.search(part) else None)


def _name_in(part: str) -> str | None:
    """A person's name, or None where the part is a role, an agency or no name at all."""
    name = " ".join(_TITLE_IN_FRONT.sub("", part).split())
    titled = _TITLE_BEHIND.fullmatch(name)
    name = titled["name"] if titled else name
    if not name or name.casefold() in _JUNK or agency_named(name) or _ROLE.search(name) or _NOT_A_NAME.search(name):
        return None
    first = name.split()[0]
    if first.islower() and first not in _PARTICLES:
        return None
    return name if len(name.split()) <= _MAX_NAME_WORDS and re.search(r"[^\W\d_]{2}", name) else None


def _from_capitals(name: str) -> str:
    """'SEÁN O'BRIEN-MCDONALD' gives 'Seán O'Brien-McDonald'."""
    words = [
        word.casefold() if index and word.casefold() in _PARTICLES else word.title()
        for index, word in enumerate(name.split())
    ]
    return re.sub(r"\bMc([a-z])", lambda found: f"Mc{found[1].upper()}", " ".join(words))
