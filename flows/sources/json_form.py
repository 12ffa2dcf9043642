"""JSON Lines or JSON: which of the two a text is."""

from __future__ import annotations

import json
from typing import Literal

import orjson

from onrecord.flows.sources.format import Opening

_JSONL_SUFFIXES = (".jsonl", ".ndjson", ".jl", ".jsonlines")


def json_form(opening: Opening) -> Literal["jsonl", "json"] | None:
    """None where the text does not begin like JSON."""
    text, suffix = opening.text, opening.suffix
    start = text.lstrip()
    named = suffix == ".json" or suffix in _JSONL_SUFFIXES
    following = start[1:].lstrip()[:1]
    begins = (
        (start[:1] == "{" and following in {'"', "}"})
        or (start[:1] == "[" and following in {"{", "]"})
        or (start[:1] == "[" and named)
    )
    if not begins:
        return ("jsonl" if suffix in _JSONL_SUFFIXES else "json") if named and start[:1] != "<" else None
    lines = [line for line in start.split("\n") if line.strip()]
    complete = lines if opening.whole else lines[:-1]
    if start[0] == "[":
        return "jsonl" if suffix in _JSONL_SUFFIXES and len(lines) > 1 and _is_json(lines[0]) else "json"
    if suffix in _JSONL_SUFFIXES:
        return "json" if start.startswith(("{\n", "{\r\n")) else "jsonl"
    return (
        "jsonl" if len(lines) > 1 and any(line.startswith("{") and _is_json(line) for line in complete[:3]) else "json"
    )


def parse_json(text: str) -> object:
    """A JSON value; also what Python and JavaScript write beside the standard (NaN, line ends in strings, half
    surrogate pairs).

    Raises:
        ValueError: The text is not JSON.
        RecursionError: It is nested too deeply.
    """
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text, strict=False)


def _is_json(line: str) -> bool:
    try:
        return bool(parse_json(line))
    except (ValueError, RecursionError):
        return False
