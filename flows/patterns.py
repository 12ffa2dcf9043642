"""File name patterns: `*` and `?` within a name, `[abc]` and `[!abc]`, `**` for folders at any depth."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WILDCARD = re.compile(r"(\*+|\?|\[!?[^\]]+\])")


def has_wildcard(text: str) -> bool:
    """Whether a path is a pattern."""
    return _WILDCARD.search(text) is not None


def pattern_regex(parts: Sequence[str]) -> str:
    """A regular expression for the path below the root; what matches a folder matches everything in it."""
    regex = ""
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        if part == "**":
            regex += ".*" if last else "(?:[^/]+/)*"
        else:
            regex += _part_regex(part) + ("(?:/.*)?" if last else "/")
    return regex


def _part_regex(part: str) -> str:
    pieces = _WILDCARD.split(part)
    return "".join(_wildcard_regex(piece) if index % 2 else re.escape(piece) for index, piece in enumerate(pieces))


def _wildcard_regex(wildcard: str) -> str:
    if wildcard[0] == "*":
        return "[^/]*"
    if wildcard == "?":
        return "[^/]"
    inner = wildcard[1:-1].replace("\\", "\\\\")
    return f"[^/{inner[1:]}]" if inner.startswith("!") else f"[{inner}]"
