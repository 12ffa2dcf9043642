"""Who imports whom: the rooms look one way, and the stages of the quote engine only down their stairs."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STAIRS = ("words", "reading", "models", "contents", "marked", "speakers", "quotations")
"""Stages of the quote engine in the order in which a body passes them; its modules on top come last."""

MAY_IMPORT = {
    "transforms": {"transforms"},
    "flows": {"flows", "transforms", "sql"},
    "sql": set[str](),
}


def _imports(file: Path) -> Iterator[tuple[str, ...]]:
    """The parts of every module of the package that a file imports, functions' own imports included."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        yield from (tuple(name.split(".")[1:]) for name in names if name.split(".")[0] == "onrecord")


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_rooms_look_one_way(room: str) -> None:
    for file in sorted((ROOT / room).rglob("*.py")):
        rooms = {parts[0] for parts in _imports(file) if parts} - {"__version__"}
        assert rooms <= MAY_IMPORT[room], f"{file.relative_to(ROOT)} imports {rooms - MAY_IMPORT[room]}"


def _step(parts: tuple[str, ...]) -> int:
    return STAIRS.index(parts[0]) if parts and parts[0] in STAIRS else len(STAIRS)


def test_the_engine_goes_down_the_stairs() -> None:
    quotes = ROOT / "transforms" / "quotes"
    files = sorted(quotes.rglob("*.py"))
    assert {file.relative_to(quotes).parts[0] for file in files} >= set(STAIRS)
    for file in files:
        own = _step(file.relative_to(quotes).parts)
        for parts in _imports(file):
            if parts[:2] == ("transforms", "quotes") and len(parts) > 2:
                assert _step(parts[2:]) <= own, f"{file.relative_to(ROOT)} reaches forward to {'.'.join(parts)}"
