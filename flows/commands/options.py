"""Options that several commands have, and how they are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

LakeOption = Annotated[Path | None, Parameter(name="--lake", help="Folder of the dataset. Default: data/lake, or the setting.")]
OutletOption = Annotated[str | None, Parameter(name="--outlet", help="Outlet of articles that do not name theirs.")]
MapOption = Annotated[
    list[str] | None,
    Parameter(name="--map", help="Where a field of the articles stands in your files, e.g. text=Story; may be given several times.", negative=()),
]


class OptionError(ValueError):
    """An option whose value makes no sense: what it should look like."""


def parse_mapping(pairs: Sequence[str] | None) -> dict[str, str] | None:
    """`["text=Story"]` gives `{"text": "Story"}`; None stays None.

    Raises:
        OptionError: a pair is not field=column, or names a field that articles do not have.
    """
    # Imported here, because the table of fields is not needed for `--help` of a command.
    from flows.sources.record import CANONICAL_FIELDS  # noqa: PLC0415

    if pairs is None:
        return None
    mapping: dict[str, str] = {}
    for pair in pairs:
        field, equals, column = (part.strip() for part in pair.partition("="))
        if not (field and equals and column):
            raise OptionError(f"--map {pair}: write field=column, e.g. --map text=Story")
        if field not in CANONICAL_FIELDS:
            raise OptionError(f"--map {pair}: there is no field '{field}'. Fields: {', '.join(CANONICAL_FIELDS)}")
        mapping[field] = column
    return mapping
