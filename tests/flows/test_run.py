from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import duckdb
import polars as pl
import pytest

import onrecord.flows.executor
import onrecord.flows.lake.merge
import onrecord.flows.understand
from onrecord.flows.executor import ProcessExecutor
from onrecord.flows.lake.checks import ChecksFailedError
from onrecord.flows.lake.store import Lake, LakeError
from onrecord.flows.plan import Batch, BatchReport
from onrecord.flows.run import DirectExecutor, IngestRequest, LeftOutError, Progress, RunReport, ingest
from onrecord.transforms.quotes.engine import Extracted, extract_quotes

T = TypeVar("T")
NAMES = ("Vera Lund", "Otto Brandt", "Mira Stone")
MONTHS = ("2024-01", "2024-02", "2024-03")


def text(number: int) -> str:
    name = NAMES[number % 3]
    return (
        f"The council of Harbour Town met for the {number}th time on Tuesday.\n\n"
        f'"We will open bridge number {number} before the summer," {name} said.\n\nThe meeting lasted three hours.'
    )


def record(number: int, **fields: str) -> dict[str, str]:
    date = f"{MONTHS[number % 3]}-{number % 27 + 1:02d}"
    return {
        "title": f"Bridge {number}",
        "text": text(number),
        "date": date,
        "source": "Harbour Times",
        "section": "Local",
    } | fields


