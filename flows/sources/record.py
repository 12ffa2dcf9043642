"""What a reader hands on: a record with its fields told apart, or the reason why there is none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from onrecord.transforms.articles.records import FIELDS

CANONICAL_FIELDS = ("text", *FIELDS, "keywords")
"""What a column can be mapped to."""

RAW_LIMIT = 2000
"""Characters of a rejected record that are kept."""


@dataclass(frozen=True, slots=True)
class Record:
    """One input record as a reader found it: fields told apart, nothing interpreted."""

    source_record: str
    """Line, row or item number from 1; "1" where the file is one article."""
    text: str
    """The article's text with its dateline, normalised; headers taken off."""
    fields: Mapping[str, str]
    """Canonical names (`onrecord.transforms.articles.records.FIELDS`) and their raw values, never empty."""
    keywords: tuple[str, ...] = ()
    """The publisher's keywords and tags."""
    date_source: Literal["metadata", "header"] = "metadata"
    """Where `fields["date"]` stood: "header" in the text's own header lines."""


@dataclass(frozen=True, slots=True)
class Reject:
    """One input record that could not become an article."""

    source_record: str
    reason: str
    """A member of `onrecord.transforms.tables.declared.REJECT_REASONS`."""
    detail: str
    """Why, in words, and what to do."""
    raw: str | None = None
    """The record, cut by `cut_raw`; None where it is not text."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person says about the input.

    Raises:
        ValueError: The mapping names a field that does not exist.
    """

    mapping: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Canonical field and the column that holds it; wins over the alias table."""

    def __post_init__(self) -> None:
        unknown = sorted(set(self.mapping) - set(CANONICAL_FIELDS))
        if unknown:
            raise ValueError(
                f"no such field: {', '.join(unknown)}; a column can be mapped to {', '.join(CANONICAL_FIELDS)}"
            )


def cut_raw(raw: object) -> str:
    """The beginning of a rejected record, as text that every store takes: objects as JSON; half surrogate pairs and NUL
    become other characters.

    Raises:
        RecursionError: An object is nested too deeply for JSON.
    """
    if not isinstance(raw, str):
        raw = json.dumps(raw, ensure_ascii=False, default=str)
    return raw[:RAW_LIMIT].encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")
