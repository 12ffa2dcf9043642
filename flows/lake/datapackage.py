"""`datapackage.json` of a snapshot (Frictionless Data Package).

Every file is in it with rows, bytes and SHA-256, every table with its schema. The specification: https://specs.frictionlessdata.io/data-package/.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet as pq

from onrecord.flows.lake.atomic import replacing
from onrecord.flows.lake.tablefiles import table_files
from onrecord.transforms.tables import registry
from onrecord.transforms.tables.frictionless import table_schema
from onrecord.transforms.tables.registry import Table

PACKAGE_NAME = "datapackage.json"
"""The package's file in a snapshot."""


@dataclass(frozen=True, slots=True)
class _FileFacts:
    path: str
    rows: int
    bytes: int
    sha256: str


def datapackage(snapshot: Path, parent: str | None, parent_dir: Path | None = None) -> dict[str, Any]:
    """Describe the files of a snapshot that was built on the snapshot `parent` (None for the first).

    With `parent_dir`, the folder of that snapshot, files that are hard links of its files are not read again.
    Holds no time of day and no absolute path: equal tables give an equal package.

    Raises:
        OSError: a file cannot be read.
    """
    known = _known_files(parent_dir) if parent_dir is not None else {}
    return {
        "profile": "data-package",
        "name": "onrecord",
        "title": "onrecord: who said what, when, about what",
        "parent_snapshot_id": parent,
        "resources": [_resource(snapshot, table, known) for table in registry.tables()],
    }


def write_datapackage(snapshot: Path, parent: str | None, parent_dir: Path | None = None) -> Path:
    """Write `datapackage.json` into the snapshot, replacing an older one at once; gives its path."""
    path = snapshot / PACKAGE_NAME
    with replacing(path) as temporary:
        temporary.write_bytes(
            orjson.dumps(
                datapackage(snapshot, parent, parent_dir), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
            )
        )
    return path


def _resource(snapshot: Path, table: Table, known: Mapping[tuple[int, int], Mapping[str, Any]]) -> dict[str, Any]:
    files = [_file_facts(snapshot, file, known) for file in table_files(snapshot, table)]
    # A resource must have a path or data; a table without files has no rows.
    place: dict[str, Any] = {"path": [file.path for file in files]} if files else {"data": []}
    return {
        "name": table.name,
        "title": table.grain,
        "description": table.comment,
        **place,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "rows": sum(file.rows for file in files),
        "bytes": sum(file.bytes for file in files),
        "files": [
            {"path": file.path, "rows": file.rows, "bytes": file.bytes, "hash": f"sha256:{file.sha256}"}
            for file in files
        ],
        "schema": table_schema(table),
    }


def _file_facts(snapshot: Path, file: Path, known: Mapping[tuple[int, int], Mapping[str, Any]]) -> _FileFacts:
    path = file.relative_to(snapshot).as_posix()
    status = file.stat()
    same = known.get((status.st_dev, status.st_ino))
    if same is not None:
        return _FileFacts(path, same["rows"], status.st_size, same["hash"].removeprefix("sha256:"))
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return _FileFacts(path, pq.read_metadata(file).num_rows, status.st_size, digest)


def _known_files(parent_dir: Path) -> dict[tuple[int, int], Mapping[str, Any]]:
    """What the parent's package says of its files, by device and inode."""
    package = orjson.loads((parent_dir / PACKAGE_NAME).read_bytes())
    files = [file for resource in package["resources"] for file in resource["files"]]
    return {(status.st_dev, status.st_ino): file for file in files for status in [(parent_dir / file["path"]).stat()]}
