"""JSON: an array of articles, one article, an object that holds a list of them, or several of these in a row."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from onrecord.flows.sources.columns import ColumnReader
from onrecord.flows.sources.content import Content
from onrecord.flows.sources.decode import decoded_pieces
from onrecord.flows.sources.format import Format
from onrecord.flows.sources.json_form import json_form
from onrecord.flows.sources.json_items import items_in
from onrecord.flows.sources.jsonl import object_record
from onrecord.flows.sources.record import Record, Reject, cut_raw

_LARGEST_VALUE = (
    1 << 28
)  # characters of one value, an item of the array or a whole object; more would not fit into memory as Python objects
_NEAR_END = 64  # characters from the end of what was read within which an error may only mean that more has to be read
_SPACE = re.compile(r"\s*")
_DECODER = json.JSONDecoder(strict=False)


class _Broken(Exception):  # noqa: N818  # an internal signal
    """The text is not JSON from here on."""

    def __init__(self, detail: str, raw: str) -> None:
        super().__init__(detail)
        self.raw = raw


def read_json(content: Content, columns: ColumnReader) -> Iterator[Record | Reject]:
    """The articles of a JSON file, numbered from 1.

    Where it breaks off or is not JSON, what stands before is read and one reject closes the file.
    """
    number = 0
    try:
        for value in _Values(content):
            for item in items_in(value):
                number += 1
                yield object_record(str(number), item, columns)
    except _Broken as broken:
        if content.problem is None or content.problem.whole:
            yield Reject(
                str(number + 1), "malformed_record", f"{broken} What follows was not read.", cut_raw(broken.raw)
            )


class _Values:
    """The values of a JSON text, one at a time: the items of an outer array, or the values that follow one another."""

    def __init__(self, content: Content) -> None:
        self._pieces = decoded_pieces(content)
        self._text = ""
        self._at = 0

    def __iter__(self) -> Iterator[object]:
        while self._next_character():
            if self._text[self._at] == "[":
                self._at += 1
                yield from self._items()
            else:
                yield self._value()

    def _items(self) -> Iterator[object]:
        while True:
            match self._next_character():
                case "]":
                    self._at += 1
                    return
                case ",":
                    self._at += 1
                case "":
                    raise _Broken("The JSON array is not closed: the file breaks off.", self._text[self._at :])
                case _:
                    yield self._value()

    def _next_character(self) -> str:
        """The next character that is no blank, without taking it; '' at the end."""
        while True:
            self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]  # it matches everywhere
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _value(self) -> object:
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError:
                raise _Broken("The JSON is nested too deeply.", self._text[self._at :]) from None
            except ValueError as error:
                if not self._may_go_on(error) or not self._more():
                    raise _Broken(f"The JSON is broken: {error}.", self._text[self._at :]) from None
                continue
            if end == len(self._text) and self._text[end - 1] not in '}]"' and self._more():
                continue  # a number may go on
            self._at = end
            return value

    def _may_go_on(self, error: ValueError) -> bool:
        """Whether an error may only mean that the value is not there as a whole yet."""
        if not isinstance(error, json.JSONDecodeError):
            return False
        return error.msg.startswith("Unterminated string") or error.pos >= len(self._text) - _NEAR_END

    def _more(self) -> bool:
        """Read on, twice as much as there is, so that a long value is not decoded again for every piece."""
        rest = self._text[self._at :]
        if len(rest) > _LARGEST_VALUE:
            raise _Broken(
                f"A JSON value is longer than {_LARGEST_VALUE:,} characters. Write JSON Lines, one article a line.",
                rest,
            )
        pieces = [rest]
        wanted = max(len(rest), 1)
        for piece in self._pieces:
            pieces.append(piece)
            wanted -= len(piece)
            if wanted <= 0:
                break
        self._text, self._at = "".join(pieces), 0
        return len(self._text) > len(rest)


JSON = Format("json", "structure", lambda opening: json_form(opening) == "json", read_json)
