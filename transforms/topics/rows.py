"""The CSV files of topics: shipped ones, and those that users edit."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from importlib import resources

from onrecord.transforms.topics.errors import TopicFileError


def shipped(name: str) -> str:
    """The text of a file in transforms/data."""
    return resources.files("onrecord.transforms").joinpath("data", name).read_text("utf-8")


def read_rows(
    text: str, what: str, required: Sequence[str], optional: Sequence[str] = ()
) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV text with their line numbers, values without blanks around them; a column that is not there is
    ''.

    Raises:
        TopicFileError: a required column is missing, or a row has no value in one.
    """
    reader = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    columns = [name.strip().lower() for name in reader.fieldnames or ()]
    if missing := [name for name in required if name not in columns]:
        raise TopicFileError(
            f"{what}: there is no column {', '.join(missing)}. The first line must name the columns: "
            f"{','.join((*required, *optional))}."
        )
    reader.fieldnames = columns
    rows = []
    for row in reader:
        values = {name: (row.get(name) or "").strip() for name in (*required, *optional)}
        if empty := [name for name in required if not values[name]]:
            raise TopicFileError(f"{what}, line {reader.line_num}: {', '.join(empty)} is empty.")
        rows.append((reader.line_num, values))
    return rows
