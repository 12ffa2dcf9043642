"""The public door in Python: `onrecord.ingest`, `open_lake` and `annotate`."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest
from polars.testing import assert_frame_equal

import onrecord
from onrecord.flows.demo import sample_folder
from onrecord.flows.discover import DiscoveryError
from onrecord.flows.lake.store import LakeError
from onrecord.transforms.tables import registry

ARTICLES: list[dict[str, str | None]] = [
    {
        "headline": "Budget passed",
        "body": 'PORT ASTER, March 3 - Finance Minister Joe Bell said: "We kept the wall, and it will stay."',
        "published": "2024-03-04",
        "source": "The Ledger",
        "section": "Politics",
    },
    {"headline": "No text", "body": "", "published": "2024-03-05", "source": "The Ledger", "section": None},
    {
        "headline": "Storm",
        "body": "The storm is over, the harbour office said on Monday. It was the worst of the year.",
        "published": None,
        "source": None,
        "section": "Weather",
    },
    {
        "headline": "Budget passed",
        "body": 'PORT ASTER, March 3 - Finance Minister Joe Bell said: "We kept the wall, and it will stay."',
        "published": "2024-03-04",
        "source": "The Ledger",
        "section": "Politics",
    },
]
PLACE = ("source_path", "run_id")
"""Columns that tell where a row was read."""


def _lake_tables(lake: Path) -> dict[str, pl.DataFrame]:
    with onrecord.open_lake(lake) as connection:
        names = [table.name for table in registry.tables() if table.name not in {"sources", "runs"}]
        columns = {name: ", ".join(f'"{column}"' for column in registry.polars_schema(name)) for name in names}
        return {
            name: connection.sql(f"SELECT {columns[name]} FROM {name}").pl().cast(registry.polars_schema(name))  # noqa: S608
            for name in names
        }


def _equal(found: pl.DataFrame, wanted: pl.DataFrame) -> None:
    assert_frame_equal(found, wanted, check_row_order=False, check_exact=True)


def _same(annotated: dict[str, pa.Table], lake: dict[str, pl.DataFrame]) -> None:
    assert list(annotated) == list(lake)
    for name, rows in lake.items():
        found = pl.DataFrame(annotated[name])
        columns = [column for column in rows.columns if column not in PLACE]
        assert found.columns == rows.columns
        _equal(found.select(columns), rows.select(columns))


def test_annotate_gives_what_a_run_publishes(tmp_path: Path) -> None:
    frame = pl.DataFrame(ARTICLES)
    frame.write_parquet(tmp_path / "dump.parquet")
    report = onrecord.ingest([tmp_path / "dump.parquet"], tmp_path / "lake", outlet="The Bell")
    assert (report.outcome, report.n_articles, report.n_duplicates, report.n_rejects) == ("published", 2, 1, 1)
    annotated = onrecord.annotate(frame, outlet="The Bell")
    assert annotated["quotes"].column("speaker").to_pylist().count("Joe Bell") == 1
    _same(annotated, _lake_tables(tmp_path / "lake"))
    assert onrecord.annotate(frame.to_arrow(), outlet="The Bell")["quotes"].equals(annotated["quotes"])


@pytest.mark.parametrize("file", ["northern-post/northern-post.jsonl", "the-ledger/the-ledger.csv"])
def test_annotate_gives_what_a_run_makes_of_the_sample(tmp_path: Path, file: str) -> None:
    path = sample_folder() / file
    frame = pl.read_ndjson(path) if "jsonl" in file else pl.read_csv(path, infer_schema=False)
    onrecord.ingest([path], tmp_path / "lake", outlet="The Bell")
    lake = _lake_tables(tmp_path / "lake")
    annotated = onrecord.annotate(frame, outlet="The Bell")
    rejects = annotated.pop("rejects")
    assert rejects.num_rows == lake.pop("rejects").height
    assert lake["quotes"].height > 3
    # Lines of a file are numbered with its header, and the folder may name the outlet.
    keys = {"source_record", *PLACE}
    for name in ("articles", "quotes", "article_topics"):
        columns = [column for column in lake[name].columns if column not in keys]
        _equal(pl.DataFrame(annotated[name]).select(columns), lake[name].select(columns))


@pytest.mark.parametrize("days", [(None, "2024-03-05", "2024-03-04"), ("2024-03-04", "2024-03-05", None)])
def test_chunks_do_not_show(days: tuple[str | None, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    copies = [ARTICLES[0] | {"published": day} for day in days]
    frame = pl.DataFrame([*copies, *ARTICLES[1:]])
    whole = onrecord.annotate(frame)
    assert whole["articles"].column("published_on").to_pylist() == [date(2024, 3, 4), None]
    monkeypatch.setattr("onrecord.flows.understand.CHUNK_CHARS", 1)
    parted = onrecord.annotate(frame)
    assert all(parted[name].equals(table) for name, table in whole.items())


def test_tables_have_the_types_and_comments_of_the_registry() -> None:
    annotated = onrecord.annotate(pl.DataFrame(ARTICLES))
    for name, table in annotated.items():
        registry_names = list(registry.polars_schema(name))
        assert table.schema.names == registry_names
        assert all((field.metadata or {}).get(b"description") for field in table.schema)
    assert annotated["articles"].column("published_on").to_pylist() == [date(2024, 3, 4), None]


def test_no_rows_give_empty_tables() -> None:
    annotated = onrecord.annotate(pl.DataFrame({"text": []}, schema={"text": pl.String}))
    assert {name for name, table in annotated.items() if table.num_rows} == {"topics"}


def test_options_of_annotate(tmp_path: Path) -> None:
    topics = tmp_path / "topics.csv"
    topics.write_text("id,label,parent,terms\nsea,The sea,,storm;harbour\n", "utf-8")
    frame = pl.DataFrame({"Story": ["The storm is over, the harbour office said on Monday."]})
    found = onrecord.annotate(frame, outlet="The Ledger", mapping={"text": "Story"}, topics={"taxonomy": topics})
    assert found["articles"].column("outlet").to_pylist() == ["The Ledger"]
    assert "sea" in found["topics"].column("topic_id").to_pylist()


@pytest.mark.parametrize(
    ("frame", "mapping", "message"),
    [
        (pl.DataFrame({"a": ["x"]}), {}, "No column is known to hold the text"),
        (pl.DataFrame({"a": []}), {}, "No column is known to hold the text"),
        (pl.DataFrame({"text": ["x"]}), {"date": "Printed"}, "There is no column 'Printed'"),
        (pl.DataFrame({"text": ["x"]}), {"day": "text"}, "no such field: day"),
    ],
)
def test_wrong_columns_are_named(frame: pl.DataFrame, mapping: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        onrecord.annotate(frame, mapping=mapping)


def test_errors_of_ingest_and_open_lake(tmp_path: Path) -> None:
    with pytest.raises(DiscoveryError):
        onrecord.ingest([tmp_path / "nothing.txt"], tmp_path / "lake")
    with pytest.raises(ValueError, match="no such field: day"):
        onrecord.ingest([tmp_path], tmp_path / "lake", mapping={"day": "x"})
    with pytest.raises(ValueError, match="no such file of topics: words"):
        onrecord.ingest([tmp_path], tmp_path / "lake", topics={"words": "x"})
    with pytest.raises(TypeError, match="a list of files"):
        onrecord.ingest("news.txt", tmp_path / "lake")
    with pytest.raises(LakeError, match="no dataset"):
        onrecord.open_lake(tmp_path / "lake")


def test_a_lake_that_is_open_is_not_changed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A headline\n\nThe storm is over, the harbour office said on Monday.", "utf-8")
    onrecord.ingest([tmp_path / "a.txt"], tmp_path / "lake", processes=False, workers=1)
    assert onrecord.ingest([tmp_path / "a.txt"], tmp_path / "lake").outcome == "nothing to do"
    with onrecord.open_lake(tmp_path / "lake") as connection:
        connection.execute("CREATE TABLE mine AS SELECT 1 AS one").fetchall()
        assert connection.sql("SELECT count(*) FROM articles").fetchall() == [(1,)]
    with onrecord.open_lake(tmp_path / "lake") as connection:
        found = connection.sql("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'mine'").fetchall()
        assert found == [(0,)]


def test_importing_the_package_costs_nothing() -> None:
    heavy = "polars", "pyarrow", "duckdb", "prefect", "dataframely", "numpy"
    program = f"import sys, onrecord; print([name for name in {heavy!r} if name in sys.modules], onrecord.__version__)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert ended.stdout == f"[] {onrecord.__version__}\n"
