"""JSON Lines, JSON arrays and JSON objects, with the names that people have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.flows.sources import ReadOptions, Record, Reject, read_source

TEXT = "The bridge was opened."
NEWS_PLEASE = {
    "authors": ["Jane Doe", "Ann Lee"],
    "date_download": "2026-08-01 00:00:00",
    "date_modify": None,
    "date_publish": "2011-11-15 00:00:00",
    "description": "A teaser",
    "filename": "x",
    "image_url": None,
    "language": "en",
    "localpath": None,
    "source_domain": "news.example.com",
    "maintext": TEXT,
    "title": "Bridge opened",
    "title_page": None,
    "title_rss": None,
    "url": "https://news.example.com/bridge",
}


def read(path: Path, data: str, options: ReadOptions | None = None) -> tuple[str, list[Record | Reject]]:
    path.write_text(data, encoding="utf-8")
    reading = read_source(path, options or ReadOptions())
    return reading.format, list(reading)


def one(path: Path, value: object) -> Record | Reject:
    (item,) = read(path, json.dumps(value))[1]
    return item


def summary(items: list[Record | Reject]) -> list[tuple[str, str]]:
    """Number, and text or reason, of each item."""
    return [(item.source_record, item.text if isinstance(item, Record) else item.reason) for item in items]


def test_news_please(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(NEWS_PLEASE, indent=2))
    reading = read_source(path, ReadOptions())
    fields = {
        "title": "Bridge opened",
        "byline": "Jane Doe, Ann Lee",
        "date": "2011-11-15 00:00:00",
        "url": "https://news.example.com/bridge",
        "outlet": "news.example.com",
        "language": "en",
    }
    assert (reading.format, list(reading), reading.unknown_columns) == ("json", [Record("1", TEXT, fields)], ())


@pytest.mark.parametrize(
    ("value", "fields", "keywords"),
    [
        (  # newspaper4k: its `keywords` are computed, `text_cleaned` is second choice
            {
                "text": TEXT,
                "text_cleaned": "x",
                "publish_date": "2018-10-06",
                "meta_site_name": "Times",
                "canonical_link": "http://a.example/",
                "meta_lang": "en",
            }
            | {"keywords": ["bridge", "the"], "meta_keywords": ["roads", ""], "tags": "set()"},
            {"date": "2018-10-06", "outlet": "Times", "url": "http://a.example/", "language": "en"},
            ("roads",),
        ),
        ({"text": TEXT, "keywords": ["computed"], "meta_keywords": [""], "tags": None}, {}, ()),
        (  # Fundus
            {
                "title": "A",
                "plaintext": TEXT,
                "publishing_date": "2024-01-02",
                "publisher": "Times",
                "authors": [],
                "topics": ["Roads", "Towns"],
                "html": "<p>",
            },
            {"title": "A", "date": "2024-01-02", "outlet": "Times"},
            ("Roads", "Towns"),
        ),
        (
            {"body": {"summary": ["The bridge"], "sections": [{"headline": ["was"], "paragraphs": ["opened."]}, 1]}},
            {},
            (),
        ),
        ({"body": {"summary": None, "sections": [{"headline": [], "paragraphs": ["The bridge was opened."]}]}}, {}, ()),
        ({"paragraphs": ["The bridge", "was opened."]}, {}, ()),
        (  # ninjs
            {
                "headline": "A",
                "byline": "Jane Doe",
                "body_text": TEXT,
                "body_html": "<p>x</p>",
                "versioncreated": "2019-03-25T08:54:09+0000",
                "source": "Times",
            }
            | {"service": [{"code": "f", "name": "Finance"}], "provider": "AP", "subject": [{"name": "oil"}]},
            {
                "title": "A",
                "byline": "Jane Doe",
                "date": "2019-03-25T08:54:09+0000",
                "outlet": "Times",
                "agency": "AP",
                "section": "Finance",
            },
            (),
        ),
        (
            {"text": TEXT, "subject": [{"name": "oil"}, {"name": "gas"}], "keywords": ["pipes"]},
            {"section": "oil"},
            ("pipes", "gas"),
        ),
        (  # subject codes are keywords too
            {
                "text": TEXT,
                "subject": [
                    {"code": "04005004", "name": "oil"},
                    {"qcode": "medtop:20000574", "name": "vote"},
                    {"code": "x", "name": "y"},
                ],
            },
            {"section": "oil"},
            ("vote", "y", "04005004", "medtop:20000574"),
        ),
        (
            {
                "text": TEXT,
                "source": {"id": None, "name": "Times"},
                "authors": [{"name": "Jane Doe"}, {"name": None}],
                "publishedAt": 1606,
            },
            {"outlet": "Times", "byline": "Jane Doe", "date": "1606"},
            (),
        ),
        (
            {"headline": "A", "short_description": TEXT, "category": "ROADS", "link": "http://a.example/"},
            {"title": "A", "section": "ROADS", "url": "http://a.example/"},
            (),
        ),
        (
            {"Article Text": TEXT, "Publish-Date": "2020", "AUTHOR": "  Jane \n Doe ", "author": True},
            {"date": "2020", "byline": "Jane Doe"},
            (),
        ),
        ({"text": "", "content": TEXT, "title": "nan", "author": "-"}, {}, ()),
        ({"text": TEXT, "title": "Caf\u00c3\u00a9 &amp; bridge"}, {"title": "Café & bridge"}, ()),
    ],
)
def test_names_that_people_have(
    tmp_path: Path, value: dict[str, object], fields: dict[str, str], keywords: tuple[str, ...]
) -> None:
    item = one(tmp_path / "a.json", value)
    assert isinstance(item, Record)
    assert " ".join(item.text.split()) == TEXT
    assert (item.fields, item.keywords) == (fields, keywords)


@pytest.mark.parametrize(
    "value",
    [
        {"items": [{"text": "A"}, {"text": "B"}]},
        {"status": "ok", "articles": [{"content": "A"}, {"content": "B"}]},
        {"data": {"items": [{"meta": {}, "item": {"body_text": "A"}}, {"item": {"body_text": "B"}}]}},
        {"hits": {"hits": [{"_source": {"text": "A"}}, {"_source": {"text": "B"}}]}},
        {"response": {"docs": [{"body": ["A"]}, {"body": "B"}]}},
        [{"text": "A"}, [{"text": "B"}]],
    ],
)
def test_objects_that_hold_articles(tmp_path: Path, value: object) -> None:
    assert summary(read(tmp_path / "a.json", json.dumps(value))[1]) == [("1", "A"), ("2", "B")]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"title": "A", "summary": "B"}, "no_text"),
        ({"text": "  ", "title": "A"}, "no_text"),
        ({"text": None}, "no_text"),
        ({"text": "\u200b"}, "no_text"),
        ({"text": 5}, "malformed_record"),
        ({"text": {"a": 1}}, "malformed_record"),
        ({"text": "<p>One</p>"}, "unsupported_format"),
        ({"text": "&lt;p&gt;One&lt;/p&gt;"}, "unsupported_format"),
        ({"text": "<a>x</a> " * 6}, "unsupported_format"),
        ({"headline": "A", "body_html": "<p>One</p>"}, "unsupported_format"),
        ({"text": "", "content_html": "<p>One</p>"}, "unsupported_format"),
        ({}, "malformed_record"),
        ("text", "malformed_record"),
        (3, "malformed_record"),
        ({"text": "half \ud83d"}, "malformed_record"),
        ({"text": "A", "title": "half \ud83d"}, "malformed_record"),
    ],
)
def test_records_without_an_article(tmp_path: Path, value: object, reason: str) -> None:
    item = one(tmp_path / "a.json", value)
    assert isinstance(item, Reject)
    assert item.reason == reason
    if isinstance(value, dict) and "summary" in value:
        assert "Columns seen: title, summary." in item.detail
        assert "--map text=COLUMN" in item.detail


def test_stray_tags_and_entities_are_text(tmp_path: Path) -> None:
    item = one(tmp_path / "a.json", {"text": "The <b>bridge</b> &amp; the town &#8211; R&D; &unknown; AT&T"})
    assert isinstance(item, Record)
    assert item.text == "The <b>bridge</b> & the town – R&D; &unknown; AT&T"


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        '\ufeff{"text": "A"}',
        "",
        '{"text": "B"',
        '{"text": ""}',
        "[1]",
        "null",
        '{"text": "half \\ud83d"}',
        '{"text": "C", "score": NaN}',
        "x" * 3000,
        '{"text": "D"}',
    ]
    source_format, items = read(tmp_path / "a.jsonl", "\n".join(lines))
    assert source_format == "jsonl"
    assert summary(items) == [
        ("1", "A"),
        ("3", "malformed_record"),
        ("4", "no_text"),
        ("5", "malformed_record"),
        ("6", "malformed_record"),
        ("7", "malformed_record"),
        ("8", "C"),
        ("9", "malformed_record"),
        ("10", "D"),
    ]
    assert isinstance(items[1], Reject)
    assert isinstance(items[7], Reject)
    assert items[1].raw == '{"text": "B"\n'
    assert items[7].raw == "x" * 2000


def test_line_that_holds_several_articles(tmp_path: Path) -> None:
    data = '{"items": [{"text": "A"}, {"text": "B"}]}\n{"text": "C"}\n{"items": [{"text": "D"}, {"text": "E"}]}'
    assert summary(read(tmp_path / "a.jsonl", data)[1]) == [
        ("1.1", "A"),
        ("1.2", "B"),
        ("2", "C"),
        ("3.1", "D"),
        ("3.2", "E"),
    ]


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.json", '{"text": "A"}\n{"text": "B"}\n', "jsonl"),
        ("a.txt", '{"text": "A"}\n{"text": "B"}\n', "jsonl"),
        ("a", '{"text": "A"}\n{"text": "B"', "jsonl"),
        ("a.json.gz", '{"text": "A"}', "json"),
        ("a.jsonl", '{"text": "A"}', "jsonl"),
        ("a.ndjson", '{\n  "text": "A"\n}', "json"),
        ("a.jsonl", '[\n{"text": "A"}]', "json"),
        ("a.jsonl", '[1]\n{"text": "A"}', "jsonl"),
        ("a.csv", '[{"text": "A"}]', "json"),
        ("a.txt", '[\n\n{"text": "A"}]', "json"),
        ("a.json", '{"text": "A"}\n\n{\n"text": "B"}', "jsonl"),
        ("a.json", '["x"]', "json"),
        ("a.json", "text", "json"),
        ("a.jsonl", "text", "jsonl"),
        ("a.txt", '{"text": "A",\n"b": {}\n}', "json"),
    ],
)
def test_format(tmp_path: Path, name: str, data: str, expected: str) -> None:
    assert read(tmp_path / name, data)[0] == expected


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    for name, data in (("a.json", '[{"text": "“Café”"}]'), ("a.jsonl", '{"text": "“Café”"}\n{"text": "“Café”"}\n')):
        (tmp_path / name).write_bytes(data.encode(encoding))
        assert {text for _, text in summary(list(read_source(tmp_path / name, ReadOptions())))} == {"“Café”"}


def test_long_array_is_read_item_by_item(tmp_path: Path) -> None:
    values = [{"text": f"Text {number} " + "é word " * 400} for number in range(3000)]
    items = read(tmp_path / "a.json", json.dumps(values, ensure_ascii=False))[1]
    assert len(items) == 3000
    assert isinstance(items[2999], Record)
    assert items[2999].text.startswith("Text 2999 é word")


def test_objects_one_after_another(tmp_path: Path) -> None:
    assert summary(read(tmp_path / "a.json", '{\n"text": "A"}\n{\n"text": "B"} [{"text": "C"}] 12')[1]) == [
        ("1", "A"),
        ("2", "B"),
        ("3", "C"),
        ("4", "malformed_record"),
    ]


def test_values_that_go_on_in_the_next_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.flows.sources.content._PIECE_BYTES", 1 << 14)
    data = '[{"text": "A"},' + " " * ((1 << 16) - 17) + '1234,{"text": "B"}]'
    items = read(tmp_path / "a.json", data)[1]
    assert summary(items) == [("1", "A"), ("2", "malformed_record"), ("3", "B")]
    assert isinstance(items[1], Reject)
    assert items[1].raw == "1234"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ('[{"text": "A"}, {"text": "B"', [("1", "A"), ("2", "malformed_record")]),
        ('[{"text": "A"},', [("1", "A"), ("2", "malformed_record")]),
        ('[{"text": "A"} {"text": "B"}]', [("1", "A"), ("2", "B")]),
        ('[{"text": "A"}, nonsense, {"text": "B"}]' + " " * 100, [("1", "A"), ("2", "malformed_record")]),
        ('{"text": "A', [("1", "malformed_record")]),
        ('[{"text": "A"}]]', [("1", "A"), ("2", "malformed_record")]),
        ("[]", [("1", "empty")]),
        ('{"text": "A", "n": ' + "9" * 5000 + "}", [("1", "malformed_record")]),
        ("[" * 100_000, [("1", "malformed_record")]),
        ('{"text": "A", "authors": ' + "[" * 800 + "]" * 800 + "}", [("1", "malformed_record")]),
        ("[" * 400 + "1" + "]" * 400, [("1", "malformed_record")]),
    ],
)
def test_broken_json(tmp_path: Path, data: str, expected: list[tuple[str, str]]) -> None:
    assert summary(read(tmp_path / "a.json", data)[1]) == expected


def test_deep_nesting_in_json_lines(tmp_path: Path) -> None:
    data = '{"text": "A"}\n' + "[" * 100_000 + "\n" + '{"text": "B", "authors": ' + "[" * 900 + "]" * 900 + "}\n"
    assert summary(read(tmp_path / "a.jsonl", data)[1]) == [
        ("1", "A"),
        ("2", "malformed_record"),
        ("3", "malformed_record"),
    ]


def test_value_that_does_not_fit_into_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.flows.sources.json_array._LARGEST_VALUE", 1 << 20)
    items = read(tmp_path / "a.json", '[{"text": "A"}, {"text": "' + "x" * (5 << 20) + '"}]')[1]
    assert summary(items) == [("1", "A"), ("2", "malformed_record")]
    assert isinstance(items[1], Reject)
    assert "JSON Lines" in items[1].detail


def test_mapping_wins_over_the_alias_table(tmp_path: Path) -> None:
    data = json.dumps({"text": "A", "teaser": TEXT, "When": "2020", "date": "1999"})
    (item,) = read(tmp_path / "a.json", data, ReadOptions({"text": "teaser", "date": "when"}))[1]
    assert item == Record("1", TEXT, {"date": "2020"})


def test_mapping_to_a_column_that_is_not_there(tmp_path: Path) -> None:
    data = '{"text": "A", "story": "B"}\n{"text": "C"}\n'
    items = read(tmp_path / "a.jsonl", data, ReadOptions({"text": "story"}))[1]
    assert summary(items) == [("1", "B"), ("2", "malformed_record")]
    assert isinstance(items[1], Reject)
    assert "'story'" in items[1].detail
    assert "Columns seen: text." in items[1].detail


def test_unknown_columns_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "A", "mood": 1, "id": 2}\n{"text": "B", "weather": 1}\n')
    reading = read_source(path, ReadOptions())
    assert not reading.unknown_columns
    assert len(list(reading)) == 2
    assert reading.unknown_columns == ("mood", "weather")
