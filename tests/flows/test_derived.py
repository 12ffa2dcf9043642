from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.flows import derived
from onrecord.flows.lake.statements import views
from onrecord.transforms.tables.declared import TABLES


@pytest.mark.parametrize("path", derived.DERIVED)
def test_derived_file_is_fresh(path: str) -> None:
    assert (derived.ROOT / path).read_text("utf-8") == derived.DERIVED[path](), (
        f"{path} is stale: run `python -m onrecord.flows.derived`"
    )


def test_dictionary_has_every_table_and_view() -> None:
    page = derived.dictionary_page()
    headings = [line.removeprefix("### ").strip("`") for line in page.splitlines() if line.startswith("### ")]
    assert headings == [*TABLES, *(view.name for view in views())]
    assert "| `share` | float | `quotes` / `quotes_total`. Unit: share, 0 to 1. |" in page
    assert "| `month_start` | date |" in page
    assert "| `started_at` | timestamp, UTC |" in page


def test_missing_file_is_made_and_then_fresh(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert derived.main(["--check"], tmp_path) == 1
    assert (
        capsys.readouterr().err
        == "stale: docs/data-dictionary.md; make it anew with `python -m onrecord.flows.derived`\n"
    )
    assert list(tmp_path.iterdir()) == []
    assert derived.main([], tmp_path) == 0
    assert capsys.readouterr().out == "written: docs/data-dictionary.md\n"
    assert derived.main(["--check"], tmp_path) == 0
    assert derived.main([], tmp_path) == 0
    assert capsys.readouterr().out == ""


def test_stale_file_is_made_anew(tmp_path: Path) -> None:
    derived.write(tmp_path)
    page = tmp_path / "docs" / "data-dictionary.md"
    page.write_text(page.read_text("utf-8").replace("One row", "Some rows"), "utf-8")
    assert derived.stale(tmp_path) == ["docs/data-dictionary.md"]
    assert derived.write(tmp_path) == ["docs/data-dictionary.md"]
    assert derived.stale(tmp_path) == []


def test_command_line_checks_the_repository() -> None:
    command = [sys.executable, "-m", "onrecord.flows.derived", "--check"]
    assert subprocess.run(command, cwd=derived.ROOT, check=False, capture_output=True).returncode == 0  # noqa: S603
