"""What stands above the text of a plain-text article: headline, byline, date and other lines that are not part of the
body.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.transforms.articles.header_blocks import key_block, title_lines
from onrecord.transforms.articles.headline import take_byline, take_headline

Kind = Literal["none", "headline", "date", "title_lines", "keys"]

_DATE_PREFIX = re.compile(
    r"\s*date[ \t]+(\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?)(?=\s|$)\s*", re.IGNORECASE
)
_HIGHLIGHTS = re.compile(r"(?:^|\n)[ \t]*@highlight[ \t]*(?:\n|$)")


@dataclass(frozen=True, slots=True)
class Header:
    """A text taken apart. `fields` has canonical names (title, byline, date, url, outlet, agency, language, section)
    and never an empty value.
    """

    fields: Mapping[str, str]
    body: str
    kind: Kind
    keywords: tuple[str, ...] = ()


def split_header(text: str) -> Header:
    """Take the header lines off a text that went through `normalise_characters`.

    The forms: none; a headline; ` date YYYY-MM-DD ` before the text; four lines `-- title`, `-- By author`, `-- date`,
    `-- url`; a block of `Key: value` lines. Headline and byline may also follow one of the others. The `@highlight`
    blocks that close a story of the CNN and Daily Mail corpus are summaries made for it, not part of the article: they
    are taken off too.
    """
    highlights = _HIGHLIGHTS.search(text) if "@highlight" in text else None
    body = text[: highlights.start()] if highlights else text
    kind: Kind = "none"
    fields: dict[str, str] = {}
    keywords: tuple[str, ...] = ()
    if prefix := _DATE_PREFIX.match(body):
        kind, fields, body = "date", {"date": prefix[1]}, body[prefix.end() :]
    elif lines := title_lines(body):
        kind, (fields, body) = "title_lines", lines
    elif block := key_block(body):
        kind, (fields, keywords, body) = "keys", block
    if "title" not in fields and (headline := take_headline(body)):
        kind = "headline" if kind == "none" else kind
        fields["title"], body = headline
        if kind == "headline" and (block := key_block(body)):
            below, keywords, body = block
            fields = below | fields
    if "byline" not in fields and (byline := take_byline(body)):
        fields["byline"], body = byline
    return Header(fields, body.strip(), kind, keywords)


def has_date_prefix(line: str) -> bool:
    """Whether a line begins with `date YYYY-MM-DD `: the first line of an article in the form with dates before the
    text.
    """
    return _DATE_PREFIX.match(line) is not None
