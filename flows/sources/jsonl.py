"""JSON Lines: one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.flows.sources.columns import ColumnReader
from onrecord.flows.sources.content import Content
from onrecord.flows.sources.decode import decoded_lines
from onrecord.flows.sources.format import Format
from onrecord.flows.sources.json_form import json_form, parse_json
from onrecord.flows.sources.json_items import items_in
from onrecord.flows.sources.record import Record, Reject, cut_raw


def read_jsonl(content: Content, columns: ColumnReader) -> Iterator[Record | Reject]:
    """Each line's article; a line that cannot be read is rejected by its number, and the next line is read."""
    for number, line in enumerate(decoded_lines(content), 1):
        if line.isspace():
            continue
        try:
            value = parse_json(line)
        except (ValueError, RecursionError) as error:
            yield Reject(
                str(number),
                "malformed_record",
                f"The line is not JSON: {error}. Correct the line or leave it out.",
                cut_raw(line),
            )
            continue
        items = list(items_in(value))
        for index, item in enumerate(items, 1):
            yield object_record(str(number) if len(items) == 1 else f"{number}.{index}", item, columns, line)


def object_record(source_record: str, item: object, columns: ColumnReader, raw: str | None = None) -> Record | Reject:
    """The record that a JSON object stands for; anything else is rejected."""
    kept = item if raw is None else raw
    try:
        if isinstance(item, dict) and item:
            return columns.read(source_record, item, kept)
        what = "an empty object" if isinstance(item, dict) else f"no object but {_NAMES.get(type(item), 'a value')}"
        return Reject(
            source_record,
            "malformed_record",
            f"The record is {what}. Write an object with the article's fields.",
            cut_raw(kept),
        )
    except RecursionError:
        return Reject(
            source_record,
            "malformed_record",
            "The record is nested too deeply. Write an object with the article's fields.",
        )


_NAMES = {
    list: "a list",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}


JSONL = Format("jsonl", "structure", lambda opening: json_form(opening) == "jsonl", read_jsonl)
