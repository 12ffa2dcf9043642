"""Markup in a text field that should hold plain text.

A field with many block tags, or one that is wrapped in them, is a piece of an HTML page: its scripts, captions and
links cannot be told from the article by taking tags off, so the record waits for the HTML reader. Stray entities
('&amp;') are turned into their characters; a couple of inline tags, and tags that are not of HTML (`<tweet>`), stay as
they are. Nothing is taken off in silence.
"""

from __future__ import annotations

import html
import re

_BLOCK = r"p|div|br|h[1-6]|ul|ol|li|table|tbody|tr|td|th|blockquote|section|article|figure|script|style|html|head|body"
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:a|b|i|u|em|strong|span|font|img|sup|sub|small|cite|q|abbr|time)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_FEWEST_BLOCK_TAGS = 3
_FEWEST_INLINE_TAGS = 10
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")


def is_html(text: str) -> bool:
    """Whether a text is HTML: it begins with a block tag, or has three of them, or ten inline tags of HTML."""
    if "<" not in text:
        return False
    if _BLOCK_TAG.match(text.lstrip()):
        return True
    return len(_BLOCK_TAG.findall(text)) >= _FEWEST_BLOCK_TAGS or len(_INLINE_TAG.findall(text)) >= _FEWEST_INLINE_TAGS


def unescape_entities(text: str) -> str:
    """The text with its entities as characters: 'AT&amp;T' gives 'AT&T'. An ampersand without an entity stays."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text
