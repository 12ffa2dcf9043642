"""Where the articles are in a JSON value: it is one, holds a list of them, or wraps them (ninjs feeds, answers of news
APIs, search hits).
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.flows.sources.aliases import ALIASES, CONTAINERS, HTML_COLUMNS, squeeze

_DEEPEST = 5
_TEXT = frozenset(ALIASES["text"])


def items_in(value: object, depth: int = 0) -> Iterator[object]:
    """The objects of a JSON value that are an article each; a value in which none can be told is one item."""
    if isinstance(value, list) and depth < _DEEPEST:
        for item in value:
            yield from items_in(item, depth + 1)
        return
    inner = _contained(value) if isinstance(value, dict) and depth < _DEEPEST and not _is_article(value) else None
    if inner is None:
        yield value
    else:
        yield from items_in(inner, depth + 1)


def _is_article(value: dict[str, object]) -> bool:
    """Whether an object has a text of its own."""
    for name, content in value.items():
        squeezed = squeeze(name)
        if isinstance(content, str) and (squeezed in _TEXT or squeezed in HTML_COLUMNS):
            return True
        if squeezed in _TEXT and isinstance(content, (list, dict)) and not _is_container(content):
            return True
    return False


def _contained(value: dict[str, object]) -> object | None:
    """What an object wraps; None where it wraps nothing."""
    by_name = {squeeze(name): content for name, content in value.items()}
    candidates = [by_name[name] for name in CONTAINERS if name in by_name]
    return next((content for content in candidates if _is_container(content)), None)


def _is_container(content: object) -> bool:
    if isinstance(content, list):
        return bool(content) and all(isinstance(item, dict) for item in content)
    return isinstance(content, dict) and "sections" not in content and bool(content)
