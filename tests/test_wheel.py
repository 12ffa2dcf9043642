"""The package as people install it: built, put somewhere else, and run from folders with modules of other people's."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("flows", "transforms", "sql")
PROGRAM = """
import json, sys
import onrecord
from pathlib import Path

report = onrecord.ingest(["news.txt"], "lake", outlet="The Bell")
with onrecord.open_lake("lake") as connection:
    found = connection.sql("SELECT speaker, quotes FROM speaker_activity").fetchall()
modules = {name: module.__file__ for name, module in sys.modules.items() if name.startswith("onrecord")}
print(json.dumps([report.outcome, found, modules]))
"""


def _run(*command: str, folder: Path, path: Path | None = None) -> str:
    """What a command prints; `path` stands in front of the environment's packages."""
    environment = os.environ | {"PYTHONPATH": str(path) if path else "", "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(  # noqa: S603
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def _build(source: Path, target: Path, form: str) -> Path:
    """A wheel or sdist of a folder, by the build backend that pip asks."""
    program = f"import hatchling.build as build; print(build.build_{form}({str(target)!r}))"
    return target / _run(sys.executable, "-c", program, folder=source).splitlines()[-1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(ROOT, tmp_path_factory.mktemp("wheel"), "wheel")


def _files(root: Path, room: str) -> set[str]:
    files = (root / room).rglob("*")
    return {f"onrecord/{file.relative_to(root).as_posix()}" for file in files if file.is_file()}


def test_the_wheel_has_the_rooms_below_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    rooms = {name for room in ROOMS for name in _files(ROOT, room) if "__pycache__" not in name}
    sample = {f"onrecord/flows/{name.removeprefix('onrecord/data/')}" for name in _files(ROOT, "data/sample")}
    assert names == rooms | sample | {"onrecord/__init__.py", "onrecord/py.typed"}


def test_a_wheel_made_of_the_source_distribution_is_the_same(wheel: Path, tmp_path: Path) -> None:
    packed = _build(ROOT, tmp_path, "sdist")
    _run("tar", "-xf", str(packed), folder=tmp_path)
    again = _build(tmp_path / packed.name.removesuffix(".tar.gz"), tmp_path, "wheel")
    with zipfile.ZipFile(wheel) as first, zipfile.ZipFile(again) as second:
        assert {name: first.getinfo(name).CRC for name in first.namelist()} == {
            name: second.getinfo(name).CRC for name in second.namelist()
        }


def test_it_works_beside_modules_of_the_same_names(wheel: Path, tmp_path: Path) -> None:
    packages, mine = tmp_path / "packages", tmp_path / "mine"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    mine.mkdir()
    for room in ROOMS:
        (mine / f"{room}.py").write_text("raise ImportError('this module is the user\\'s own')\n", "utf-8")
    (mine / "news.txt").write_text('A storm\n\n"The storm is over, and the wall stands," Joe Bell said.\n', "utf-8")
    (mine / "mine.py").write_text(PROGRAM, "utf-8")
    printed = _run(sys.executable, "mine.py", folder=mine, path=packages).splitlines()[-1]
    assert printed.startswith('["published", [["Joe Bell", 1]], ')
    assert f'"onrecord": "{packages}/onrecord/__init__.py"' in printed
    assert str(ROOT) not in printed
    command = (sys.executable, "-m", "onrecord.flows.cli")
    asked = _run(
        *command,
        "query",
        "SELECT outlet FROM articles",
        "--format",
        "csv",
        "--lake",
        "lake",
        folder=mine,
        path=packages,
    )
    assert asked == "outlet\nThe Bell\n"
    assert "Usage: onrecord" in _run(*command, "--help", folder=mine, path=packages)
    assert "Joe Bell" in _run(*command, "quotes", "--lake", "lake", folder=mine, path=packages)
