"""CSV, TSV and their like."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.flows.sources import ReadOptions, Record, Reject, read_source
from onrecord.transforms.articles.normalise import normalise

LONG = "The bridge was opened. " * 9000


def read(path: Path, data: bytes | str, options: ReadOptions | None = None) -> tuple[str, list[Record | Reject]]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    reading = read_source(path, options or ReadOptions())
    return reading.format, list(reading)


def summary(items: list[Record | Reject]) -> list[tuple[str, str]]:
    """Number, and text or reason, of each item."""
    return [(item.source_record, item.text if isinstance(item, Record) else item.reason) for item in items]


def test_all_the_news(tmp_path: Path) -> None:
    data = (
        ',id,title,publication,author,date,year,month,url,content\n0,17,Bridge,Times,"Doe, '
        'Jane",2011-11-15,2011.0,11.0,,"He said ""yes"".\n\nSo."\n'
    )
    source_format, (item,) = read(tmp_path / "a.csv", data)
    assert source_format == "csv"
    assert item == Record(
        "2",
        'He said "yes".\n\nSo.',
        {"title": "Bridge", "outlet": "Times", "byline": "Doe, Jane", "date": "2011-11-15"},
    )


@pytest.mark.parametrize(
    ("data", "expected", "keywords"),
    [
        (
            "text,authors,tags\nA,\"['Jane Doe', 'Ann Lee']\",\"['x', 'y, z']\"\n",
            {"byline": "Jane Doe, Ann Lee"},
            ("x", "y, z"),
        ),
        ("text,authors,tags\nA,[],x;y|z\n", {}, ("x", "y", "z")),
        ("text,authors,tags\nA,[Jane Doe],set()\n", {"byline": "[Jane Doe]"}, ()),
        ("text,authors,tags\nA,(1),nan\n", {"byline": "(1)"}, ()),
    ],
)
def test_lists_in_cells(tmp_path: Path, data: str, expected: dict[str, str], keywords: tuple[str, ...]) -> None:
    ((item,),) = [read(tmp_path / "a.csv", data)[1]]
    assert isinstance(item, Record)
    assert (item.fields, item.keywords) == (expected, keywords)


@pytest.mark.parametrize(
    ("name", "data", "source_format"),
    [
        ("a.csv", "id;date;text\n1;21.12.2020;A, b; c\n".replace("A, b; c", '"A, b; c"'), "csv"),
        ("a.csv", "id\tdate\ttext\n1\t21.12.2020\tA, b; c\n", "tsv"),
        ("a.tsv", "id\tdate\ttext\n1\t21.12.2020\tA, b; c\n", "tsv"),
        ("a.psv", "id|date|text\n1|21.12.2020|A, b; c\n", "csv"),
        ("a.txt", 'id,date,text\n1,21.12.2020,"A, b; c"\n', "csv"),
        ("a", '"date","text"\r\n"21.12.2020","A, b; c"\r\n', "csv"),
        ("a.csv", 'id,date,text\r1,21.12.2020,"A, b; c"\r', "csv"),
        ("a.csv", '\ufeffdate,"text\t",,\n21.12.2020,"A, b; c",,\n', "csv"),
    ],
)
def test_delimiters_and_line_ends(tmp_path: Path, name: str, data: str, source_format: str) -> None:
    found, (item,) = read(tmp_path / name, data)
    assert isinstance(item, Record)
    assert (found, item.text, item.fields) == (source_format, "A, b; c", {"date": "21.12.2020"})


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    items = read(tmp_path / "a.csv", "title;text\nA;“Café”\n".encode(encoding))[1]
    assert summary(items) == [("2", "“Café”")]


def test_quoted_line_ends_nul_and_long_fields(tmp_path: Path) -> None:
    data = f'title,text\nA,"one\n\ntwo"\nB,a\x00b\nC,"{LONG}"\n'
    assert summary(read(tmp_path / "a.csv", data)[1]) == [("2", "one\n\ntwo"), ("5", "ab"), ("6", LONG.strip())]


def test_ragged_rows_are_rejected_and_the_next_row_is_read(tmp_path: Path) -> None:
    items = read(tmp_path / "a.csv", 'title,text\nA,one\nB\n\n,\nC,"two",three\nD,four,,\nE,\nF,five')[1]
    assert summary(items) == [
        ("2", "one"),
        ("3", "malformed_record"),
        ("6", "malformed_record"),
        ("7", "four"),
        ("8", "no_text"),
        ("9", "five"),
    ]
    assert isinstance(items[2], Reject)
    assert items[2].detail.startswith("The row has 3 fields, the header has 2.")
    assert items[2].raw == "C,two,three"


def test_field_that_is_longer_than_memory_allows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.flows.sources.delimited._LONGEST_FIELD", 1000)
    items = read(tmp_path / "a.csv", f"title,text\nA,{LONG}\nB,two\n")[1]
    assert summary(items) == [("2", "malformed_record"), ("3", "two")]


def test_quotation_mark_that_is_not_closed(tmp_path: Path) -> None:
    items = read(tmp_path / "a.csv", 'title,text\nA,one\nB,"two\nC,three\n')[1]
    assert summary(items) == [("2", "one"), ("3", "malformed_record")]
    assert isinstance(items[1], Reject)
    assert items[1].raw == "B,two\nC,three\n"


@pytest.mark.parametrize(
    ("data", "columns"),
    [
        ("Roads;The bridge was opened, she said.\nTowns;So was the town.\n", "Roads, The bridge was opened, she said."),
        (f"title,summary\nA,{LONG}\n", "title, summary."),
        ("a" * 90 + "," + ",".join(f"c{number}" for number in range(60)) + "\n1", "a" * 39 + "…, c0"),
    ],
)
def test_table_without_a_text_column(tmp_path: Path, data: str, columns: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(data)
    reading = read_source(path, ReadOptions())
    (item,) = reading
    assert isinstance(item, Reject)
    assert (item.source_record, item.reason) == ("1", "no_text")
    assert f"Columns seen: {columns}" in item.detail
    assert "--map text=COLUMN" in item.detail
    assert "header row" in item.detail
    assert reading.unknown_columns == ()


@pytest.mark.parametrize("data", ["title,text\n", "title,text", "\n\ntitle,text\n\n", ",\n"])
def test_table_without_rows(tmp_path: Path, data: str) -> None:
    assert summary(read(tmp_path / "a.csv", data)[1]) == [("1", "empty")]


def test_first_of_two_columns_with_one_name(tmp_path: Path) -> None:
    assert summary(read(tmp_path / "a.csv", "text,text\nA,B\n")[1]) == [("2", "A")]


def test_mapping(tmp_path: Path) -> None:
    items = read(tmp_path / "a.csv", "words,who\nOne.,Jane\n", ReadOptions({"text": "words", "byline": "Who"}))[1]
    assert items == [Record("2", "One.", {"byline": "Jane"})]
    (item,) = read(tmp_path / "a.csv", "words,who\nOne.,Jane\n", ReadOptions({"text": "word"}))[1]
    assert isinstance(item, Reject)
    assert "no column 'word'" in item.detail


@pytest.mark.parametrize(
    "text",
    [
        "The date, the text, and the title of it were new.\nSo was the bridge.",
        "title, text\nare two words, she said, of many",
    ],
)
def test_prose_is_no_table(tmp_path: Path, text: str) -> None:
    assert read(tmp_path / "a.txt", text)[0] == "text"


CELLS = st.text(
    st.characters(min_codepoint=32, max_codepoint=126, include_characters="\n“”", exclude_characters="&<"), max_size=30
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8), delimiter=st.sampled_from(",;\t|"))
def test_what_a_csv_writer_writes_is_read(tmp_path: Path, rows: list[tuple[str, str]], delimiter: str) -> None:
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([("title", "text"), *rows])
    expected = [normalise(text) or "no_text" for title, text in rows if title.strip() or text.strip()]
    assert [text for _, text in summary(list(read_source(tmp_path / "a.csv", ReadOptions())))] == (
        expected or ["empty"]
    )
