"""The headline and the byline that stand on lines of their own above an article."""

from __future__ import annotations

import re
import unicodedata

from onrecord.transforms.articles.dateline import parse_dateline
from onrecord.transforms.articles.months import MONTH, WEEKDAY

LONGEST_HEADLINE = 160
"""Characters of a headline at most; the longest of shared corpora have 130."""

_SHORTEST_TITLE_CASE = 4  # words that tell title case
_LONGEST_BYLINE = 90
_CLEARLY_LONGER = 2
_TELLING_SLUG = 24  # characters of a headline in a file's name that are enough; names are often cut
_FEWEST_SLUG_WORDS = 3

_QUOTES = "\"'“”‘’«»„)]"
_OPEN_END = (",", ";", ":", "-", "–", "—", "―", "(", "[", "/", "=")
_SENTENCE_END = (".", "…", "。", "।", "۔", "။")
_BYLINE = re.compile(rf"B[Yy][ \t]+(?!(?i:{WEEKDAY}|{MONTH})\.?(?:,|$|[ \t]+\d))(?=[^\W\d_a-z])([^\n]+)$")
_FILE_NAME = re.compile(r"\S+\.\w{2,4}")
_NAME_END = re.compile(r"(?:\b[A-Z]|\b[JS]r|\b(?:[A-Z]\.)+[A-Z])\.$")


def take_headline(text: str) -> tuple[str, str] | None:
    """The headline of a text and what follows it; None where the first line belongs to the text.

    A headline is short, does not end like a sentence, is no dateline and no byline, and a blank line or a clearly
    longer line follows. A line that does end with a full stop is one where a dateline follows or where its words are in
    title case. 'First line; ⏎ second line' is one headline.
    """
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    if first.endswith(";") and len(first) <= LONGEST_HEADLINE:  # headline and deck, as news databases print them
        deck, _, below = rest.partition("\n")
        if 0 < len(deck.strip()) <= LONGEST_HEADLINE and not below.split("\n", 1)[0].strip() and below.strip():
            return f"{first} {deck.strip()}", below.lstrip("\n")
    if not _may_be_headline(first) or not _stands_above(first, rest):
        return None
    body = rest.lstrip("\n")
    bare = first.rstrip(_QUOTES)
    if bare.endswith(_SENTENCE_END) and not (_is_title_case(first) or parse_dateline(body)):
        return None
    return (first, body) if parse_dateline(text) is None else None


def take_named_headline(text: str, path: str) -> tuple[str, str] | None:
    """The first line of a text and what follows it where the file is named after that line; None where it is not.

    `outlet_2020-12-21_clinton-s-iowa-dilemm.txt` is named after 'Clinton’s Iowa dilemma.', which by itself might be a
    short paragraph.
    """
    first, _, rest = text.partition("\n")
    if not rest.strip() or len(first) > LONGEST_HEADLINE:
        return None
    line, name = _slug(first), _slug(path.rpartition("/")[2].partition(".")[0])
    at = f"-{name}".find(f"-{line[:_TELLING_SLUG]}")
    named = name[at:] if at >= 0 else ""
    if named.count("-") < _FEWEST_SLUG_WORDS - 1 or not line.startswith(named):
        return None
    return first.strip(), rest.lstrip("\n")


def take_byline(text: str) -> tuple[str, str] | None:
    """The author of a first line 'By Jane Doe', without the 'By', and what follows it; None where the first line is
    something else.
    """
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    found = _BYLINE.match(first) if len(first) <= _LONGEST_BYLINE else None
    if (
        not found
        or not rest.strip()
        or first.endswith((",", ";", ":", "!", "?"))
        or (first.endswith(".") and not _NAME_END.search(first))
    ):
        return None
    following = rest.split("\n", 1)[0].strip()
    if following and len(following) <= len(first):
        return None
    return " ".join(found[1].split()), rest.lstrip("\n")


def _may_be_headline(line: str) -> bool:
    return (
        0 < len(line) <= LONGEST_HEADLINE
        and any(map(str.isalpha, line))
        and not line.rstrip(_QUOTES).endswith(_OPEN_END)
        and not line.endswith(_OPEN_END)
        and not line.startswith(("@", "<", "{", "|"))
        and not _BYLINE.match(line)
        and not _FILE_NAME.fullmatch(line)
    )


def _stands_above(line: str, rest: str) -> bool:
    """Whether a line is followed by a blank line and more text, or by a clearly longer line."""
    following = rest.split("\n", 1)[0].strip()
    if following:
        return len(following) >= _CLEARLY_LONGER * len(line) and len(following) > LONGEST_HEADLINE
    return len(rest.strip()) > len(line)


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()))


def _is_title_case(line: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    return len(words) >= _SHORTEST_TITLE_CASE and all(word[0].isupper() for word in words)
