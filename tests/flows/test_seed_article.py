"""The user's own article, from file to tables: the golden case of the project."""

from datetime import date
from pathlib import Path

import pytest

from flows.lake.catalog import connect
from flows.lake.store import Lake
from flows.run import IngestRequest, ingest

SEED = Path(__file__).parents[2] / "data" / "sample" / "tass" / "2020-12-21-antonov.txt"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lake = tmp_path_factory.mktemp("seed") / "lake"
    report = ingest(IngestRequest(sources=(str(SEED),), lake=lake))
    assert (report.n_articles, report.n_rejects) == (1, 0)
    current = Lake(lake).current()
    assert current is not None
    return current


def test_article(snapshot: Path) -> None:
    columns = "outlet, agency, published_on, date_source, dateline_place, dateline_date, language, n_quotes, body"
    (*facts, body) = connect(snapshot).execute(f"SELECT {columns} FROM articles").fetchall()[0]  # noqa: S608
    assert facts == ["TASS", "TASS", date(2020, 12, 21), "header", "WASHINGTON", date(2020, 12, 21), "en", 6]
    assert body.startswith("Moscow would like to hope")


def test_quotes(snapshot: Path) -> None:
    rows = connect(snapshot).execute("SELECT speaker, speaker_role, speaker_kind, cue, kind, text FROM quotes ORDER BY position").fetchall()
    assert {row[:3] for row in rows} == {("Anatoly Antonov", "Russia's ambassador to the United States", "person")}
    assert [row[3] for row in rows] == ["replied", "said", "said", "recalled", "expressed the hope", "said"]
    assert [row[4] for row in rows] == ["direct", "direct", "direct", "direct", "mixed", "direct"]
    assert "‘two-plus-two’" in rows[1][5]
    assert "[between Russian and US museums]" in rows[3][5]


def test_interrupted_quotation_has_two_parts(snapshot: Path) -> None:
    parts = connect(snapshot).execute("SELECT position, part, p.text FROM quote_parts p JOIN quotes USING (quote_id) ORDER BY 1, 2").fetchall()
    assert [(position, part) for position, part, _ in parts] == [(0, 0), (1, 0), (2, 0), (2, 1), (3, 0), (4, 0), (5, 0)]
    assert parts[3][2].startswith("The return of diplomatic properties")
