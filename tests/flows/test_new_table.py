"""A table that only its class knows goes all the way: staging, merge, checks, catalog, data package, dictionary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import dataframely as dy
import duckdb
import polars as pl
import pytest

from onrecord.flows.lake.catalog import connect, write_catalog
from onrecord.flows.lake.checks import run_checks
from onrecord.flows.lake.datapackage import datapackage
from onrecord.flows.lake.ledger import RunFacts
from onrecord.flows.lake.merge import MergeJob, merge
from onrecord.flows.lake.staging import KEY_SCHEMA, KEYS, RECORD_KEY, record_key, write_part
from onrecord.flows.plan import FileReport
from onrecord.transforms.tables import fields as f
from onrecord.transforms.tables import registry
from onrecord.transforms.tables.declared import TABLES
from onrecord.transforms.tables.declaring import published, refers
from onrecord.transforms.tables.dictionary import data_dictionary
from onrecord.transforms.tables.keys import content_key

DAYS = {"slipway": date(2024, 2, 29), "harvest": date(2024, 3, 1)}


@pytest.fixture(autouse=True)
def new_tables(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A monthly table, one that grows by rows and one whose rows are brought up to date, beside the others."""
    tables = dict(TABLES)

    @published("month", order=["weight", "place"], references=[refers("articles", "article_id")], into=tables)
    class ArticlePlaces(dy.Schema):
        """One row is one place that one article tells of. Usage: a test."""

        article_id = f.article_id(primary_key=True)
        place = f.text("Name of the place.", primary_key=True)
        weight = f.count("How much the article tells of it.")
        published_on = f.published_on()

    @published("append", references=[refers("runs", "run_id")], into=tables)
    class Visits(dy.Schema):
        """One row is one visit to one town in one run."""

        run_id = f.run_id(primary_key=True)
        town = f.text("Name of the town.", primary_key=True)

    @published("update", into=tables)
    class Towns(dy.Schema):
        """One row is one town."""

        town = f.text("Name of the town.", primary_key=True)
        mayor = f.text("Who leads it.")

    added = [name for name in tables if name not in TABLES]
    for name in added:
        monkeypatch.setitem(TABLES, name, tables[name])
    yield added
    monkeypatch.undo()
    assert not set(added) & set(TABLES)


def run_id(number: int) -> str:
    return content_key("run", number)


def article_id(name: str) -> str:
    return content_key("article", name)


def stage(batch: Path, number: int, name: str, mayor: str) -> None:
    """One article with two places, one visit and two towns, one of which every run has."""
    article = TABLES["articles"].sample(
        overrides={
            "article_id": [article_id(name)],
            "run_id": [run_id(number)],
            "source_path": [f"/papers/{name}.txt"],
            "source_record": ["1"],
            "published_on": [DAYS[name]],
            "date_source": ["metadata"],
            "n_quotes": [0],
        }
    )
    keyed = article.with_columns(record_key())
    places = pl.DataFrame(
        {"article_id": [article_id(name)] * 3, "place": ["Brook End", "Yarrow", "Quay"], "weight": [3, 1, 1]}
    ).with_columns(published_on=pl.lit(DAYS[name]), **{RECORD_KEY: pl.lit(keyed[RECORD_KEY].item())})
    towns = {"town": ["Millbridge", f"Town {number}"], "mayor": [mayor, "Nobody Yet"]}
    rows = {
        KEYS: keyed.select(list(KEY_SCHEMA)),
        "articles": keyed,
        "article_places": places,
        "visits": pl.DataFrame({"run_id": [run_id(number)], "town": ["Millbridge"]}),
        "towns": pl.DataFrame(towns),
    }
    for table, frame in rows.items():
        write_part(frame, table, batch, 0)


