"""Topics of one's own in runs."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from onrecord.flows.lake.store import Lake
from onrecord.flows.run import IngestRequest, ingest
from onrecord.flows.topic_files import TopicPaths
from onrecord.transforms.topics.errors import TopicFileError


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Three texts about a bridge."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in ("first", "second", "third"):
        words = (
            f'The council of Harbour Town met for the {name} time on Tuesday.\n\n"We will open the bridge," Vera '
            "Lund said.\n\nThe meeting about the bridge was long."
        )
        (folder / f"{name}.txt").write_text(words, "utf-8")
    return folder


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


def rows(lake: Lake, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(lake.link / "onrecord.duckdb"), read_only=True) as connection:
        return list(connection.execute(query).fetchall())


def test_the_taxonomy_is_whole_and_keeps_what_earlier_runs_knew(inbox: Path, tmp_path: Path, lake: Lake) -> None:
    own = tmp_path / "topics.csv"
    own.write_text("id,label,parent,terms\nbridge,The bridge,,bridge\n", "utf-8")
    ingest(IngestRequest((str(inbox / "first.txt"),), lake.path, topics=TopicPaths(taxonomy=own)))
    [(labelled,)] = rows(lake, "SELECT count(*) FROM topics WHERE scheme = 'medtop' AND level = 1")
    assert labelled == 17
    assert rows(lake, "SELECT DISTINCT topic_id, method FROM article_topics WHERE topic_id = 'bridge'") == [
        ("bridge", "term")
    ]
    own.write_text("id,label,parent,terms\nbridge,The new bridge,,bridge\nmeeting,Meetings,,meeting\n", "utf-8")
    ingest(IngestRequest((str(inbox / "second.txt"),), lake.path, topics=TopicPaths(taxonomy=own)))
    assert rows(lake, "SELECT topic_id, name FROM topics WHERE scheme = 'own' ORDER BY ALL") == [
        ("bridge", "The new bridge"),
        ("meeting", "Meetings"),
    ]
    ingest(IngestRequest((str(inbox / "third.txt"),), lake.path))
    assert rows(lake, "SELECT topic_id, name FROM topics WHERE scheme = 'own' ORDER BY ALL") == [
        ("bridge", "The new bridge"),
        ("meeting", "Meetings"),
    ]
    assert rows(lake, "SELECT count(DISTINCT model_version) FROM article_topics") == [(3,)]
    versions = [json.loads(str(value))["topic_model"] for (value,) in rows(lake, "SELECT versions FROM runs")]
    assert set(versions) == {value for (value,) in rows(lake, "SELECT DISTINCT model_version FROM article_topics")}


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"id,label\na,\n", TopicFileError), (b"id,label\na,\xff\n", TopicFileError), (None, FileNotFoundError)],
)
def test_a_file_of_topics_that_cannot_be_used_stops_the_run(
    inbox: Path, tmp_path: Path, lake: Lake, content: bytes | None, error: type[Exception]
) -> None:
    path = tmp_path / "topics.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(error, match=r"topics"):
        ingest(IngestRequest((str(inbox),), lake.path, topics=TopicPaths(taxonomy=path)))
    assert lake.current() is None
