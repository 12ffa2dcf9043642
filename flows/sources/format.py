"""What a format is: its name, how the beginning of a file tells it, and who reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from onrecord.flows.sources.columns import ColumnReader
from onrecord.flows.sources.content import Content
from onrecord.flows.sources.record import Record, Reject


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a file, decompressed."""

    head: bytes
    text: str
    """The same as text; characters outside ASCII are not decoded. Empty for a format that is told by its bytes."""
    suffix: str
    """The last suffix of the name in small letters, that of a compression left out: '.jsonl' of 'a.jsonl.gz'."""
    whole: bool
    """Whether there is no more of the file."""


@dataclass(frozen=True, slots=True)
class Format:
    """A form in which articles come. A new one is a module that makes it and a line in the registry."""

    name: str
    """As in the column `format` of `sources`."""
    told_by: Literal["bytes", "structure", "nothing"]
    """bytes: by its first bytes, which are no text. structure: text that markup or code could be taken for.
    nothing: any text that is neither markup nor code."""
    fits: Callable[[Opening], bool]
    """Whether a file with this beginning has the format; asked after all formats before it in the registry."""
    read: Callable[[Content, ColumnReader], Iterable[Record | Reject]]
    """The records of a file in their order. Bad content never raises."""
