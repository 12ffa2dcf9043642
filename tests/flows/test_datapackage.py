from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.flows.lake.datapackage import PACKAGE_NAME, datapackage, write_datapackage
from onrecord.transforms.tables import registry
from onrecord.transforms.tables.declared import TABLES
from onrecord.transforms.tables.frictionless import table_schema

Rows = dict[str, list[dict[str, str | None]]]


def resource(package: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = [resource for resource in package["resources"] if resource["name"] == name]
    return dict(found)


def test_every_table_is_a_resource_with_its_schema(build_snapshot: Callable[..., Path], sound_rows: Rows) -> None:
    package = datapackage(build_snapshot(sound_rows), "20240501-0a")
    assert (package["profile"], package["name"], package["parent_snapshot_id"]) == (
        "data-package",
        "onrecord",
        "20240501-0a",
    )
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    for name in TABLES:
        assert resource(package, name)["schema"] == table_schema(registry.table(name))
        assert resource(package, name)["title"] == registry.table(name).grain


def test_every_file_is_told_with_rows_bytes_and_hash(build_snapshot: Callable[..., Path], sound_rows: Rows) -> None:
    snapshot = build_snapshot(sound_rows)
    package = datapackage(snapshot, None)
    articles = resource(package, "articles")
    assert articles["path"] == [
        "articles/month=2024-02/part.parquet",
        "articles/month=2024-03/part.parquet",
        "articles/month=undated/part.parquet",
    ]
    assert (articles["rows"], [file["rows"] for file in articles["files"]]) == (4, [2, 1, 1])
    for file in articles["files"]:
        content = (snapshot / file["path"]).read_bytes()
        assert (file["bytes"], file["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
    assert articles["bytes"] == sum(file["bytes"] for file in articles["files"])
    told = {file["path"] for resource in package["resources"] for file in resource["files"]}
    assert told == {path.relative_to(snapshot).as_posix() for path in snapshot.rglob("*.parquet")}


def test_a_table_without_files_has_no_data(tmp_path: Path) -> None:
    quotes = resource(datapackage(tmp_path, None), "quotes")
    assert (quotes["data"], quotes["rows"], quotes["bytes"], quotes["files"]) == ([], 0, 0, [])
    assert "path" not in quotes


def test_equal_tables_give_an_equal_file_wherever_they_lie(
    tmp_path: Path, write_snapshot: Callable[..., Path], sound_rows: Rows
) -> None:
    one = write_datapackage(write_snapshot(tmp_path / "one", sound_rows), None)
    two = write_datapackage(write_snapshot(tmp_path / "two's [odd] ünï", sound_rows), None)
    assert one.name == PACKAGE_NAME
    assert one.read_bytes() == two.read_bytes()
    assert json.loads(one.read_text("utf-8")) == datapackage(one.parent, None)
    assert one.read_bytes().endswith(b"}\n")


def test_files_taken_over_as_hard_links_are_not_read_again(
    tmp_path: Path, write_snapshot: Callable[..., Path], sound_rows: Rows
) -> None:
    parent = write_snapshot(tmp_path / "parent", sound_rows)
    package = json.loads(write_datapackage(parent, None).read_text("utf-8"))
    kept, written = resource(package, "articles")["files"][:2]
    kept["hash"] = "sha256:as-the-parent-says"
    written["hash"] = "sha256:of-a-file-that-was-replaced"
    (parent / PACKAGE_NAME).write_text(json.dumps(package), "utf-8")

    child = write_snapshot(tmp_path / "child", {})
    (child / kept["path"]).parent.mkdir(parents=True)
    os.link(parent / kept["path"], child / kept["path"])
    (child / written["path"]).parent.mkdir(parents=True)
    (child / written["path"]).write_bytes((parent / written["path"]).read_bytes())

    files = resource(datapackage(child, "parent", parent), "articles")["files"]
    assert files[0] == kept
    assert files[1]["hash"] == f"sha256:{hashlib.sha256((child / written['path']).read_bytes()).hexdigest()}"


def test_a_parent_without_its_package_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        datapackage(tmp_path, "parent", tmp_path / "parent")