def write_jsonl(path: Path, records: list[dict[str, str]]) -> None:
    path.write_text("".join(f"{json.dumps(item)}\n" for item in records), encoding="utf-8")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Two JSON Lines files that share articles, a text without a date, a broken record and an empty file."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    write_jsonl(folder / "b.jsonl", [record(n) for n in range(12)])
    write_jsonl(
        folder / "a.jsonl",
        [record(n, date="", title="Undated copy", section="LOCAL") for n in range(6)]
        + [record(n) for n in (20, 20, 21)],
    )
    with (folder / "a.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"text": "cut\n')
    (folder / "plain.txt").write_text(text(40), encoding="utf-8")
    (folder / "empty.txt").write_text("")
    return folder


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


@pytest.fixture
def run(inbox: Path, lake: Lake) -> Callable[[], RunReport]:
    return lambda: ingest(IngestRequest((str(inbox),), lake.path))


def rows(lake: Lake, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(lake.link / "onrecord.duckdb"), read_only=True) as connection:
        return list(connection.execute(query).fetchall())


def files(folder: Path) -> dict[str, tuple[int, int]]:
    """Every path below a folder with inode and time of change."""
    return {
        path.relative_to(folder).as_posix(): (path.lstat().st_ino, path.lstat().st_mtime_ns)
        for path in folder.rglob("*")
    }


def table_bytes(lake: Lake) -> dict[str, bytes]:
    current = lake.current()
    assert current is not None
    return {
        name: path.read_bytes()
        for path in sorted(current.rglob("*.parquet"))
        if not (name := path.relative_to(current).as_posix()).startswith("runs/")
    }


def test_every_record_is_accounted_for(run: Callable[[], RunReport], lake: Lake, inbox: Path) -> None:
    report = run()
    assert report.outcome == "published"
    assert (report.n_files, report.n_files_known) == (4, 0)
    assert report.n_bytes == sum(path.stat().st_size for path in inbox.iterdir())
    assert (report.n_records, report.n_articles, report.n_duplicates, report.n_rejects) == (24, 15, 7, 2)
    assert dict(report.rejects) == {"empty": 1, "malformed_record": 1}
    assert (report.n_quotes, report.n_quotes_named) == (15, 15)
    counted = rows(
        lake,
        (
            "SELECT parse_filename(source_path), format, n_records, n_articles, n_duplicates, n_rejects FROM sources "
            "ORDER BY ALL"
        ),
    )
    assert counted == [
        ("a.jsonl", "jsonl", 10, 2, 7, 1),
        ("b.jsonl", "jsonl", 12, 12, 0, 0),
        ("empty.txt", "unknown", 1, 0, 0, 1),
        ("plain.txt", "text", 1, 1, 0, 0),
    ]
    assert rows(
        lake, "SELECT snapshot_id, parent_snapshot_id, n_records, n_quotes, started_at < finished_at FROM runs"
    ) == [(report.snapshot_id, None, 24, 15, True)]
    assert [path.name for path in lake.staging_folder.iterdir()] == [".lock"]


def test_of_copies_the_dated_one_wins_with_its_quotes_and_topics(run: Callable[[], RunReport], lake: Lake) -> None:
    run()
    assert rows(lake, "SELECT count(*), count(DISTINCT article_id) FROM articles WHERE title = 'Undated copy'") == [
        (0, 0)
    ]
    assert rows(lake, "SELECT DISTINCT month FROM quotes ORDER BY ALL") == [
        ("2024-01",),
        ("2024-02",),
        ("2024-03",),
        ("undated",),
    ]
    assert rows(lake, "SELECT speaker, count(*) FROM quotes GROUP BY ALL ORDER BY ALL") == [
        ("Mira Stone", 5),
        ("Otto Brandt", 5),
        ("Vera Lund", 5),
    ]
    assert rows(lake, "SELECT name, n_quotes FROM speakers ORDER BY ALL") == [
        ("Mira Stone", 5),
        ("Otto Brandt", 5),
        ("Vera Lund", 5),
    ]


def test_a_second_run_changes_no_file(run: Callable[[], RunReport], lake: Lake) -> None:
    first = run()
    before = files(lake.path)
    second = run()
    assert second.outcome == "nothing to do"
    assert (second.snapshot_id, second.n_files, second.n_files_known) == (first.snapshot_id, 0, 4)
    assert files(lake.path) == before


def test_a_new_file_touches_only_its_month(run: Callable[[], RunReport], lake: Lake, inbox: Path) -> None:
    run()
    old = lake.current()
    assert old is not None
    write_jsonl(inbox / "c.jsonl", [record(33), record(3)])  # both of January; the second is known
    report = run()
    assert (report.n_files, report.n_files_known, report.n_articles, report.n_duplicates) == (1, 4, 1, 1)
    new = lake.current()
    assert new is not None
    for table in ("articles", "quotes", "quote_parts"):
        for month in (*MONTHS, "undated"):
            same = [
                path.stat().st_ino
                for snapshot in (old, new)
                for path in snapshot.glob(f"{table}/month={month}/*.parquet")
            ]
            assert len(same) == 2
            assert (same[0] == same[1]) == (month != "2024-01"), (table, month)
    for path in new.glob("articles/*/*.parquet"):
        keys = pl.read_parquet(path, columns=["published_on", "article_id"])
        assert keys.equals(keys.sort("published_on", "article_id"))
    assert rows(lake, "SELECT n_files, n_files_known, n_articles FROM runs ORDER BY started_at") == [
        (4, 0, 15),
        (1, 4, 1),
    ]
    assert rows(lake, "SELECT n_quotes FROM speakers WHERE name = 'Vera Lund'") == [(6,)]


@pytest.mark.parametrize(
    ("batch_bytes", "workers", "chunk_chars"),
    [pytest.param(1000, 1, 4_000_000, id="small batches"), pytest.param(1000, 2, 700, id="two workers, small chunks")],
)
def test_the_same_files_give_the_same_bytes(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, batch_bytes: int, workers: int, chunk_chars: int
) -> None:
    one, other = Lake(tmp_path / "one"), Lake(tmp_path / "other")
    first = ingest(IngestRequest((str(inbox),), one.path))
    monkeypatch.setattr(onrecord.flows.understand, "CHUNK_CHARS", chunk_chars)
    backwards = tuple(str(path) for path in sorted(inbox.iterdir(), reverse=True))
    second = ingest(IngestRequest(backwards, other.path, batch_bytes=batch_bytes), DirectExecutor(workers))
    assert first.run_id == second.run_id
    assert first.snapshot_id == second.snapshot_id
    assert table_bytes(one) == table_bytes(other)


def test_processes_give_the_same_bytes(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = Lake(tmp_path / "one"), Lake(tmp_path / "other")
    ingest(IngestRequest((str(inbox),), one.path))
    monkeypatch.setattr(onrecord.flows.executor, "WORTH_PROCESSES", 0)
    ingest(IngestRequest((str(inbox),), other.path, batch_bytes=1000), ProcessExecutor(2))
    assert table_bytes(one) == table_bytes(other)


class TwiceExecutor(DirectExecutor):
    """Does every step but the last twice, as if the first time its answer had been lost."""

    def call(self, name: str, step: Callable[..., T], *arguments: object) -> T:
        if name != "publish":
            step(*arguments)
        return step(*arguments)

    def map(self, name: str, step: Callable[[Batch], BatchReport], batches: Sequence[Batch]) -> Iterator[BatchReport]:
        list(super().map(name, step, batches))
        return super().map(name, step, batches)


def test_steps_that_are_tried_again_give_the_same_bytes(inbox: Path, tmp_path: Path) -> None:
    once, twice = Lake(tmp_path / "once"), Lake(tmp_path / "twice")
    assert (
        ingest(IngestRequest((str(inbox),), once.path)).n_records
        == ingest(IngestRequest((str(inbox),), twice.path), TwiceExecutor()).n_records
    )
    assert table_bytes(once) == table_bytes(twice)


def test_a_failed_check_leaves_the_old_snapshot(
    run: Callable[[], RunReport], lake: Lake, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    before = files(lake.snapshots_folder)

    def misplaced(articles: pl.DataFrame) -> Extracted:
        found = extract_quotes(articles)
        return found._replace(parts=found.parts.with_columns(text=pl.lit("never said")))

    monkeypatch.setattr(onrecord.flows.understand, "extract_quotes", misplaced)
    write_jsonl(inbox / "c.jsonl", [record(33)])
    with pytest.raises(ChecksFailedError, match="text_at_offsets"):
        run()
    assert files(lake.snapshots_folder) == before
    monkeypatch.undo()
    assert run().n_articles == 1


@pytest.mark.parametrize("step", ["write_catalog", "write_datapackage"])
def test_a_crash_while_publishing_leaves_the_old_snapshot(
    run: Callable[[], RunReport], lake: Lake, inbox: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    first = run()
    write_jsonl(inbox / "c.jsonl", [record(33)])

    def crash(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(f"onrecord.flows.lake.store.{step}", crash)
    with pytest.raises(OSError, match="disk full"):
        run()
    current = lake.current()
    assert current is not None
    assert current.name == first.snapshot_id
    assert [info.snapshot_id for info in lake.snapshots()] == [first.snapshot_id]
    monkeypatch.undo()
    assert run().n_articles == 1
    assert len(list(lake.snapshots_folder.iterdir())) == 2


def test_a_crash_in_the_merge_publishes_nothing(
    run: Callable[[], RunReport], lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_: pl.DataFrame) -> None:
        raise MemoryError

    monkeypatch.setattr(onrecord.flows.lake.merge, "count_speakers", crash)
    with pytest.raises(MemoryError):
        run()
    assert lake.current() is None
    assert lake.snapshots() == []
    monkeypatch.undo()
    assert run().n_articles == 15


def test_a_crash_in_a_batch_reaches_the_caller(inbox: Path, lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(onrecord.flows.understand, "find_topics", crash)
    with pytest.raises(MemoryError):
        ingest(IngestRequest((str(inbox),), lake.path, batch_bytes=100))
    assert lake.current() is None


def test_the_same_run_after_a_rollback_publishes_the_same_tables(
    run: Callable[[], RunReport], lake: Lake, inbox: Path
) -> None:
    first = run()
    write_jsonl(inbox / "c.jsonl", [record(33)])
    second = run()
    tables = table_bytes(lake)
    assert lake.rollback() == first.snapshot_id
    third = run()
    assert third.run_id == second.run_id
    assert third.snapshot_id != second.snapshot_id
    assert table_bytes(lake) == tables
    assert [info.parent for info in lake.snapshots()] == [None, first.snapshot_id, first.snapshot_id]


def test_a_changed_file_is_read_again(run: Callable[[], RunReport], lake: Lake, inbox: Path) -> None:
    run()
    write_jsonl(inbox / "b.jsonl", [record(n) for n in range(13)])
    report = run()
    assert (report.n_files, report.n_records, report.n_articles, report.n_duplicates) == (1, 13, 1, 12)
    assert rows(lake, "SELECT count(*) FROM sources WHERE source_path LIKE '%b.jsonl'") == [(2,)]


def test_rejects_alone_are_published_so_that_the_ledger_knows_them(tmp_path: Path, lake: Lake) -> None:
    (tmp_path / "nothing.txt").write_text("")
    request = IngestRequest((str(tmp_path / "nothing.txt"),), lake.path)
    report = ingest(request)
    assert (report.outcome, report.n_articles, report.n_rejects) == ("published", 0, 1)
    assert rows(lake, "SELECT reason FROM rejects") == [("empty",)]
    assert report.warnings == ()
    assert ingest(request).outcome == "nothing to do"


def test_a_file_without_articles_is_warned_of_once_and_read_again_with_other_options(
    tmp_path: Path, lake: Lake
) -> None:
    write_jsonl(tmp_path / "x.jsonl", [{"column_7": text(1)}])
    (tmp_path / "y.txt").write_text(text(2), encoding="utf-8")
    sources = (str(tmp_path / "x.jsonl"),)
    first = ingest(IngestRequest(sources, lake.path))
    assert [warning for warning in first.warnings if str(tmp_path / "x.jsonl") in warning and "--map" in warning]
    assert ingest(IngestRequest((*sources, str(tmp_path / "y.txt")), lake.path)).warnings == ()
    mapped = IngestRequest(sources, lake.path, mapping={"text": "column_7"})
    report = ingest(mapped)
    assert (report.n_files, report.n_articles) == (1, 1)
    assert ingest(mapped).outcome == "nothing to do"
    assert rows(lake, "SELECT n_articles, n_rejects FROM sources WHERE source_path LIKE '%x.jsonl' ORDER BY ALL") == [
        (0, 1),
        (1, 0),
    ]


def test_a_file_without_articles_is_read_again_by_another_version(
    tmp_path: Path, lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nothing.txt").write_text("")
    (tmp_path / "news.txt").write_text(text(1), encoding="utf-8")
    request = IngestRequest((str(tmp_path / "nothing.txt"), str(tmp_path / "news.txt")), lake.path)
    ingest(request)
    monkeypatch.setattr("onrecord.flows.run.data_versions", lambda _: {"onrecord": "99", "quote_engine": "99"})
    report = ingest(request)
    assert (report.n_files, report.n_files_known, report.n_rejects) == (1, 1, 1)
    assert ingest(request).outcome == "nothing to do"


def test_files_with_articles_stay_as_they_were_read_until_all_is_read_again(
    inbox: Path, tmp_path: Path, lake: Lake
) -> None:
    first = ingest(IngestRequest((str(inbox / "plain.txt"),), lake.path, outlet="One Post"))
    other = IngestRequest((str(inbox),), lake.path, outlet="Other Post")
    report = ingest(other)
    assert (report.n_files, report.n_files_known) == (3, 1)
    assert any("--again" in warning for warning in report.warnings)
    assert any("--again" in warning for warning in ingest(other).warnings)
    again = ingest(replace(other, again=True))
    assert (again.n_files, again.n_files_known, again.n_articles) == (4, 0, 15)
    assert ingest(other).warnings == ()
    fresh = Lake(tmp_path / "fresh")
    ingest(replace(other, lake=fresh.path))
    assert table_bytes(lake) == table_bytes(fresh)
    lake.rollback()
    lake.rollback()
    current = lake.current()
    assert current is not None
    assert current.name == first.snapshot_id


def test_all_is_not_read_again_from_a_part_of_the_sources(
    run: Callable[[], RunReport], lake: Lake, inbox: Path
) -> None:
    run()
    before = files(lake.snapshots_folder)
    (inbox / "empty.txt").unlink()  # gave nothing, so nothing would be lost
    with pytest.raises(LeftOutError, match=r"2 files .* for example .*a\.jsonl"):
        ingest(IngestRequest((str(inbox / "plain.txt"),), lake.path, again=True))
    assert files(lake.snapshots_folder) == before
    assert ingest(IngestRequest((str(inbox),), lake.path, again=True)).n_articles == 15


def test_quotations_of_known_articles_are_not_looked_for(
    inbox: Path, lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(IngestRequest((str(inbox),), lake.path))
    seen: list[str] = []

    def watched(articles: pl.DataFrame) -> Extracted:
        seen.extend(articles["body"])
        return extract_quotes(articles)

    monkeypatch.setattr(onrecord.flows.understand, "extract_quotes", watched)
    write_jsonl(inbox / "b.jsonl", [record(n) for n in range(13)])
    assert ingest(IngestRequest((str(inbox),), lake.path)).n_articles == 1
    assert seen == [text(12)]


@pytest.mark.parametrize(("batch_bytes", "workers"), [(16_000_000, 1), (1_000, 2)])
def test_later_runs_give_the_same_bytes_however_they_are_divided(
    inbox: Path, lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, batch_bytes: int, workers: int
) -> None:
    plain = Lake(tmp_path / "plain")
    for other in (lake, plain):
        ingest(IngestRequest((str(inbox / "b.jsonl"),), other.path))
    ingest(IngestRequest((str(inbox),), plain.path))
    monkeypatch.setattr(onrecord.flows.understand, "CHUNK_CHARS", 700)
    monkeypatch.setattr(onrecord.flows.lake.merge, "PIECE_ARTICLES", 2)
    ingest(IngestRequest((str(inbox),), lake.path, batch_bytes=batch_bytes), DirectExecutor(workers))
    assert table_bytes(lake) == table_bytes(plain)


def test_outlet_and_mapping_shape_the_data_and_the_run(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "x.jsonl", [{"column_7": text(1), "shoe_size": "43"}])
    plain = ingest(IngestRequest((str(tmp_path / "x.jsonl"),), tmp_path / "plain"))
    assert plain.n_articles == 0
    mapped = ingest(
        IngestRequest(
            (str(tmp_path / "x.jsonl"),), tmp_path / "mapped", outlet="The Ledger", mapping={"text": "column_7"}
        )
    )
    assert mapped.n_articles == 1
    assert mapped.run_id != plain.run_id
    assert rows(Lake(tmp_path / "mapped"), "SELECT outlet FROM articles") == [("The Ledger",)]
    assert any("shoe_size" in warning for warning in mapped.warnings)
    [(options,)] = rows(Lake(tmp_path / "mapped"), "SELECT options FROM runs")
    assert json.loads(str(options)) == {"mapping": {"text": "column_7"}, "outlet": "The Ledger"}


def test_a_folder_without_files_makes_no_lake(tmp_path: Path, lake: Lake) -> None:
    (tmp_path / "none").mkdir()
    report = ingest(IngestRequest((str(tmp_path / "none"),), lake.path))
    assert (report.outcome, report.snapshot_id) == ("nothing to do", None)
    assert not lake.path.exists()


def test_a_lake_that_another_run_holds_is_left_alone(run: Callable[[], RunReport], lake: Lake) -> None:
    with lake.locked(), pytest.raises(LakeError, match="Another run"):
        run()
    assert lake.current() is None


def test_progress_goes_through_the_steps_to_the_end(inbox: Path, lake: Lake) -> None:
    seen: list[Progress] = []
    report = ingest(IngestRequest((str(inbox),), lake.path, batch_bytes=1), DirectExecutor(1), seen.append)
    stages = list(dict.fromkeys(step.stage for step in seen))
    assert stages == ["discover", "fingerprint", "extract", "merge", "check", "publish"]
    assert seen[-1].n_bytes == seen[-1].n_bytes_total == report.n_bytes
    assert seen[-1].n_articles == report.n_articles + report.n_duplicates
