"""Files of the repository that are made from the registry of tables and from `sql/`.

`python -m onrecord.flows.derived` writes them; with `--check` it writes nothing and ends with 1 if one is stale.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from onrecord.flows.lake.atomic import replacing
from onrecord.flows.lake.catalog import connect, view_columns
from onrecord.flows.lake.statements import View, column_meanings, views
from onrecord.transforms.tables import registry
from onrecord.transforms.tables.dictionary import ViewColumn, ViewPage, data_dictionary

ROOT = Path(__file__).resolve().parent.parent
"""The repository."""


def dictionary_page() -> str:
    """The data dictionary. Asks DuckDB, over a snapshot without rows, for the types of the views' columns."""
    with tempfile.TemporaryDirectory() as nothing, connect(Path(nothing)) as connection:
        columns = view_columns(connection)
    pages = [_view_page(view, columns[view.name]) for view in views()]
    return data_dictionary(registry.tables(), pages)


DERIVED: dict[str, Callable[[], str]] = {"docs/data-dictionary.md": dictionary_page}
"""What is derived, by path in the repository, and how it is made."""


def stale(root: Path = ROOT) -> list[str]:
    """The derived files that are missing or are not what they would be if they were made now."""
    return [
        path
        for path, make in DERIVED.items()
        if not (root / path).is_file() or (root / path).read_text("utf-8") != make()
    ]


def write(root: Path = ROOT) -> list[str]:
    """Make every derived file that is stale; gives their paths."""
    paths = stale(root)
    for path in paths:
        with replacing(root / path) as temporary:
            temporary.write_text(DERIVED[path](), "utf-8")
    return paths


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Command line of this module; gives its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.flows.derived",
        description="Make the files that follow from the table registry and from sql/.",
    )
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 if a file is stale")
    if not parser.parse_args(arguments).check:
        for path in write(root):
            print(f"written: {path}")
        return 0
    paths = stale(root)
    for path in paths:
        print(f"stale: {path}; make it anew with `python -m onrecord.flows.derived`", file=sys.stderr)
    return 1 if paths else 0


def _view_page(view: View, columns: Sequence[tuple[str, str]]) -> ViewPage:
    meanings = column_meanings(view, [name for name, _ in columns])
    described = tuple(ViewColumn(name, dtype, meanings[name]) for name, dtype in columns)
    return ViewPage(view.name, view.grain, view.comment, described)


if __name__ == "__main__":
    sys.exit(main())
