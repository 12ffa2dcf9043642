"""Plain text: one article a file, or several that each begin with ` date YYYY-MM-DD `, mostly one a line."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.flows.sources.columns import HTML_DETAIL, ColumnReader
from onrecord.flows.sources.content import Content
from onrecord.flows.sources.decode import decode, decoded_lines, repair_mojibake
from onrecord.flows.sources.format import Format, Opening
from onrecord.flows.sources.markup import is_html, unescape_entities
from onrecord.flows.sources.record import RAW_LIMIT, Record, Reject, cut_raw
from onrecord.transforms.articles.headers import has_date_prefix, split_header
from onrecord.transforms.articles.normalise import normalise, normalise_characters, normalise_line

LARGEST_ARTICLE_BYTES = 1 << 24


def read_text(content: Content, _columns: ColumnReader) -> Iterator[Record | Reject]:
    """The article of a file."""
    data = bytearray()
    for piece in content.pieces():
        data += piece
        if len(data) > LARGEST_ARTICLE_BYTES:
            yield Reject("1", "not_an_article", _too_long("file"), cut_raw(decode(bytes(data[:RAW_LIMIT]))))
            return
    if content.problem is None or content.problem.whole:
        yield article_record("1", decode(bytes(data)))


def read_lines(content: Content, _columns: ColumnReader) -> Iterator[Record | Reject]:
    """The articles of a file in which each begins with ` date YYYY-MM-DD `, numbered by their first line."""
    for number, text in _dated_articles(content):
        if len(text) > LARGEST_ARTICLE_BYTES:
            yield Reject(str(number), "not_an_article", _too_long("article"), cut_raw(text))
        else:
            yield article_record(str(number), text)


def _dated_articles(content: Content) -> Iterator[tuple[int, str]]:
    """Number of the first line and text of each article; what goes beyond the greatest length is only begun."""
    number, lines, size = 1, list[str](), 0
    for at, line in enumerate(decoded_lines(content), 1):
        if has_date_prefix(line):
            if any(map(str.strip, lines)):
                yield number, "".join(lines)
            number, lines, size = at, [], 0
        if size <= LARGEST_ARTICLE_BYTES:
            lines.append(line)
            size += len(line)
    if lines and (content.problem is None or content.problem.whole):
        yield number, "".join(lines)


def _too_long(what: str) -> str:
    return (
        f"The {what} is longer than {LARGEST_ARTICLE_BYTES >> 20} MiB; no article is. Give one article a file, or "
        "JSON Lines, CSV or Parquet."
    )


def article_record(source_record: str, raw: str) -> Record | Reject:
    """The record of one article in plain text, its header lines taken off."""
    text = unescape_entities(normalise_characters(repair_mojibake(raw)))
    if is_html(text):
        return Reject(source_record, "unsupported_format", HTML_DETAIL, cut_raw(raw))
    header = split_header(text)
    body = normalise(header.body)
    if not any(map(str.isalnum, body)):
        return Reject(
            source_record,
            "no_text",
            "There is no text, or there are only header lines. Nothing to do, or get the whole article.",
            cut_raw(raw),
        )
    fields = {field: clean for field, value in header.fields.items() if (clean := normalise_line(value))}
    return Record(source_record, body, fields, header.keywords, "header" if "date" in fields else "metadata")


def _has_dated_lines(opening: Opening) -> bool:
    """Whether a text begins with a date, and another line of it does, or there is more than can be seen."""
    dated = has_date_prefix(opening.text)
    return dated and (not opening.whole or sum(map(has_date_prefix, opening.text.split("\n"))) > 1)


LINES = Format("lines", "nothing", _has_dated_lines, read_lines)
TEXT = Format("text", "nothing", lambda _opening: True, read_text)
