"""The package as others get it: what is in the wheel, and that it runs away from the checkout.

`flows`, `transforms` and `sql` are names that people give to files of their own: installed, they must not be found in
the package's stead, wherever it is started.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("flows", "transforms", "sql")

STORY = (
    'TESSEL, May 6 - "The ferry will sail tonight," said Prime Minister Marta Quill. No ferry had left since Friday.\n'
)

DOOR = """
import sys
from pathlib import Path

import polars as pl

import onrecord

report = onrecord.ingest(["news"], lake="own")
with onrecord.open_lake("own") as lake:
    speakers = lake.sql("SELECT speaker FROM quotes").fetchall()
quotes = onrecord.annotate(pl.DataFrame({"text": [Path("news/one.txt").read_text("utf-8")]}))["quotes"]
modules = {name: module.__file__ for name, module in sys.modules.items() if name.partition(".")[0] == "onrecord"}
away = sorted(name for name, file in modules.items() if file and not file.startswith(sys.argv[1]))
print(report.n_articles, speakers, quotes.column("speaker").to_pylist(), len(modules) > 50, away)
"""


def run(command: Sequence[str | Path], folder: Path, package: Path | None = None) -> str:
    """Standard output of a command that succeeds in a folder, with the package of another folder before all others."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ONRECORD_", "PREFECT_"))}
    environment["PYTHONPATH"] = str(package or "")
    ended = subprocess.run(  # noqa: S603
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist of this checkout."""
    folder = tmp_path_factory.mktemp("built")
    run([sys.executable, "-m", "hatchling", "build", "-d", folder], ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel was installed, alone: what it needs comes from the environment of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--no-index", "--no-deps", "--quiet"]
    run([*pip, "--no-compile", "--target", folder, wheel], folder)
    return folder


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    """A folder of somebody who has modules of the rooms' names, and news."""
    for room in ROOMS:
        (tmp_path / f"{room}.py").write_text(f"raise RuntimeError('{room}.py is not the package')\n", "utf-8")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "one.txt").write_text(STORY, "utf-8")
    return tmp_path


def test_the_wheel_holds_every_file_of_the_rooms_and_the_sample_and_nothing_else(wheel: Path) -> None:
    homes = {f"onrecord/{room}": ROOT / room for room in ROOMS} | {"onrecord/flows/sample": ROOT / "data" / "sample"}
    expected = {
        f"{home}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for home, folder in homes.items()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    expected |= {f"onrecord/{path.name}": path.read_bytes() for path in (ROOT / "onrecord").iterdir() if path.is_file()}
    assert {"onrecord/__init__.py", "onrecord/py.typed"} <= expected.keys()
    found = {name: data for name, data in contents(wheel).items() if ".dist-info/" not in name}
    assert sorted(found) == sorted(expected)
    assert found == expected


def test_a_wheel_made_from_the_sdist_is_the_same(built: Path, wheel: Path, tmp_path: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        assert not [member.name for member in archive.getmembers() if not member.isfile()]
        archive.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "again"], folder)
    (again,) = (tmp_path / "again").glob("*.whl")
    assert contents(again) == contents(wheel)


@pytest.mark.parametrize("way", ["console script", "module"])
def test_commands_run_among_modules_of_the_rooms_names(way: str, installed: Path, own_folder: Path) -> None:
    program = (
        [installed / "bin" / "onrecord"] if way == "console script" else [sys.executable, "-m", "onrecord.flows.cli"]
    )
    assert "rollback" in run([*program, "--help"], own_folder, installed)
    assert "Published 000001-" in run([*program, "ingest", "news", "--lake", "lake"], own_folder, installed)
    asked = ["query", "SELECT speaker, cue FROM quotes", "--lake", "lake", "--format", "csv"]
    assert run([*program, *asked], own_folder, installed) == "speaker,cue\nMarta Quill,said\n"


def test_the_public_door_opens_on_the_wheel_alone(installed: Path, own_folder: Path) -> None:
    program = [sys.executable, "-c", DOOR, str(installed)]
    assert run(program, own_folder, installed) == "1 [('Marta Quill',)] ['Marta Quill'] True []\n"
    assert sorted(path.name for path in installed.iterdir() if path.suffix != ".dist-info") == ["bin", "onrecord"]
