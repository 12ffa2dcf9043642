from __future__ import annotations

import json

import dataframely as dy
import polars as pl
import pytest

from onrecord.transforms.tables import registry
from onrecord.transforms.tables.declared import REJECT_REASONS, TABLES
from onrecord.transforms.tables.declaring import Reference, declaration, published, refers
from onrecord.transforms.tables.dictionary import ViewColumn, ViewPage, data_dictionary
from onrecord.transforms.tables.frictionless import table_schema

FRICTIONLESS_CONSTRAINTS = {"required", "unique", "enum", "minimum", "maximum", "minLength", "maxLength", "pattern"}


@pytest.mark.parametrize("name", TABLES)
def test_every_table_says_its_grain_and_every_column_its_meaning(name: str) -> None:
    table = registry.table(name)
    assert table.grain.startswith("One row is one ")
    assert table.grain.endswith(".")
    assert all(field.description.endswith(".") for field in table.fields)
    assert table.comment == f"{table.grain} {table.notes}".strip()


@pytest.mark.parametrize("name", TABLES)
def test_facts_are_those_of_the_schema(name: str) -> None:
    table, schema = registry.table(name), TABLES[name]
    assert [field.name for field in table.fields] == schema.column_names()
    assert table.primary_key == tuple(schema.primary_key()) != ()
    assert registry.polars_schema(name) == schema.create_empty().schema
    assert set(table.order) <= set(schema.column_names())


@pytest.mark.parametrize("table", registry.tables(), ids=lambda table: table.name)
def test_order_tells_every_row_of_a_table_from_every_other(table: registry.Table) -> None:
    # Rows of one article stand together; two that were sorted alike could come in any order.
    known = {"article_id"} if table.monthly else set()
    unique = [set(table.primary_key), {"article_id", "position"}]
    assert any(key <= known | set(table.order) for key in unique)


def test_references_name_columns_here_and_there() -> None:
    assert refers("articles", "article_id") == Reference(("article_id",), "articles", ("article_id",))
    assert refers("quotes", "article_id", parent_quote_id="quote_id") == Reference(
        ("article_id", "parent_quote_id"), "quotes", ("article_id", "quote_id")
    )


def test_a_table_is_sorted_by_its_key_unless_told_otherwise() -> None:
    tables: dict[str, type[dy.Schema]] = {}

    @published("month", into=tables)
    class NotesOfDay(dy.Schema):
        """One row is one note."""

        article_id = dy.String(primary_key=True)
        line = dy.Int64(primary_key=True)

    class Loose(dy.Schema):
        """One row is one loose thing."""

    assert tables == {"notes_of_day": NotesOfDay}
    assert declaration(NotesOfDay).order == ("line",)
    assert declaration(published("append", into=tables)(NotesOfDay)).order == ("article_id", "line")
    assert declaration(published("month", order=["article_id"], into=tables)(NotesOfDay)).order == ()
    with pytest.raises(AttributeError):
        declaration(Loose)


def test_unknown_table_has_no_facts() -> None:
    with pytest.raises(KeyError, match="people"):
        registry.table("people")


@pytest.mark.parametrize(
    ("comment", "grain", "notes"),
    [
        ("One row is one run.", "One row is one run.", ""),
        ("One row is one run. No more.", "One row is one run.", "No more."),
        ("One row is one run. No more. None.", "One row is one run.", "No more. None."),
        ("", "", ""),
    ],
)
def test_grain_is_the_first_sentence(comment: str, grain: str, notes: str) -> None:
    assert registry.split_comment(comment) == (grain, notes)


@pytest.mark.parametrize("key", registry.foreign_keys(), ids=lambda key: f"{key.table}-{'-'.join(key.columns)}")
def test_foreign_key_joins_columns_that_exist_and_have_one_type(key: registry.ForeignKey) -> None:
    here, there = registry.polars_schema(key.table), registry.polars_schema(key.to_table)
    assert [here[column] for column in key.columns] == [there[column] for column in key.to_columns]
    assert set(key.to_columns) <= set(registry.table(key.to_table).primary_key)


def test_every_column_named_like_a_key_of_another_table_refers_to_it() -> None:
    # The first table in reading order owns a key: `article_terms` has one row an article too.
    single_keys = {
        registry.table(name).primary_key[0]: name
        for name in reversed(TABLES)
        if len(registry.table(name).primary_key) == 1
    }
    expected = {
        (name, column, single_keys[column])
        for name in TABLES
        for column in registry.polars_schema(name)
        if single_keys.get(column, name) != name
    }
    assert expected <= {(key.table, key.columns[0], key.to_table) for key in registry.foreign_keys()}


