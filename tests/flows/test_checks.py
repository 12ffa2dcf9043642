from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from onrecord.flows.lake import checks
from onrecord.flows.lake.checks import CheckResult, ChecksFailedError, month_batches, raise_on_failure, run_checks
from onrecord.flows.lake.key_checks import key_checks
from onrecord.flows.lake.statements import Severity
from onrecord.flows.lake.statements import checks as check_files

Rows = dict[str, list[dict[str, str | None]]]

PART: dict[str, str | None] = {"article_id": "a1", "quote_id": "b1", "published_on": "2024-02-01"}


def changed(rows: Rows, table: str, column: str, value: str | None, where: dict[str, str | None]) -> Rows:
    """The rows of every table, with one value changed in the rows of one table that are as `where` says."""
    new = [row | {column: value} if where.items() <= row.items() else row for row in rows[table]]
    assert new != rows[table]
    return {**rows, table: new}


def failed(results: list[CheckResult]) -> dict[str, int]:
    return {result.name: result.n_failed for result in results if not result.passed}


def test_sound_snapshot_passes_every_check(build_snapshot: Callable[..., Path], sound_rows: Rows) -> None:
    results = run_checks(build_snapshot(sound_rows))
    assert failed(results) == {}
    assert [result.name for result in results] == [check.name for check in [*key_checks(), *check_files()]]
    raise_on_failure(results)


def test_snapshot_without_rows_passes_every_check(tmp_path: Path) -> None:
    assert failed(run_checks(tmp_path)) == {}


def test_no_snapshot_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        run_checks(tmp_path / "nowhere")


def test_file_that_cannot_be_read_is_an_error(build_snapshot: Callable[..., Path], sound_rows: Rows) -> None:
    snapshot = build_snapshot(sound_rows)
    (snapshot / "topics" / "topics.parquet").write_bytes(b"PAR1 cut short")
    with pytest.raises(duckdb.Error, match=r"topics\.parquet"):
        run_checks(snapshot)


@pytest.mark.parametrize("batch_bytes", [1, 1_000_000])
def test_text_is_checked_in_every_month_however_many_are_taken_together(
    batch_bytes: int, build_snapshot: Callable[..., Path], sound_rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "BATCH_BYTES", batch_bytes)
    rows = changed(sound_rows, "quote_parts", "text", "No!", {"quote_id": "b3"})
    rows = changed(rows, "quote_parts", "text", "Never", {"quote_id": "b4"})
    assert failed(run_checks(build_snapshot(rows))) == {"text_at_offsets": 2}


def test_months_that_were_taken_over_unchanged_are_not_read_again(
    build_snapshot: Callable[..., Path], sound_rows: Rows
) -> None:
    snapshot = build_snapshot(changed(sound_rows, "quote_parts", "text", "Never", {"quote_id": "b4"}))
    assert failed(run_checks(snapshot, only_months={"undated", "2024-02"})) == {}
    assert failed(run_checks(snapshot, only_months={"2024-03"})) == {"text_at_offsets": 1}
    assert failed(run_checks(snapshot, only_months=[])) == {}


def test_keys_are_checked_in_every_month(build_snapshot: Callable[..., Path], sound_rows: Rows) -> None:
    rows = {**sound_rows, "topics": []}
    assert failed(run_checks(build_snapshot(rows), only_months=[])) == {
        "foreign_key_article_topics_topic_id": 3,
        "foreign_key_article_topics_subtopic_id": 1,
        "foreign_key_quote_topics_topic_id": 3,
    }


def test_row_in_the_folder_of_another_month_is_found(build_snapshot: Callable[..., Path], sound_rows: Rows) -> None:
    rows = changed(sound_rows, "articles", "month", "2024-01", {"article_id": "a4"})
    result = next(
        result for result in run_checks(build_snapshot(rows, damaged=True)) if result.name == "month_of_partition"
    )
    assert result.n_failed == 1
    assert result.rows[0]["month"] == "2024-01"


def test_months_are_taken_together_up_to_a_size(
    build_snapshot: Callable[..., Path], sound_rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = build_snapshot({**sound_rows, "quotes": [{"quote_id": "b9", "published_on": "1999-01-01"}]})
    assert month_batches(snapshot) == [["1999-01", "2024-02", "2024-03", "undated"]]
    sizes = {path.parent.name[6:]: path.stat().st_size for path in snapshot.glob("articles/*/*.parquet")}
    monkeypatch.setattr(checks, "BATCH_BYTES", sizes["2024-02"] + sizes["2024-03"])
    assert month_batches(snapshot) == [["1999-01", "2024-02", "2024-03"], ["undated"]]
    monkeypatch.setattr(checks, "BATCH_BYTES", 1)
    assert month_batches(snapshot, ["2024-03", "2024-02", "2000-01"]) == [["2024-02"], ["2024-03"]]


def test_result_counts_all_rows_and_keeps_the_first(build_snapshot: Callable[..., Path]) -> None:
    parts = [PART | {"part": str(part), "start": "0", "end": "1", "text": "y"} for part in range(12_000)]
    snapshot = build_snapshot(
        {"articles": [{"article_id": "a1", "published_on": "2024-02-01", "body": "x"}], "quote_parts": parts},
        damaged=True,
    )
    result = next(result for result in run_checks(snapshot) if result.name == "text_at_offsets")
    assert result.n_failed == 12_000
    assert len(result.rows) == checks.MAX_ROWS
    assert result.rows[0] == {
        "article_id": "a1".ljust(20, "0"),
        "quote_id": "b1".ljust(20, "0"),
        "span": "part 0",
        "start": 0,
        "end": 1,
        "body_chars": 1,
        "text": "y",
        "body_text": "x",
    }
    assert str(result).endswith("    … and 11,995 more")


def test_failure_names_check_rows_and_what_to_do(build_snapshot: Callable[..., Path], sound_rows: Rows) -> None:
    results = run_checks(build_snapshot(changed(sound_rows, "quote_parts", "text", "Never", {"quote_id": "b4"})))
    with pytest.raises(ChecksFailedError) as failure:
        raise_on_failure(results)
    assert [result.name for result in failure.value.results] == ["text_at_offsets"]
    message = str(failure.value)
    assert message.startswith("The new snapshot was not published")
    assert "text_at_offsets (fail), rows: 1\n" in message
    assert (
        f"    article_id='{'a3'.ljust(20, '0')}', quote_id='{'b4'.ljust(20, '0')}', span='part 0', start=14, end=23"
        in message
    )
    assert "text='Never', body_text='Not today'" in message
    assert "leave out the files or articles that the rows name" in message
    assert "… and" not in message


def test_warning_does_not_stop(build_snapshot: Callable[..., Path], sound_rows: Rows) -> None:
    rows = changed(sound_rows, "runs", "started_at", "2024-01-01T00:00:00Z", {"run_id": "e1"})
    results = run_checks(build_snapshot(rows))
    assert failed(results) == {"day_in_future": 2}
    raise_on_failure(results)


@pytest.mark.parametrize(("severity", "n_failed", "stops"), [("fail", 1, True), ("fail", 0, False), ("warn", 1, False)])
def test_only_a_failed_check_stops(severity: Severity, n_failed: int, stops: bool) -> None:
    results = [CheckResult("a_check", severity, n_failed, "What must be.", ())]
    if stops:
        with pytest.raises(ChecksFailedError, match="a_check"):
            raise_on_failure(results)
    else:
        raise_on_failure(results)