def built(folder: Path, number: int, name: str, mayor: str, parent: Path | None = None) -> Path:
    """The snapshot after a run that read one article."""
    staging, target = folder / f"staging-{number}", folder / f"snapshot-{number}"
    stage(staging / "000000", number, name, mayor)
    begun = datetime(2024, 4, number, tzinfo=UTC)
    facts = RunFacts(run_id(number), begun, target.name, parent.name if parent else None, 0, "{}", "{}")
    file = FileReport(f"/papers/{name}.txt", content_key(name), "text", 10, 1)
    merge(MergeJob(staging, parent, target, (file,), facts))
    return target


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    """Two runs on top of each other, each with an article of another month."""
    first = built(tmp_path, 1, "slipway", "Ada Fenn")
    return built(tmp_path, 2, "harvest", "Bram Holt", first)


def test_rows_of_every_kind_of_table_are_merged_and_sorted(snapshot: Path) -> None:
    with connect(snapshot) as connection:
        months = connection.execute("SELECT DISTINCT month FROM article_places ORDER BY ALL").fetchall()
        visits = connection.execute("FROM visits").fetchall()
        towns = connection.execute("FROM towns").fetchall()
    assert months == [("2024-02",), ("2024-03",)]
    assert sorted(visits) == sorted((run_id(number), "Millbridge") for number in (1, 2))
    assert towns == [("Millbridge", "Bram Holt"), ("Town 1", "Nobody Yet"), ("Town 2", "Nobody Yet")]
    for month in ("2024-02", "2024-03"):
        rows = pl.read_parquet(snapshot / "article_places" / f"month={month}" / "article_places.parquet")
        assert rows["place"].to_list() == ["Quay", "Yarrow", "Brook End"]


def test_keys_and_references_of_the_new_tables_are_checked(snapshot: Path, tmp_path: Path) -> None:
    results = {result.name: result for result in run_checks(snapshot)}
    own = {
        "primary_key_article_places",
        "primary_key_visits",
        "primary_key_towns",
        "foreign_key_article_places_article_id",
        "foreign_key_visits_run_id",
    }
    assert own <= results.keys()
    assert not [name for name in own if not results[name].passed]
    for file in (snapshot / "articles").rglob("*.parquet"):
        file.unlink()
    lost = {result.name: result.n_failed for result in run_checks(snapshot)}
    assert lost["foreign_key_article_places_article_id"] == 2
    assert lost["foreign_key_visits_run_id"] == 0


def test_days_and_months_of_the_new_table_are_checked(snapshot: Path) -> None:
    file = snapshot / "article_places" / "month=2024-03" / "article_places.parquet"
    rows = pl.read_parquet(file, hive_partitioning=False)
    rows.with_columns(published_on=pl.lit(date(2024, 4, 1))).write_parquet(file)
    found = {result.name: result.rows for result in run_checks(snapshot) if not result.passed}
    for name in ("day_of_article", "month_of_partition"):
        assert [row["table_name"] for row in found[name]] == ["article_places"]


def test_catalog_package_and_dictionary_tell_of_the_new_tables(snapshot: Path, new_tables: list[str]) -> None:
    with duckdb.connect(write_catalog(snapshot), read_only=True) as connection:
        comments = connection.execute(
            "SELECT column_name, comment FROM duckdb_columns() "
            "WHERE table_name = 'article_places' ORDER BY column_index"
        ).fetchall()
        assert connection.execute("SELECT count(*) FROM article_places").fetchone() == (6,)
    assert ("place", "Name of the place.") in comments
    assert [name for name, _ in comments] == ["article_id", "place", "weight", "published_on", "month"]
    resources = {resource["name"]: resource for resource in datapackage(snapshot, None)["resources"]}
    assert [resources[name]["rows"] for name in new_tables] == [6, 2, 3]
    assert resources["visits"]["schema"]["foreignKeys"][0]["reference"]["resource"] == "runs"
    page = data_dictionary(registry.tables(), [])
    assert "### `article_places`\n\nOne row is one place that one article tells of. Usage: a test.\n" in page
    assert "Primary key: `article_id`, `place`. `article_id` names a row of `articles`." in page
