from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from onrecord.transforms.tables import registry
from onrecord.transforms.tables.declared import SPEAKER_KINDS, TABLES, Articles, Quotes, Rejects, Sources

KEY = "0123456789abcdef0123"


def quote(**changes: object) -> pl.DataFrame:
    """One valid quotation with some values changed."""
    values: dict[str, Any] = dict.fromkeys(Quotes.column_names()) | {
        "quote_id": KEY,
        "article_id": KEY,
        "position": 0,
        "kind": "direct",
        "text": "Yes.",
        "start": 0,
        "end": 6,
        "n_words": 1,
        "speaker": "Mara Quill",
        "speaker_id": KEY,
        "speaker_kind": "person",
        "cue_class": "none",
        "cue_stance": "none",
        "context_start": 0,
        "context_end": 6,
        "quotation_confidence": 0.5,
        "speaker_confidence": None,
        "confidence": 0.5,
        "engine_version": "1.0",
        "published_on": date(2024, 2, 29),
    }
    return pl.DataFrame([values | changes], schema={column.name: column.dtype for column in Quotes.columns().values()})


NOBODY = {"speaker": None, "speaker_id": None, "speaker_kind": "unknown"}


@pytest.mark.parametrize("kind", SPEAKER_KINDS)
@pytest.mark.parametrize("named", [True, False])
def test_a_person_has_a_name_and_the_unnamed_have_none(kind: str, named: bool) -> None:
    changes = {"speaker_kind": kind} if named else NOBODY | {"speaker_kind": kind}
    _, failures = Quotes.filter(quote(**changes))
    may_be = kind not in {"unnamed", "unknown"} if named else kind != "person"
    assert ("named_speaker_has_kind" not in failures.counts()) is may_be


@pytest.mark.parametrize(
    "changes",
    [
        {},
        NOBODY,
        NOBODY | {"speaker_kind": "unnamed"},
        {"confidence": 0.0},
        {"confidence": 1.0},
        {"published_on": None},
    ],
)
def test_quote_is_valid(changes: dict[str, Any]) -> None:
    assert Quotes.is_valid(quote(**changes))


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"start": 6}, "span_is_not_empty"),
        ({"start": -1}, "start|min"),
        ({"speaker_id": None}, "name_and_key_go_together"),
        (NOBODY | {"speaker_id": KEY}, "name_and_key_go_together"),
        ({"speaker_kind": "unknown"}, "named_speaker_has_kind"),
        (NOBODY | {"speaker_kind": "person"}, "named_speaker_has_kind"),
        ({"kind": "shouted"}, "kind|regex"),
        ({"quote_id": "0123"}, "quote_id|regex"),
        ({"quote_id": KEY + "0"}, "quote_id|regex"),
        ({"article_id": KEY.upper()}, "article_id|regex"),
        ({"text": ""}, "text|min_length"),
        ({"text": None}, "text|nullability"),
        ({"n_words": 0}, "n_words|min"),
        ({"confidence": 1.01}, "confidence|max"),
        ({"confidence": float("nan")}, "confidence|nan"),
    ],
)
def test_quote_breaks_a_rule(changes: dict[str, Any], rule: str) -> None:
    _, failures = Quotes.filter(quote(**changes))
    assert rule in failures.counts()


@pytest.mark.parametrize(
    ("day", "source", "valid"),
    [(date(2024, 2, 1), "header", True), (None, "none", True), (date(2024, 2, 1), "none", False), (None, "url", False)],
)
def test_a_date_has_a_source_and_a_source_a_date(day: date | None, source: str, valid: bool) -> None:
    _, failures = Articles.filter(
        Articles.sample(1).with_columns(published_on=pl.lit(day, dtype=pl.Date), date_source=pl.lit(source))
    )
    assert ("date_has_source" not in failures.counts()) is valid


@pytest.mark.parametrize(("counts", "valid"), [((4, 2, 1, 1), True), ((4, 2, 1, 0), False), ((1, 1, 1, 0), False)])
def test_records_of_a_file_add_up(counts: tuple[int, int, int, int], valid: bool) -> None:
    n_records, n_articles, n_duplicates, n_rejects = counts
    row = Sources.sample(1).with_columns(
        n_records=pl.lit(n_records, dtype=pl.Int64),
        n_articles=pl.lit(n_articles, dtype=pl.Int64),
        n_duplicates=pl.lit(n_duplicates, dtype=pl.Int64),
        n_rejects=pl.lit(n_rejects, dtype=pl.Int64),
    )
    assert Sources.is_valid(row) is valid


@pytest.mark.parametrize(
    ("raw", "valid"), [("ж" * 2000, True), ("ж" * 2001, False), ("👩‍🌾" * 666, True), (None, True)]
)
def test_raw_record_is_cut_by_characters_not_bytes(raw: str | None, valid: bool) -> None:
    assert Rejects.is_valid(Rejects.sample(1).with_columns(raw=pl.lit(raw, dtype=pl.String))) is valid


@pytest.mark.parametrize("name", TABLES)
def test_sampled_rows_are_valid(name: str) -> None:
    sample = TABLES[name].sample(20)
    assert sample.height == 20
    assert TABLES[name].is_valid(sample)


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_flat_and_of_the_five_types(name: str) -> None:
    allowed = {pl.String(), pl.Int64(), pl.Float64(), pl.Date(), pl.Datetime("us", "UTC")}
    assert {column.dtype for column in TABLES[name].columns().values()} <= allowed


def test_clock_times_live_in_runs_only() -> None:
    with_instants = {
        name
        for name, schema in TABLES.items()
        if any(column.dtype == pl.Datetime("us", "UTC") for column in schema.columns().values())
    }
    assert with_instants == {"articles", "runs"}
    assert [column.name for column in Articles.columns().values() if column.dtype == pl.Datetime("us", "UTC")] == [
        "published_at"
    ]


def test_monthly_tables_have_the_day_that_places_them() -> None:
    with_day = [name for name, schema in TABLES.items() if "published_on" in schema.column_names()]
    assert with_day == [table.name for table in registry.monthly_tables()]


def test_an_instant_keeps_its_microseconds() -> None:
    instant = datetime(2024, 2, 29, 23, 59, 59, 999_999, tzinfo=UTC)
    row = Articles.sample(1).with_columns(published_at=pl.lit(instant, dtype=pl.Datetime("us", "UTC")))
    assert Articles.validate(row)["published_at"].item() == instant
