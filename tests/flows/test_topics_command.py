"""`onrecord topics`, and the files with which a person changes how topics are told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from onrecord.flows.cli import main
from onrecord.flows.lake.catalog import connect
from onrecord.flows.lake.reader import QueryError
from onrecord.flows.lake.store import Lake
from onrecord.flows.orchestration.flow import flow_parameters
from onrecord.flows.orchestration.schedule import with_absolute_paths
from onrecord.flows.run import IngestRequest
from onrecord.flows.show.series import Asked, TopicSeries, read_series
from onrecord.flows.topic_files import TopicPaths

VERSIONS = ("a" * 20, "b" * 20)
POLITICS, SPORT = "medtop:11000000", "medtop:15000000"


def rows_of(*articles: tuple[str | None, str, str, int]) -> dict[str, list[dict[str, str | None]]]:
    """Tables of articles: day, outlet, topic and which version told it."""
    rows: dict[str, list[dict[str, str | None]]] = {"articles": [], "article_topics": []}
    for number, (day, outlet, topic, version) in enumerate(articles):
        article = {"article_id": f"a{number:02}f", "published_on": day}
        rows["articles"].append(article | {"outlet": outlet})
        rows["article_topics"].append(article | {"topic_id": topic, "model_version": VERSIONS[version]})
    rows["topics"] = [
        {"topic_id": topic, "name": name, "scheme": "medtop"}
        for topic, name in ((POLITICS, "politics [and] government"), (SPORT, "sport"))
    ]
    rows["topics"] += [{"topic_id": "unclassified", "name": "unclassified", "scheme": "none"}]
    return rows


ARTICLES = rows_of(
    ("2024-01-05", "Harbour Post", POLITICS, 0),
    ("2024-01-20", "Valley Echo", SPORT, 0),
    ("2024-03-05", "Harbour Post", POLITICS, 0),
    ("2024-03-06", "Valley Echo", "unclassified", 0),
    (None, "Valley Echo", SPORT, 0),
    ("2024-03-07", "Valley Echo", SPORT, 1),
)


@pytest.fixture
def connection(build_snapshot: Callable[..., Path]) -> duckdb.DuckDBPyConnection:
    return connect(build_snapshot(ARTICLES))


@pytest.fixture
def lake(tmp_path: Path, write_snapshot: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> str:
    """A lake that was published with `ARTICLES`."""
    monkeypatch.chdir(tmp_path)
    found = Lake(tmp_path / "lake")
    with found.locked():
        found.publish(write_snapshot(found.staging_folder / "run" / "snapshot", ARTICLES), "000001-test", keep=1)
    return str(found.path)


def shares(series: TopicSeries, topic: str) -> list[tuple[date, float]]:
    return list(series.rows.filter(series.rows["topic_id"] == topic).select("period_start", "share").iter_rows())


def test_series_of_one_version_all_outlets(connection: duckdb.DuckDBPyConnection) -> None:
    series = read_series(connection, Asked(grain="month"))
    assert (series.model_version, series.n_articles, series.n_others) == (VERSIONS[0], 4, 1)
    assert series.periods == [date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)]
    assert shares(series, POLITICS) == [(date(2024, 1, 1), 0.5), (date(2024, 3, 1), 1.0)]
    assert shares(series, "unclassified") == [(date(2024, 1, 1), 0.0), (date(2024, 3, 1), 0.5)]
    assert series.title == "Topics over time, 2024-01 to 2024-03, share of classified articles a month"


def test_series_of_an_outlet_and_a_span(connection: duckdb.DuckDBPyConnection) -> None:
    series = read_series(
        connection, Asked(since=date(2024, 1, 2), until=date(2024, 2, 1), outlet="valley echo", grain="day")
    )
    assert (series.outlet, series.n_articles) == ("Valley Echo", 1)
    assert shares(series, SPORT) == [(date(2024, 1, 20), 1.0)]
    assert (
        series.title == "Topics over time in Valley Echo, 2024-01-20 to 2024-01-20, share of classified articles a day"
    )


@pytest.mark.parametrize(
    ("until", "grain"), [("2024-01-31", "day"), ("2024-06-30", "week"), ("2030-12-31", "month"), ("2044-12-31", "year")]
)
def test_the_span_chooses_the_periods(build_snapshot: Callable[..., Path], until: str, grain: str) -> None:
    snapshot = build_snapshot(rows_of(("2024-01-01", "x", SPORT, 0), (until, "x", SPORT, 0)))
    with connect(snapshot) as connection:
        assert read_series(connection, Asked()).grain == grain


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (Asked(outlet="Nobody's News"), 'no outlet "Nobody\'s News"'),
        (Asked(since=date(2050, 1, 1)), "No article with a date fits"),
    ],
)
def test_nothing_to_show_is_told(connection: duckdb.DuckDBPyConnection, asked: Asked, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        read_series(connection, asked)


def test_the_terminal_shows_bars_and_says_what_is_left_out(lake: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["topics", "--lake", lake, "--by", "month"]) == 0
    shown = capsys.readouterr()
    assert "Topics over time, 2024-01 to 2024-03" in shown.out
    lines = [line.split() for line in shown.out.splitlines() if "%" in line]
    assert lines == [
        ["politics", "[and]", "government", "▄", "█", "75%", "100%", "2"],
        ["sport", "█", "25%", "0%", "1"],
        ["unclassified", "█", "25%", "50%", "1"],
    ]
    assert "other versions of the topic model told 1 articles of the span" in shown.err
    assert main(["topics", "--lake", lake, "--until", "2024-02-01"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("name", "start"), [("topics.png", b"\x89PNG"), ("topics.svg", b"<svg"), ("deep/Topics.HTML", b"<!DOCTYPE html>")]
)
def test_charts_are_files_that_need_no_network(
    lake: str, capsys: pytest.CaptureFixture[str], name: str, start: bytes
) -> None:
    assert main(["topics", "--lake", lake, "--save", name]) == 0
    assert f"Saved: {name}" in capsys.readouterr().out
    content = Path(name).read_bytes()
    assert content.lstrip().lower().startswith(start.lower())
    assert b'src="http' not in content
    if not name.endswith("png"):
        assert b"politics [and] government" in content


def test_other_endings_are_refused_before_anything_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["topics", "--lake", str(tmp_path / "none"), "--save", "topics.pdf"]) == 1
    assert ".html, .png, .svg" in capsys.readouterr().err


def test_files_of_topics_come_from_flag_and_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("topics.csv").write_text("id,label,parent,terms\nferry,Ferries,,ferry\n", "utf-8")
    Path("terms.csv").write_text("term,topic_id,weight\nferry,medtop:08000000,5\n", "utf-8")
    Path("mapping.csv").write_text("evidence,name,topic_id\nsection,Quay,medtop:09000000\n", "utf-8")
    Path("onrecord.toml").write_text('topic_terms = "terms.csv"\ntopic_mapping = "mapping.csv"\n', "utf-8")
    text = "The ferry was late, and the ferry was full."
    Path("news.jsonl").write_text(
        "".join(json.dumps({"text": f"{text} {section}", "section": section}) + "\n" for section in ("Quay", "Other")),
        "utf-8",
    )
    assert main(["ingest", "news.jsonl", "--lake", "lake", "--topics", "topics.csv"]) == 0
    capsys.readouterr()
    asked = (
        "SELECT section, list(topic_id || ' ' || method ORDER BY rank) AS topics FROM article_topics JOIN articles "
        "USING (article_id) GROUP BY 1 ORDER BY 1"
    )
    assert main(["query", asked, "--lake", "lake", "--format", "json"]) == 0
    found = {row["section"]: row["topics"] for row in json.loads(capsys.readouterr().out)}
    assert found == {
        "Other": ["medtop:08000000 text", "ferry term"],
        "Quay": ["medtop:09000000 section", "medtop:08000000 text", "ferry term"],
    }
    Path("topics.csv").write_text("id\nferry\n", "utf-8")
    assert main(["ingest", "news.jsonl", "--lake", "lake", "--topics", "topics.csv"]) == 1
    assert "there is no column label" in capsys.readouterr().err


def test_files_of_topics_reach_runs_in_other_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    request = IngestRequest(("news",), Path("lake"), topics=TopicPaths(terms=Path("terms.csv")))
    assert flow_parameters(with_absolute_paths(request))["topics"] == {"terms": str(tmp_path / "terms.csv")}
