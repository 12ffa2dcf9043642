"""The values that columns and JSON keys hold, as the strings and lists that a record is made of."""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterable
from datetime import date

from onrecord.flows.sources.decode import decode
from onrecord.transforms.topics.mapping import code_topic

PLACEHOLDERS = frozenset(
    {"", "-", "--", "nan", "none", "null", "n/a", "nat", "[]", "{}", "set()", "undefined", "unknown"}
)
"""What data tools and editorial systems write where there is nothing, in small letters."""

_NAMING_KEYS = (
    "name",
    "title",
    "main",
    "original",
    "value",
    "text",
    "label",
)  # of objects that stand for a person, topic, publisher
_CODE_KEYS = ("code", "qcode", "uri")  # of objects that stand for a subject: ninjs, Superdesk, AP
_LITERAL = re.compile(r"\s*[\[({].*[\])}]\s*|\s*set\(\)\s*", re.DOTALL)
_LONGEST_LITERAL = 20_000
_KEYWORD_SEPARATOR = re.compile(r"[,;|]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def one_line(value: object) -> str:
    """A short field: a string, number or date as it is, the names of a list joined by ', ', the name of an object; ''
    where there is nothing.
    """
    return ", ".join(names_in(value))


def names_in(value: object) -> list[str]:
    """The names that a value holds: of a list (also one written out in Python or JSON), of its objects, or the value
    itself.
    """
    if isinstance(value, str):
        listed = _literal(value)
        return names_in(listed) if listed is not None else _kept(value)
    if isinstance(value, dict):
        return next((names for key in _NAMING_KEYS if (names := names_in(value.get(key)))), [])
    if isinstance(value, (list, tuple, set, frozenset)):
        items: Iterable[object] = sorted(value, key=str) if isinstance(value, (set, frozenset)) else value
        return list(dict.fromkeys(name for item in items for name in names_in(item)))
    return _kept(_scalar(value))


def keywords_in(value: object) -> tuple[str, ...]:
    """Keywords and tags: the members of a list, or of a string where ',', ';' or '|' divides them."""
    if isinstance(value, str) and _literal(value) is None:
        return tuple(dict.fromkeys(word for part in _KEYWORD_SEPARATOR.split(value) for word in _kept(part)))
    return tuple(names_in(value))


def subject_codes(value: object) -> tuple[str, ...]:
    """Subject codes of the IPTC in a list of objects: `[{"code": "04005004", "name": "oil and gas"}]` gives
    ("04005004",).
    """
    items = value if isinstance(value, list) else [value]
    found = (item.get(key) for item in items if isinstance(item, dict) for key in _CODE_KEYS)
    return tuple(dict.fromkeys(code for code in found if isinstance(code, str) and code_topic(code) is not None))


def body_text(value: object) -> str | None:
    """The text of an article: a string, a list of paragraphs, or the nested body of Fundus. None for anything else."""
    if value is None or value != value:  # noqa: PLR0124  # only NaN differs from itself
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return decode(value)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    if isinstance(value, dict) and "sections" in value:
        return "\n\n".join(_fundus_paragraphs(value))
    return None


def has_surrogates(text: str) -> bool:
    """Whether a text holds half a surrogate pair (a broken escape of an emoji), which is no character and cannot be
    stored.
    """
    return not text.isascii() and _SURROGATE.search(text) is not None


def _fundus_paragraphs(body: dict[str, object]) -> list[str]:
    sections = body["sections"] if isinstance(body["sections"], list) else []
    blocks = [
        body.get("summary"),
        *(
            section.get(part)
            for section in sections
            if isinstance(section, dict)
            for part in ("headline", "paragraphs")
        ),
    ]
    return [
        paragraph for block in blocks if isinstance(block, list) for paragraph in block if isinstance(paragraph, str)
    ]


def _literal(text: str) -> Container[object] | None:
    """The list, set or object that a string writes out, as `str()` of a Python list does; None for plain text."""
    if len(text) > _LONGEST_LITERAL or not _LITERAL.fullmatch(text):
        return None
    try:
        value: object = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None  # brackets in plain text
    return value if isinstance(value, (list, tuple, set, dict)) else None


def _kept(text: str) -> list[str]:
    stripped = text.strip()
    return [] if stripped.casefold() in PLACEHOLDERS else [stripped]


def _scalar(value: object) -> str:
    if isinstance(value, bytes):
        return decode(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None or isinstance(value, bool) else str(value)
