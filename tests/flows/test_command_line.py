"""The commands as a person types them, on real lakes."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from flows.cli import main
from flows.console import sparkline

ARTICLE = 'date 2024-03-14 PORT ASTER, March 14. /VNA/. The Assembly met.\n\n"We will build the harbour," Prime Minister Ingrid Solheim said.\n'


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    (folder / "one.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    target = folder.parent / "lake [1]"
    assert main(["ingest", str(folder), "--lake", str(target), "--outlet", "Harbour Times"]) == 0
    return target


def test_ingest_says_what_it_did_and_the_second_time_that_there_is_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    news = tmp_path / "news.txt"
    news.write_text(ARTICLE, encoding="utf-8")
    assert main(["ingest", str(news), "--lake", str(tmp_path / "lake")]) == 0
    assert "100% with a named speaker" in capsys.readouterr().out
    assert main(["ingest", str(news), "--lake", str(tmp_path / "lake")]) == 0
    assert "Nothing to do" in capsys.readouterr().out


def test_ingest_maps_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tmp_path / "rows.jsonl.gz"
    rows.write_bytes(gzip.compress(json.dumps({"story": "The harbour is closed today.", "paper": "Post"}).encode()))
    assert main(["ingest", str(rows), "--lake", str(tmp_path / "lake"), "--map", "text=story", "--map", "outlet=paper"]) == 0
    capsys.readouterr()
    assert main(["query", "SELECT outlet, body FROM articles", "--format", "csv", "--lake", str(tmp_path / "lake")]) == 0
    assert capsys.readouterr().out == "outlet,body\nPost,The harbour is closed today.\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ingest", "no-such-file"], "There is no file or folder"),
        (["ingest"], "name at least one file"),
        (["ingest", ".", "--map", "text"], "--map takes field=column"),
        (["ingest", ".", "--map", "nonsense=column"], "no such field"),
        (["status", "--lake", "no-such-lake"], "There is no dataset in"),
        (["rollback", "--lake", "no-such-lake"], "onrecord:"),
    ],
)
def test_errors_are_one_message_and_exit_code_1(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 1
    assert message in capsys.readouterr().err


def test_query_as_table_json_and_parquet(lake: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT speaker, 1.5 AS half, NULL AS nothing FROM quotes"
    assert main(["query", sql, "--lake", str(lake)]) == 0
    assert "Ingrid Solheim" in capsys.readouterr().out
    assert main(["query", sql, "--format", "json", "--lake", str(lake)]) == 0
    assert json.loads(capsys.readouterr().out)[0]["speaker"] == "Ingrid Solheim"
    assert main(["query", sql, "--format", "csv", "--out", str(tmp_path / "q.csv"), "--lake", str(lake)]) == 0
    assert (tmp_path / "q.csv").read_text(encoding="utf-8").startswith("speaker,half")
    assert main(["query", sql, "--format", "parquet", "--out", str(tmp_path / "q.parquet"), "--lake", str(lake)]) == 0
    assert pl.read_parquet(tmp_path / "q.parquet")["speaker"].to_list() == ["Ingrid Solheim"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "SELECT nonsense FROM quotes"], "nonsense"),
        (["query", "SELECT 1", "--format", "parquet"], "--out FILE"),
        (["quotes", "--since", "yesterday"], "--since and --until take a date"),
    ],
)
def test_wrong_questions(arguments: list[str], message: str, lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--lake", str(lake)]) == 1
    assert message in capsys.readouterr().err


def test_long_tables_are_cut_and_say_so(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "SELECT * FROM range(300)", "--lake", str(lake)]) == 0
    assert "100 more rows" in capsys.readouterr().err


def test_quotes_read_like_a_clipping(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotes", "--speaker", "solheim", "--about", "HARBOUR", "--since", "2024-01-01", "--until", "2024-12-31", "--lake", str(lake)]) == 0
    shown = capsys.readouterr().out
    assert "2024-03-14  Harbour Times" in shown
    assert "“We will build the harbour,”" in shown
    assert "— Ingrid Solheim, Prime Minister" in shown
    assert main(["quotes", "--speaker", "nobody", "--lake", str(lake)]) == 0
    assert "No quotation fits" in capsys.readouterr().out


def test_status_and_rejects(lake: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--lake", str(lake)]) == 0
    assert "000001-" in capsys.readouterr().out
    assert main(["rejects", "--lake", str(lake)]) == 0
    assert "empty" in capsys.readouterr().out
    news = tmp_path / "news.txt"
    news.write_text(ARTICLE, encoding="utf-8")
    main(["ingest", str(news), "--lake", str(tmp_path / "clean")])
    capsys.readouterr()
    assert main(["rejects", "--lake", str(tmp_path / "clean")]) == 0
    assert "No record was rejected" in capsys.readouterr().out


def test_rollback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(ARTICLE.replace("harbour", f"harbour {number}"), encoding="utf-8")
        assert main(["ingest", str(tmp_path / f"{number}.txt"), "--lake", str(tmp_path / "lake")]) == 0
    capsys.readouterr()
    assert main(["rollback", "--lake", str(tmp_path / "lake")]) == 0
    assert "000001-" in capsys.readouterr().out


def test_settings_from_environment_and_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "onrecord.toml").write_text('lake = "from-file"\noutlet = "File Post"\n', encoding="utf-8")
    monkeypatch.setenv("ONRECORD_LAKE", str(tmp_path / "from-environment"))
    assert main(["ingest", "news.txt"]) == 0
    capsys.readouterr()
    assert main(["query", "SELECT outlet FROM articles", "--format", "csv"]) == 0
    assert capsys.readouterr().out == "outlet\nFile Post\n"
    assert (tmp_path / "from-environment" / "current").is_symlink()
    (tmp_path / "onrecord.toml").write_text("laek = 1\n", encoding="utf-8")
    assert main(["status"]) == 1
    assert "laek" in capsys.readouterr().err


def test_demo_runs_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert main(["demo", "--lake", str(tmp_path / "lake")]) == 0
        shown = capsys.readouterr().out
        assert "Marta Quill" in shown
        assert "Topics over time" in shown
        assert "snapshots" in shown


def test_sparkline() -> None:
    assert sparkline([0, 1, 8, 4]) == " ▁█▄"
    assert sparkline([]) == ""


def test_help_and_wrong_flag_as_a_program() -> None:
    command = [sys.executable, "-m", "flows.cli"]
    shown = subprocess.run([*command, "--help"], capture_output=True, text=True, check=True)  # noqa: S603
    assert "ingest" in shown.stdout
    wrong = subprocess.run([*command, "status", "--nonsense"], capture_output=True, text=True, check=False)  # noqa: S603
    assert wrong.returncode != 0
