"""The command line, run in this process against real lakes."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest

from onrecord.flows.cli import main
from onrecord.flows.console import sparkline
from onrecord.flows.demo import sample_folder
from onrecord.flows.lake.store import Lake
from onrecord.flows.run import IngestRequest, RunReport, ingest

STORY = (
    'date 2024-03-14 TESSEL, March 14. /VNA/. "The harbour stays open," said Prime Minister Marta Quill. "Nobody '
    'will be sent away from the quay this winter."\n'
)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("PREFECT_API_URL", "ONRECORD_LAKE", "ONRECORD_OUTLET", "ONRECORD_WORKERS", "ONRECORD_MAP"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def demo_lake(tmp_path_factory: pytest.TempPathFactory) -> str:
    lake = tmp_path_factory.mktemp("demo") / "lake"
    assert main(["demo", "--lake", str(lake)]) == 0
    return str(lake)


@pytest.fixture
def story() -> Path:
    path = Path("news/one.txt")
    path.parent.mkdir()
    path.write_text(STORY, "utf-8")
    return path


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Standard output of a command that succeeds."""
    capsys.readouterr()
    code = main(list(arguments))
    captured = capsys.readouterr()
    assert code == 0, captured.err
    return captured.out


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Standard error of a command that fails and prints no data."""
    capsys.readouterr()
    code = main(list(arguments))
    captured = capsys.readouterr()
    assert (code, captured.out) == (1, "")
    return captured.err


def test_demo_again_shows_the_same_dataset(demo_lake: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = answer(capsys, "demo", "--lake", demo_lake)
    assert "Nothing to do" in shown
    assert re.search(r"Marta Quill\s+Prime Minister\s+\d+", shown)
    assert "Topics over time, 2024-01 to 2024-12, one bar a month\n" in shown
    assert len(Lake(Path(demo_lake)).snapshots()) == 1
    assert f"The dataset is {demo_lake}/current:" in shown
    assert f'query "FROM speaker_share ORDER BY quotes DESC LIMIT 10" --lake {demo_lake}' in shown


def test_ingest_publishes_then_has_nothing_to_do(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lake = "lake [1]"
    told = answer(capsys, "ingest", str(story.parent), "--lake", lake, "--outlet", "The Bell", "--workers", "1")
    assert "000001-" in told
    assert "100% with a named speaker" in told
    assert "Nothing to do: the file is in the lake already" in answer(
        capsys, "ingest", str(story.parent), "--lake", lake, "--outlet", "The Bell"
    )
    rows = json.loads(
        answer(
            capsys,
            "query",
            "SELECT outlet, published_on::VARCHAR AS day FROM articles",
            "--lake",
            lake,
            "--format",
            "json",
        )
    )
    assert rows == [{"outlet": "The Bell", "day": "2024-03-14"}]


def test_another_outlet_is_refused_politely_until_all_is_read_again(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(capsys, "ingest", str(story.parent), "--lake", "lake")
    assert main(["ingest", str(story.parent), "--lake", "lake", "--outlet", "The Bell"]) == 0
    said = capsys.readouterr()
    assert "Nothing to do" in said.out
    assert "--again" in said.err
    answer(capsys, "ingest", str(story.parent), "--lake", "lake", "--outlet", "The Bell", "--again")
    assert (
        answer(capsys, "query", "SELECT outlet FROM articles", "--lake", "lake", "--format", "csv")
        == "outlet\nThe Bell\n"
    )
    Path("other.txt").write_text(STORY, "utf-8")
    assert "are not among them" in refusal(capsys, "ingest", "other.txt", "--lake", "lake", "--again")


def test_a_folder_without_files_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("none").mkdir()
    assert (
        answer(capsys, "ingest", "none", "--lake", "lake")
        == "Nothing to do: there are no files in the sources. Nothing was written.\n"
    )


def test_mapping_names_the_column_of_a_field(capsys: pytest.CaptureFixture[str]) -> None:
    text = "The ferry was late again on Monday, and nobody on the quay was told why it did not come."
    Path("dump.csv").write_text(f'Wording,Printed\n"{text}",2024-05-06\n', "utf-8")
    answer(capsys, "ingest", "dump.csv", "--lake", "lake", "--map", "text=Wording", "--map", "date=Printed")
    rows = answer(capsys, "query", "SELECT published_on, body FROM articles", "--lake", "lake", "--format", "csv")
    assert rows.splitlines() == ["published_on,body", f'2024-05-06,"{text}"']


def test_mapping_in_the_settings_under_the_word_of_the_flag(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = json.dumps({"story": "The harbour is closed today.", "paper": "Post"})
    Path("rows.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    Path("onrecord.toml").write_text('[map]\ntext = "story"\n', "utf-8")
    answer(capsys, "ingest", "rows.jsonl.gz", "--lake", "file")
    monkeypatch.setenv("ONRECORD_MAP", '{"text": "nowhere"}')
    answer(capsys, "ingest", "rows.jsonl.gz", "--lake", "environment", "--map", "text=story", "--map", "outlet=paper")
    for lake, outlet in (("file", "unknown"), ("environment", "Post")):
        rows = answer(capsys, "query", "SELECT outlet, body FROM articles", "--lake", lake, "--format", "csv")
        assert rows == f"outlet,body\n{outlet},The harbour is closed today.\n"


def test_settings_flags_over_environment_over_file(
    story: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("onrecord.toml").write_text('lake = "from-file"\noutlet = "File Post"\n', "utf-8")
    answer(capsys, "ingest", str(story))
    monkeypatch.setenv("ONRECORD_LAKE", "from-environment")
    answer(capsys, "ingest", str(story))
    answer(capsys, "ingest", str(story), "--lake", "from-flag")
    assert all(Path(name, "current").is_symlink() for name in ("from-file", "from-environment", "from-flag"))
    assert answer(capsys, "query", "SELECT outlet FROM articles", "--format", "csv") == "outlet\nFile Post\n"


def test_rollback_goes_back_and_to_a_named_snapshot(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(capsys, "ingest", str(story), "--lake", "lake")
    story.with_name("two.txt").write_text(STORY.replace("harbour", "market"), "utf-8")
    answer(capsys, "ingest", str(story.parent), "--lake", "lake")
    first, second = (info.snapshot_id for info in Lake(Path("lake")).snapshots())
    assert first in answer(capsys, "rollback", "--lake", "lake")
    assert (
        answer(capsys, "query", "SELECT count(*) AS n FROM articles", "--lake", "lake", "--format", "csv") == "n\n1\n"
    )
    answer(capsys, "rollback", "--to", second, "--lake", "lake")
    assert re.search(rf"→\s+{second}", answer(capsys, "status", "--lake", "lake"))


@pytest.mark.parametrize(
    ("conditions", "condition"),
    [
        (["--speaker", "quill"], "speaker ILIKE '%quill%'"),
        (["--about", "Harbour"], "context ILIKE '%harbour%'"),
        (["--since", "2024-06-01", "--until", "2024-06-30"], "published_on BETWEEN '2024-06-01' AND '2024-06-30'"),
        (["--outlet", "TASS"], "outlet = 'TASS'"),
    ],
)
def test_quotes_are_those_asked_for(
    conditions: list[str], condition: str, demo_lake: str, capsys: pytest.CaptureFixture[str]
) -> None:
    uttered = "(kind <> 'indirect' OR cue_class IN ('speech', 'writing', 'gesture', 'demand'))"
    wanted = {f"confidence >= 0.5 AND {uttered}": [], uttered: ["--least", "0"], "confidence >= 0.5": ["--beliefs"]}
    counts = []
    for which, flags in wanted.items():
        shown = answer(capsys, "quotes", *conditions, *flags, "--limit", "1000", "--lake", demo_lake)
        sql = f"SELECT count(*) AS n FROM quotes_with_context WHERE {condition} AND {which}"  # noqa: S608, the conditions above
        count = int(answer(capsys, "query", sql, "--lake", demo_lake, "--format", "csv").split()[1])
        assert count == len(re.findall(r"^  — ", shown, re.MULTILINE)) > 0
        counts.append(count)
    assert counts[0] <= min(counts[1:])


def test_quotes_read_like_a_clipping_file(demo_lake: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = answer(capsys, "quotes", "--speaker", "Antonov", "--lake", demo_lake)
    assert re.search(r"^2020-12-21  TASS.*\n  “.+", shown)
    assert "— Anatoly Antonov, Russia's ambassador to the United States" in shown
    assert "No quotation fits" in answer(capsys, "quotes", "--speaker", "Nobody At All", "--lake", demo_lake)


def test_rejects_tell_reason_and_place(demo_lake: str, story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = answer(capsys, "rejects", "--lake", demo_lake)
    assert re.search(r"malformed_record\s+1\s*$", shown, re.MULTILINE)
    assert str(sample_folder() / "radio-tessel" / "broken.jsonl") in shown
    answer(capsys, "ingest", str(story), "--lake", "lake")
    assert answer(capsys, "rejects", "--lake", "lake") == "No record was rejected.\n"


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_query_writes_files(form: str, demo_lake: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = Path(f"rows.{form}")
    assert not answer(
        capsys, "query", "SELECT 1 AS one, 'ü' AS text", "--lake", demo_lake, "--format", form, "--out", str(out)
    )
    assert duckdb.execute(f"SELECT one, text FROM '{out}'").fetchall() == [(1, "ü")]  # noqa: S608


def test_a_query_that_cannot_be_written_leaves_the_old_file(
    demo_lake: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = Path("rows.parquet")
    out.write_text("yesterday's")

    def break_off(_: pl.DataFrame, path: Path) -> None:
        path.write_text("half")
        raise OSError("disk full")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", break_off)
    assert "disk full" in refusal(
        capsys, "query", "SELECT 1", "--lake", demo_lake, "--format", "parquet", "--out", str(out)
    )
    assert [path.name for path in Path().iterdir()] == [out.name]
    assert out.read_text() == "yesterday's"


def test_query_shows_a_table(demo_lake: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = answer(
        capsys,
        "query",
        "SELECT 'Marta [Quill]' AS speaker, 1.5::DOUBLE AS half, 1234 AS many, NULL AS nothing",
        "--lake",
        demo_lake,
    )
    assert shown.split() == ["speaker", "half", "many", "nothing", "Marta", "[Quill]", "1.500", "1,234"]


def test_long_tables_are_cut_and_say_so(demo_lake: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "SELECT range AS n FROM range(1000)", "--lake", demo_lake]) == 0
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 201
    assert "800 more rows" in captured.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["query", "SELEC 1"], "Parser Error: syntax error"),
        (["query", "SELECT * FROM no_such_table"], "no_such_table"),
        (["query", ";"], "gives no rows"),
        (["query", "SELECT 1", "--format", "parquet"], "--out FILE"),
        (["query", "SELECT 1", "--out", "rows.csv"], "--format csv"),
        (["quotes", "--since", "yesterday"], "2024-05-31"),
        (["rollback", "--to", "nowhere"], "no snapshot nowhere"),
        (["ingest", "no-such-folder"], "no-such-folder"),
        (["ingest", "onrecord.toml", "--map", "text"], "field=column"),
        (["ingest", "onrecord.toml", "--map", "nonsense=column"], "nonsense"),
    ],
)
def test_errors_are_one_clear_message(
    arguments: list[str], words: str, demo_lake: str, capsys: pytest.CaptureFixture[str]
) -> None:
    message = refusal(capsys, *arguments, "--lake", demo_lake)
    assert message.startswith("onrecord: ")
    assert words in message
    assert message.count("\n") == 1


@pytest.mark.parametrize("command", [["status"], ["rejects"], ["quotes"], ["query", "SELECT 1"]])
def test_without_a_dataset_the_message_says_how_to_make_one(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert "onrecord ingest SOURCE --lake nothing" in refusal(capsys, *command, "--lake", "nothing")


@pytest.mark.parametrize(
    ("text", "word"), [("nonsense = 1\n", "nonsense"), ("workers = 0\n", "workers"), ("lake = \n", "line 1")]
)
def test_wrong_settings_stop_the_run(text: str, word: str, story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("onrecord.toml").write_text(text, "utf-8")
    message = refusal(capsys, "ingest", str(story))
    assert message.startswith("onrecord: ")
    assert word in message
    assert not Path("data").exists()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["ingest"], "SOURCE"),
        (["schedule", "--cron", "0 5 * * *"], "SOURCE"),
        (["schedule", "news"], "--cron"),
        (["ingest", "--nonsense"], "--nonsense"),
        (["status", "--nonsense"], "--nonsense"),
        (["query"], "SQL"),
        (["query", "SELECT 1", "--format", "xls"], "xls"),
        (["quotes", "--limit", "many"], "many"),
        (["nonsense"], "nonsense"),
    ],
)
def test_usage_errors_end_with_2(arguments: list[str], word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert word in capsys.readouterr().err


def test_an_interrupted_command_says_so(
    monkeypatch: pytest.MonkeyPatch, story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("onrecord.flows.commands.ingest.ingest", interrupt)
    assert main(["ingest", str(story)]) == 130
    assert capsys.readouterr().err == "onrecord: stopped\n"


def test_faults_of_the_program_keep_their_traceback(demo_lake: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.flows.lake.reader.connect", lambda _snapshot: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        main(["status", "--lake", demo_lake])


@pytest.mark.parametrize(
    ("flags", "server", "expected"),
    [
        (["--prefect"], None, (None, None)),
        (["--prefect", "--workers", "3"], None, (None, 3)),
        (["--dask", "tcp://10.0.0.1:8786"], None, ("tcp://10.0.0.1:8786", None)),
        ([], "http://10.0.0.1:4200/api", (None, None)),
    ],
)
def test_runs_go_through_prefect_where_asked(
    flags: list[str],
    server: str | None,
    expected: tuple[str | None, int | None],
    story: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[tuple[str | None, int | None]] = []

    def run_with_prefect(
        request: IngestRequest, dask_address: str | None, workers: int | None, progress: object
    ) -> RunReport:
        seen.append((dask_address, workers))
        return ingest(request)

    if server:
        monkeypatch.setenv("PREFECT_API_URL", server)
    monkeypatch.setattr("onrecord.flows.orchestration.flow.run_with_prefect", run_with_prefect)
    assert main(["ingest", str(story), "--lake", "lake", *flags]) == 0
    assert seen == [expected]


def test_schedule_hands_over_cron_and_request(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[tuple[str, IngestRequest]] = []
    monkeypatch.setattr(
        "onrecord.flows.orchestration.schedule.serve", lambda cron, request: served.append((cron, request))
    )
    assert (
        main(
            ["schedule", "news", "--cron", "0 5 * * *", "--lake", "lake", "--outlet", "The Bell", "--map", "text=Story"]
        )
        == 0
    )
    assert served == [("0 5 * * *", IngestRequest(("news",), Path("lake"), "The Bell", {"text": "Story"}))]


@pytest.mark.parametrize(
    ("values", "bars"), [([0, 1, 8], " ▁█"), ([0, 0], "  "), ([], ""), ([3, 3], "██"), ([1, 100], "▁█")]
)
def test_sparkline_shows_every_count_above_nothing(values: list[int], bars: str) -> None:
    assert sparkline(values) == bars


def test_installed_command_helps_quickly_and_without_heavy_imports() -> None:
    code = (
        "import sys; from onrecord.flows.cli import main\ntry: main(['--help'])\nfinally: print([m for m in "
        "('polars', 'duckdb', 'prefect') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)  # noqa: S603
    assert "rollback" in done.stdout
    assert done.stderr == "[]\n"
