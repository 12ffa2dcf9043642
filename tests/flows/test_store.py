from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from onrecord.flows.lake.catalog import CATALOG_NAME
from onrecord.flows.lake.datapackage import PACKAGE_NAME
from onrecord.flows.lake.store import Lake, LakeError

Publish = Callable[..., str]


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


@pytest.fixture
def publish(lake: Lake, write_snapshot: Callable[..., Path]) -> Publish:
    """Publish a snapshot with one topic as the run `run`; gives its name."""

    def do(run: str, keep: int = 10) -> str:
        with lake.locked():
            built = write_snapshot(lake.staging_folder / run / "snapshot", {"topics": [{"topic_id": run, "name": run}]})
            snapshot_id = lake.next_id(run * 20)
            lake.publish(built, snapshot_id, keep)
            return snapshot_id

    return do


def test_a_lake_that_is_not_there_is_empty_and_stays_so(lake: Lake) -> None:
    assert lake.current() is None
    assert lake.snapshots() == []
    assert not lake.path.exists()


def test_a_published_snapshot_is_complete_and_current(lake: Lake, publish: Publish) -> None:
    name = publish("a")
    assert name == "000001-aaaaaaaaaa"
    current = lake.current()
    assert current == lake.snapshots_folder / name
    assert lake.link.readlink() == Path("snapshots") / name
    assert (lake.link / PACKAGE_NAME).is_file()
    with duckdb.connect(str(lake.link / CATALOG_NAME), read_only=True) as connection:
        assert connection.execute("SELECT topic_id FROM topics").fetchall() == [("a",)]


def test_snapshots_name_their_parents_oldest_first(lake: Lake, publish: Publish) -> None:
    first, second = publish("a"), publish("b")
    found = [(info.snapshot_id, info.parent, info.is_current) for info in lake.snapshots()]
    assert found == [(first, None, False), (second, first, True)]


def test_the_same_run_can_be_published_again_after_a_rollback(lake: Lake, publish: Publish) -> None:
    first, second = publish("a"), publish("b")
    assert lake.rollback() == first
    third = publish("b")
    assert third == "000003-bbbbbbbbbb"
    assert [info.parent for info in lake.snapshots()] == [None, first, first]
    assert lake.rollback(second) == second
    assert lake.current() == lake.snapshots_folder / second


def test_only_the_newest_snapshots_are_kept(lake: Lake, publish: Publish) -> None:
    names = [publish(run, keep=2) for run in "abcd"]
    assert [info.snapshot_id for info in lake.snapshots()] == names[2:]
    assert sorted(path.name for path in lake.snapshots_folder.iterdir()) == names[2:]


def test_the_current_snapshot_and_its_parent_are_kept_before_newer_ones(lake: Lake, publish: Publish) -> None:
    first, second, third = publish("a"), publish("b"), publish("c")
    lake.rollback(first)
    fourth = publish("d", keep=3)
    assert [info.snapshot_id for info in lake.snapshots()] == [first, third, fourth]
    assert second not in [info.snapshot_id for info in lake.snapshots()]


def test_the_current_snapshot_is_kept_even_where_nothing_else_is(lake: Lake, publish: Publish) -> None:
    publish("a", keep=0)
    name = publish("b", keep=0)
    assert [info.snapshot_id for info in lake.snapshots()] == [name]
    with pytest.raises(LakeError, match=r"no snapshot 000001-aaaaaaaaaa .*Kept are: 000002"):
        lake.rollback()


@pytest.mark.parametrize(
    ("to", "message"), [(None, "is the first: nothing to go back to"), ("000009-x", "no snapshot 000009-x")]
)
def test_a_rollback_to_nothing_says_what_is_kept(lake: Lake, publish: Publish, to: str | None, message: str) -> None:
    name = publish("a")
    with pytest.raises(LakeError, match=message) as caught:
        lake.rollback(to)
    assert name in str(caught.value)
    assert lake.current() == lake.snapshots_folder / name


def test_an_empty_lake_cannot_be_rolled_back_and_is_not_made(lake: Lake) -> None:
    with pytest.raises(LakeError, match="Nothing was published"):
        lake.rollback()
    assert not lake.path.exists()


def test_a_current_snapshot_that_is_not_complete_is_reported_and_can_be_left(lake: Lake, publish: Publish) -> None:
    first, second = publish("a"), publish("b")
    (lake.snapshots_folder / second / PACKAGE_NAME).unlink()
    with pytest.raises(LakeError, match="no complete snapshot"):
        lake.current()
    with pytest.raises(LakeError, match="is not complete: nothing to go back to"):
        lake.rollback()
    assert lake.rollback(first) == first
    assert lake.current() == lake.snapshots_folder / first


def test_only_one_run_can_hold_the_lake(lake: Lake, publish: Publish) -> None:
    publish("a")
    with lake.locked():
        with pytest.raises(LakeError, match="Another run"), lake.locked():
            pass
        with pytest.raises(LakeError, match="Another run"):
            lake.rollback("000001-aaaaaaaaaa")
    with lake.locked():
        pass


def test_what_was_cut_short_is_cleared_and_nothing_else(lake: Lake, publish: Publish) -> None:
    name = publish("a")
    half = lake.snapshots_folder / "000002-bbbbbbbbbb" / "topics"
    half.mkdir(parents=True)
    (lake.staging_folder / "run" / "batch").mkdir(parents=True)
    (lake.snapshots_folder / "note.txt").write_text("a person's own")
    lake.clear()
    assert sorted(path.name for path in lake.snapshots_folder.iterdir()) == [name, "note.txt"]
    assert [path.name for path in lake.staging_folder.iterdir()] == [".lock"]


def test_a_lake_may_be_moved(lake: Lake, publish: Publish, tmp_path: Path) -> None:
    name = publish("a")
    moved = Lake(lake.path.rename(tmp_path / "elsewhere"))
    current = moved.current()
    assert current == moved.snapshots_folder / name
    assert (moved.link / PACKAGE_NAME).is_file()