def test_constraints_are_told_in_frictionless_words() -> None:
    fields = {field.name: field for field in registry.table("rejects").fields}
    assert fields["reason"].members == REJECT_REASONS
    assert fields["reason"].constraints == {"required": True, "enum": list(REJECT_REASONS)}
    assert fields["raw"].constraints == {"maxLength": 2000}
    assert fields["run_id"].constraints == {"required": True, "pattern": "^[0-9a-f]{20}$"}
    quotes = {field.name: field for field in registry.table("quotes").fields}
    assert quotes["quote_id"].constraints["unique"] is True
    assert quotes["confidence"].constraints == {"required": True, "minimum": 0.0, "maximum": 1.0}
    assert quotes["mention_start"].constraints == {"minimum": 0}


@pytest.mark.parametrize("name", TABLES)
def test_frictionless_schema_is_complete_and_plain_json(name: str) -> None:
    schema = table_schema(registry.table(name))
    assert [field["name"] for field in schema["fields"]] == TABLES[name].column_names()
    assert {key for field in schema["fields"] for key in field.get("constraints", {})} <= FRICTIONLESS_CONSTRAINTS
    assert all(field["description"] for field in schema["fields"])
    assert schema["primaryKey"] == TABLES[name].primary_key()
    assert json.loads(json.dumps(schema)) == schema


def test_frictionless_writes_a_reference_to_the_table_itself_as_empty() -> None:
    assert table_schema(registry.table("topics"))["foreignKeys"] == [
        {"fields": ["parent_id"], "reference": {"resource": "", "fields": ["topic_id"]}}
    ]
    assert {
        "fields": ["run_id", "source_path"],
        "reference": {"resource": "sources", "fields": ["run_id", "source_path"]},
    } in table_schema(registry.table("articles"))["foreignKeys"]
    assert "foreignKeys" not in table_schema(registry.table("runs"))


def test_frictionless_names_each_type() -> None:
    types = {field["name"]: field["type"] for field in table_schema(registry.table("articles"))["fields"]}
    assert (types["body"], types["n_words"], types["published_on"], types["published_at"]) == (
        "string",
        "integer",
        "date",
        "datetime",
    )
    assert {field["name"]: field["type"] for field in table_schema(registry.table("quotes"))["fields"]}[
        "confidence"
    ] == "number"


def test_a_type_without_a_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    @published("append", into={})
    class Odd(dy.Schema):
        """One row is one odd thing."""

        odd_id = dy.Int64(primary_key=True, description="Key.")
        names = dy.List(dy.String(), description="Names.")

    monkeypatch.setitem(TABLES, "odd", Odd)
    with pytest.raises(KeyError, match="List"):
        table_schema(registry.table("odd"))
    with pytest.raises(KeyError, match="List"):
        data_dictionary([registry.table("odd")], [])


def test_dictionary_tells_keys_members_nulls_and_months() -> None:
    page = data_dictionary([registry.table("article_topics"), registry.table("rejects")], [])
    assert "### `article_topics`\n\nOne row is one topic of one article. An article that" in page
    assert (
        "Primary key: `article_id`, `topic_id`. `article_id` names a row of `articles`. "
        "`topic_id` names a row of `topics`. `subtopic_id` names a row of `topics`.\n" in page
    )
    assert "| `article_id` (key) | text |  | Key of the article: hash of outlet and body. |\n" in page
    assert "One of `code`, `section`, `url`, `keyword`, `text`, `term`, `none`. |\n" in page
    assert "| `published_on` | date | yes |" in page
    assert page.count("| `month` | text |  |") == 1
    assert "`run_id` and `source_path` name a row of `sources`." in page


def test_dictionary_shows_views_and_keeps_bars_inside_their_cell() -> None:
    view = ViewPage("shares", "One row is one month.", "Use it so.", (ViewColumn("share", "DOUBLE", "A | B."),))
    page = data_dictionary([], [view])
    assert page.endswith(
        "### `shares`\n\nOne row is one month. Use it so.\n\n"
        "| column | type | meaning |\n| --- | --- | --- |\n| `share` | float | A \\| B. |\n"
    )


def test_frames_of_a_table_have_its_schema_in_order() -> None:
    assert list(registry.polars_schema("sources").items())[:3] == [
        ("run_id", pl.String()),
        ("source_path", pl.String()),
        ("fingerprint", pl.String()),
    ]
