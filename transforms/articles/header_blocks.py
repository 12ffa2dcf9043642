"""Blocks of lines above an article, each with one piece of information."""

from __future__ import annotations

import re

_MARKED_LINE = re.compile(r"--(?:[ \t](.*)|[ \t]*)$")
_DATE_LIKE = re.compile(r"\b(?:19|20)\d{2}\b")
_BY = re.compile(r"by[ \t:]+", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_MOST_NAME_WORDS = 6
_GENRE = re.compile(r"[ \t]+-[ \t]+[A-Z][a-z]+$")  # 'By Umesh Desai - Analysis'

_KEY_LINE = re.compile(r"[ \t]{0,3}\*{0,2}([A-Za-z][A-Za-z _/-]{0,30}?)\*{0,2}[ \t]*:(?!//)\*{0,2}[ \t]*(.*)$")
_LIST_SEPARATOR = re.compile(r"[,;|]")
_LIST_MARKS = " \t[]\"'-"
_QUOTED = re.compile(r"^([\"'])((?:(?!\1).)*)\1$")  # as YAML quotes a value

_Entry = tuple[str, list[str]]  # canonical field, or '' where the key is not known; the lines of its value

KEYS = {
    key: field
    for field, keys in {
        "title": "title headline heading",
        "date": "date published publisheddate datepublished publicationdate publishedon publishedat pubdate posted",
        "byline": "author authors by byline writer writers",
        "url": "url link sourceurl permalink",
        "outlet": "source outlet publication publisher newspaper sitename",
        "agency": "agency newsagency wire",
        "section": "section category desk",
        "language": "language lang",
        "keywords": "keywords tags keyword tag topics",
        "body": "text body content fulltext articletext",
    }.items()
    for key in keys.split()
}
"""What the keys of a `Key: value` block mean, in small letters without blanks; `body` ends the block."""


def title_lines(text: str) -> tuple[dict[str, str], str] | None:
    """Fields and body of a text that begins with the lines `-- title`, `-- By author`, `-- date`, `-- url`; some of
    them may be empty.
    """
    lines = text.lstrip().split("\n", 7)
    marked: list[str] = []
    for line in lines[:6]:
        found = _MARKED_LINE.match(line.rstrip())
        if not found:
            break
        marked.append((found[1] or "").strip())
    if len(marked) < 3 or not any(_is_address(line) or _DATE_LIKE.search(line) for line in marked[1:]):
        return None
    fields = {"title": marked[0]}
    for line in marked[1:]:
        fields.setdefault(_field_of(line), line)
    if "byline" in fields:
        fields["byline"] = _GENRE.sub("", " ".join(_BY.sub("", fields["byline"], count=1).split()))
    return {field: value for field, value in fields.items() if value}, "\n".join(lines[len(marked) :])


def _is_address(line: str) -> bool:
    return line.startswith(("http://", "https://", "www."))


def _field_of(line: str) -> str:
    if _is_address(line):
        return "url"
    return "date" if _DATE_LIKE.search(line) and not _BY.match(line) else "byline"


def key_block(text: str) -> tuple[dict[str, str], tuple[str, ...], str] | None:
    """Fields, keywords and body of a text that begins with `Key: value` lines.

    Two known keys make a block, or one that a blank line follows and whose value fits it:
    'Newspaper: Minister used own mail' is a headline. The block ends at the first blank line or at the first line of
    another shape; a line that begins with blanks goes on with the value above it; keys that are not known belong to the
    block where a blank line ends it. A line of hyphens may stand above and below the block (YAML front matter).
    """
    text = text.lstrip()
    lines = text.split("\n", 40)
    fenced = lines[0].rstrip() == "---"
    entries: list[_Entry] = []
    end = int(fenced)
    while end < len(lines):
        line = lines[end]
        found = _KEY_LINE.match(line)
        if found:
            entries.append((KEYS.get(re.sub(r"[ _/-]", "", found[1]).lower(), ""), [found[2]]))
        elif entries and line.strip() and line[0] in " \t":
            entries[-1][1].append(line)
        else:
            break
        end += 1
        if entries[-1][0] == "body":
            break
    rest = _rest(entries, lines, end)
    return None if rest is None else (*_fields(entries), rest)


def _rest(entries: list[_Entry], lines: list[str], end: int) -> str | None:
    """The text below a block; None where the lines are no block.

    Entries that belong to the text are taken off the block.
    """
    known = [(field, value) for field, value in entries if field and field != "body"]
    after = lines[end].strip() if end < len(lines) else ""
    closed = after in {"", "---"} or (bool(entries) and entries[-1][0] == "body")
    if not known or (len(known) == 1 and not (closed and (len(entries) > 1 or _tells_alone(*known[0])))):
        return None
    if entries[-1][0] == "body":
        return "\n".join([*entries.pop()[1], *lines[end:]])
    while not closed and not entries[-1][0]:  # a paragraph that happens to begin like a key
        end -= len(entries.pop()[1])
    return "\n".join(lines[end + 1 :] if after == "---" else lines[end:])


def _tells_alone(field: str, lines: list[str]) -> bool:
    """Whether one line is enough to be a block, since its value is what the key says."""
    value = " ".join(lines).strip()
    match field:
        case "title":
            return bool(value)
        case "url":
            return _is_address(value)
        case "date":
            return _DIGIT.search(value) is not None
        case _:
            words = re.findall(r"[^\W\d_]{4,}", value)
            return (
                0 < len(value.split()) <= _MOST_NAME_WORDS
                and not value.endswith((".", "?", "!"))
                and all(word[0].isupper() for word in words)
            )


def _fields(entries: list[_Entry]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Fields and keywords of a block."""
    fields: dict[str, str] = {}
    keywords: tuple[str, ...] = ()
    for field, lines in entries:
        value = " ".join(" ".join(lines).split())
        if field == "keywords":
            keywords = keywords or tuple(
                filter(None, (word.strip(_LIST_MARKS) for line in lines for word in _LIST_SEPARATOR.split(line)))
            )
        elif field == "byline" and value:  # a line for each author
            fields["byline"] = ", ".join(filter(None, (fields.get("byline"), _BY.sub("", value, count=1))))
        elif field and value:
            fields.setdefault(field, _QUOTED.sub(r"\2", value))
    return fields, keywords
