"""The user's own article, from file to tables: the golden case of the project."""

from datetime import date
from pathlib import Path

import pytest

from onrecord.flows.lake.catalog import connect
from onrecord.flows.lake.store import Lake
from onrecord.flows.run import IngestRequest, ingest

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
    assert facts == ["TASS", "TASS", date(2020, 12, 21), "header", "WASHINGTON", date(2020, 12, 21), "en", 8]
    assert body.startswith("Moscow would like to hope")


def test_quotes(snapshot: Path) -> None:
    rows = (
        connect(snapshot)
        .execute("SELECT cue, kind, cue_class, cue_stance, text FROM quotes ORDER BY position")
        .fetchall()
    )
    assert [row[:3] for row in rows] == [
        ("told", "indirect", "speech"),
        ("replied", "direct", "speech"),
        ("said", "direct", "speech"),
        ("said", "direct", "speech"),
        ("stressed", "indirect", "speech"),
        ("recalled", "direct", "speech"),
        ("expressed the hope", "mixed", "speech"),
        ("said", "direct", "speech"),
    ]
    texts = [row[4] for row in rows]
    assert texts[0].startswith("Moscow would like to hope that during term of office")
    assert texts[0].endswith("to eliminate annoyances in bilateral relations")
    assert "‘two-plus-two’" in texts[2]
    assert (
        texts[4]
        == "the importance of cultural and humanitarian ties and contacts between non-governmental organizations"
    )
    assert "[between Russian and US museums]" in texts[5]
    assert texts[6].startswith('that "a future administration')


def test_everything_is_said_by_the_ambassador(snapshot: Path) -> None:
    rows = connect(snapshot).execute("SELECT DISTINCT speaker, speaker_role, speaker_kind FROM quotes").fetchall()
    assert rows == [("Anatoly Antonov", "Russia's ambassador to the United States", "person")]
    assert connect(snapshot).execute("SELECT mention FROM quotes WHERE cue = 'expressed the hope'").fetchall() == [
        ("he",)
    ]


def test_every_row_says_how_sure_it_is_and_why(snapshot: Path) -> None:
    rows = (
        connect(snapshot)
        .execute("SELECT quotation_confidence * speaker_confidence, confidence, evidence, engine_version FROM quotes")
        .fetchall()
    )
    assert all(product == pytest.approx(confidence) for product, confidence, _, _ in rows)
    assert all(evidence and "source" in evidence and version for _, _, evidence, version in rows)


def test_words_in_marks_that_are_no_quotations_are_told_apart(snapshot: Path) -> None:
    found = dict(
        connect(snapshot)
        .execute(
            "SELECT text, decision FROM quoted_spans WHERE text LIKE 'two-plus%' OR text = 'visa war' ORDER BY "
            "start DESC"
        )
        .fetchall()
    )
    assert found == {"two-plus-two": "nested", "visa war": "nested"}
    assert connect(snapshot).execute(
        "SELECT decision FROM quoted_spans WHERE text = 'two-plus-two' ORDER BY start"
    ).fetchall() == [("nested",), ("word",)]


def test_interrupted_quotation_has_two_parts(snapshot: Path) -> None:
    parts = (
        connect(snapshot)
        .execute("SELECT position, part, p.text FROM quote_parts p JOIN quotes USING (quote_id) ORDER BY 1, 2")
        .fetchall()
    )
    assert [(position, part) for position, part, _ in parts] == [
        (0, 0),
        (1, 0),
        (2, 0),
        (3, 0),
        (3, 1),
        (4, 0),
        (5, 0),
        (6, 0),
        (7, 0),
    ]
    assert parts[4][2].startswith("The return of diplomatic properties")
